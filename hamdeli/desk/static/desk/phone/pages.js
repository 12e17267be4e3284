// What the phone shows: drawn from values with texts only; nothing is evaluated, nothing is put in as markup.

import { day, moment, today } from "./days.js";

const persian = document.documentElement.lang.startsWith("fa");
const numberOf = new Intl.NumberFormat(persian ? "fa-IR" : "en");

export const byId = (id) => document.getElementById(id);
export const words = byId("words").dataset;
export const number = (value) => numberOf.format(value);

export const said = (texts) => (texts ? texts[persian ? "fa" : "en"] || texts.fa : "");
export const digits = (text) => (persian ? text.replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : text);
export const plainDigits = (text) => text.replace(/[۰-۹٠-٩]/g, (digit) => String("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩".indexOf(digit) % 10));

export function made(tag, values = {}, ...children) {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
}

export function show(id) {
  for (const section of document.querySelectorAll("main > section")) section.hidden = section.id !== id;
  scrollTo(0, 0);
}

let finishing = []; // the keys of the forms of which the notice says that they are finished

export function tell(text) {
  finishing = [];
  byId("notice").textContent = text;
  byId("notice").hidden = !text;
}

/** Says that forms are in the outbox, until they have left it. */
export function tellFinished(keys) {
  tell(words.finished);
  finishing = keys;
}

/** Takes away what was said of forms that are finished, and nothing else. */
export function untellFinished() {
  if ([words.finished, words.arrived, words.arrivedKept].includes(byId("notice").textContent)) tell("");
}

function tellArrived({ items, told }) {
  if (!finishing.length || items.some(({ key }) => finishing.includes(key))) return;
  const kept = told.some(({ key, state }) => finishing.includes(key) && state !== "stored");
  tell(kept ? words.arrivedKept : words.arrived);
}

function code(text) {
  return made("bdi", { className: "h-code", dir: "ltr", textContent: digits(text) });
}

function small(text, deed) {
  const button = made("button", { className: "btn btn-sm", type: "button", textContent: text });
  button.addEventListener("click", deed);
  return button;
}

/** A row that opens something: its parts over each other, and a chevron at its end. */
export function line(...parts) {
  const lines = made("span", { className: "h-phone-parts" }, ...parts);
  const chevron = byId("chevron").content.cloneNode(true);
  return made("button", { className: "h-phone-line h-phone-opens", type: "button" }, lines, chevron);
}

/** A day, marked where it has passed. */
function due(on) {
  if (on >= today()) return [day(on)];
  return [made("span", { className: "h-badge h-tone-bad", textContent: words.overdue }), ` ${day(on)}`];
}

export function drawList(list, deeds) {
  const visits = list.visits.map((visit) => {
    const name = made("strong", { textContent: visit.name || digits(visit.file) });
    const when = made("span", {}, ...due(visit.planned_on), ` · ${list.words.purposes[visit.purpose]}`);
    const open = line(name, when, made("span", { className: "h-soft", textContent: visit.address }));
    open.addEventListener("click", () => deeds.visit(visit));
    const beside = made("div", { className: "h-phone-beside" }, small(words.note, () => deeds.note(visit)));
    if (list.screenings?.[visit.province]?.length) beside.append(small(words.screening, () => deeds.screening(visit)));
    return made("div", { className: "h-phone-row" }, open, beside);
  });
  const tasks = list.tasks.map((task) => {
    const open = line(made("strong", { textContent: task.title }), made("span", {}, ...due(task.due_on), ` · `, code(task.file)));
    open.addEventListener("click", () => deeds.task(task));
    return made("div", { className: "h-phone-row" }, open);
  });
  byId("visits").replaceChildren(...visits);
  byId("tasks").replaceChildren(...tasks);
  byId("empty").hidden = visits.length + tasks.length + (list.deliveries ?? []).length > 0;
  const age = byId("list-age");
  age.textContent = `${age.dataset.taken} ${moment(list.made_at)} · ${age.dataset.until} ${moment(list.expires_at)}`;
}

export function options(select, values, labels, empty = words.choose) {
  const first = made("option", { value: "", textContent: empty });
  select.replaceChildren(first, ...values.map((value) => made("option", { value, textContent: labels[value] })));
}

export function drawVisit(list, visit) {
  byId("visit-title").textContent = visit.name || digits(visit.file);
  byId("visit-where").replaceChildren(code(visit.file), visit.address ? ` · ${visit.address} ` : " ");
  if (visit.phone) byId("visit-where").append(made("a", { href: `tel:${visit.phone}`, dir: "ltr", textContent: digits(visit.phone) }));
  options(byId("outcome"), list.outcomes[visit.purpose], list.words.outcomes);
  options(byId("reason"), [], list.words.reasons);
  byId("outcome").onchange = () => options(byId("reason"), list.reasons[byId("outcome").value] ?? [], list.words.reasons);
}

export function drawScreening(visit, asked, members) {
  byId("screening-title").textContent = visit.name || digits(visit.file);
  const editions = Object.fromEntries(asked.map((each) => [each.edition, said(each.title)]));
  options(byId("screening-edition"), Object.keys(editions), editions);
  const people = Object.fromEntries(members.map((each) => [each.person, each.name]));
  options(byId("screening-person"), Object.keys(people), people, words.family);
}

export function drawPhotos(photos, remove) {
  const rows = photos.map(([name, photo]) => {
    const row = made("li", { className: "h-phone-row" }, made("span", { className: "h-phone-line", textContent: photo.shows }));
    row.append(small(words.remove, () => remove(name)));
    return row;
  });
  byId("photo-list").replaceChildren(...rows);
}

export function drawOutbox(state) {
  const waiting = state.items.map((item) => made("li", { textContent: words[item.state] }));
  const told = state.told.map((each) => made("li", { textContent: words[each.state === "set_aside" ? "setAside" : each.state] }));
  byId("waiting").replaceChildren(...waiting);
  byId("told").replaceChildren(...told.reverse());
  byId("outbox-count").textContent = number(state.items.length);
  byId("send").hidden = state.items.length === 0;
  tellArrived(state);
}
