// A questionnaire in the browser, with or without the server: skips, answers, faults, score and level.
// The first half is the engine of hamdeli/questionnaires/answering.py again; a test holds the two together.
// The second half draws a content into a form. Texts of records are only ever set as texts; nothing is evaluated.

import { readDay, spokenDay } from "./solar.js";

const LONGEST = { text: 200, long_text: 4000 };
const WITH_OPTIONS = ["one_of", "several_of"];

export const questionsOf = (content) => content.sections.flatMap((section) => section.questions ?? []);
export const answered = (answer) =>
  answer !== null && answer !== undefined && answer !== "" && !(Array.isArray(answer) && answer.length === 0);

export function holds(condition, answers) {
  if (!condition) return true;
  if (condition.op === "and") return condition.conditions.every((part) => holds(part, answers));
  if (condition.op === "or") return condition.conditions.some((part) => holds(part, answers));
  if (condition.op === "not") return !holds(condition.condition, answers);
  return atomHolds(condition, own(answers, condition.question));
}

function own(answers, code) {
  return Object.hasOwn(answers, code) ? answers[code] : undefined;
}

function atomHolds(atom, answer) {
  if (!answered(answer)) return false;
  if (atom.op === "answered") return true;
  if (atom.op === "at_least") return Number.isInteger(answer) && answer >= atom.value;
  const wanted = atom.op === "any_of" ? atom.values : [atom.value];
  return (Array.isArray(answer) ? answer : [answer]).some((value) => wanted.includes(value));
}

/** The codes of the questions that are asked; an answer to a hidden question counts nowhere. */
export function visible(content, answers) {
  const shown = [];
  const counting = {};
  for (const question of questionsOf(content)) {
    if (!holds(question.show_if, counting)) continue;
    shown.push(question.code);
    const answer = own(answers, question.code);
    if (answered(answer)) counting[question.code] = answer;
  }
  return shown;
}

/** The answers that count, and the codes of those that were dropped. */
export function keep(content, answers) {
  const shown = visible(content, answers);
  const known = questionsOf(content).filter((question) => question.kind !== "note").map((question) => question.code);
  const kept = {};
  for (const code of shown) {
    if (known.includes(code) && answered(own(answers, code))) kept[code] = answers[code];
  }
  const hidden = Object.keys(answers).filter(
    (code) => known.includes(code) && !Object.hasOwn(kept, code) && answered(answers[code]),
  );
  return { answers: kept, dropped: hidden.sort() };
}

/** What is wrong with the answers: pairs of code and question, as the server would say. */
export function checkAnswers(content, answers) {
  const shown = visible(content, answers);
  const known = new Map(questionsOf(content).map((question) => [question.code, question]));
  const faults = [];
  for (const [code, question] of known) {
    if (!shown.includes(code) || question.kind === "note") continue;
    const answer = own(answers, code);
    if (answered(answer)) {
      const wrong = wrongWith(question, answer);
      if (wrong) faults.push({ code: wrong, where: code });
    } else if (question.required) {
      faults.push({ code: "missing", where: code });
    }
  }
  for (const code of Object.keys(answers).sort()) {
    const stranger = !known.has(code) || known.get(code).kind === "note";
    if (stranger && answered(answers[code])) faults.push({ code: "not_asked", where: code });
  }
  return faults;
}

function valuesOf(question) {
  if (question.kind === "yes_no") return ["yes", "no"];
  return WITH_OPTIONS.includes(question.kind) ? question.options.map((option) => option.code) : [];
}

function wrongWith(question, answer) {
  const kind = question.kind;
  if (kind === "several_of") return wrongChoice(question, answer);
  if (kind === "number") return wrongNumber(question, answer);
  if (typeof answer !== "string") return "wrong_kind";
  if (Object.hasOwn(LONGEST, kind)) return [...answer].length > LONGEST[kind] ? "too_long" : "";
  if (kind === "date") return isDay(answer) ? "" : "no_date";
  return valuesOf(question).includes(answer) ? "" : "outside";
}

function wrongChoice(question, answer) {
  if (!Array.isArray(answer) || !answer.every((value) => typeof value === "string")) return "wrong_kind";
  const twice = new Set(answer).size < answer.length;
  return twice || !answer.every((value) => valuesOf(question).includes(value)) ? "outside" : "";
}

function wrongNumber(question, answer) {
  if (!Number.isInteger(answer)) return "no_number";
  const low = question.least ?? -Infinity;
  const high = question.most ?? Infinity;
  return answer < low || answer > high ? "outside" : "";
}

