// What is done to data as a whole: sorting, filter buttons, limits on what may be typed.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Area} Area */
/** @typedef {any} Panel the module sheet-panel.js */

const DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MOST_VALUES = 200; // offered by a filter

/** The filled block around the cell that is chosen, or what is chosen where that is more. @param {Table} table @returns {Area} */
function region({ work, text: { addressOf } }) {
  const chosen = work.area(), { rows, columns } = work.sheet(), filled = (/** @type {number} */ row, /** @type {number} */ column) => Boolean(work.input(addressOf(row, column)));
  if (chosen.top !== chosen.bottom) return { ...chosen, bottom: Math.min(chosen.bottom, lastFilled(work, chosen, filled)) };
  const area = { ...chosen };
  const any = (/** @type {number} */ top, /** @type {number} */ left, /** @type {number} */ bottom, /** @type {number} */ right) => {
    for (let row = Math.max(1, top); row <= bottom; row++) for (let column = Math.max(1, left); column <= right; column++) if (filled(row, column)) return true;
    return false;
  };
  for (let grown = true; grown;) {
    grown = false;
    const { top, bottom, left, right } = area;
    if (top > 1 && any(top - 1, left - 1, top - 1, right + 1)) grown = Boolean((area.top -= 1));
    if (bottom < rows && any(bottom + 1, left - 1, bottom + 1, right + 1)) grown = Boolean((area.bottom += 1));
    if (left > 1 && any(top - 1, left - 1, bottom + 1, left - 1)) grown = Boolean((area.left -= 1));
    if (right < columns && any(top - 1, right + 1, bottom + 1, right + 1)) grown = Boolean((area.right += 1));
  }
  return area;
}
/** @param {any} work @param {Area} chosen @param {(row: number, column: number) => boolean} filled */
function lastFilled(work, chosen, filled) {
  for (let row = Math.min(chosen.bottom, work.sheet().rows); row > chosen.top; row--)
    for (let column = chosen.left; column <= chosen.right; column++) if (filled(row, column)) return row;
  return chosen.bottom;
}
/** What a column is called: its letter, and the word on top of it. @param {Table} table @param {number} row @param {number} column */
function columnName({ work, text: { addressOf, letters } }, row, column) {
  const heading = work.sheet().shown[addressOf(row, column)];
  return heading ? `${letters(column)} – ${heading}` : letters(column);
}

// --- sorting ---
/** @param {Table} table @param {Panel} panel */
export function sort(table, { show, rangeField, choice, check, button, refusal, row }) {
  const { work, grid, words, say, announce, text: { areaOf, rangeOf, numbersIn, addressOf } } = table, unclear = refusal(), block = region(table);
  const range = rangeField(table, "sort_range", rangeOf(block)), by = choice(table, "sort_by", [], ""), headed = check(words.sort_headed, isHeaded(table, block));
  const area = () => areaOf(range.range());
  const offer = () => {
    const place = area(), wanted = by.input.value || String(work.at.column);
    by.input.replaceChildren(...Array.from({ length: place ? place.right - place.left + 1 : 0 }, (_, n) => {
      const column = place.left + n;
      return make("option", { value: String(column), selected: String(column) === wanted }, headed.input.checked ? columnName(table, place.top, column) : table.text.letters(column));
    }));
  };
  const put = async (/** @type {number} */ way) => {
    const place = area(), data = work.sheet(), away = numbersIn(data.around.hidden_rows ?? [], data.rows);
    if (!place || place.bottom > data.rows || place.right > data.columns) { unclear.textContent = words.range_unclear; return range.input.focus(); }
    const body = { ...place, top: place.top + (headed.input.checked ? 1 : 0) }, all = Array.from({ length: body.bottom - body.top + 1 }, (_, n) => body.top + n);
    const moving = all.filter((each) => !away.has(each)), shown = (/** @type {number} */ each) => data.shown[addressOf(each, Number(by.input.value))] ?? "";
    const sorted = [...moving].sort((one, other) => compared(shown(one), shown(other), way, document.documentElement.lang));
    let next = 0;
    const order = all.map((each) => (away.has(each) ? each : sorted[next++]));
    if (order.every((each, n) => each === all[n])) return announce(words.sorted_already);
    await table.restructure([{ op: "arrange", sheet: data.name, range: rangeOf(body), order }]);
    table.close();
    const first = { row: body.top, column: Number(by.input.value) };
    grid.select(first, first);
    announce(say("sorted", { range: rangeOf(body) }));
  };
  range.input.addEventListener("change", offer);
  headed.input.addEventListener("change", offer);
  offer();
  show(table, words.sort, range.box, headed.box, by.box, unclear, row(button(words.sort_up, () => put(1), "primary"), button(words.sort_down, () => put(-1))));
}
/** Whether the first row of a block is words over other things. @param {Table} table @param {Area} area */
function isHeaded({ work, text: { addressOf, NUMBER } }, area) {
  const { shown, own } = work.sheet(), texts = [], below = [];
  for (let column = area.left; column <= area.right; column++) {
    texts.push(shown[addressOf(area.top, column)] ?? "");
    below.push(shown[addressOf(area.top + 1, column)] ?? "");
  }
  return texts.every((text) => text && !NUMBER.test(text)) && (below.some((text) => NUMBER.test(text)) || Boolean(own[addressOf(area.top, area.left)]?.bold));
}
/** Numbers, then dates among them, then words; nothing comes last. @param {string} one @param {string} other @param {number} way @param {string} language */
function compared(one, other, way, language) {
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  const [first, second] = [one, other].map(worth);
  if (!Number.isNaN(first) && !Number.isNaN(second)) return way * (first - second);
  if (Number.isNaN(first) !== Number.isNaN(second)) return way * (Number.isNaN(first) ? 1 : -1);
  return way * one.localeCompare(other, language === "ky" ? ["ky", "ru"] : language, { numeric: true });
}
/** @param {string} text */
function worth(text) {
  const date = DATE.exec(text);
  if (date) return Date.UTC(Number(date[3]), Number(date[2]) - 1, Number(date[1])) / 86400000 + 25569;
  return Number(text.replace(/[\s\u00a0]/g, "").replace(",", ".").replace(/%$/, "") || NaN);
}

