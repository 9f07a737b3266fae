// How cells look: bold, numbers with their decimals, percentages, dates; and looks by a condition.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */

const DATE = /^(\d{2})\.(\d{2})\.(\d{4})$/;
const DAY = 86400000, FIRST = 25569; // milliseconds of a day; the number of 01.01.1970
const MOST_DECIMALS = 6;
/** Colours as programs offer them: behind, and of the text. @type {Record<string, {fill: string, colour: string}>} */
const COLOURS = {
  red: { fill: "#FFC7CE", colour: "#9C0006" }, yellow: { fill: "#FFEB9C", colour: "#7F5000" }, green: { fill: "#C6EFCE", colour: "#006100" },
};
const OPERATORS = { less: "lessThan", less_equal: "lessThanOrEqual", greater: "greaterThan", greater_equal: "greaterThanOrEqual", between: "between", equal: "equal", not_equal: "notEqual" };
const ICONS = { arrows: "3Arrows", signs: "3Signs", marks: "3Symbols2" };

/** @param {Table} table */
export function bold({ work, grid, words, announce, text: { rangeOf } }) {
  const sheet = work.sheet(), on = !sheet.own[grid.here()]?.bold;
  work.perform([{ op: "look", sheet: sheet.name, range: rangeOf(work.area()), look: { bold: on } }]);
  announce(on ? words.bold_on : words.bold_off);
}

/** @param {Table} table @param {Panel} panel */
export function numbers(table, { show, button, following }) {
  const { work, words, say, announce, text: { holds, rangeOf, rowAndColumn, NUMBER } } = table, about = make("p", { className: "help" });
  /** Every filled cell of what is chosen, with its state as it will be; null leaves it. @param {(state: any, shown: string) => any} change @param {string} nothing */
  const each = (change, nothing) => {
    const data = work.sheet(), chosen = work.area(), cells = /** @type {Record<string, any>} */ ({});
    for (const address of Object.keys(data.inputs)) {
      const state = data.inputs[address] && holds(chosen, ...rowAndColumn(address)) ? work.cell(data, address) : null, next = state && change(state, data.shown[address] ?? "");
      if (next) cells[address] = next;
    }
    if (!Object.keys(cells).length) return announce(nothing);
    work.perform([{ op: "cells", sheet: data.name, cells }]);
    announce(say("look_done", { range: rangeOf(chosen) }));
  };
  const isNumber = (/** @type {string} */ shown) => NUMBER.test(shown.replace(/[\s\u00a0]/g, ""));
  const decimals = (/** @type {number} */ by) => {
    const data = work.sheet(), chosen = work.area(), first = Object.keys(data.shown).find((address) => holds(chosen, ...rowAndColumn(address)) && isNumber(data.shown[address]));
    const count = Math.min(MOST_DECIMALS, Math.max(0, (/[.,](\d+)/.exec(first ? data.shown[first] : "")?.[1].length ?? 0) + by));
    each((state, shown) => isNumber(shown) && { ...state, format: `0${count ? `.${"0".repeat(count)}` : ""}${shown.endsWith("%") ? "%" : ""}` }, words.numbers_none);
  };
  const number = (/** @type {any} */ state) => Number(state.input.replace(/%$/, "")) / (state.input.endsWith("%") ? 100 : 1);
  const plain = (/** @type {any} */ { format, ...state }) => {
    const date = DATE.exec(state.input);
    if (date) return { ...state, input: String(Date.UTC(Number(date[3]), Number(date[2]) - 1, Number(date[1])) / DAY + FIRST) };
    return state.input.endsWith("%") ? { ...state, input: String(Number(number(state).toPrecision(12))) } : { ...state };
  };
  const dated = (/** @type {any} */ { format, ...state }) => {
    const day = Number(state.input);
    if (!Number.isInteger(day) || day < 61 || day > 80000) return null;
    const [year, month, date] = new Date((day - FIRST) * DAY).toISOString().slice(0, 10).split("-");
    return { ...state, input: `${date}.${month}.${year}` };
  };
  show(table, words.numbers, about, make("div", { className: "choices" },
    button(words.bold, () => bold(table)), button(words.decimals_more, () => decimals(1)), button(words.decimals_fewer, () => decimals(-1)),
    button(words.percent, () => each((state, shown) => isNumber(shown) && { ...state, format: "0%" }, words.numbers_none)), button(words.date, () => each(dated, words.date_none)),
    button(words.plain, () => each((state) => (/^[-+\d=]/.test(state.input) ? plain(state) : null), words.numbers_none)),
    button(words.no_colours, () => each(({ colour, fill, ...state }) => (colour || fill ? state : null), words.no_colours_none))));
  following(table, () => { about.textContent = say("selected", { range: rangeOf(work.area()) }); });
}

