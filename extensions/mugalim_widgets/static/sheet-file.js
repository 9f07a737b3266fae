// What a file holds besides its cells: properties, comments, names, hidden things, texts around.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */
/** @typedef {{text: string, take: any[], shows?: boolean}} Item what is told, and the operations that take it away or show it */

const PROPERTIES = ["creator", "last_modified_by", "company", "manager", "title", "subject", "keywords", "category", "description"];
const MOST_TEXTS = 5; // that are told of what a chart remembers

/** @param {Table} table @param {Panel} panel */
export function file(table, panel) {
  const { words, work } = table, { show, button, row } = panel, told = properties(table);
  const groups = /** @type {[string, Item[]][]} */ ([
    ["file_properties", told], ["file_hidden", work.sheets.flatMap((/** @type {any} */ data) => hidden(table, data))],
    ["file_comments", work.sheets.flatMap(comments)], ["file_names", listed(work.about.names, "names", (each) => `${each.name}: ${each.refers ?? ""}`)],
    ["file_texts", work.sheets.flatMap((/** @type {any} */ data) => texts(table, data))], ["file_left", listed(work.about.leftovers, "leftovers", (text) => text)],
  ]).filter(([, items]) => items.length);
  const act = async (/** @type {any[]} */ operations) => {
    await table.restructure(operations);
    table.announce(words.removed);
    file(table, panel);
  };
  const line = (/** @type {Item} */ { text, take, shows }) => {
    const word = shows ? words.unhide : words.remove;
    return make("li", {}, make("span", {}, text), button(word, () => act(take), "quiet", { "aria-label": `${word}: ${text}` }));
  };
  const lists = groups.flatMap(([heading, items]) => [make("h4", {}, words[heading]), make("ul", {}, ...items.map(line))]);
  const all = told.length > 1 ? [row(button(words.empty_properties, () => act([{ op: "about", properties: {} }])))] : [];
  show(table, words.file, make("p", { className: "help" }, lists.length ? words.file_about : words.file_nothing), ...lists, ...all);
  table.onPlace = table.onChange = undefined;
}

const without = (/** @type {any[]} */ all, /** @type {number} */ n) => all.filter((_, m) => m !== n);
/** @param {any} data @param {string} name @param {any} value */
const part = (data, name, value) => [{ op: "part", sheet: data.name, part: name, value }];

/** @param {Table} table @returns {Item[]} */
function properties({ work, words }) {
  const found = work.about.properties ?? {}, custom = found.custom ?? [];
  const put = (/** @type {object} */ changed) => [{ op: "about", properties: { ...found, ...changed } }];
  return [
    ...PROPERTIES.filter((name) => found[name]).map((name) => ({ text: `${words[`property_${name}`]}: ${found[name]}`, take: put({ [name]: "" }) })),
    ...custom.map((/** @type {any} */ each, /** @type {number} */ n) => ({ text: `${each.name}: ${each.text ?? ""}`, take: put({ custom: without(custom, n) }) })),
  ];
}
/** What the file itself holds in a list. @param {any[]} [all] @param {string} name @param {(each: any) => string} text @returns {Item[]} */
const listed = (all = [], name, text) => all.map((each, n) => ({ text: text(each), take: [{ op: "about", [name]: without(all, n) }] }));

/** @param {Table} table @param {any} data a sheet @returns {Item[]} */
function hidden({ say }, data) {
  const lines = ["hidden_rows", "hidden_columns"].filter((name) => data.around[name]?.length);
  return [
    ...(data.around.hidden ? [{ text: say("sheet_hidden", { sheet: data.name }), take: part(data, "hidden", ""), shows: true }] : []),
    ...lines.map((name) => ({ text: `${data.name}: ${say(name, { which: data.around[name].join(", ") })}`, take: part(data, name, []), shows: true })),
  ];
}
/** @param {any} data @returns {Item[]} */
function comments(data) {
  const all = data.around.comments ?? [], text = (/** @type {any} */ each) => [`${data.name}!${each.cell}`, each.author, each.text].filter(Boolean).join(": ");
  return all.map((/** @type {any} */ each, /** @type {number} */ n) => ({ text: text(each), take: part(data, "comments", without(all, n)) }));
}
/** Headers, text boxes, pictures, and what charts remember. @param {Table} table @param {any} data @returns {Item[]} */
function texts({ words, say }, data) {
  const { images = [], charts = [] } = data.around, of = (/** @type {any[]} */ all, /** @type {string} */ name, /** @type {(each: any) => string} */ text) =>
    all.map((each, n) => ({ text: `${data.name}: ${text(each)}`, take: part(data, name, without(all, n)) }));
  const forgotten = (/** @type {number} */ n) => charts.map((/** @type {any} */ each, /** @type {number} */ m) => (m === n ? { ...each, remembered: [] } : each));
  const remembering = charts.flatMap((/** @type {any} */ chart, /** @type {number} */ n) => (chart.remembered?.length ? [{ chart, n }] : []));
  return [
    ...["around", "boxes"].flatMap((name) => of(data.around[name] ?? [], name, (text) => text)),
    ...of(images, "images", (each) => `${each.cell ?? "A1"}: ${each.alt || each.name || words.image}`),
    ...remembering.map((/** @type {any} */ { chart, n }) => ({
      text: `${data.name}: ${say("chart_remembers", { texts: chart.remembered.slice(0, MOST_TEXTS).join(", ") })}`, take: part(data, "charts", forgotten(n)),
    })),
  ];
}
