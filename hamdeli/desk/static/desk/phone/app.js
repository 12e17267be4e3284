// The phone without a signal. The outbox decides (outbox.js); here its effects are carried out.

const parts = document.body.dataset;
const [sealing, keeping, pages, questionnaire] = await Promise.all([
  import(parts.sealing),
  import(parts.keeping),
  import(parts.pages),
  import(parts.questions),
]);
const { byId, show, tell, words } = pages;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let key = null; // of the PIN; only here, never kept
let salt = null;
let list = null;
let answers = null; // of the observations that are open
let about = null; // the visit or task that is open

// ---- the outbox

const step = (event) =>
  keeping.change("outbox", (state) => {
    const next = HamdeliOutbox.step(state ?? null, event);
    return { value: next.state, told: next };
  });

async function turn(event) {
  const { state, effects } = await step({ ...event, at: Date.now() });
  pages.drawOutbox(state);
  if (effects.length) await send(effects);
}

async function send(effects) {
  const session = await sessionNow();
  await Promise.all(effects.map((effect) => deliver(effect, session)));
}

async function deliver(effect, session) {
  const question = { key: effect.key, attempt: effect.attempt };
  const server = await keeping.read("server");
  if (!session || effect.envelope.user !== session.user) {
    if (session && server) tell(words.otherUser);
    return turn({ type: "failed", ...question });
  }
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": session.csrf };
    const body = JSON.stringify(effect.envelope.sealed);
    const reply = await fetch("/phone/forms/", { method: "POST", headers, body, redirect: "error" });
    const receipt = reply.ok ? await reply.json() : {};
    return turn(reply.ok ? { type: "answer", ...question, receipt } : { type: "failed", ...question });
  } catch {
    return turn({ type: "failed", ...question });
  }
}

/** Who is signed in, or nothing without a signal or without a session. */
async function sessionNow() {
  try {
    const reply = await fetch("/phone/session/", { redirect: "manual" });
    if (!reply.ok) {
      tell(words.signIn);
      return null;
    }
    const session = await reply.json();
    await keeping.write("server", { user: session.user, number: session.number, public: session.public });
    return session;
  } catch {
    return null;
  }
}

// ---- what is taken along

async function takeAlong() {
  const session = await sessionNow();
  if (!session) return tell(words.noSignal);
  const reply = await fetch("/phone/worklist/", { redirect: "error" });
  if (!reply.ok) return tell(words.noSignal);
  list = await reply.json();
  await keepList();
  tell("");
  drawList();
}

async function keepList() {
  const closed = await sealing.close(list, key);
  await keeping.write("list", { salt, closed, user: list.user, madeAt: list.made_at, expiresAt: list.expires_at });
}

/** What is kept, if it is young enough; a clock that was set back makes it old as well. */
async function keptList() {
  const kept = await keeping.read("list");
  if (!kept) return null;
  const now = Date.now();
  if (now < Date.parse(kept.expiresAt) && now > Date.parse(kept.madeAt) - DAY) return kept;
  await forgetList();
  tell(words.expired);
  return null;
}

async function forgetList() {
  list = null;
  await keeping.forget("list");
  await keeping.forget("draft");
}