/** @param {Table} table @param {Panel} panel */
export function rules(table, panel) {
  const { show, rangeField, field, choice, check, button, form, refusal } = panel, { work, words, say, announce, text: { areaOf, rangeOf } } = table;
  const data = work.sheet(), formats = data.around.formats ?? [], unclear = refusal();
  const put = (/** @type {any[]} */ value, /** @type {string} */ said) => {
    work.perform([{ op: "part", sheet: data.name, part: "formats", value }]);
    announce(said);
    rules(table, panel);
  };
  const known = formats.map((/** @type {any} */ each, /** @type {number} */ n) => make("li", {}, make("span", {}, inWords(table, each)),
    button(words.remove, () => put(formats.filter((/** @type {any} */ _, /** @type {number} */ m) => m !== n), say("rule_removed", { range: each.range })))));
  const range = rangeField(table, "rule_range", rangeOf(work.area()));
  const when = choice(table, "rule_when", [...Object.keys(OPERATORS), "contains", "formula", "icons"].map((key) => [key, words[`rule_${key}`]]), "less");
  const first = field(table, "rule_value"), second = field(table, "rule_second"), icons = choice(table, "rule_icons_which", Object.keys(ICONS).map((key) => [key, words[`icons_${key}`]]), "arrows");
  const strong = check(words.bold, false), slanted = check(words.italic, false), colour = choice(table, "rule_colour", ["", ...Object.keys(COLOURS)].map((key) => [key, words[`colour_${key || "none"}`]]), "");
  const looks = make("div", {}, make("p", { className: "label" }, words.rule_look), strong.box, slanted.box, colour.box);
  const choose = () => {
    const kind = when.input.value;
    second.box.hidden = kind !== "between";
    first.box.hidden = looks.hidden = kind === "icons";
    icons.box.hidden = kind !== "icons";
  };
  when.input.addEventListener("change", choose);
  choose();
  show(table, words.rules, ...(known.length ? [make("ul", {}, ...known)] : []), form(words.rule_add, () => {
    const area = areaOf(range.range()), kind = when.input.value, values = [first, ...(kind === "between" ? [second] : [])].map(({ input }) => input.value.trim());
    if (!area) { unclear.textContent = words.range_unclear; return range.input.focus(); }
    if (kind !== "icons" && values.some((value) => !value)) { unclear.textContent = words.rule_no_value; return first.input.focus(); }
    const look = { ...(strong.input.checked && { bold: true }), ...(slanted.input.checked && { italic: true }), ...COLOURS[colour.input.value] };
    if (kind !== "icons" && !Object.keys(look).length) { unclear.textContent = words.rule_no_look; return strong.input.focus(); }
    const condition = kind === "icons" ? { kind: "icons", operator: /** @type {any} */ (ICONS)[icons.input.value] } : { ...conditionOf(table, kind, values, area), ...look };
    put([...formats, { range: rangeOf(area), ...condition }], say("rule_done", { range: rangeOf(area) }));
  }, [range.box, when.box, first.box, second.box, icons.box, looks, unclear]));
}
/** @param {Table} table @param {string} kind @param {string[]} values @param {any} area */
function conditionOf({ text: { addressOf, areaOf, NUMBER } }, kind, values, area) {
  const quote = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`, corner = addressOf(area.top, area.left);
  if (kind === "contains") return { kind: "formula", formulas: [`=ISNUMBER(SEARCH(${quote(values[0])},${corner}))`] };
  if (kind === "formula") return { kind, formulas: [values[0].startsWith("=") ? values[0] : `=${values[0]}`] };
  const limit = (/** @type {string} */ text) => (text.startsWith("=") || NUMBER.test(text) ? text : areaOf(text.toUpperCase()) ? `=${fixed(text)}` : `=${quote(text)}`);
  return { kind: "cell", operator: /** @type {any} */ (OPERATORS)[kind], formulas: values.map(limit) };
}
/** A cell that is the same for all. @param {string} text such as H6 */
const fixed = (text) => text.toUpperCase().replace(/\$?([A-Z]+)\$?(\d+)/g, "$$$1$$$2");
/** @param {Table} table @param {any} format */
function inWords({ words, work }, format) {
  const kind = Object.entries(OPERATORS).find(([, name]) => name === format.operator)?.[0];
  const values = (format.formulas ?? []).map((/** @type {string} */ text) => work.typed(text.replace(/^=(?="|\$?[A-Z]+\$?\d+$)/, ""))).join(" – ");
  const condition = format.kind === "cell" && kind ? `${words[`rule_${kind}`]} ${values}` : format.kind === "formula" ? values : format.kind === "icons" ? words.rule_icons : words.rule_other;
  const looks = [format.bold && words.bold, format.italic && words.italic, (format.colour || format.fill) && words.rule_coloured].filter(Boolean).join(", ");
  return `${format.range}: ${condition}${looks ? ` → ${looks}` : ""}`;
}
