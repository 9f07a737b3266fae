// A form whose list is a table: each item a row, each field a column, all in words.

import { makeList } from "./form-list.js";
import { fillIn, isoDay, numberOf } from "./form-fields.js";

/** @typedef {import("./form-fields.js").Field & {same: string[]}} Column */

/** @param {string} text */
const plain = (text) => text.trim().replace(/[:*?.\s]+$/, "").toLocaleLowerCase();

/** The word of a cell as a field's value. @param {Column} column @param {string} text */
function fromCell({ type, options = [] }, text) {
  const known = options.find((/** @type {any} */ option) => option.same.map(plain).includes(plain(text)));
  return known ? known.id : type === "number" ? numberOf(text) : text;
}

/** A field's value as the word of a cell. @param {Column} column @param {any} value @param {import("./form-fields.js").Form} form */
function toCell({ type, options = [] }, value, { comma }) {
  if (value === undefined) return "";
  const known = options.find((option) => option.id === value);
  if (known) return known.text;
  if (typeof value === "number" && comma) return String(value).replace(".", ",");
  return type === "date" && isoDay(value) ? isoDay(value).split("-").reverse().join(".") : String(value);
}

/**
 * The rows of a table as cards. Columns are known by their names in any language; a table from elsewhere
 * keeps its own columns, and those of ours that it lacks are added behind them.
 * @param {Column[]} fields @param {import("./form-fields.js").Form} form
 * @param {{label: string, name: string, least: number}} about what the rows are called, and how many are wanted
 */
export function makeTable(fields, form, about) {
  const el = document.createElement("div");
  let state = /** @type {any} */ ({}), list = /** @type {import("./form-fields.js").Control|undefined} */ (undefined);
  /** @type {Column[]} */
  let columns = [];
  /** @param {string[]} titles the header that a table has already */
  const build = (titles) => {
    const known = (/** @type {string} */ title) => fields.find((field) => field.same.map(plain).includes(plain(title)));
    const own = titles.map((title) => ({ type: "text", same: [], ...known(title), label: title || "…" }));
    const missing = fields.filter((field) => !titles.some((title) => known(title) === field));
    columns = /** @type {Column[]} */ ([...own, ...missing].map((field, n) => ({ ...field, id: `c${n}` })));
    const after = (/** @type {number} */ n) => ` (${fillIn(form.words.row, { n: n + 1 + (state.above ?? []).length })})`;
    list = makeList({ id: "rows", type: "list", ...about, fields: columns, flat: false, after }, form);
    el.replaceChildren(list.el);
  };
  return {
    el,
    /** @param {any} given the table's state */
    show(given) {
      state = given;
      const titles = given.header ?? [], labels = columns.map((column) => column.label);
      if (!list || (titles.length && JSON.stringify(titles) !== JSON.stringify(labels))) build(titles);
      const rows = (given.rows ?? []).filter((/** @type {string[]} */ row) => row.some((text) => text.trim()));
      list?.show(rows.map((/** @type {string[]} */ row) =>
        Object.fromEntries(columns.map((column, n) => [column.id, row[n]?.trim() ? fromCell(column, row[n]) : undefined]))));
    },
    /** The table's state with what the cards say. */
    value() {
      const rows = (list?.value() ?? []).map((/** @type {any} */ row) => columns.map((column) => toCell(column, row[column.id], form)));
      return { ...state, header: columns.map((column) => column.label), rows };
    },
  };
}
