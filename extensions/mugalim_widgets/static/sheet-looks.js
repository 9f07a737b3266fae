// How cells look: bold, numbers with their decimals, percentages, dates; and looks by a condition.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */

const DATE = /^(\d{2})\.(\d{2})\.(\d{4})$/;
const DAY = 86400000, FIRST = 25569; // milliseconds of a day; the number of 01.01.1970
const EARLIEST = 61, LATEST = 80000; // numbers of days: 01.03.1900 to 2119
const MOST_DECIMALS = 6;
/** Colours as programs offer them: behind, and of the text. @type {Record<string, {fill: string, colour: string}>} */
const COLOURS = {
  red: { fill: "#FFC7CE", colour: "#9C0006" }, yellow: { fill: "#FFEB9C", colour: "#7F5000" }, green: { fill: "#C6EFCE", colour: "#006100" },
};
/** Conditions and sets of icons, as files name them. @type {Record<string, string>} */
const OPERATORS = {
  less: "lessThan", less_equal: "lessThanOrEqual", greater: "greaterThan", greater_equal: "greaterThanOrEqual",
  between: "between", equal: "equal", not_equal: "notEqual",
};
/** @type {Record<string, string>} */
const ICONS = { arrows: "3Arrows", signs: "3Signs", marks: "3Symbols2" };

/** @param {Table} table */
export function bold({ work, grid, words, announce, text: { rangeOf } }) {
  const sheet = work.sheet(), on = !sheet.own[grid.here()]?.bold;
  work.perform([{ op: "look", sheet: sheet.name, range: rangeOf(work.area()), look: { bold: on } }]);
  announce(on ? words.bold_on : words.bold_off);
}

/** @param {Table} table @param {Panel} panel */
export function numbers(table, { show, button, following }) {
  const { work, words, say, text: { rangeOf } } = table, about = make("p", { className: "help" });
  const format = (/** @type {(shown: string) => string} */ of) => change(table, (state, shown) => (isNumber(table, shown) ? { ...state, format: of(shown) } : null), words.numbers_none);
  const decimals = (/** @type {number} */ by) => {
    const count = Math.min(MOST_DECIMALS, Math.max(0, decimalsOf(table) + by)), digits = `0${count ? `.${"0".repeat(count)}` : ""}`;
    format((shown) => digits + (shown.endsWith("%") ? "%" : ""));
  };
  const bare = (/** @type {any} */ { colour, fill, ...state }) => (colour || fill ? state : null);
  show(table, words.numbers, about, make("div", { className: "choices" },
    button(words.bold, () => bold(table)), button(words.decimals_more, () => decimals(1)), button(words.decimals_fewer, () => decimals(-1)),
    button(words.percent, () => format(() => "0%")), button(words.date, () => change(table, dated, words.date_none)),
    button(words.plain, () => change(table, plain, words.numbers_none)), button(words.no_colours, () => change(table, bare, words.no_colours_none))));
  following(table, () => { about.textContent = say("selected", { range: rangeOf(work.area()) }); });
}
/**
 * Change every filled cell of what is chosen.
 * @param {Table} table @param {(state: any, shown: string) => any} next a cell's state as it will be; null leaves it @param {string} nothing said where all are left
 */
function change({ work, say, announce, text: { holds, rangeOf, rowAndColumn } }, next, nothing) {
  const data = work.sheet(), chosen = work.area(), cells = /** @type {Record<string, any>} */ ({});
  for (const [address, input] of Object.entries(data.inputs)) {
    const state = input && holds(chosen, ...rowAndColumn(address)) ? next(work.cell(data, address), data.shown[address] ?? "") : null;
    if (state) cells[address] = state;
  }
  if (!Object.keys(cells).length) return announce(nothing);
  work.perform([{ op: "cells", sheet: data.name, cells }]);
  announce(say("look_done", { range: rangeOf(chosen) }));
}
/** @param {Table} table @param {string} shown */
const isNumber = ({ text: { NUMBER } }, shown) => NUMBER.test(shown.replace(/[\s\u00a0]/g, ""));
/** How many decimals the first number of what is chosen shows. @param {Table} table */
function decimalsOf(table) {
  const { work, text: { holds, rowAndColumn } } = table, { shown } = work.sheet(), chosen = work.area();
  const first = Object.keys(shown).find((address) => holds(chosen, ...rowAndColumn(address)) && isNumber(table, shown[address]));
  return /[.,](\d+)/.exec(first ? shown[first] : "")?.[1].length ?? 0;
}
/** A number without percent, date or decimals of its own. @param {any} state */
function plain({ format, ...state }) {
  const date = DATE.exec(state.input);
  if (!/^[-+\d=]/.test(state.input)) return null;
  if (date) return { ...state, input: String(Date.UTC(Number(date[3]), Number(date[2]) - 1, Number(date[1])) / DAY + FIRST) };
  return state.input.endsWith("%") ? { ...state, input: String(Number((Number(state.input.slice(0, -1)) / 100).toPrecision(12))) } : state;
}
/** The number of a day as the date that it is. @param {any} state */
function dated({ format, ...state }) {
  const day = Number(state.input);
  if (!Number.isInteger(day) || day < EARLIEST || day > LATEST) return null;
  const [year, month, date] = new Date((day - FIRST) * DAY).toISOString().slice(0, 10).split("-");
  return { ...state, input: `${date}.${month}.${year}` };
}

