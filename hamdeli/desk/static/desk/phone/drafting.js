// What is being written, sealed with the PIN's key, one record for each form; each photograph beside it.

import { forgetAll, names, read, write } from "./keeping.js";
import { close, open } from "./sealing.js";

let last = Promise.resolve();

export const nameOf = (kind, number) => `draft:${kind}:${number}`;

/** Keeps `values` after everything that was kept before. Rejects where the storage is full. */
export function keep(name, values, key) {
  const mine = last.catch(() => {}).then(async () => write(name, await close(values, key)));
  last = mine;
  return mine;
}

/** Waits until nothing is being kept any more. */
export const settled = () => last.catch(() => {});

/** What was being written, or nothing. */
export async function draft(name, key) {
  const closed = await read(name);
  return closed ? open(closed, key).catch(() => null) : null;
}

export async function photos(name, key) {
  const found = await names(`${name}:photo:`);
  const opened = await Promise.all(found.map(async (each) => [each, await draft(each, key)]));
  return opened.filter(([, photo]) => photo);
}

export const forgetDrafts = () => forgetAll("draft");

/** The draft and its photographs as what goes away with a finished form. */
export const gone = async (name) =>
  Object.fromEntries([name, ...(await names(`${name}:photo:`))].map((each) => [each, undefined]));

/** The fields of a form as plain values; questions and files are not among them. */
export function valuesOf(form) {
  const fields = [...form.elements].filter(({ name, type }) => name && type !== "file" && !name.startsWith("q-"));
  return Object.fromEntries(fields.map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
}

export function fill(form, values = {}) {
  for (const [name, value] of Object.entries(values ?? {})) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("change"));
  }
}
