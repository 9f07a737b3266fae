// A chart is made and changed: its cells, its kind, its words.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */
/** @typedef {{cellsOf: typeof import("./sheet-charts.js").cellsOf, numberOf: (text: string) => number}} Reading */

const KINDS = ["column", "bar", "line", "pie"];
const MOST_ROWS = 5000, MOST_COLUMNS = 20; // of the cells that one chart draws
const APART = 16; // rows of a file from one chart to the next

/** @param {Table} table @param {Panel} panel @param {number} [n] which chart is changed; a new one without */
export async function charts(table, panel, n) {
  const reading = await table.load("charts");
  if (!reading) return;
  const { show, form, refusal } = panel, { work, words, announce } = table, fresh = n === undefined;
  const data = work.sheet(), all = data.around.charts ?? [], chart = fresh ? { kind: "column", ...guessed(table, reading) } : all[n];
  const asked = fields(table, panel, chart, reading), unclear = refusal();
  const keep = () => {
    const next = answered(table, asked, chart, reading, unclear);
    if (!next) return;
    const value = fresh ? [...all, next] : all.map((/** @type {any} */ each, /** @type {number} */ m) => (m === n ? next : each));
    work.perform([{ op: "part", sheet: data.name, part: "charts", value }]);
    table.close();
    announce(fresh ? words.chart_added : words.chart_changed);
  };
  const about = fresh ? [make("p", { className: "help" }, words.chart_about)] : [];
  show(table, fresh ? words.chart_new : words.chart_change, ...about, form(fresh ? words.chart_add : words.chart_keep, keep, [...asked.boxes, unclear]));
}
/** @param {Table} table @param {Panel} panel @param {any} chart @param {Reading} reading */
function fields(table, { field, rangeField, choice }, chart, reading) {
  const { words, work } = table, first = chart.series?.[0], minimum = chart.up?.minimum ?? null;
  const kinds = [...KINDS, ...(KINDS.includes(chart.kind) ? [] : [chart.kind])].map((each) => [each, words[`chart_${each}`] ?? words.chart_other]);
  const kind = choice(table, "chart_kind", kinds, chart.kind);
  const values = rangeField(table, "chart_values", besideOneAnother(table, chart, reading) || plain(table, first?.values, reading));
  const groups = rangeField(table, "chart_groups", plain(table, first?.categories, reading));
  const title = field(table, "chart_title", chart.title), across = field(table, "chart_across", chart.across?.title), up = field(table, "chart_up", chart.up?.title);
  const from = field(table, "chart_from", minimum === null ? "" : work.typed(String(minimum)), { inputMode: "decimal" });
  const alt = field(table, "chart_alt", chart.alt ?? "", { rows: 3 }), axes = [across, up, from];
  const choose = () => { for (const { box } of axes) box.hidden = kind.input.value === "pie"; };
  kind.input.addEventListener("change", choose);
  choose();
  return { kind, values, groups, title, across, up, from, alt, boxes: [kind, values, groups, title, ...axes, alt].map(({ box }) => box) };
}
/** The chart as it was asked for; null, and said so, where something is not clear. @param {Table} table @param {any} asked @param {any} chart @param {Reading} reading @param {HTMLElement} unclear */
function answered(table, asked, chart, reading, unclear) {
  const { words } = table, series = seriesOf(table, asked.values.range(), asked.groups.range(), reading), from = asked.from.input.value.trim();
  const minimum = from === "" ? null : reading.numberOf(from), text = (/** @type {any} */ { input }) => input.value.trim();
  const refuse = (/** @type {string} */ sentence, /** @type {HTMLElement} */ input) => {
    unclear.textContent = sentence;
    input.focus();
    return null;
  };
  if (!series) return refuse(words.chart_unclear, asked.values.input);
  if (Number.isNaN(minimum)) return refuse(words.chart_from_unclear, asked.from.input);
  return {
    ...chart, kind: asked.kind.input.value, title: text(asked.title), series, remembered: [], alt: text(asked.alt) || null, cell: chart.cell ?? cornerOf(table),
    across: { ...chart.across, title: text(asked.across) }, up: { ...chart.up, title: text(asked.up), minimum },
  };
}

