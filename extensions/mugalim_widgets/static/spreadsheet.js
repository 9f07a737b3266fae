// Spreadsheet: an accessible grid with a formula bar; the kernel counts, the page saves.

import { make, makeSaver } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/**
 * @typedef {{name: string, inputs: Record<string, string>, shown: Record<string, string>,
 *   problems: Record<string, string>, frozen: number[], validations: {range: string, rule: any}[],
 *   widths: Record<string, number>, bold: string[], rows: number, columns: number}} Sheet
 * @typedef {{row: number, column: number}} Place from 1
 * @typedef {{top: number, left: number, bottom: number, right: number}} Area ends included
 */

const DELAY = 300; // milliseconds of quiet before an edit is sent to be saved
const NUMBER = /^[-+]?\d+([.,]\d+)?\s*%?$/;
const REFERENCE = /(?<![\p{L}\d_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\p{L}\d_(.])/gu;

/** @param {number} number @returns {string} the letters of a column: 1 is A */
function letters(number) {
  let text = "";
  for (; number > 0; number = Math.floor((number - 1) / 26)) text = String.fromCharCode(65 + ((number - 1) % 26)) + text;
  return text;
}

/** @param {string} text @returns {number} the number of a column: A is 1 */
function columnNumber(text) {
  return [...text.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** @param {number} row @param {number} column */
const addressOf = (row, column) => letters(column) + row;

/** @param {string} text such as C2:N41 @returns {Area|null} */
function areaOf(text) {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/.exec(text.trim().toUpperCase());
  if (!match) return null;
  const rows = [Number(match[2]), Number(match[4] ?? match[2])], columns = [match[1], match[3] ?? match[1]].map(columnNumber);
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}

/** @param {Area} area */
const rangeOf = (area) => {
  const first = addressOf(area.top, area.left), last = addressOf(area.bottom, area.right);
  return first === last ? first : `${first}:${last}`;
};

/**
 * A formula as it reads after it was moved: references without $ move with it, texts in quotes stay.
 * @param {string} formula @param {number} down @param {number} right
 */
function moved(formula, down, right) {
  if (!formula.startsWith("=")) return formula;
  const move = (/** @type {string} */ part) =>
    part.replace(REFERENCE, (whole, lock, column, rowLock, row) => {
      const toColumn = lock ? columnNumber(column) : columnNumber(column) + right;
      const toRow = rowLock ? Number(row) : Number(row) + down;
      return toColumn < 1 || toRow < 1 ? "#REF!" : lock + letters(toColumn) + rowLock + toRow;
    });
  return formula.split(/("(?:[^"]|"")*")/).map((part, n) => (n % 2 ? part : move(part))).join("");
}

/** @param {string} text what a spreadsheet program put on the clipboard @returns {string[][]} */
function tableOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const letter = text[n], row = rows[rows.length - 1];
    if (quoted) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[n + 1] === '"') row[row.length - 1] += text[++n];
      else quoted = false;
    } else if (letter === '"' && row[row.length - 1] === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
}

/** @param {any} rule @param {string} input @returns {boolean} whether the rule lets it be typed */
function allows(rule, input) {
  if (!rule || rule.warns || input === "" || input.startsWith("=")) return true;
  const number = NUMBER.test(input.trim()) && !input.includes("%") ? Number(input.trim().replace(",", ".")) : NaN;
  if (rule.type === "list" && rule.values?.length)
    return rule.values.some((/** @type {string} */ value) => value === input.trim() || Number(value.replace(",", ".")) === number);
  const low = Number(rule.first ?? NaN), high = Number(rule.second ?? NaN);
  const simple = (rule.operator ?? "between") === "between" && !Number.isNaN(low + high);
  if (!["whole", "decimal"].includes(rule.type) || !simple) return true;
  return number >= low && number <= high && (rule.type !== "whole" || Number.isInteger(number));
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words");
  const say = (/** @type {string} */ key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), words[key] ?? key);
  const id = `sheet-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const comma = model.get("language") !== "en";

  /** @type {Sheet[]} */
  let sheets = structuredClone(model.get("sheets"));
  let current = 0, serial = model.get("values").serial ?? 0;
  let at = { row: 1, column: 1 }, anchor = { row: 1, column: 1 };
  let editing = /** @type {HTMLInputElement|null} */ (null), dragging = false, finger = false;
  let restoring = false, barFor = "A1";
  /** @type {{sheet: string, back: object[]}[]} */
  let undoable = [];
  let copied = { text: "", top: 0, left: 0, inputs: /** @type {string[][]} */ ([]) };
  /** @type {HTMLTableCellElement[][]} */
  let cells = [];

  // --- the frame ---
  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => {
    const element = make("button", { type: "button", className: "quiet" }, words[key]);
    element.addEventListener("click", act);
    return element;
  };
  const question = make("p", { className: "question" }, model.get("question") || model.get("title"));
  const tabs = make("div", { className: "tabs", role: "group", "aria-label": words.sheets });
  const freezeButton = button("freeze", () => toggleFreeze());
  const limitButton = button("limit", () => openLimits());
  const restoreButton = button("restore", () => askRestore());
  const tools = make("div", { className: "tools", role: "group", "aria-label": words.tools },
    button("fill", () => fillDown()), button("undo", () => undo()), freezeButton, limitButton,
    button("download", () => download()), restoreButton);
  const asking = make("div", { className: "asking", hidden: true });
  const barLabel = make("label", { for: `${id}-bar` });
  const bar = /** @type {HTMLInputElement} */ (make("input", {
    id: `${id}-bar`, className: "formula", autocomplete: "off", spellcheck: false, placeholder: words.formula_hint,
    autocapitalize: "off", maxLength: 8000, enterKeyHint: "done",
  }));
  const formulaBar = make("div", { className: "formula-bar" }, barLabel, bar);
  const table = make("table", { role: "grid", "aria-describedby": `${id}-help` });
  const scroll = make("div", { className: "grid-scroll" }, table);
  const live = make("p", { className: "live", role: "status", "aria-live": "polite" });
  const status = make("p", { className: "status", role: "status" });
  const fileNote = make("p", { className: "note", hidden: true });
  const help = make("p", { className: "help", id: `${id}-help` }, words.help);
  const checks = make("ul", { className: "checks", "aria-live": "polite" });
  const box = make("div", { className: "mugalim mugalim-sheet" }, question, fileNote, tabs, tools, asking,
    formulaBar, live, scroll, status, checks, help);
  const saver = makeSaver(model, el, status);
  saver.beforeFlush(() => { if (document.activeElement === bar) commitBar(); else if (editing) commitEdit(false); });

  const sheet = () => sheets[current];
  const inputAt = (/** @type {string} */ address) => sheet().inputs[address] ?? "";
  const area = () => ({
    top: Math.min(at.row, anchor.row), bottom: Math.max(at.row, anchor.row),
    left: Math.min(at.column, anchor.column), right: Math.max(at.column, anchor.column),
  });
  const cellAt = (/** @type {Place} */ place) => cells[place.row - 1]?.[place.column - 1];
  const here = () => addressOf(at.row, at.column);
  /** What a person would type: numbers with the sign of her language. */
  const typed = (/** @type {string} */ input) => (comma && NUMBER.test(input) ? input.replace(".", ",") : input);
  const announce = (/** @type {string} */ text) => { live.textContent = text; };

  // --- drawing: built once, then only what changed ---
  function build() {
    const data = sheet(), head = make("tr", {}, make("td", { className: "corner" }));
    const group = document.createElement("colgroup");
    group.append(make("col", { className: "numbers" }));
    let left = 2.6;
    for (let column = 1; column <= data.columns; column++) {
      const name = letters(column), heading = Math.min(10, (data.shown[name + 1] ?? "").length * 0.66 + 1.4);
      const width = Math.min(22, Math.max(4, heading, (data.widths[name] ?? 8.4) * 0.55 + 0.6));
      group.append(make("col", { style: `width:${width}rem` }));
      const th = make("th", { scope: "col", role: "columnheader", style: `--left:${left}rem` }, name);
      th.classList.toggle("stays", column <= data.frozen[1]);
      head.append(th);
      left += width;
    }
    const body = document.createElement("tbody");
    cells = Array.from({ length: data.rows }, (_, n) => buildRow(body, n + 1));
    table.replaceChildren(group, make("thead", {}, head), body);
    table.style.width = `${left}rem`;
    table.setAttribute("aria-label", say("grid", { sheet: data.name }));
    table.setAttribute("aria-multiselectable", "true");
    lefts();
    for (const address of new Set([...Object.keys(data.inputs), ...Object.keys(data.shown)])) patch(address);
    showFrozen();
    at = { row: Math.min(at.row, data.rows), column: Math.min(at.column, data.columns) };
    anchor = { ...at };
    select(at, at, false);
  }
  /** @param {HTMLElement} body @param {number} row */
  function buildRow(body, row) {
    const line = make("tr", {}, make("th", { scope: "row", role: "rowheader" }, String(row)));
    const made = Array.from({ length: sheet().columns }, () => {
      const cell = /** @type {HTMLTableCellElement} */ (make("td", { role: "gridcell", tabIndex: -1 }));
      line.append(cell);
      return cell;
    });
    body.append(line);
    return made;
  }
  function lefts() {
    const heads = [...table.querySelectorAll("thead th")];
    for (const row of cells)
      for (let n = 0; n < sheet().frozen[1]; n++) row[n].style.setProperty("--left", /** @type {HTMLElement} */ (heads[n]).style.getPropertyValue("--left"));
  }
  /** @param {string} address */
  function patch(address) {
    const place = areaOf(address), cell = place && cells[place.top - 1]?.[place.left - 1];
    if (!cell || cell.contains(editing)) return;
    const data = sheet(), text = data.shown[address] ?? "", problem = data.problems[address];
    if (cell.textContent !== text) cell.textContent = text;
    cell.className = [NUMBER.test(text) && "number", problem && "problem", data.bold.includes(address) && "bold",
      (data.inputs[address] ?? "").startsWith("=") && "computed"].filter(Boolean).join(" ");
    if (problem) cell.title = problem; else cell.removeAttribute("title");
    mark(cell, place.top, place.left);
  }
  /** @param {HTMLElement} cell @param {number} row @param {number} column */
  function mark(cell, row, column) {
    const [rows, columns] = sheet().frozen, chosen = area();
    const inside = row >= chosen.top && row <= chosen.bottom && column >= chosen.left && column <= chosen.right;
    cell.classList.toggle("chosen", inside);
    cell.classList.toggle("here", row === at.row && column === at.column);
    cell.classList.toggle("stays", column <= columns);
    cell.classList.toggle("stays-top", row <= rows);
    cell.setAttribute("aria-selected", String(inside));
  }
  function showFrozen() {
    const [rows, columns] = sheet().frozen;
    cells.forEach((line, n) => {
      const tr = /** @type {HTMLElement} */ (line[0].parentElement);
      tr.classList.toggle("frozen", n < rows);
      tr.style.setProperty("--row", String(n + 1));
      line.forEach((cell, m) => { cell.classList.toggle("stays", m < columns); cell.classList.toggle("stays-top", n < rows); });
    });
    freezeButton.textContent = rows ? words.unfreeze : words.freeze;
    freezeButton.setAttribute("aria-pressed", String(rows > 0));
  }
  function showTabs() {
    tabs.hidden = sheets.length < 2;
    tabs.replaceChildren(...sheets.map((data, n) => {
      const tab = make("button", { type: "button", className: "quiet", "aria-pressed": String(n === current) }, data.name);
      tab.addEventListener("click", () => { commitEdit(false); current = n; at = anchor = { row: 1, column: 1 }; showTabs(); build(); });
      return tab;
    }));
  }
  function showBar() {
    barLabel.textContent = say("formula", { cell: here() });
    if (document.activeElement !== bar) bar.value = typed(inputAt(here()));
  }
  function showFile() {
    const saved = model.get("saved");
    fileNote.hidden = saved?.way !== "file";
    if (!fileNote.hidden) fileNote.textContent = say("file_is_answer", { name: saved.file?.name ?? "" });
  }
  function showReport() {
    const results = model.get("report").results ?? [];
    checks.replaceChildren(...results.map((/** @type {any} */ item) => {
      const li = make("li", { className: item.outcome }, make("span", { className: "outcome" }, words[item.outcome]));
      if (item.title) li.append(" ", make("span", { className: "check-title" }, item.title));
      if (item.hint) li.append(make("p", { className: "hint" }, item.hint));
      return li;
    }));
  }

  // --- choosing cells ---
  /** @param {Place} to @param {Place} from @param {boolean} focus */
  function select(to, from, focus = true) {
    leaveBar();
    const data = sheet(), before = area();
    cellAt(at)?.setAttribute("tabindex", "-1");
    at = { row: Math.max(1, Math.min(data.rows, to.row)), column: Math.max(1, Math.min(data.columns, to.column)) };
    anchor = from === to ? { ...at } : { ...from };
    const now = area();
    for (const each of [before, now])
      for (let row = each.top; row <= each.bottom; row++)
        for (let column = each.left; column <= each.right; column++)
          if (cells[row - 1]?.[column - 1]) mark(cells[row - 1][column - 1], row, column);
    const cell = cellAt(at);
    cell?.setAttribute("tabindex", "0");
    showBar();
    if (!focus) return;
    cell?.focus({ preventScroll: true });
    reveal(cell);
    announce(now.top === now.bottom && now.left === now.right ? described() : say("selected", { range: rangeOf(now) }));
  }
  /** Scroll the table, never the page, until the cell is not under what stays. @param {HTMLElement} cell */
  function reveal(cell) {
    const box = scroll.getBoundingClientRect(), place = cell.getBoundingClientRect();
    const head = /** @type {HTMLElement} */ (table.tHead).offsetHeight, row = cell.offsetHeight;
    const top = box.top + head + (cell.classList.contains("stays-top") ? 0 : sheet().frozen[0] * row);
    const side = /** @type {HTMLElement} */ (table.querySelector("tbody th")).offsetWidth;
    if (!cell.classList.contains("stays-top")) {
      if (place.top < top) scroll.scrollTop -= top - place.top;
      else if (place.bottom > box.bottom - 16) scroll.scrollTop += place.bottom - box.bottom + 16;
    }
    if (cell.classList.contains("stays")) return;
    if (place.left < box.left + side) scroll.scrollLeft -= box.left + side - place.left;
    else if (place.right > box.right) scroll.scrollLeft += place.right - box.right;
  }
  /** The words for the cell she is on: where, what, and why if something is amiss. */
  function described() {
    const address = here(), data = sheet(), shown = data.shown[address] ?? "";
    const parts = [shown || words.empty];
    if (inputAt(address).startsWith("=")) parts.push(words.has_formula);
    if (data.problems[address]) parts.push(data.problems[address]);
    return `${address}: ${parts.join(", ")}`;
  }

  // --- changing cells ---
  /** @param {Record<string, string>} inputs by address @param {boolean} remember for undo */
  function setCells(inputs, remember = true) {
    const data = sheet(), operations = [], back = [];
    for (const [cell, input] of Object.entries(inputs)) {
      if ((data.inputs[cell] ?? "") === input) continue;
      back.push({ op: "set", sheet: data.name, cell, input: data.inputs[cell] ?? "" });
      operations.push({ op: "set", sheet: data.name, cell, input });
      data.inputs[cell] = input;
      data.shown[cell] = input.startsWith("=") ? "…" : typed(input);
      delete data.problems[cell];
      patch(cell);
    }
    perform(operations, back, remember);
  }
  /** @param {object[]} operations @param {object[]} back what undoes them @param {boolean} remember */
  function perform(operations, back, remember = true) {
    if (!operations.length) return;
    if (remember) undoable = [...undoable.slice(-99), { sheet: sheet().name, back }];
    model.send({ type: "edit", operations });
    saver.add(operations, DELAY);
  }
  function undo() {
    commitEdit(false);
    const last = undoable.pop();
    if (!last) return announce(words.undo_nothing);
    const number = sheets.findIndex((data) => data.name === last.sheet);
    if (number >= 0 && number !== current) { current = number; showTabs(); build(); }
    const inputs = /** @type {Record<string, string>} */ ({}), others = [];
    for (const each of /** @type {any[]} */ (last.back)) {
      if (each.op === "set") inputs[each.cell] = each.input;
      else others.push(each);
    }
    setCells(inputs, false);
    for (const each of others) applyHere(each);
    perform(others, [], false);
    announce(words.undone);
  }
  /** @param {any} operation show a freeze or a limit before the kernel answers */
  function applyHere(operation) {
    const data = sheet();
    if (operation.op === "freeze") { data.frozen = [operation.rows, operation.columns]; lefts(); showFrozen(); }
    if (operation.op !== "validate") return;
    data.validations = data.validations.filter((each) => each.range !== operation.range);
    if (operation.rule) data.validations.unshift({ range: operation.range, rule: operation.rule });
  }
  /** @param {number} row @param {number} column */
  function ruleAt(row, column) {
    return sheet().validations.find((each) => {
      const inside = areaOf(each.range);
      return inside && row >= inside.top && row <= inside.bottom && column >= inside.left && column <= inside.right;
    })?.rule;
  }
  /** @param {any} rule */
  function ruleInWords(rule) {
    if (rule.type !== "list") return say("rule_numbers", { low: typed(String(rule.first)), high: typed(String(rule.second)) });
    const numbers = rule.values.filter((/** @type {string} */ value) => NUMBER.test(value)).map(Number);
    const others = rule.values.filter((/** @type {string} */ value) => !NUMBER.test(value));
    if (!numbers.length) return others.join(", ");
    return say("rule_letters", { low: Math.min(...numbers), high: Math.max(...numbers), letters: others.join(", ") });
  }

  // --- typing ---
  /** @param {string|null} first the key that began it; null keeps what stands there */
  function startEdit(first) {
    const cell = cellAt(at), address = here();
    if (!cell || editing) return;
    editing = /** @type {HTMLInputElement} */ (make("input", {
      className: "editor", value: first ?? typed(inputAt(address)), autocomplete: "off", spellcheck: false,
      autocapitalize: "off", maxLength: 8000, enterKeyHint: "done", "aria-label": say("edit", { cell: address }),
    }));
    editing.style.minWidth = `${cell.offsetWidth}px`;
    editing.addEventListener("input", () => { bar.value = /** @type {HTMLInputElement} */ (editing).value; });
    editing.addEventListener("blur", (event) => { if (event.relatedTarget !== bar) commitEdit(false); });
    cell.replaceChildren(editing);
    cell.classList.add("open");
    editing.focus();
    editing.setSelectionRange(editing.value.length, editing.value.length);
  }
  /** @param {boolean} back whether the keyboard goes back to the cell @returns {boolean} whether it was taken */
  function commitEdit(back = true) {
    if (!editing) return true;
    const value = editing.value;
    if (!accepted(value, at.row, at.column)) return false;
    closeEdit(back);
    setCells({ [here()]: value.trim() === "" ? "" : value });
    return true;
  }
  /** @param {string} value @param {number} row @param {number} column */
  function accepted(value, row, column) {
    const rule = ruleAt(row, column);
    if (value === typed(inputAt(addressOf(row, column))) || allows(rule, value)) return true;
    announce(say("limit_refused", { rule: ruleInWords(rule) }));
    live.classList.add("seen");
    return false;
  }
  /** @param {boolean} back */
  function closeEdit(back) {
    const cell = cellAt(at);
    editing = null;
    live.classList.remove("seen");
    cell.classList.remove("open");
    cell.replaceChildren();
    patch(here());
    showBar();
    if (back) cell.focus({ preventScroll: true });
  }
  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the open cell */
  function editKey(event) {
    if (!editing) return false;
    const steps = /** @type {Record<string, number[]>} */ ({ Enter: event.shiftKey ? [-1, 0] : [1, 0], Tab: event.shiftKey ? [0, -1] : [0, 1] });
    if (event.isComposing) return true;
    if (event.key === "Escape") { event.preventDefault(); closeEdit(true); announce(described()); }
    else if (steps[event.key]) {
      event.preventDefault();
      if (commitEdit(true)) step(steps[event.key][0], steps[event.key][1]);
    }
    return true;
  }
  /** @param {number} down @param {number} right */
  function step(down, right) {
    const to = { row: at.row + down, column: at.column + right };
    select(to, to);
  }
  /** @param {KeyboardEvent} event */
  function gridKey(event) {
    if (editKey(event)) return;
    const control = event.ctrlKey || event.metaKey, page = Math.max(1, Math.floor(scroll.clientHeight / 44) - 2);
    const used = lastUsed();
    const to = /** @type {Record<string, Place>} */ ({
      ArrowUp: { row: control ? 1 : at.row - 1, column: at.column },
      ArrowDown: { row: control ? used.row : at.row + 1, column: at.column },
      ArrowLeft: { row: at.row, column: control ? 1 : at.column - 1 },
      ArrowRight: { row: at.row, column: control ? used.column : at.column + 1 },
      PageUp: { row: at.row - page, column: at.column }, PageDown: { row: at.row + page, column: at.column },
      Home: { row: control ? 1 : at.row, column: 1 },
      End: { row: control ? used.row : at.row, column: used.column },
    })[event.key];
    if (event.altKey) return;
    if (to) { event.preventDefault(); return select(to, event.shiftKey ? anchor : to); }
    if (control && !event.shiftKey) return controlKey(event);
    if (control) return;
    if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); startEdit(null); }
    else if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); clear(); }
    else if (event.key === "Escape") { announce(described()); }
    else if (event.key.length === 1) { event.preventDefault(); startEdit(event.key); showBarTyped(); }
  }
  /** @param {KeyboardEvent} event by the place of the key, for it has other letters in Cyrillic */
  function controlKey(event) {
    const act = /** @type {Record<string, () => void>} */ ({
      KeyZ: undo, KeyD: fillDown,
      KeyA: () => { const used = lastUsed(); select(used, { row: 1, column: 1 }); },
    })[event.code];
    if (act) { event.preventDefault(); act(); }
  }
  const showBarTyped = () => { if (editing) bar.value = editing.value; };
  function lastUsed() {
    const last = { row: 1, column: 1 };
    for (const [address, input] of Object.entries(sheet().inputs)) {
      const place = input && areaOf(address);
      if (place) { last.row = Math.max(last.row, place.top); last.column = Math.max(last.column, place.left); }
    }
    return last;
  }
  function clear() {
    const chosen = area();
    setCells(Object.fromEntries(addresses(chosen).map((address) => [address, ""])));
    announce(say("cleared", { range: rangeOf(chosen) }));
  }
  /** @param {Area} chosen @returns {string[]} */
  function addresses(chosen) {
    const all = [];
    for (let row = chosen.top; row <= chosen.bottom; row++)
      for (let column = chosen.left; column <= chosen.right; column++) all.push(addressOf(row, column));
    return all;
  }

  // --- the tools ---
  function fillDown() {
    if (!commitEdit(false)) return;
    const chosen = area();
    if (chosen.top === chosen.bottom) chosen.bottom = lastRowBeside(chosen);
    const inputs = /** @type {Record<string, string>} */ ({});
    for (let column = chosen.left; column <= chosen.right; column++) {
      const first = inputAt(addressOf(chosen.top, column));
      if (!first) continue;
      for (let row = chosen.top + 1; row <= chosen.bottom; row++) inputs[addressOf(row, column)] = moved(first, row - chosen.top, 0);
    }
    if (!Object.keys(inputs).length) return announce(words.fill_nothing);
    setCells(inputs);
    announce(say("filled", { range: rangeOf(chosen) }));
  }
  /** The last row, going down, that has something to the left of the area. @param {Area} chosen */
  function lastRowBeside(chosen) {
    let row = chosen.top;
    const filled = (/** @type {number} */ next) => {
      for (let column = 1; column < chosen.left; column++) if (inputAt(addressOf(next, column))) return true;
      return false;
    };
    while (row < sheet().rows && filled(row + 1)) row++;
    return row;
  }
  function toggleFreeze() {
    commitEdit(false);
    const data = sheet(), [rows, columns] = data.frozen;
    const operation = { op: "freeze", sheet: data.name, rows: rows ? 0 : 1, columns };
    const back = [{ op: "freeze", sheet: data.name, rows, columns }];
    applyHere(operation);
    perform([operation], back);
    announce(rows ? words.unfrozen : words.frozen);
  }
  /** @param {HTMLElement} content @param {HTMLElement} first @param {HTMLElement} opener */
  function ask(content, first, opener) {
    asking.replaceChildren(content);
    asking.hidden = false;
    asking.onkeydown = (event) => { if (event.key === "Escape") { event.preventDefault(); closeAsking(opener); } };
    first.focus();
  }
  /** @param {HTMLElement} opener */
  function closeAsking(opener) {
    asking.hidden = true;
    asking.replaceChildren();
    opener.focus();
  }
  function openLimits() {
    commitEdit(false);
    const field = (/** @type {string} */ key, value = "", mode = "text") => {
      const input = /** @type {HTMLInputElement} */ (make("input", { id: `${id}-${key}`, value, autocomplete: "off", inputMode: mode, maxLength: 60 }));
      return { input, box: make("div", {}, make("label", { for: input.id }, words[key]), input) };
    };
    const range = field("limit_range", rangeOf(area())), from = field("limit_from", "", "decimal"),
      to = field("limit_to", "", "decimal"), extra = field("limit_letters");
    const unclear = make("p", { role: "alert", className: "refused" });
    const set = make("button", { type: "submit", className: "primary" }, words.limit_set);
    const form = make("form", { className: "limits", "aria-label": words.limit_heading },
      make("p", { className: "question" }, words.limit_heading), range.box, make("div", { className: "pair" }, from.box, to.box), extra.box, unclear,
      make("div", { className: "row" }, set, button("limit_remove", () => put(null)), button("cancel", () => closeAsking(limitButton))));
    const put = (/** @type {object|null} */ rule) => {
      const place = areaOf(range.input.value);
      if (!place) { unclear.textContent = words.limit_unclear; return range.input.focus(); }
      setLimit(rangeOf(place), rule);
      closeAsking(limitButton);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const rule = ruleFrom(from.input.value, to.input.value, extra.input.value);
      if (rule) put(rule);
      else { unclear.textContent = words.limit_unclear; from.input.focus(); }
    });
    ask(form, range.input, limitButton);
  }
  /** Whole numbers with letters are a list, as in Excel; else two limits. @param {string} from @param {string} to @param {string} extra */
  function ruleFrom(from, to, extra) {
    if (!NUMBER.test(from.trim()) || !NUMBER.test(to.trim())) return null;
    const [low, high] = [from, to].map((text) => Number(text.trim().replace(",", "."))).sort((a, b) => a - b);
    const letters = extra.split(/[,;]/).map((text) => text.trim()).filter(Boolean);
    const whole = Number.isInteger(low) && Number.isInteger(high);
    if (!letters.length) return { type: whole ? "whole" : "decimal", operator: "between", first: String(low), second: String(high) };
    if (!whole || high - low > 100) return null;
    const numbers = Array.from({ length: high - low + 1 }, (_, n) => String(low + n));
    return { type: "list", values: [...numbers, ...letters] };
  }
  /** @param {string} range @param {object|null} rule */
  function setLimit(range, rule) {
    const data = sheet(), before = data.validations.find((each) => each.range === range)?.rule ?? null;
    const operation = { op: "validate", sheet: data.name, range, rule };
    applyHere(operation);
    perform([operation], [{ op: "validate", sheet: data.name, range, rule: before }]);
    announce(say(rule ? "limit_done" : "limit_removed", { range }));
  }
  function askRestore() {
    commitEdit(false);
    const no = button("restore_no", () => closeAsking(restoreButton));
    const yes = button("restore_yes", () => {
      undoable = [];
      restoring = true;
      perform([{ op: "restore" }], [], false);
      closeAsking(restoreButton);
      announce(words.restored);
    });
    const group = make("div", { role: "group", "aria-label": words.restore },
      make("p", {}, words.restore_question), make("div", { className: "row" }, yes, no));
    ask(group, no, restoreButton);
  }
  function download() {
    saver.flush();
    const detail = { exercise: model.get("exercise"), kind: model.get("kind"), download: true, format: "xlsx" };
    announce(words.downloading);
    if (el.dispatchEvent(new CustomEvent("mugalim-save", { bubbles: true, composed: true, cancelable: true, detail })))
      model.send({ type: "download" });
  }

  // --- the clipboard ---
  /** @param {ClipboardEvent} event */
  function copy(event) {
    if (editing || !event.clipboardData) return;
    const chosen = area(), data = sheet(), lines = [], inputs = [];
    for (let row = chosen.top; row <= chosen.bottom; row++) {
      const line = [], raw = [];
      for (let column = chosen.left; column <= chosen.right; column++) {
        line.push(data.shown[addressOf(row, column)] ?? "");
        raw.push(inputAt(addressOf(row, column)));
      }
      lines.push(line.join("\t"));
      inputs.push(raw);
    }
    copied = { text: lines.join("\n"), top: chosen.top, left: chosen.left, inputs };
    event.clipboardData.setData("text/plain", copied.text);
    event.preventDefault();
    if (event.type === "cut") clear();
    else announce(say("copied", { range: rangeOf(chosen) }));
  }
  /** @param {ClipboardEvent} event */
  function paste(event) {
    if (editing || !event.clipboardData) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").slice(0, 500000);
    const own = text.replace(/\r/g, "") === copied.text && copied.inputs.length > 0;
    const rows = own ? copied.inputs : tableOf(text), chosen = area(), data = sheet();
    const one = rows.length === 1 && rows[0].length === 1;
    const height = one ? chosen.bottom - chosen.top + 1 : rows.length;
    const width = one ? chosen.right - chosen.left + 1 : Math.max(...rows.map((row) => row.length));
    const target = {
      top: chosen.top, bottom: Math.min(data.rows, chosen.top + height - 1),
      left: chosen.left, right: Math.min(data.columns, chosen.left + width - 1),
    };
    const inputs = /** @type {Record<string, string>} */ ({});
    for (let row = target.top; row <= target.bottom; row++)
      for (let column = target.left; column <= target.right; column++) {
        const value = (one ? rows[0][0] : rows[row - target.top][column - target.left]) ?? "";
        const from = one ? copied : { top: copied.top + row - target.top, left: copied.left + column - target.left };
        inputs[addressOf(row, column)] = own ? moved(value, row - from.top, column - from.left) : value.slice(0, 8000);
      }
    setCells(inputs);
    select({ row: target.top, column: target.left }, { row: target.bottom, column: target.right }, false);
    announce(say("pasted", { range: rangeOf(target) }));
  }

  // --- the mouse and the finger ---
  /** @param {Event} event @returns {Place|null} */
  function placeOf(event) {
    const cell = /** @type {HTMLElement} */ (event.target).closest("td[role=gridcell]");
    if (!cell) return null;
    const tr = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    return { row: tr.sectionRowIndex + 1, column: /** @type {HTMLTableCellElement} */ (cell).cellIndex };
  }
  const isHere = (/** @type {Place} */ place) => place.row === at.row && place.column === at.column;
  /** @param {PointerEvent} event */
  function press(event) {
    const place = placeOf(event);
    finger = event.pointerType === "touch";
    if (!place || event.button || finger) return;
    if (editing && isHere(place)) return;
    event.preventDefault();
    if (!commitEdit(false)) return;
    dragging = !event.shiftKey;
    select(place, event.shiftKey ? anchor : place);
  }
  /** @param {PointerEvent} event */
  function drag(event) {
    const place = dragging && event.buttons ? placeOf(event) : null;
    if (place && !isHere(place)) select(place, anchor);
  }
  /** @param {MouseEvent} event a tap: the first chooses, the next one opens */
  function tap(event) {
    const place = placeOf(event);
    dragging = false;
    if (!place || editing || !finger) return;
    if (isHere(place) && document.activeElement === cellAt(at)) startEdit(null);
    else select(place, place);
  }
  table.addEventListener("keydown", gridKey);
  table.addEventListener("pointerdown", press);
  table.addEventListener("pointerover", drag);
  table.addEventListener("click", tap);
  table.addEventListener("dblclick", (event) => { if (placeOf(event)) startEdit(null); });
  table.addEventListener("copy", copy);
  table.addEventListener("cut", copy);
  table.addEventListener("paste", paste);

  // --- the formula bar ---
  /** @returns {boolean} whether what stands in the bar was taken */
  function commitBar() {
    const value = bar.value, place = areaOf(barFor);
    if (!place || !accepted(value, place.top, place.left)) return false;
    if (editing) closeEdit(false);
    live.classList.remove("seen");
    if (value !== typed(inputAt(barFor))) setCells({ [barFor]: value.trim() === "" ? "" : value });
    return true;
  }
  /** Before another cell is chosen, what stands in the bar goes into the one it belongs to. */
  function leaveBar() {
    if (document.activeElement !== bar) return;
    commitBar();
    bar.value = typed(inputAt(barFor));
    bar.blur();
  }
  bar.addEventListener("input", () => { if (editing) editing.value = bar.value; });
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); if (commitBar()) step(1, 0); }
    if (event.key === "Escape") {
      event.preventDefault();
      if (editing) closeEdit(false);
      bar.value = typed(inputAt(here()));
      cellAt(at).focus();
    }
  });
  bar.addEventListener("focus", () => { barFor = here(); });
  bar.addEventListener("blur", commitBar);

  // --- what the kernel says ---
  const reloadLater = () => void el.dispatchEvent(new CustomEvent("mugalim-state"));
  function onValues() {
    const change = model.get("values");
    if (!change.serial || change.serial === serial) return;
    if (change.serial > serial + 1) return reloadLater();
    serial = change.serial;
    const heard = here(), before = sheet().shown[heard];
    for (const part of change.sheets) {
      const data = sheets.find((each) => each.name === part.name);
      if (!data) continue;
      Object.assign(data.inputs, part.inputs);
      Object.assign(data.shown, part.shown);
      for (const address of Object.keys(part.shown)) delete data.problems[address];
      Object.assign(data.problems, part.problems);
      if (data === sheet()) Object.keys(part.shown).forEach(patch);
    }
    showBar();
    if (document.activeElement === cellAt(at) && before !== sheet().shown[heard]) announce(described());
  }
  function onSheets() {
    if (saver.busy() && !restoring) return reloadLater();
    restoring = false;
    serial = model.get("values").serial ?? 0;
    const typing = editing?.value;
    if (editing) closeEdit(false);
    sheets = structuredClone(model.get("sheets"));
    current = Math.min(current, sheets.length - 1);
    showTabs();
    build();
    showFile();
    if (typing !== undefined) startEdit(typing);
  }
  function onNotice() {
    announce(model.get("notice").sentence ?? "");
    live.classList.add("seen");
  }
  const onFile = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
    if (message?.type !== "file" || !buffers?.length) return;
    const address = URL.createObjectURL(new Blob([buffers[0]]));
    make("a", { href: address, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  const listeners = /** @type {[string, Function][]} */ ([
    ["change:values", onValues], ["change:sheets", onSheets], ["change:notice", onNotice],
    ["change:report", showReport], ["change:saved", showFile], ["msg:custom", onFile],
  ]);
  for (const [event, listener] of listeners) model.on(event, listener);
  showTabs();
  build();
  showFile();
  showReport();
  el.append(box);
  return () => {
    saver.stop();
    for (const [event, listener] of listeners) model.off(event, listener);
    box.remove();
  };
}

export default { render };
