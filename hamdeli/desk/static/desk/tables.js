// On a phone a row of a wide table stands as a card, each value beside the heading of its column.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
const FEWEST = 4;
// What is to be seen in a cell without a word.
const SHOWS = "svg, img, input, select, button, progress, meter";

function label(table) {
  const headings = [...table.querySelectorAll("thead tr:last-child > *")].map((cell) => cell.textContent.trim());
  if (headings.length < FEWEST) return;
  for (const row of table.querySelectorAll("tbody tr")) {
    if (row.cells.length !== headings.length) continue;
    [...row.cells].forEach((cell, place) => {
      if (headings[place]) cell.dataset.label = headings[place];
      if (!cell.textContent.trim() && !cell.querySelector(SHOWS)) cell.dataset.empty = "";
    });
  }
  // Blocks are no table to a screen reader unless it is said.
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")]) part.setAttribute("role", ROLES[part.tagName]);
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
  table.dataset.stacks = "";
}

function labelAll(root) {
  for (const table of root.querySelectorAll(".h-table > table:not([data-stacks])")) label(table);
}

labelAll(document);
document.addEventListener("htmx:afterSettle", (event) => labelAll(event.target));
