// Small manners of every page: dialogs, menus, chosen rows, copying, and no second submit. No state of its own.
import { digits } from "./words.js";

const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

function openDialog(event) {
  const opener = closest(event, "[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog && !dialog.open) dialog.showModal();
}

function closeDialog(event) {
  const closer = closest(event, "[data-closes]");
  if (closer) closer.closest("dialog").close();
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.h-menu[open]")) {
    if (event.key === "Escape" || (event.type === "click" && !menu.contains(event.target))) menu.open = false;
  }
}

function countChosen(table) {
  const boxes = [...table.querySelectorAll("input[data-choose]")];
  const chosen = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("input[data-choose-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  for (const place of table.querySelectorAll("[data-chosen-count]")) place.textContent = digits(chosen);
  for (const bar of table.querySelectorAll("[data-chosen-bar]")) bar.hidden = chosen === 0;
}

function choose(event) {
  const box = closest(event, "input[data-choose], input[data-choose-all]");
  const table = box && box.closest("[data-choosing]");
  if (!table) return;
  if (box.matches("[data-choose-all]")) {
    for (const each of table.querySelectorAll("input[data-choose]")) each.checked = box.checked;
  }
  countChosen(table);
}

async function copy(event) {
  const button = closest(event, "[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  button.dataset.copied = "";
  const said = button.querySelector("[data-copied-text]");
  if (said) said.hidden = false;
}

function nameFile(event) {
  const input = closest(event, ".h-file input[type=file]");
  if (!input) return;
  const names = [...input.files].map((file) => file.name);
  input.closest(".h-file").querySelector("[data-file-name]").textContent = names.join("، ");
}

function holdSecondSubmit(event) {
  const form = event.target;
  // A form marked so hands out a file: its page stays, nothing is written twice, and a second file may be asked for.
  if (form.method !== "post" || event.defaultPrevented || "handsOut" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // An answer that is a file leaves the page where it is: the form may be sent again after a while.
  setTimeout(() => delete form.dataset.sent, 4000);
}

// A choice that stands in the field named by `data-not-as` cannot be made here too.
function setApart(event) {
  for (const field of document.querySelectorAll("select[data-not-as]")) {
    const other = field.form.elements[field.dataset.notAs];
    if (event && event.target !== other) continue;
    for (const option of field.options) {
      option.disabled = option.hidden = option.value !== "" && option.value === other?.value;
      if (option.disabled && option.selected) field.value = "";
    }
  }
}

document.addEventListener("click", (event) => {
  openDialog(event);
  closeDialog(event);
  closeMenus(event);
  copy(event);
});
document.addEventListener("keydown", closeMenus);
document.addEventListener("change", choose);
document.addEventListener("change", nameFile);
document.addEventListener("change", setApart);
document.addEventListener("submit", holdSecondSubmit);
// A page that comes back from the browser's memory may be sent again: the idempotency key keeps it one record.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const table of document.querySelectorAll("[data-choosing]")) countChosen(table);
});
setApart();
document.querySelector("[data-error-summary]")?.focus({ preventScroll: true });
// In a strip of tabs that is wider than the phone, the tab of this page is moved into sight.
for (const tab of document.querySelectorAll(".h-tabs [aria-current], .h-rooms [aria-current]")) {
  const strip = tab.closest("ul");
  const here = tab.getBoundingClientRect();
  strip.scrollLeft += here.left + here.width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
}