byId("pin-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const pin = pages.plainDigits(byId("pin").value);
  byId("pin").value = "";
  const kept = await keptList();
  salt = kept?.salt ?? sealing.newSalt();
  key = await sealing.keyOf(pin, salt);
  if (!kept) {
    show("list");
    return takeAlong();
  }
  try {
    list = await sealing.open(kept.closed, key);
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

// ---- the list and the forms

function drawList() {
  pages.drawList(list, { visit: openVisit, note: (visit) => openNote(visit, "note"), task: (task) => openNote(task, "task") });
  show("list");
}

async function openVisit(visit) {
  about = { kind: "visit", subject: visit };
  byId("visit-form").reset();
  pages.drawVisit(list, visit);
  const asked = list.forms[visit.province];
  const draft = await draftOf(visit.visit);
  byId("observations").replaceChildren();
  answers = asked ? drawn(asked.content, draft?.answers) : null;
  for (const name of ["facts", "opinion", "task"]) byId(name).value = draft?.[name] ?? "";
  show("visit");
}

/** The observations as a form. */
function drawn(content, before = {}) {
  const language = document.documentElement.lang.slice(0, 2);
  const said = JSON.parse(parts.questionWords);
  return questionnaire.draw(byId("observations"), content, { language, answers: before, words: said });
}

/** Whether the observations are whole; what is wrong is shown. */
function whole() {
  const faults = answers?.faults() ?? [];
  answers?.show(faults);
  return !faults.length;
}

function openNote(subject, kind) {
  about = { kind, subject };
  byId("note-form").reset();
  byId("note-title").textContent = subject.title ?? subject.name ?? "";
  byId("note-label").textContent = byId("note-label").dataset[kind];
  show("note");
}

async function draftOf(visit) {
  const kept = await keeping.read("draft");
  if (!kept || kept.visit !== visit) return null;
  return sealing.open(kept.closed, key).catch(() => null);
}

async function keepDraft() {
  if (about?.kind !== "visit" || byId("visit").hidden || !key) return;
  const values = Object.fromEntries(["facts", "opinion", "task"].map((name) => [name, byId(name).value]));
  const closed = await sealing.close({ ...values, answers: answers?.answers() ?? {} }, key);
  await keeping.write("draft", { visit: about.subject.visit, closed });
}

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tehran" }).format(new Date());

async function finish(kind, subject, body) {
  const server = await keeping.read("server");
  const form = {
    key: crypto.randomUUID(),
    kind,
    subject: subject.file,
    user: server.user,
    finished_at: new Date().toISOString(),
    body,
  };
  const sealed = await sealing.seal(form, server.number, server.public);
  try {
    await step({ type: "finish", key: form.key, envelope: { user: server.user, sealed }, at: Date.now() });
  } catch {
    return tell(words.full);
  }
  list.visits = list.visits.filter((visit) => kind !== "visit" || visit.visit !== subject.visit);
  list.tasks = list.tasks.filter((task) => kind !== "task" || task.task !== subject.task);
  await keepList();
  await keeping.forget("draft");
  about = answers = null;
  for (const form of document.querySelectorAll("#visit-form, #note-form")) form.reset();
  byId("observations").replaceChildren();
  drawList();
  tell(words.finished);
  turn({ type: "wake" });
}

byId("visit-form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!whole()) return;
  const { subject } = about;
  const task = byId("task").value.trim();
  const body = {
    visit: subject.visit,
    facts: byId("facts").value,
    opinion: byId("opinion").value,
    outcome: byId("outcome").value,
    reason: byId("reason").value,
    done_on: today(),
    edition: list.forms[subject.province]?.edition ?? null,
    answers: answers?.kept().answers ?? {},
    tasks: task ? [{ title: task, due_on: today() }] : [],
  };
  finish("visit", subject, body);
});

byId("note-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { kind, subject } = about;
  const text = byId("text").value;
  finish(kind, subject, kind === "task" ? { task: subject.task, version: subject.version, result: text } : { text, about_on: today() });
});

for (const button of document.querySelectorAll("[data-back]")) {
  button.addEventListener("click", async () => {
    await keepDraft();
    about = null;
    if (list) drawList();
    else show("locked");
  });
}
byId("outbox-button").addEventListener("click", () => show("outbox"));
byId("send").addEventListener("click", () => turn({ type: "boot" }).then(() => turn({ type: "wake" })));
byId("visit-form").addEventListener("input", () => keepDraft());

// ---- the signal

function signal() {
  const sign = byId("signal");
  sign.textContent = navigator.onLine ? sign.dataset.on : sign.dataset.off;
  sign.className = navigator.onLine ? "h-phone-on" : "h-phone-off";
  if (navigator.onLine) turn({ type: "wake" });
}
addEventListener("online", signal);
addEventListener("offline", signal);
setInterval(() => navigator.onLine && turn({ type: "wake" }), MINUTE / 3);
setInterval(() => list && Date.now() > Date.parse(list.expires_at) && location.reload(), MINUTE);

if ("serviceWorker" in navigator) navigator.serviceWorker.register(parts.worker, { scope: "/phone/" });
navigator.storage?.persist?.();
await turn({ type: "boot" });
byId("pin-new").hidden = Boolean(await keptList());
show("locked");
signal();
