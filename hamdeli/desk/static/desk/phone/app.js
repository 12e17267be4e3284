// The phone without a signal: what it takes along, and the forms that are filled in without it.

import { draw } from "../questionnaire.js";
import { today } from "./days.js";
import { answerTo, codeIn, drawDoor, drawDoors, offerCamera, stopCamera } from "./door.js";
import * as drafting from "./drafting.js";
import { drawFollowing, following } from "./following.js";
import { forget, read, write } from "./keeping.js";
import * as pages from "./pages.js";
import * as pictures from "./pictures.js";
import * as sealing from "./sealing.js";
import { finish, sessionNow, turn, waiting } from "./sending.js";

const { byId, show, tell, words } = pages;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SOON = 10 * MINUTE;
const NOTHING = { done: [], deliveries: [], screenings: {}, members: {} }; // what an older version did not take along
const parts = document.body.dataset;

let key = null; // of the PIN; only here, never kept
let salt = null;
let list = null;
let about = null; // what is open: its kind, its number, what it is about, its draft
let questions = null; // that are drawn, with their answers

// ---- what is taken along

async function takeAlong() {
  const session = await sessionNow();
  if (!session) return tell(words.noSignal);
  const reply = await fetch("/phone/worklist/", { redirect: "error" }).catch(() => null);
  if (!reply?.ok) return tell(words.noSignal);
  const fresh = await reply.json();
  const still = await waiting();
  const done = (list?.done ?? []).filter((each) => still.has(each.key) || Date.now() - each.at < SOON);
  list = without({ ...fresh, done });
  await keepList().catch(() => tell(words.fullList));
  if (byId("list").hidden) return null;
  tell("");
  return drawList();
}

/** The list without what was finished here and may not have arrived yet. */
function without(fresh) {
  const done = new Set(fresh.done.map(({ what }) => what));
  const open = (kind) => (each) => !done.has(`${kind}:${each[kind]}`);
  for (const delivery of fresh.deliveries) {
    for (const line of delivery.lines) line.came ||= done.has(`came:${line.code}`);
  }
  return { ...fresh, visits: fresh.visits.filter(open("visit")), tasks: fresh.tasks.filter(open("task")) };
}

async function closedList(changed) {
  const closed = await sealing.close(changed, key);
  return { salt, closed, user: changed.user, madeAt: changed.made_at, expiresAt: changed.expires_at };
}

const keepList = async () => write("list", await closedList(list));

/** What is kept, if it is young enough; a clock that was set back makes it old as well. */
async function keptList() {
  const kept = await read("list");
  if (!kept) return null;
  const now = Date.now();
  if (now < Date.parse(kept.expiresAt) && now > Date.parse(kept.madeAt) - DAY) return kept;
  await forgetList();
  tell(words.expired);
  return null;
}

async function forgetList() {
  list = null;
  await forget("list");
  await drafting.forgetDrafts();
}

byId("pin-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const pin = pages.plainDigits(byId("pin").value);
  byId("pin").value = "";
  const kept = await keptList();
  salt = kept?.salt ?? sealing.newSalt();
  key = await sealing.keyOf(pin, salt);
  if (!kept) {
    await drafting.forgetDrafts();
    show("list");
    return takeAlong();
  }
  try {
    list = { ...NOTHING, ...(await sealing.open(kept.closed, key)) };
  } catch {
    key = null;
    return tell(words.wrongPin);
  }
  tell("");
  drawList();
  if (navigator.onLine) takeAlong();
});

byId("forget").addEventListener("click", async () => {
  await forgetList();
  location.reload();
});

byId("refresh").addEventListener("click", takeAlong);

// ---- opening a form, and coming back from it

const deeds = {
  visit: (visit) => openForm("visit", visit.visit, visit, drawVisit),
  note: (visit) => openForm("note", visit.visit, visit, drawNote),
  task: (task) => openForm("task", task.task, task, drawNote),
  screening: (visit) => openForm("screening", visit.visit, visit, drawScreening),
};

function drawList() {
  pages.drawList(list, deeds);
  drawDoors(list, openDoor);
  show("list");
}

async function openForm(kind, number, subject, drawForm) {
  const name = drafting.nameOf(kind, number);
  about = { kind, subject, name };
  pages.untellFinished();
  const draft = await drafting.draft(name, key);
  const section = kind === "task" ? "note" : kind;
  about.form = byId(`${section}-form`);
  about.form.reset();
  await drawForm(subject, draft, kind);
  show(section);
}

