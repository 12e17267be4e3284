// What follows from a visit: up to three tasks, and the wish for the next visit, never later than it is due.

import { readDay } from "../solar.js";
import { after, monthsAfter, today } from "./days.js";
import { byId, plainDigits, words } from "./pages.js";

const OTHER = "other";
const SHORTEST = 1; // months, where an older list does not say after how many a visit is due
const AGAIN = 14; // days, where an older list does not say after how many one goes again
const rows = [...document.querySelectorAll(".h-phone-task")];
const part = (row, name = "") => byId(`task-${row.dataset.task}${name}`);
const titleOf = (row) => part(row).value.trim();

/** Shows what can be said of `visit`, as the form stands now. */
export function drawFollowing(list, visit) {
  const due = byId("outcome").value === "not_met" ? after(today(), list.again ?? AGAIN) : monthsAfter(today(), visit.months ?? SHORTEST);
  const sooner = byId("sooner");
  for (const option of sooner.options) {
    option.hidden = option.disabled = Boolean(option.value) && after(today(), Number(option.value)) > due;
  }
  if (sooner.selectedOptions[0]?.disabled) sooner.value = "";
  rows.forEach((row, at) => drawRow(row, rows[at - 1], visit));
}

function drawRow(row, before, visit) {
  const written = Boolean(titleOf(row));
  const other = part(row, "-in").value === OTHER;
  row.hidden = !written && Boolean(before) && !titleOf(before);
  row.querySelector(".h-phone-task-more").hidden = !written;
  part(row, "-on").hidden = !other;
  part(row, "-on").setCustomValidity(written && other && !dayOf(row) ? words.otherDay : "");
  const owner = part(row, "-owner");
  owner.hidden = row.querySelector(`[for="${owner.id}"]`).hidden = !visit.other_worker;
  if (!visit.other_worker) owner.value = "me";
}

/** The day of a task, or an empty text where it cannot be read or is over. */
function dayOf(row) {
  const within = part(row, "-in").value;
  if (within !== OTHER) return after(today(), Number(within));
  const typed = readDay(plainDigits(part(row, "-on").value));
  return typed >= today() ? typed : "";
}

/** What the form says of tasks and of the next visit, for its body. */
export function following() {
  const sooner = byId("sooner").value;
  const task = (row) => ({ title: titleOf(row), due_on: dayOf(row), owner: part(row, "-owner").value });
  return { tasks: rows.filter(titleOf).map(task), next_visit_on: sooner ? after(today(), Number(sooner)) : null };
}
