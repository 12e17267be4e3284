// Solar Hijri days in the browser, by the calendar that the browser carries; the server has its own (hamdeli/persian).
const SOLAR = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  timeZone: "UTC",
  year: "numeric",
  month: "numeric",
  day: "numeric",
});
const DAY = 86_400_000;
const FIRST_GREGORIAN_YEAR = 1800;

/** [year, month, day] of a day given in milliseconds at midnight UTC. */
function solar(time) {
  const parts = Object.fromEntries(SOLAR.formatToParts(time).map(({ type, value }) => [type, Number.parseInt(value, 10)]));
  return [parts.year, parts.month, parts.day];
}

/** The day of a Solar Hijri date as 2025-04-14, or an empty text where there is no such day. */
export function fromSolar(year, month, day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  const passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const near = Date.UTC(year + 621, 2, 21) + (passed + day - 1) * DAY;
  for (const time of [near, near - DAY, near + DAY]) {
    if (solar(time).join() === [year, month, day].join()) return new Date(time).toISOString().slice(0, 10);
  }
  return "";
}

/** A day typed in any digits, Solar Hijri or Gregorian, as 2025-04-14; an empty text where it cannot be read. */
export function readDay(text) {
  const found = /^\s*([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\s*$/.exec(text);
  if (!found) return "";
  const [year, month, day] = found.slice(1).map(Number);
  if (year < FIRST_GREGORIAN_YEAR) return fromSolar(year, month, day);
  const time = new Date(Date.UTC(year, month - 1, day));
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? time.toISOString().slice(0, 10) : "";
}

/** A stored day as its reader writes it: 1404/01/25 in Persian, 2025-04-14 in English. */
export function spokenDay(text, language) {
  if (language !== "fa" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return text;
  const [year, month, day] = solar(Date.parse(`${text}T00:00:00Z`));
  return `${year}/${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`;
}