async function drawVisit(visit, draft) {
  pages.drawVisit(list, visit);
  drawQuestions("observations", list.forms[visit.province]?.content, draft?.answers);
  drafting.fill(about.form, { "task-1": draft?.values?.task ?? "", ...draft?.values }); // an older version had one task
  drawFollowing(list, visit);
  await drawPhotos();
}

function drawNote(subject, draft, kind) {
  byId("note-title").textContent = subject.title ?? subject.name ?? "";
  byId("note-label").textContent = byId("note-label").dataset[kind];
  drafting.fill(about.form, draft?.values);
}

const askedOf = (visit) => list.screenings[visit.province] ?? [];
const chosen = () => askedOf(about.subject).find((each) => String(each.edition) === byId("screening-edition").value);

function drawScreening(visit, draft) {
  const asked = askedOf(visit);
  pages.drawScreening(visit, asked, list.members[visit.file] ?? []);
  if (asked.length === 1) byId("screening-edition").value = asked[0].edition;
  drafting.fill(about.form, draft?.values);
  drawQuestions("screening-questions", chosen()?.content, draft?.answers);
}

byId("screening-edition").addEventListener("change", () => {
  if (about?.kind === "screening" && !byId("screening").hidden) drawQuestions("screening-questions", chosen()?.content);
});

function drawQuestions(place, content, answers = {}) {
  const language = document.documentElement.lang.slice(0, 2);
  const said = JSON.parse(parts.questionWords);
  const root = pages.made("div");
  byId(place).replaceChildren(root);
  questions = content ? draw(root, content, { language, answers, words: said }) : null;
}

/** Whether the questions are answered; what is wrong is shown. */
function whole() {
  const faults = questions?.faults() ?? [];
  questions?.show(faults);
  return !faults.length;
}

async function keepDraft() {
  if (!about?.form || about.finishing || !key) return;
  const values = { values: drafting.valuesOf(about.form), answers: questions?.answers() ?? {} };
  await drafting.keep(about.name, values, key).catch(() => tell(words.fullDraft));
}

function leave() {
  stopCamera();
  for (const place of ["observations", "screening-questions", "photo-list"]) byId(place).replaceChildren();
  about?.form?.reset();
  about = questions = null;
  if (list) drawList();
  else show("locked");
}

for (const button of document.querySelectorAll("[data-back]")) {
  button.addEventListener("click", async () => {
    await keepDraft();
    tell("");
    leave();
  });
}
for (const form of document.querySelectorAll("[data-drafted]")) {
  form.addEventListener("input", keepDraft);
  form.addEventListener("change", keepDraft);
}

for (const event of ["input", "change"]) {
  byId("visit-form").addEventListener(event, () => about?.kind === "visit" && drawFollowing(list, about.subject));
}

// ---- finishing

/** Puts the form, and `more` that go with it, into the outbox; its draft goes in the same act. */
async function finished(kind, body, { more = [], done = [] } = {}) {
  const mine = about;
  if (mine.finishing) return;
  mine.finishing = true;
  await drafting.settled();
  const form = { key: crypto.randomUUID(), kind, subject: mine.subject.file, body };
  const follow = more.map((each) => ({ ...each, body: { ...each.body, form: form.key }, after: form.key }));
  const at = Date.now();
  const changed = without({ ...list, done: [...list.done, ...done.map((what) => ({ what, key: form.key, at }))] });
  try {
    await finish([form, ...follow], { ...(await drafting.gone(mine.name)), list: await closedList(changed) });
  } catch {
    mine.finishing = false;
    tell(words.full);
    return;
  }
  list = changed;
  leave();
  pages.tellFinished([form, ...follow].map((each) => each.key));
  turn({ type: "wake" });
}

byId("visit-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!whole()) return;
  const { subject, form } = about;
  const said = drafting.valuesOf(form);
  const body = {
    visit: subject.visit,
    ...{ facts: said.facts, opinion: said.opinion, outcome: said.outcome, reason: said.reason },
    done_on: today(),
    edition: list.forms[subject.province]?.edition ?? null,
    answers: questions?.kept().answers ?? {},
    ...following(),
  };
  await finished("visit", body, { more: await photoForms(subject), done: [`visit:${subject.visit}`] });
});

byId("note-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { kind, subject } = about;
  const text = byId("text").value;
  if (kind === "note") finished("note", { text, about_on: today() });
  else finished("task", { task: subject.task, version: subject.version, result: text }, { done: [`task:${subject.task}`] });
});

