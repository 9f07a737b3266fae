// Filters: buttons in the headings of a table, with which rows are shown or left away.

import { make } from "./surface.js";
import { columnName, compared, region } from "./sheet-sorting.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Area} Area */
/** @typedef {any} Panel the module sheet-panel.js */

const MOST_VALUES = 200; // that a filter offers

/** What the headings of filters have: a button each. @param {Table} table */
export function makeFilters(table) {
  const { work, grid, say, text: { addressOf, areaOf, holds, letters } } = table;
  let drawn = /** @type {string[]} */ ([]);
  const ranges = () => work.sheet().around.filters ?? [];
  return {
    /** @type {Map<string, Set<string>>} the values that each column leaves out, as far as this page knows */
    left: new Map(),
    /** @param {HTMLElement} cell @param {number} row @param {number} column */
    button(cell, row, column) {
      const range = ranges().find((/** @type {string} */ each) => areaOf(each).top === row && holds(areaOf(each), row, column));
      if (!range) return;
      const name = say("filter_by", { heading: cell.textContent || letters(column) });
      const button = make("button", { type: "button", className: "in-cell", tabIndex: -1, "aria-label": name }, "▾");
      button.addEventListener("click", () => table.use("filters", "filter", range, column));
      cell.classList.add("with");
      cell.append(button);
      drawn.push(addressOf(row, column));
    },
    draw() {
      const before = new Set(drawn);
      drawn = [];
      for (const area of ranges().map(areaOf)) for (let column = area.left; column <= area.right; column++) before.add(addressOf(area.top, column));
      before.forEach(grid.patch);
    },
  };
}

/** @param {Table} table @param {Panel} panel @param {string} [of] the range of a filter @param {number} [column] */
export function filter(table, panel, of, column) {
  const { work, text: { areaOf, holds } } = table, { row, column: here } = work.at, filters = work.sheet().around.filters ?? [];
  const own = of ?? filters.find((/** @type {string} */ each) => holds(areaOf(each), row, here)) ?? filters[0];
  if (own) chooseValues(table, panel, own, column ?? (holds(areaOf(own), row, here) ? here : areaOf(own).left));
  else askForFilter(table, panel);
}
/** @param {Table} table @param {string[]} value @param {string} said */
function putFilters({ work, announce }, value, said) {
  work.perform([{ op: "part", sheet: work.sheet().name, part: "filters", value }]);
  announce(said);
}
/** @param {Table} table @param {Panel} panel */
function askForFilter(table, { show, rangeField, form, refusal }) {
  const { words, say, text: { areaOf, rangeOf } } = table, range = rangeField(table, "filter_range", rangeOf(region(table))), unclear = refusal();
  const set = () => {
    const area = areaOf(range.range());
    if (area && area.top !== area.bottom) {
      table.close();
      return putFilters(table, [rangeOf(area)], say("filter_done", { range: rangeOf(area) }));
    }
    unclear.textContent = words.range_unclear;
    range.input.focus();
  };
  show(table, words.filter, make("p", { className: "help" }, words.filter_about), form(words.filter_set, set, [range.box, unclear]));
}

/** @param {Table} table @param {Panel} panel @param {string} range @param {number} column */
function chooseValues(table, panel, range, column) {
  const { show, button, check, choice, row } = panel, { words, text: { areaOf } } = table, area = areaOf(range), filtered = filteredBy(table, area);
  const found = filtered.values(column), out = filtered.leftOut(column, found), boxes = found.map((value) => check(value || words.empty, !out.has(value)));
  const columns = Array.from({ length: area.right - area.left + 1 }, (_, n) => [String(area.left + n), columnName(table, area.top, area.left + n)]);
  const others = choice(table, "filter_column", columns, String(column));
  others.input.addEventListener("change", () => {
    chooseValues(table, panel, range, Number(others.input.value));
    document.getElementById(others.input.id)?.focus();
  });
  const mark = (/** @type {boolean} */ on) => { for (const { input } of boxes) input.checked = on; };
  const apply = () => filtered.apply(column, new Set(found.filter((_, n) => !boxes[n].input.checked)));
  const remove = () => {
    table.close();
    putFilters(table, table.work.sheet().around.filters.filter((/** @type {string} */ each) => each !== range), words.filter_removed);
  };
  const list = make("fieldset", {}, make("legend", {}, words.filter_values), make("div", { className: "values" }, ...boxes.map(({ box }) => box)));
  show(table, words.filter, others.box, list,
    row(button(words.filter_apply, apply, "primary"), button(words.filter_all, () => mark(true)), button(words.filter_none, () => mark(false))),
    row(button(words.filter_clear, filtered.clear), button(words.filter_remove, remove)));
}
/** The rows of a filter: which values they have, and which are left out. @param {Table} table @param {Area} area */
function filteredBy(table, area) {
  const { work, say, announce, text: { addressOf, numbersIn } } = table, data = work.sheet(), { left } = table.filters;
  const rows = Array.from({ length: Math.min(area.bottom, data.rows) - area.top }, (_, n) => area.top + 1 + n), start = `${data.name}!${area.top}:`;
  const away = numbersIn(data.around.hidden_rows ?? [], data.rows), outside = [...away].filter((row) => row <= area.top || row > area.bottom);
  const shown = (/** @type {number} */ row, /** @type {number} */ column) => data.shown[addressOf(row, column)] ?? "";
  const isOut = (/** @type {number} */ row) => [...left].some(([key, values]) => key.startsWith(start) && values.has(shown(row, Number(key.slice(start.length)))));
  const hide = (/** @type {number[]} */ hidden) => {
    table.close();
    work.perform([{ op: "part", sheet: data.name, part: "hidden_rows", value: runs([...outside, ...hidden].sort((one, other) => one - other)) }]);
    announce(say("filtered", { shown: rows.length - hidden.length, rows: rows.length }));
  };
  return {
    values: (/** @type {number} */ column) => [...new Set(rows.map((row) => shown(row, column)))].sort((one, other) => compared(one, other, 1)).slice(0, MOST_VALUES),
    /** As it was chosen here; else what is hidden already. @param {number} column @param {string[]} values */
    leftOut: (column, values) => left.get(start + column) ?? new Set(values.filter((value) => rows.every((row) => shown(row, column) !== value || away.has(row)))),
    /** @param {number} column @param {Set<string>} values */
    apply(column, values) {
      left.set(start + column, values);
      hide(rows.filter(isOut));
    },
    clear() {
      left.clear();
      hide([]);
    },
  };
}
/** @param {number[]} numbers in order @returns {string[]} such as 5:9 */
function runs(numbers) {
  const found = /** @type {number[][]} */ ([]);
  for (const number of numbers) {
    const last = found[found.length - 1];
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => `${first}:${last}`);
}
