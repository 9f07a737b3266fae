// What a file holds besides its cells: properties, comments, names, hidden things, texts around.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */

const PROPERTIES = ["creator", "last_modified_by", "company", "manager", "title", "subject", "keywords", "category", "description"];
/** Lists of texts around a sheet. */
const TEXTS = ["around", "boxes"];

/** @param {Table} table @param {Panel} panel */
export function file(table, panel) {
  const { show, button, row } = panel, { work, words, say, announce } = table;
  /** @param {any[]} operations */
  const act = async (operations) => {
    if (operations.some(({ op }) => op === "about" || op === "remove")) await table.restructure(operations);
    else work.perform(operations);
    announce(words.removed);
    file(table, panel);
  };
  const item = (/** @type {string} */ text, /** @type {() => any[]} */ operations, word = words.remove) => make("li", {}, make("span", {}, text), button(word, () => act(operations()), "quiet", { "aria-label": `${word}: ${text}` }));
  const list = (/** @type {string} */ heading, /** @type {HTMLElement[]} */ items) => (items.length ? [make("h4", {}, words[heading]), make("ul", {}, ...items)] : []);
  const without = (/** @type {any[]} */ all, /** @type {number} */ n) => all.filter((_, m) => m !== n);
  const { properties = {}, names = [], leftovers = [] } = work.about;
  const told = PROPERTIES.filter((name) => properties[name]), custom = properties.custom ?? [];
  const about = [
    ...told.map((name) => item(`${words[`property_${name}`]}: ${properties[name]}`, () => [{ op: "about", properties: { ...properties, [name]: "" } }])),
    ...custom.map((/** @type {any} */ each, /** @type {number} */ n) => item(`${each.name}: ${each.text ?? ""}`, () => [{ op: "about", properties: { ...properties, custom: without(custom, n) } }])),
  ];
  const part = (/** @type {any} */ data, /** @type {string} */ name, /** @type {any[]} */ value) => [{ op: "part", sheet: data.name, part: name, value }];
  const of = (/** @type {(data: any) => HTMLElement[]} */ items) => work.sheets.flatMap(items);
  const comments = of((data) => (data.around.comments ?? []).map((/** @type {any} */ each, /** @type {number} */ n) =>
    item([`${data.name}!${each.cell}`, each.author, each.text].filter(Boolean).join(": "), () => part(data, "comments", without(data.around.comments, n)))));
  const hidden = of((data) => [
    ...(data.around.hidden ? [item(say("sheet_hidden", { sheet: data.name }), () => part(data, "hidden", /** @type {any} */ ("")), words.unhide)] : []),
    ...["hidden_rows", "hidden_columns"].filter((name) => data.around[name]?.length).map((name) => item(`${data.name}: ${say(name, { which: data.around[name].join(", ") })}`, () => part(data, name, []), words.unhide)),
  ]);
  const texts = of((data) => [
    ...TEXTS.flatMap((name) => (data.around[name] ?? []).map((/** @type {string} */ text, /** @type {number} */ n) => item(`${data.name}: ${text}`, () => part(data, name, without(data.around[name], n))))),
    ...(data.around.images ?? []).map((/** @type {any} */ each, /** @type {number} */ n) => item(`${data.name}!${each.cell ?? "A1"}: ${each.alt || each.name || words.image}`, () => part(data, "images", without(data.around.images, n)))),
    ...(data.around.charts ?? []).flatMap((/** @type {any} */ chart, /** @type {number} */ n) => (chart.remembered?.length ? [item(`${data.name}: ${say("chart_remembers", { texts: chart.remembered.slice(0, 5).join(", ") })}`, () =>
      part(data, "charts", data.around.charts.map((/** @type {any} */ each, /** @type {number} */ m) => (m === n ? { ...each, remembered: [] } : each))))] : [])),
  ]);
  const named = names.map((/** @type {any} */ each, /** @type {number} */ n) => item(`${each.name}: ${each.refers ?? ""}`, () => [{ op: "about", names: without(names, n) }]));
  const left = leftovers.map((/** @type {string} */ text, /** @type {number} */ n) => item(text, () => [{ op: "about", leftovers: without(leftovers, n) }]));
  const all = [...list("file_properties", about), ...list("file_hidden", hidden), ...list("file_comments", comments), ...list("file_names", named), ...list("file_texts", texts), ...list("file_left", left)];
  const everything = about.length > 1 ? [row(button(words.empty_properties, () => act([{ op: "about", properties: {} }])))] : [];
  show(table, words.file, make("p", { className: "help" }, all.length ? words.file_about : words.file_nothing), ...all, ...everything);
  table.onPlace = undefined;
}
