// Numbers and words in the reader's language, for scripts. The words come from the page, never from here.
export const language = document.documentElement.lang || "fa";
export const rtl = document.documentElement.dir === "rtl";

const LOCALE = language.startsWith("fa") ? "fa-IR" : "en-GB";
const format = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });
const share = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0 });

export const number = (value) => (value === null || value === undefined ? "—" : format.format(value));
export const percent = (value) => share.format(value);
export const digits = (value) =>
  language.startsWith("fa") ? String(value).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : String(value);

/** The value of one of our colour tokens, resolved for the theme that is shown. */
export function colour(token, place = document.documentElement) {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  probe.style.color = `var(${token})`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** An element with text only: nothing that came from a record is ever read as markup. */
export function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
