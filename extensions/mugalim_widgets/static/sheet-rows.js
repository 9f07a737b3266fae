// Rows, columns and sheets: put in, taken out, made wider, kept in sight, shown again, moved, renamed.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */

const UNFIT = /[[\]:*?/\\\p{C}]|^'|'$/u; // in the name of a sheet
const LONGEST = 31;
const STEP = 4; // characters by which a column grows

/** @param {number} first @param {number} last @param {(number: number) => any} [name] */
const span = (first, last, name = (number) => number) => (first === last ? String(name(first)) : `${name(first)}–${name(last)}`);

/** Keep the first row in sight, or let it scroll. @param {Table} table */
export function freeze({ work, words, announce }) {
  const { name, around } = work.sheet(), [rows, columns] = around.frozen;
  work.perform([{ op: "freeze", sheet: name, rows: rows ? 0 : 1, columns }]);
  announce(rows ? words.unfrozen : words.frozen);
}

/** @param {Table} table @param {Panel} panel */
export function rows(table, { show, button, following }) {
  const { work, grid, words, say, announce, text: { letters } } = table;
  const sheet = () => work.sheet().name, about = make("p", { className: "help" });
  /** @param {"row"|"column"} axis @param {boolean} behind @param {"insert"|"delete"} op */
  const act = async (axis, behind, op) => {
    const chosen = work.area(), [first, last] = axis === "row" ? [chosen.top, chosen.bottom] : [chosen.left, chosen.right];
    await table.restructure([{ op, sheet: sheet(), axis, at: behind ? last + 1 : first, count: last - first + 1 }]);
    const key = op === "insert" ? "put_in" : "taken_out", from = behind ? last + 1 : first;
    announce(say(`${axis}s_${key}`, { which: span(from, from + last - first, axis === "row" ? undefined : letters) }));
  };
  /** @param {number} by */
  const widen = (by) => {
    const { left, right } = work.area(), widths = { ...work.sheet().around.widths };
    for (let column = left; column <= right; column++) widths[letters(column)] = Math.min(60, Math.max(4, (widths[letters(column)] ?? 8.43) + by));
    work.perform([{ op: "part", sheet: sheet(), part: "widths", value: widths }]);
  };
  const removeRows = button("", () => act("row", false, "delete")), removeColumns = button("", () => act("column", false, "delete")), here = button("", () => {
    work.perform([{ op: "freeze", sheet: sheet(), rows: work.at.row - 1, columns: work.at.column - 1 }]);
  });
  const seen = button(words.show_hidden, () => {
    work.perform(["hidden_rows", "hidden_columns"].map((part) => ({ op: "part", sheet: sheet(), part, value: [] })));
    announce(words.all_shown);
  });
  const loose = button(words.unfreeze_all, () => work.perform([{ op: "freeze", sheet: sheet(), rows: 0, columns: 0 }]));
  const ofRows = make("div", { className: "choices" }, button(words.insert_above, () => act("row", false, "insert")), button(words.insert_below, () => act("row", true, "insert")), removeRows);
  const ofColumns = make("div", { className: "choices" }, button(words.insert_left, () => act("column", false, "insert")), button(words.insert_right, () => act("column", true, "insert")), removeColumns,
    button(words.narrower, () => widen(-STEP)), button(words.wider, () => widen(STEP)));
  show(table, words.rows, about, make("h4", {}, words.rows_only), ofRows, make("h4", {}, words.columns_only), ofColumns, make("h4", {}, words.in_sight), make("div", { className: "choices" }, here, loose, seen));
  following(table, () => {
    const { top, bottom, left, right } = work.area(), data = work.sheet(), { frozen, hidden_rows: away = [], hidden_columns: gone = [] } = data.around;
    about.textContent = say("rows_about", { rows: span(top, bottom), columns: span(left, right, letters) });
    removeRows.textContent = say("delete_rows", { rows: span(top, bottom) });
    removeColumns.textContent = say("delete_columns", { columns: span(left, right, letters) });
    here.textContent = say("freeze_here", { cell: grid.here() });
    here.hidden = work.at.row === 1 && work.at.column === 1;
    loose.hidden = !frozen[0] && !frozen[1];
    seen.hidden = !away.length && !gone.length;
    for (const [box, all] of /** @type {[HTMLElement, boolean][]} */ ([[ofRows, top === 1 && bottom >= data.rows], [ofColumns, left === 1 && right >= data.columns]]))
      for (const each of box.querySelectorAll("button")) if (each !== box.lastElementChild || !all) /** @type {HTMLButtonElement} */ (each).disabled = all;
  });
}

/** @param {Table} table @param {Panel} panel */
export function sheets(table, { show, button, row, field, form, refusal }) {
  const { work, words, say, announce } = table, data = work.sheet(), unclear = refusal();
  const named = (/** @type {string} */ name, /** @type {string} */ but) => {
    const fits = name && name.length <= LONGEST && !UNFIT.test(name) && !work.sheets.some((/** @type {any} */ each) => each.name.toLowerCase() === name.toLowerCase() && each.name !== but);
    unclear.textContent = fits ? "" : words.sheet_unclear;
    return fits;
  };
  /** @param {any} operation @param {string} said */
  const act = async (operation, said) => {
    await table.restructure([operation]);
    announce(said);
    sheets(table, panel);
  };
  const panel = { show, button, row, field, form, refusal };
  const name = field(table, "sheet_name", data.name, { maxLength: LONGEST }), fresh = field(table, "sheet_new", say("sheet_number", { n: work.sheets.length + 1 }), { maxLength: LONGEST });
  const at = work.sheets.indexOf(data), last = work.sheets.length - 1;
  const rename = form(words.rename, () => {
    const to = name.input.value.trim();
    if (named(to, data.name) && to !== data.name) act({ op: "rename", sheet: data.name, name: to }, say("sheet_renamed", { sheet: to }));
  }, [name.box], [
    button(words.move_left, () => act({ op: "move", sheet: data.name, at: at - 1 }, words.sheet_moved), "quiet", { disabled: at === 0 }),
    button(words.move_right, () => act({ op: "move", sheet: data.name, at: at + 1 }, words.sheet_moved), "quiet", { disabled: at === last }),
    button(words.delete_sheet, () => act({ op: "remove", sheet: data.name }, say("sheet_deleted", { sheet: data.name })), "quiet", { disabled: last === 0 }),
  ]);
  const add = form(words.add_sheet, async () => {
    const wanted = fresh.input.value.trim();
    if (!named(wanted, "")) return;
    await table.restructure([{ op: "sheet", at: last + 1, state: { name: wanted, cells: {} } }]);
    table.show(last + 1);
    announce(say("sheet_added", { sheet: wanted }));
    sheets(table, panel);
  }, [fresh.box]);
  const hidden = work.sheets.filter((/** @type {any} */ each) => each.around.hidden).map((/** @type {any} */ each) => make("li", {}, make("span", {}, say("sheet_hidden", { sheet: each.name })),
    button(words.unhide, () => { work.perform([{ op: "part", sheet: each.name, part: "hidden", value: "" }]); sheets(table, panel); }),
    button(words.delete_sheet, () => act({ op: "remove", sheet: each.name }, say("sheet_deleted", { sheet: each.name })))));
  show(table, words.sheets, rename, unclear, make("h4", {}, words.sheet_another), add, ...(hidden.length ? [make("h4", {}, words.sheets_hidden), make("ul", {}, ...hidden)] : []));
  table.onPlace = undefined;
  table.onChange = (/** @type {string} */ part) => { if (part === "sheet") sheets(table, panel); };
}
