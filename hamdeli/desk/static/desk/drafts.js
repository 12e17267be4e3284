// Drafts: a form marked `data-draft="form/subject"` is kept on the server every few seconds while somebody writes, and
// offered again when the page comes back after a crash. The words come with the answers of the server.
import { element } from "./words.js";

const EVERY_MILLISECONDS = 3000;
const LEFT_OUT = new Set(["hidden", "password", "file", "submit", "button"]);

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !LEFT_OUT.has(field.type));
const ticked = (field) => field.type === "checkbox" || field.type === "radio";
const options = (field) => (field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value]);

function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] ??= [];
    if (!ticked(field)) values[field.name].push(...options(field));
    else if (field.checked) values[field.name].push(field.value);
  }
  return values;
}

function fill(form, values) {
  const rest = structuredClone(values);
  for (const field of fieldsOf(form)) {
    if (!(field.name in values)) continue;
    if (ticked(field)) field.checked = values[field.name].includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values[field.name].includes(option.value);
    else field.value = rest[field.name].shift() ?? "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.address = `/drafts/${form.dataset.draft}/`;
    this.said = element("p", "", "h-draft-said");
    this.said.setAttribute("role", "status");
    this.kept = JSON.stringify(valuesOf(form));
    this.undecided = true;
    const mark = element("input");
    Object.assign(mark, { type: "hidden", name: "draft", value: form.dataset.draft });
    form.append(mark, this.said);
  }

  post(address, body) {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true });
  }

  async begin() {
    // A form that was sent and refused shows what was written last: it is the draft now, and nothing is offered.
    if (document.querySelector("[data-error-summary]")) {
      this.kept = "";
      this.undecided = false;
      return;
    }
    const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : {};
    if (found.values && JSON.stringify(found.values) !== JSON.stringify(valuesOf(this.form))) this.offer(found);
    else this.undecided = false;
  }

  offer(found) {
    const box = element("div", undefined, "h-draft");
    const take = element("button", found.take, "btn btn-primary");
    const drop = element("button", found.drop, "btn");
    take.type = drop.type = "button";
    box.setAttribute("role", "alert");
    box.append(element("span", found.offer), take, drop);
    this.form.prepend(box);
    take.addEventListener("click", () => {
      fill(this.form, found.values);
      this.decide(box);
    });
    drop.addEventListener("click", () => {
      this.post(`${this.address}forgetting/`, new FormData());
      this.decide(box);
    });
  }

  decide(box) {
    box.remove();
    this.undecided = false;
    this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }

  async keep() {
    const values = JSON.stringify(valuesOf(this.form));
    // An offered draft is not written over before its writer has chosen; a sent form needs none.
    if (this.undecided || this.sent || values === this.kept) return;
    const before = this.kept;
    this.kept = values;
    const body = new FormData();
    body.append("values", values);
    try {
      const answer = await this.post(this.address, body);
      this.said.textContent = (await answer.json()).said;
    } catch {
      this.kept = before;
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const draft = new Draft(form);
  draft.begin().catch(() => (draft.undecided = false));
  setInterval(() => draft.keep(), EVERY_MILLISECONDS);
  form.addEventListener("submit", () => (draft.sent = true));
  document.addEventListener("visibilitychange", () => document.hidden && draft.keep());
  window.addEventListener("pageshow", () => (draft.sent = false));
}