// --- looks by a condition ---
/** @param {Table} table @param {Panel} panel */
export function rules(table, panel) {
  const { show, button, form, refusal } = panel, { work, words, say, announce, text: { areaOf, rangeOf } } = table;
  const data = work.sheet(), formats = data.around.formats ?? [], asked = fields(table, panel), unclear = refusal();
  const put = (/** @type {any[]} */ value, /** @type {string} */ said) => {
    work.perform([{ op: "part", sheet: data.name, part: "formats", value }]);
    announce(said);
    rules(table, panel);
  };
  const without = (/** @type {any} */ gone) => put(formats.filter((/** @type {any} */ each) => each !== gone), say("rule_removed", { range: gone.range }));
  const known = formats.map((/** @type {any} */ each) => make("li", {}, make("span", {}, inWords(table, each)), button(words.remove, () => without(each))));
  const add = () => {
    const area = areaOf(asked.range.range()), trouble = area ? asked.trouble() : { sentence: words.range_unclear, input: asked.range.input };
    unclear.textContent = trouble?.sentence ?? "";
    if (trouble) return trouble.input.focus();
    put([...formats, { range: rangeOf(area), ...asked.format(area) }], say("rule_done", { range: rangeOf(area) }));
  };
  show(table, words.rules, ...(known.length ? [make("ul", {}, ...known)] : []), form(words.rule_add, add, [...asked.boxes, unclear]));
}
/** @param {Table} table @param {Panel} panel */
function fields(table, { rangeField, field, choice, check }) {
  const { work, words, text: { rangeOf } } = table, named = (/** @type {string[]} */ keys, /** @type {string} */ start) => keys.map((key) => [key, words[`${start}_${key || "none"}`]]);
  const range = rangeField(table, "rule_range", rangeOf(work.area())), when = choice(table, "rule_when", named([...Object.keys(OPERATORS), "contains", "formula", "icons"], "rule"), "less");
  const first = field(table, "rule_value"), second = field(table, "rule_second"), icons = choice(table, "rule_icons_which", named(Object.keys(ICONS), "icons"), "arrows");
  const strong = check(words.bold, false), slanted = check(words.italic, false), colour = choice(table, "rule_colour", named(["", ...Object.keys(COLOURS)], "colour"), "");
  const looks = make("div", {}, make("p", { className: "label" }, words.rule_look), strong.box, slanted.box, colour.box);
  const isIcons = () => when.input.value === "icons", values = () => [first, ...(when.input.value === "between" ? [second] : [])].map(({ input }) => input.value.trim());
  const look = () => ({ ...(strong.input.checked && { bold: true }), ...(slanted.input.checked && { italic: true }), ...COLOURS[colour.input.value] });
  const choose = () => {
    second.box.hidden = when.input.value !== "between";
    first.box.hidden = looks.hidden = isIcons();
    icons.box.hidden = !isIcons();
  };
  when.input.addEventListener("change", choose);
  choose();
  return {
    range, boxes: [range.box, when.box, first.box, second.box, icons.box, looks],
    /** What is not said yet, and where. */
    trouble() {
      if (isIcons()) return null;
      if (values().some((value) => !value)) return { sentence: words.rule_no_value, input: first.input };
      return Object.keys(look()).length ? null : { sentence: words.rule_no_look, input: strong.input };
    },
    /** @param {any} area */
    format: (area) => (isIcons() ? { kind: "icons", operator: ICONS[icons.input.value] } : { ...conditionOf(table, when.input.value, values(), area), ...look() }),
  };
}
/** @param {Table} table @param {string} kind @param {string[]} values @param {any} area */
function conditionOf({ text: { addressOf, areaOf, NUMBER } }, kind, values, area) {
  const quote = (/** @type {string} */ text) => `"${text.replaceAll('"', '""')}"`, corner = addressOf(area.top, area.left);
  if (kind === "contains") return { kind: "formula", formulas: [`=ISNUMBER(SEARCH(${quote(values[0])},${corner}))`] };
  if (kind === "formula") return { kind, formulas: [values[0].startsWith("=") ? values[0] : `=${values[0]}`] };
  const limit = (/** @type {string} */ text) => {
    if (text.startsWith("=") || NUMBER.test(text)) return text;
    return areaOf(text.toUpperCase()) ? `=${fixed(text)}` : `=${quote(text)}`;
  };
  return { kind: "cell", operator: OPERATORS[kind], formulas: values.map(limit) };
}
/** A cell that is the same for all. @param {string} text such as H6 */
const fixed = (text) => text.toUpperCase().replace(/\$?([A-Z]+)\$?(\d+)/g, "$$$1$$$2");
/** @param {Table} table @param {any} format */
function inWords({ words, work }, format) {
  const kind = Object.keys(OPERATORS).find((key) => OPERATORS[key] === format.operator);
  const values = (format.formulas ?? []).map((/** @type {string} */ text) => work.typed(text.replace(/^=(?="|\$?[A-Z]+\$?\d+$)/, ""))).join(" – ");
  const conditions = /** @type {Record<string, string>} */ ({ cell: kind ? `${words[`rule_${kind}`]} ${values}` : values, formula: values, icons: words.rule_icons });
  const looks = [format.bold && words.bold, format.italic && words.italic, (format.colour || format.fill) && words.rule_coloured].filter(Boolean).join(", ");
  return `${format.range}: ${conditions[format.kind] ?? words.rule_other}${looks ? ` → ${looks}` : ""}`;
}
