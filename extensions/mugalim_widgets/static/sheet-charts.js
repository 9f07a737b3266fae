// Charts under the table: each a drawing with its name, and its numbers as a table to be read.

import { make } from "./surface.js";
import { drawing } from "./sheet-drawing.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-drawing.js").Numbers} Numbers */

const NARROWEST = 280, WIDEST = 640; // pixels of a drawing

/** Every chart of the sheet, drawn under it. @param {Table} table */
export function draw(table) {
  const all = table.work.sheet().around.charts ?? [], { charts, words } = table, opened = [...charts.querySelectorAll("details")].map((each) => each.open);
  charts.replaceChildren(...all.map((/** @type {any} */ chart, /** @type {number} */ n) => figure(table, chart, n)));
  for (const [n, each] of [...charts.querySelectorAll("details")].entries()) each.open = Boolean(opened[n]);
  charts.hidden = !all.length;
  charts.setAttribute("aria-label", words.charts);
}
/** @param {Table} table @param {any} chart @param {number} n */
function figure(table, chart, n) {
  const { words, say } = table, numbers = numbersOf(table, chart), name = chart.title || say("chart_number", { n: n + 1 });
  const width = Math.max(NARROWEST, Math.min(WIDEST, (table.grid.scroll.clientWidth || WIDEST) - 34)), shown = shownAs(table, chart);
  const drawn = numbers.words.length ? drawing(chart, numbers, width, chart.alt || name, shown) : make("p", { className: "help" }, words.chart_empty);
  const button = (/** @type {string} */ text, /** @type {() => void} */ act) => {
    const element = make("button", { type: "button", className: "quiet", "aria-label": `${text}: ${name}` }, text);
    element.addEventListener("click", act);
    return element;
  };
  return make("figure", {}, make("figcaption", {}, name), drawn,
    make("details", {}, make("summary", {}, words.chart_numbers), make("div", { className: "scroll" }, inTable(table, numbers, chart))),
    make("div", { className: "row" }, button(words.chart_change, () => table.use("chart", "charts", n)), button(words.remove, () => remove(table, n))));
}
/** @param {Table} table @param {number} n */
function remove({ work, words, grid, announce }, n) {
  const { name, around } = work.sheet();
  work.perform([{ op: "part", sheet: name, part: "charts", value: around.charts.filter((/** @type {any} */ _, /** @type {number} */ m) => m !== n) }]);
  announce(words.chart_removed);
  grid.cellAt(work.at)?.focus({ preventScroll: true });
}
/** @param {Table} table @param {Numbers} numbers @param {any} chart */
function inTable(table, { words: names, rows }, chart) {
  const { words } = table, written = shownAs(table, chart), shown = (/** @type {number} */ number) => (Number.isNaN(number) ? "–" : written(number));
  const heads = [chart.across?.title || words.chart_group, ...rows.map((each) => each.name || chart.up?.title || words.chart_value)];
  const lines = names.map((name, n) => make("tr", {}, make("th", { scope: "row" }, name), ...rows.map((each) => make("td", {}, shown(each.values[n])))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", {}, ...lines));
}

// --- what a chart draws ---
/** @param {Table} table @param {any} chart @returns {Numbers} */
function numbersOf(table, chart) {
  const series = chart.series ?? [], words = shownIn(table, series[0]?.categories);
  const rows = series.map((/** @type {any} */ each) => ({ name: shownIn(table, each.name_cell)[0] || each.name || "", values: shownIn(table, each.values).map(numberOf) }));
  const length = Math.max(0, ...rows.map((/** @type {any} */ each) => each.values.length));
  return { rows, words: Array.from({ length }, (_, n) => words[n] || String(n + 1)) };
}
/** How the numbers of a chart are written: as per cent where all of its cells are. @param {Table} table @param {any} chart @returns {(number: number) => string} */
function shownAs(table, chart) {
  const texts = (chart.series ?? []).flatMap((/** @type {any} */ each) => shownIn(table, each.values)).filter(Boolean);
  const hundred = texts.length > 0 && texts.every((/** @type {string} */ text) => text.trim().endsWith("%"));
  return (number) => table.work.typed(String(Number((hundred ? number * 100 : number).toPrecision(6)))) + (hundred ? "%" : "");
}
/** What cells show. @param {Table} table @param {string} [reference] such as Marks!B2:B4 @returns {string[]} */
function shownIn(table, reference = "") {
  const found = cellsOf(table, reference), texts = [];
  for (let row = found?.area.top ?? 1; found && row <= Math.min(found.area.bottom, found.data.rows); row++)
    for (let column = found.area.left; column <= Math.min(found.area.right, found.data.columns); column++)
      texts.push(found.data.shown[table.text.addressOf(row, column)] ?? "");
  return texts;
}
/** The sheet and the area that a reference names. @param {Table} table @param {string} reference @returns {{data: any, area: any}|null} */
export function cellsOf({ work, text }, reference) {
  const cut = reference.lastIndexOf("!"), name = reference.slice(0, Math.max(0, cut)).replace(/^'|'$/g, "").replaceAll("''", "'").toLowerCase();
  const data = cut < 0 ? work.sheet() : work.sheets.find((/** @type {any} */ each) => each.name.toLowerCase() === name), area = text.areaOf(reference.slice(cut + 1));
  return data && area ? { data, area } : null;
}
/** @param {string} text as a cell shows it @returns {number} */
export function numberOf(text) {
  const number = parseFloat(text.replace(/[\s\u00a0]/g, "").replace(",", "."));
  return text.trim().endsWith("%") ? number / 100 : number;
}