// --- filters ---
/** What cells of a heading have: a button that opens the filter. @param {Table} table */
export function makeFilters(table) {
  const { work, grid, say, text: { addressOf, areaOf, letters } } = table;
  let drawn = /** @type {string[]} */ ([]);
  return {
    /** @type {Map<string, Set<string>>} what each column leaves out, as far as this page knows */
    left: new Map(),
    /** @param {HTMLElement} cell @param {number} row @param {number} column */
    button(cell, row, column) {
      const range = (work.sheet().around.filters ?? []).find((/** @type {string} */ each) => { const area = areaOf(each); return area?.top === row && area.left <= column && column <= area.right; });
      if (!range) return;
      const button = make("button", { type: "button", className: "in-cell", tabIndex: -1, "aria-label": say("filter_by", { heading: cell.textContent || letters(column) }) }, "▾");
      button.addEventListener("click", () => table.use("data", "filter", range, column));
      cell.classList.add("with");
      cell.append(button);
      drawn.push(addressOf(row, column));
    },
    draw() {
      const before = new Set(drawn);
      drawn = [];
      for (const area of (work.sheet().around.filters ?? []).map(areaOf)) for (let column = area.left; column <= area.right; column++) before.add(addressOf(area.top, column));
      before.forEach(grid.patch);
    },
  };
}
/** @param {Table} table @param {Panel} panel @param {string} [of] the range of a filter @param {number} [column] */
export function filter(table, panel, of, column) {
  const { show, rangeField, button, form, refusal } = panel, { work, words, say, announce, text: { areaOf, holds, rangeOf } } = table;
  const data = work.sheet(), filters = data.around.filters ?? [], own = of ?? filters.find((/** @type {string} */ each) => holds(areaOf(each), work.at.row, work.at.column)) ?? filters[0];
  const put = (/** @type {string[]} */ value, /** @type {string} */ said) => { work.perform([{ op: "part", sheet: data.name, part: "filters", value }]); announce(said); };
  if (own) return values(table, panel, own, column ?? (holds(areaOf(own), work.at.row, work.at.column) ? work.at.column : areaOf(own).left), () => put(filters.filter((/** @type {string} */ each) => each !== own), words.filter_removed));
  const range = rangeField(table, "filter_range", rangeOf(region(table))), unclear = refusal();
  show(table, words.filter, make("p", { className: "help" }, words.filter_about), form(words.filter_set, () => {
    const area = areaOf(range.range());
    if (!area || area.top === area.bottom) { unclear.textContent = words.range_unclear; return range.input.focus(); }
    table.close();
    put([...filters, rangeOf(area)], say("filter_done", { range: rangeOf(area) }));
  }, [range.box, unclear]));
}
/** @param {Table} table @param {Panel} panel @param {string} range @param {number} column @param {() => void} remove */
function values(table, panel, range, column, remove) {
  const { show, button, check, choice, row } = panel, { work, words, say, announce, text: { addressOf, areaOf, numbersIn } } = table;
  const data = work.sheet(), area = areaOf(range), rows = Array.from({ length: Math.min(area.bottom, data.rows) - area.top }, (_, n) => area.top + 1 + n);
  const shown = (/** @type {number} */ each, /** @type {number} */ of) => data.shown[addressOf(each, of)] ?? "", key = (/** @type {number} */ of) => `${data.name}!${area.top}:${of}`;
  const away = numbersIn(data.around.hidden_rows ?? [], data.rows), { left } = table.filters, found = [...new Set(rows.map((each) => shown(each, column)))].sort((one, other) => compared(one, other, 1, document.documentElement.lang)).slice(0, MOST_VALUES);
  const out = left.get(key(column)) ?? new Set(found.filter((value) => rows.every((each) => shown(each, column) !== value || away.has(each))));
  const boxes = found.map((value) => check(value || words.empty, !out.has(value)));
  const others = choice(table, "filter_column", Array.from({ length: area.right - area.left + 1 }, (_, n) => [String(area.left + n), columnName(table, area.top, area.left + n)]), String(column));
  others.input.addEventListener("change", () => { values(table, panel, range, Number(others.input.value), remove); document.getElementById(others.input.id)?.focus(); });
  const apply = (/** @type {Set<string>} */ leaves) => {
    const byOthers = (/** @type {number} */ each) => [...left].some(([name, values]) => name !== key(column) && name.startsWith(`${data.name}!${area.top}:`) && values.has(shown(each, Number(name.split(":").pop()))));
    left.set(key(column), leaves);
    const hidden = [...away].filter((each) => each <= area.top || each > area.bottom).concat(rows.filter((each) => leaves.has(shown(each, column)) || byOthers(each))).sort((one, other) => one - other);
    hide(hidden);
  };
  const hide = (/** @type {number[]} */ hidden) => {
    table.close();
    work.perform([{ op: "part", sheet: data.name, part: "hidden_rows", value: runs(hidden) }]);
    announce(say("filtered", { shown: rows.filter((each) => !hidden.includes(each)).length, rows: rows.length }));
  };
  const all = (/** @type {boolean} */ on) => boxes.forEach((each) => { each.input.checked = on; });
  show(table, words.filter, others.box, make("fieldset", {}, make("legend", {}, words.filter_values), make("div", { className: "values" }, ...boxes.map((each) => each.box))),
    row(button(words.filter_apply, () => apply(new Set(found.filter((_, n) => !boxes[n].input.checked))), "primary"), button(words.filter_all, () => all(true)), button(words.filter_none, () => all(false))),
    row(button(words.filter_clear, () => { left.clear(); hide([...away].filter((each) => each <= area.top || each > area.bottom)); }), button(words.filter_remove, () => { table.close(); remove(); })));
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

// --- limits ---
/** @param {Table} table @param {Panel} panel */
export function limit(table, { show, rangeField, field, choice, button, form, refusal }) {
  const { work, words, say, announce, text: { areaOf, rangeOf, NUMBER } } = table, unclear = refusal(), sheet = work.sheet().name;
  const range = rangeField(table, "limit_range", rangeOf(work.area())), kind = choice(table, "limit_kind", [["numbers", words.limit_numbers], ["list", words.limit_list]], "numbers");
  const from = field(table, "limit_from", "", { inputMode: "decimal" }), to = field(table, "limit_to", "", { inputMode: "decimal" }), extra = field(table, "limit_letters"), list = field(table, "limit_values", "", { rows: 3 });
  const numbers = make("div", {}, make("div", { className: "pair" }, from.box, to.box), extra.box);
  const set = (/** @type {object|null} */ rule) => {
    const area = areaOf(range.range());
    if (!area) { unclear.textContent = words.limit_unclear; return range.input.focus(); }
    table.close();
    work.perform([{ op: "validate", sheet, range: rangeOf(area), rule }]);
    announce(say(rule ? "limit_done" : "limit_removed", { range: rangeOf(area) }));
  };
  const choose = () => { numbers.hidden = kind.input.value !== "numbers"; list.box.hidden = !numbers.hidden; };
  kind.input.addEventListener("change", choose);
  choose();
  const asked = form(words.limit_set, () => {
    const rule = numbers.hidden ? listed(list.input.value) : ruleFrom(from.input.value, to.input.value, extra.input.value, NUMBER);
    if (rule) return set(rule);
    unclear.textContent = numbers.hidden ? words.limit_list_unclear : words.limit_unclear;
    (numbers.hidden ? list : from).input.focus();
  }, [range.box, kind.box, numbers, list.box, unclear], [button(words.limit_remove, () => set(null))]);
  asked.className = "limits";
  show(table, words.limit_heading, asked);
}
/** @param {string} text words with commas, semicolons or lines between @returns {object|null} */
function listed(text) {
  const values = text.split(/[,;\n]/).map((value) => value.trim()).filter(Boolean);
  return values.length && values.join(",").length <= 255 ? { type: "list", values } : null;
}
/** Whole numbers with letters are a list, as in Excel; else two limits. @param {string} from @param {string} to @param {string} extra @param {RegExp} number @returns {object|null} */
function ruleFrom(from, to, extra, number) {
  if (!number.test(from.trim()) || !number.test(to.trim())) return null;
  const [low, high] = [from, to].map((text) => Number(text.trim().replace(",", "."))).sort((a, b) => a - b);
  const letters = extra.split(/[,;]/).map((text) => text.trim()).filter(Boolean);
  const whole = Number.isInteger(low) && Number.isInteger(high);
  if (!letters.length) return { type: whole ? "whole" : "decimal", operator: "between", first: String(low), second: String(high) };
  if (!whole || high - low > 100) return null;
  return { type: "list", values: [...Array.from({ length: high - low + 1 }, (_, n) => String(low + n)), ...letters] };
}
