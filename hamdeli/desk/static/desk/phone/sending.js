// Sending: the outbox decides (outbox.js); here its effects are carried out.

import { change, read, write } from "./keeping.js";
import { drawOutbox, tell, words } from "./pages.js";
import { seal } from "./sealing.js";

const LARGE = 50_000;
const partOf = (key) => `part:${key}`;
const keysOf = (state) => (state?.items ?? []).map((item) => item.key);

/** Puts forms into the outbox, all or none, and changes `also` in the same act. Throws where the storage is full. */
export async function finish(forms, also) {
  const server = await read("server");
  const user = server.user;
  const finished_at = new Date().toISOString();
  const sealed = await Promise.all(
    forms.map(({ after, ...form }) => seal({ ...form, user, finished_at }, server.number, server.public)),
  );
  const parts = {};
  const now = await change("outbox", (before) => {
    let state = before ?? null;
    forms.forEach(({ key, after }, at) => {
      const large = sealed[at].text.length > LARGE;
      if (large) parts[partOf(key)] = sealed[at];
      const envelope = large ? { user } : { user, sealed: sealed[at] };
      state = HamdeliOutbox.step(state, { type: "finish", key, envelope, after, at: Date.now() }).state;
    });
    return { value: state, told: state, also: { ...also, ...parts } };
  });
  drawOutbox(now);
}

/** One step of the machine, kept before its effects; a form that has arrived leaves with its part. */
const step = (event) =>
  change("outbox", (state) => {
    const next = HamdeliOutbox.step(state ?? null, event);
    const gone = keysOf(state).filter((key) => !keysOf(next.state).includes(key));
    return { value: next.state, told: next, also: Object.fromEntries(gone.map((key) => [partOf(key), undefined])) };
  });

export async function turn(event) {
  const now = { ...event, at: Date.now() };
  let next;
  try {
    next = await step(now);
  } catch {
    // A full storage must not keep forms from leaving: what is sent twice is stored once.
    const begun = HamdeliOutbox.step((await read("outbox")) ?? null, { type: "boot", at: now.at });
    next = HamdeliOutbox.step(begun.state, now);
  }
  drawOutbox(next.state);
  if (next.effects.length) await send(next.effects);
  // What waited for this one, or for its place, goes now.
  if (event.type === "answer" && next.state.items.length) await turn({ type: "wake" });
}

/** The keys of what still waits. */
export const waiting = async () => new Set(keysOf(await read("outbox")));

async function send(effects) {
  const session = await sessionNow();
  await Promise.all(effects.map((effect) => deliver(effect, session)));
}

async function deliver(effect, session) {
  const question = { key: effect.key, attempt: effect.attempt };
  if (!session || effect.envelope.user !== session.user) {
    if (session) tell(words.otherUser);
    return turn({ type: "failed", ...question });
  }
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": session.csrf };
    const body = JSON.stringify(effect.envelope.sealed ?? (await read(partOf(effect.key))));
    const reply = await fetch("/phone/forms/", { method: "POST", headers, body, redirect: "error" });
    const receipt = reply.ok ? await reply.json() : {};
    return turn(reply.ok ? { type: "answer", ...question, receipt } : { type: "failed", ...question });
  } catch {
    return turn({ type: "failed", ...question });
  }
}

/** Who is signed in, or nothing without a signal or without a session. */
export async function sessionNow() {
  try {
    const reply = await fetch("/phone/session/", { redirect: "manual" });
    if (!reply.ok) {
      tell(words.signIn);
      return null;
    }
    const session = await reply.json();
    await write("server", { user: session.user, number: session.number, public: session.public }).catch(() => {});
    return session;
  } catch {
    return null;
  }
}