function isDay(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function pointsFor(question, answer) {
  if (question.kind === "yes_no") return typeof answer === "string" ? Number(own(question.scores ?? {}, answer) ?? 0) : 0;
  if (WITH_OPTIONS.includes(question.kind)) {
    const chosen = Array.isArray(answer) ? answer : [answer];
    return question.options.reduce((sum, { code, score }) => sum + (chosen.includes(code) ? score ?? 0 : 0), 0);
  }
  if (question.kind !== "number" || !Number.isInteger(answer)) return 0;
  return (question.bands ?? []).reduce((points, band) => (band.least <= answer ? band.score : points), 0);
}

/** Points, level, lines and signs of the answers that count. */
export function score(content, answers) {
  const kept = keep(content, answers).answers;
  const lines = questionsOf(content)
    .filter((question) => Object.hasOwn(kept, question.code))
    .map((question) => ({
      question: question.code,
      answer: kept[question.code],
      points: pointsFor(question, kept[question.code]),
    }));
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  const signs = (content.signs ?? []).filter((sign) => holds(sign.when, kept));
  const raised = signs.map((sign) => sign.level);
  const levels = [...(content.levels ?? [])].sort((one, other) => one.least - other.least);
  const reached = levels.filter((level) => level.least <= points || raised.includes(level.code));
  return { points, level: reached.at(-1)?.code ?? null, lines, signs: signs.map((sign) => sign.code) };
}

// ---- drawing -------------------------------------------------------------------------------------------------

const PREFIX = "q-";

function made(name, { text, css, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (css) element.className = css;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

const asAscii = (text) =>
  text.replace(/[۰-۹]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹".indexOf(digit)).replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit));

/** What stands in an input, as the engine knows it; what cannot be read stays as it was written. */
export function read(question, inputs) {
  if (question.kind === "several_of") return inputs.filter((input) => input.checked).map((input) => input.value);
  if (["yes_no", "one_of"].includes(question.kind)) return inputs.find((input) => input.checked)?.value ?? null;
  const text = inputs[0]?.value.trim() ?? "";
  if (question.kind === "date" && text) return readDay(asAscii(text)) || text;
  if (question.kind !== "number" || !text) return text || null;
  const plain = asAscii(text).replace(/[٬,]/g, "");
  return /^[-+]?[0-9]{1,15}$/.test(plain) ? Number(plain) : text;
}

/**
 * Draw `content` into `root` and return the form: `answers()`, `kept()`, `faults()`, `result()` and `show(faults)`.
 * `words` are the sentences for faults and for yes, no, optional, by their codes; `language` is "fa" or "en".
 */
export function draw(root, content, { language = "fa", answers = {}, faults = [], words = {} } = {}) {
  const say = (texts) => (texts ? texts[language] || texts.fa || texts.en || "" : "");
  const rows = new Map();
  root.replaceChildren(
    ...content.sections.map((section, at) => {
      const questions = (section.questions ?? []).map((question) => {
        const row = drawQuestion(question, own(answers, question.code), { say, words, language });
        rows.set(question.code, row);
        return row.element;
      });
      const id = `section-${at}`;
      const heading = made("h3", { text: say(section.title), css: "h-question-section", id });
      return made("section", { css: "h-questions", "aria-labelledby": id }, heading, ...questions);
    }),
  );
  const form = {
    answers: () => {
      const given = questionsOf(content)
        .filter((question) => question.kind !== "note")
        .map((question) => [question.code, read(question, rows.get(question.code).inputs)])
        .filter(([, answer]) => answered(answer));
      return Object.fromEntries(given);
    },
    kept: () => keep(content, form.answers()),
    faults: () => checkAnswers(content, form.answers()),
    result: () => score(content, form.answers()),
    show: (found) => showFaults(rows, found, words),
  };
  const follow = () => hideSkipped(root, rows, visible(content, form.answers()));
  root.addEventListener("input", follow);
  root.addEventListener("change", follow);
  follow();
  form.show(faults);
  return form;
}

function hideSkipped(root, rows, shown) {
  for (const [code, row] of rows) {
    row.element.hidden = !shown.includes(code);
    // A hidden question is not asked: its answer is not sent, but stands here again when the skip is taken back.
    for (const input of row.inputs) input.disabled = row.element.hidden;
  }
  for (const section of root.querySelectorAll(".h-questions")) {
    section.hidden = ![...section.querySelectorAll("[data-question]")].some((element) => !element.hidden);
  }
}

function showFaults(rows, faults, words) {
  for (const row of rows.values()) {
    row.error.hidden = true;
    for (const input of row.inputs) input.removeAttribute("aria-invalid");
  }
  for (const { code, where } of faults) {
    const row = rows.get(where);
    if (!row) continue;
    row.error.textContent = words[code] ?? code;
    row.error.hidden = false;
    for (const input of row.inputs) input.setAttribute("aria-invalid", "true");
  }
  rows.get(faults.find(({ where }) => rows.has(where))?.where)?.inputs[0]?.focus();
}

function drawQuestion(question, answer, { say, words, language }) {
  const id = PREFIX + question.code;
  if (question.kind === "note") {
    const note = made("p", { text: say(question.text), css: "h-question-note", "data-question": question.code });
    return { element: note, inputs: [], error: made("p") };
  }
  const error = made("p", { css: "h-error", id: `${id}-error`, hidden: true });
  const hint = say(question.hint) && made("p", { text: say(question.hint), css: "h-hint", id: `${id}-hint` });
  const optional = question.required ? null : made("span", { text: ` ${words.optional ?? ""}`, css: "h-optional" });
  const described = { "aria-describedby": `${hint ? `${id}-hint ` : ""}${id}-error` };
  const options = optionsOf(question, say, words);
  const { body, inputs, label } = options.length
    ? drawChoices(question, id, options, answer, described)
    : drawField(question, id, shownAnswer(question, answer, language), described);
  const name = made(label, { text: say(question.text), css: "form-label", for: label === "label" ? id : undefined }, optional);
  const frame = label === "legend" ? "fieldset" : "div";
  const css = label === "legend" ? "h-choices h-question" : "h-field h-question";
  const element = made(frame, { css, "data-question": question.code }, name, hint, body, error);
  if (frame === "fieldset") element.setAttribute("aria-describedby", described["aria-describedby"]);
  return { element, inputs, error };
}

function optionsOf(question, say, words) {
  if (question.kind === "yes_no") return [["yes", words.yes ?? "yes"], ["no", words.no ?? "no"]];
  return WITH_OPTIONS.includes(question.kind) ? question.options.map(({ code, text }) => [code, say(text)]) : [];
}

function drawChoices(question, id, options, answer) {
  const type = question.kind === "several_of" ? "checkbox" : "radio";
  const chosen = Array.isArray(answer) ? answer : [answer];
  const inputs = options.map(([value]) => made("input", { type, name: id, value, checked: chosen.includes(value) }));
  const labels = options.map(([, text], at) => made("label", {}, inputs[at], made("span", { text })));
  const short = question.kind === "yes_no" ? "h-question-options h-question-short" : "h-question-options";
  return { body: made("div", { css: short }, ...labels), inputs, label: "legend" };
}

function shownAnswer(question, answer, language) {
  if (!answered(answer)) return "";
  return question.kind === "date" ? spokenDay(String(answer), language) : String(answer);
}

function drawField(question, id, value, described) {
  const common = { id, name: id, css: "form-control", autocomplete: "off", ...described };
  if (question.kind === "long_text") {
    const area = made("textarea", { ...common, rows: 3, maxlength: LONGEST.long_text });
    area.value = value;
    return { body: area, inputs: [area], label: "label" };
  }
  const kinds = {
    number: { inputmode: "numeric", dir: "ltr", maxlength: 20 },
    date: { inputmode: "numeric", dir: "ltr", maxlength: 20 },
    text: { maxlength: LONGEST.text },
  };
  const input = made("input", { ...common, ...kinds[question.kind], type: "text" });
  input.value = value;
  return { body: input, inputs: [input], label: "label" };
}

/** Draw every questionnaire that stands in this page: `<div data-questionnaire data-content=… data-words=…>`. */
function drawAll() {
  for (const root of document.querySelectorAll("[data-questionnaire]")) {
    const { content, answers, faults, words } = root.dataset;
    const language = (document.documentElement.lang || "fa").startsWith("fa") ? "fa" : "en";
    const form = draw(root, JSON.parse(content), {
      language,
      answers: JSON.parse(answers || "{}"),
      faults: JSON.parse(faults || "[]"),
      words: JSON.parse(words || "{}"),
    });
    root.closest("form")?.addEventListener("submit", (event) => {
      const found = form.faults();
      form.show(found);
      if (found.length) event.preventDefault();
    });
  }
}

drawAll();