// --- the cells of a chart ---
/** Without the name of the sheet that is shown. @param {Table} table @param {string|undefined} reference @param {Reading} reading */
function plain(table, reference = "", { cellsOf }) {
  return cellsOf(table, reference)?.data === table.work.sheet() ? reference.slice(reference.lastIndexOf("!") + 1) : reference;
}
/** The columns of all series as one range, where they stand side by side. @param {Table} table @param {any} chart @param {Reading} reading */
function besideOneAnother(table, chart, { cellsOf }) {
  const found = (chart.series ?? []).map((/** @type {any} */ each) => cellsOf(table, each.values ?? "")), first = found[0];
  const follows = (/** @type {any} */ each, /** @type {number} */ n) =>
    each?.data === first.data && each.area.top === first.area.top && each.area.left === each.area.right && each.area.left === first.area.left + n;
  if (!first || !found.every(follows)) return "";
  const range = table.text.rangeOf({ ...first.area, right: first.area.left + found.length - 1 });
  return first.data === table.work.sheet() ? range : `${quoted(first.data.name)}!${range}`;
}
/** What is chosen: words in its first column or beside it, numbers in the others. @param {Table} table @param {Reading} reading */
function guessed(table, reading) {
  const { work, text: { addressOf, rangeOf } } = table, chosen = work.area(), { shown } = work.sheet();
  const isNumber = (/** @type {number} */ row, /** @type {number} */ column) => !Number.isNaN(reading.numberOf(shown[addressOf(row, column)] ?? ""));
  if (chosen.top === chosen.bottom) return {};
  const wordy = chosen.right > chosen.left && !isNumber(chosen.bottom, chosen.left), left = chosen.left + (wordy ? 1 : 0);
  const top = isNumber(chosen.top, left) ? chosen.top : chosen.top + 1;
  const named = left > 1 && !isNumber(chosen.bottom, left - 1) && shown[addressOf(chosen.bottom, left - 1)];
  const words = named ? rangeOf({ top, bottom: chosen.bottom, left: left - 1, right: left - 1 }) : "";
  return { series: seriesOf(table, rangeOf({ ...chosen, top, left }), words, reading) };
}
/** One series for each column of the numbers, named by the word on top of it. @param {Table} table @param {string} values @param {string} groups @param {Reading} reading */
function seriesOf(table, values, groups, { cellsOf, numberOf }) {
  const found = cellsOf(table, values), names = groups ? cellsOf(table, groups) : null, { text: { addressOf, rangeOf } } = table;
  if (!found || (groups && !names) || found.area.right - found.area.left > MOST_COLUMNS || found.area.bottom > MOST_ROWS) return null;
  const sheet = `${quoted(found.data.name)}!`, { top, bottom, left, right } = found.area;
  return Array.from({ length: right - left + 1 }, (_, n) => {
    const column = left + n, head = top > 1 ? addressOf(top - 1, column) : "", word = found.data.shown[head];
    return {
      ...(word && Number.isNaN(numberOf(word)) && { name_cell: sheet + head }),
      ...(names && { categories: `${quoted(names.data.name)}!${rangeOf(names.area)}` }),
      values: sheet + rangeOf({ top, bottom, left: column, right: column }),
    };
  });
}
/** @param {string} name of a sheet, as a reference writes it */
const quoted = (name) => `'${name.replaceAll("'", "''")}'`;
/** Where a new chart lies in a file: beside the table, below the charts before. @param {Table} table */
function cornerOf({ work, text: { addressOf } }) {
  const { around, columns } = work.sheet();
  return addressOf(2 + APART * (around.charts ?? []).length, Math.min(250, Math.max(1, columns - 1)));
}
