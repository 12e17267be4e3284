// Days on the phone, as the desk writes them (hamdeli/persian/calendar.py): Solar Hijri in Persian, Gregorian in English.

const ZONE = "Asia/Tehran";
const DAY = 86_400_000;
const persian = document.documentElement.lang.startsWith("fa");
const dayOf = new Intl.DateTimeFormat(persian ? "fa-IR-u-ca-persian" : "en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const hourOf = new Intl.DateTimeFormat(persian ? "fa-IR" : "en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const isoOf = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

export const today = () => isoOf.format(new Date());

function partsOf(iso) {
  const parts = dayOf.formatToParts(new Date(`${iso}T00:00:00Z`));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** ۳ دی ۱۴۰۲ or 24 December 2023; in Persian a day of the running year goes without the year. */
export function day(iso) {
  const { day: number, month, year } = partsOf(iso);
  const running = persian && year === partsOf(today()).year;
  return running ? `${number} ${month}` : `${number} ${month} ${year}`;
}

/** The day so many days after another. */
export const after = (iso, days) => new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);

/** The same day so many Gregorian months later, or the last of that month (casework/visiting/dues.py). */
export function monthsAfter(iso, months) {
  const [year, month, number] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(number, last))).toISOString().slice(0, 10);
}

export function moment(iso) {
  const at = new Date(iso);
  return `${day(isoOf.format(at))} ${hourOf.format(at)}`;
}