byId("screening-form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!questions || !whole()) return;
  const person = Number(byId("screening-person").value) || null;
  const body = { edition: chosen().edition, person, answers: questions.kept().answers, done_on: today() };
  finished("screening", body);
});

// ---- photographs of a visit

async function photoForms({ file, visit }) {
  const kept = await drafting.photos(about.name, key);
  const form = ([, photo]) => ({ key: crypto.randomUUID(), kind: "photo", subject: file, body: { ...photo, visit } });
  return kept.map(form);
}

async function drawPhotos() {
  const kept = await drafting.photos(about.name, key);
  pages.drawPhotos(kept, async (name) => {
    await forget(name);
    await drawPhotos();
  });
  byId("photo-file").disabled = !mayTake() || kept.length >= pictures.MOST;
}

const said = (name) => byId(`photo-${name}`).value.trim();
const mayTake = () => Boolean(byId("photo-consent").checked && said("by") && said("shows"));

for (const name of ["consent", "by", "shows"]) byId(`photo-${name}`).addEventListener("input", drawPhotos);

byId("photo-file").addEventListener("change", async () => {
  const [file] = byId("photo-file").files;
  if (!file || !mayTake()) return;
  const face = byId("photo-face").checked;
  try {
    const photo = { shows: said("shows"), consent: true, consent_by: said("by"), face, picture: await pictures.scaled(file) };
    await drafting.keep(`${about.name}:photo:${crypto.randomUUID()}`, photo, key);
    byId("photo-shows").value = "";
    byId("photo-consent").checked = byId("photo-face").checked = false;
    tell("");
  } catch (fault) {
    tell(fault instanceof pictures.Unfit ? words[fault.message] : words.fullPhoto);
  }
  byId("photo-file").value = "";
  await drawPhotos();
});

// ---- the door of a delivery

function openDoor(delivery) {
  about = { kind: "check_in", subject: { file: String(delivery.delivery) }, name: "draft:door", delivery: delivery.delivery };
  drawDoor(delivery);
  byId("door-form").reset();
  show("door");
  byId("door-code").focus();
  offerCamera(checkIn);
}

let last = Promise.resolve();

/** One code after the other, so that none overtakes another. */
function checkIn(text) {
  last = last.then(() => checkInNow(text)).catch(() => tell(words.full));
  return last;
}

async function checkInNow(text) {
  const code = codeIn(text);
  const number = about.delivery;
  const delivery = list.deliveries.find((each) => each.delivery === number);
  const answer = answerTo(delivery, code);
  byId("door-form").reset();
  byId("door-code").focus();
  if (!answer.given) return drawDoor(delivery, answer, code);
  const form = { key: crypto.randomUUID(), kind: "check_in", subject: String(number), body: { delivery: number, code, given_on: today() } };
  const changed = without({ ...list, done: [...list.done, { what: `came:${code}`, key: form.key, at: Date.now() }] });
  try {
    await finish([form], { list: await closedList(changed) });
  } catch {
    answer.line.came = false;
    return tell(words.full);
  }
  list = changed;
  drawDoor(delivery, answer, code);
  return turn({ type: "wake" });
}

byId("door-form").addEventListener("submit", (event) => {
  event.preventDefault();
  checkIn(byId("door-code").value);
});

// ---- the outbox and the signal

byId("outbox-button").addEventListener("click", async () => {
  await keepDraft();
  show("outbox");
});
byId("send").addEventListener("click", () => turn({ type: "boot" }).then(() => turn({ type: "wake" })));

function signal() {
  const now = navigator.onLine ? "on" : "off";
  for (const badge of byId("signal").children) badge.hidden = badge.dataset.signal !== now;
  if (navigator.onLine) turn({ type: "wake" });
}
addEventListener("online", signal);
addEventListener("offline", signal);
addEventListener("storage", ({ key: changed }) => changed === "hamdeli-left" && location.reload());
setInterval(() => navigator.onLine && turn({ type: "wake" }), MINUTE / 3);
setInterval(() => list && Date.now() > Date.parse(list.expires_at) && location.reload(), MINUTE);

if ("serviceWorker" in navigator) navigator.serviceWorker.register(parts.worker, { scope: "/phone/" });
navigator.storage?.persist?.();
await turn({ type: "boot" });
if (localStorage.getItem("hamdeli-left")) {
  await forgetList();
  localStorage.removeItem("hamdeli-left");
}
byId("pin-new").hidden = Boolean(await keptList());
show("locked");
signal();
