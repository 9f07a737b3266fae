// Rows, columns and sheets: put in, taken out, made wider, kept in sight, shown again, moved, renamed.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */

const UNFIT = /[[\]:*?/\\\p{C}]|^'|'$/u; // in the name of a sheet
const LONGEST = 31; // signs of a name
const STEP = 4, NARROWEST = 4, WIDEST = 60, USUAL = 8.43; // characters: by how much, and how wide a column is

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
  const { work, words, say, text: { letters } } = table, about = make("p", { className: "help" });
  const choices = (/** @type {HTMLElement[]} */ ...buttons) => make("div", { className: "choices" }, ...buttons);
  /** @param {string} word @param {["row"|"column", "insert"|"delete", boolean]} way */
  const shifting = (word, way) => button(word, () => shift(table, ...way));
  const removeRows = shifting("", ["row", "delete", false]), removeColumns = shifting("", ["column", "delete", false]);
  const ofRows = choices(shifting(words.insert_above, ["row", "insert", false]), shifting(words.insert_below, ["row", "insert", true]), removeRows);
  const ofColumns = choices(shifting(words.insert_left, ["column", "insert", false]), shifting(words.insert_right, ["column", "insert", true]), removeColumns);
  const widths = choices(button(words.narrower, () => widen(table, -STEP)), button(words.wider, () => widen(table, STEP)));
  const sight = inSight(table, button);
  const head = (/** @type {string} */ text) => make("h4", {}, text);
  show(table, words.rows, about, head(words.rows_only), ofRows, head(words.columns_only), ofColumns, widths, head(words.in_sight), choices(...sight.buttons));
  following(table, () => {
    const { top, bottom, left, right } = work.area(), data = work.sheet(), rows = span(top, bottom), columns = span(left, right, letters);
    about.textContent = say("rows_about", { rows, columns });
    removeRows.textContent = say("delete_rows", { rows });
    removeColumns.textContent = say("delete_columns", { columns });
    able(ofRows, top > 1 || bottom < data.rows);
    able(ofColumns, left > 1 || right < data.columns);
    sight.follow();
  });
}
/** @param {HTMLElement} box of buttons @param {boolean} is whether they can be pressed */
function able(box, is) {
  for (const button of box.querySelectorAll("button")) button.disabled = !is;
}
/** @param {Table} table @param {"row"|"column"} axis @param {"insert"|"delete"} op @param {boolean} behind what is chosen */
async function shift(table, axis, op, behind) {
  const { work, say, announce, text: { letters } } = table, chosen = work.area(), [first, last] = axis === "row" ? [chosen.top, chosen.bottom] : [chosen.left, chosen.right];
  const at = behind ? last + 1 : first, count = last - first + 1;
  await table.restructure([{ op, sheet: work.sheet().name, axis, at, count }]);
  announce(say(`${axis}s_${op === "insert" ? "put_in" : "taken_out"}`, { which: span(at, at + count - 1, axis === "row" ? undefined : letters) }));
}
/** @param {Table} table @param {number} by */
function widen({ work, text: { letters } }, by) {
  const { left, right } = work.area(), { name, around } = work.sheet(), value = { ...around.widths };
  for (let column = left; column <= right; column++) value[letters(column)] = Math.min(WIDEST, Math.max(NARROWEST, (value[letters(column)] ?? USUAL) + by));
  work.perform([{ op: "part", sheet: name, part: "widths", value }]);
}
/** Buttons for what stays in sight and what is hidden. @param {Table} table @param {(text: string, act: () => void) => HTMLElement} button */
function inSight({ work, grid, words, say, announce }, button) {
  const freezeAt = (/** @type {number} */ rows, /** @type {number} */ columns) => work.perform([{ op: "freeze", sheet: work.sheet().name, rows, columns }]);
  const here = button("", () => freezeAt(work.at.row - 1, work.at.column - 1)), loose = button(words.unfreeze_all, () => freezeAt(0, 0));
  const seen = button(words.show_hidden, () => {
    work.perform(["hidden_rows", "hidden_columns"].map((part) => ({ op: "part", sheet: work.sheet().name, part, value: [] })));
    announce(words.all_shown);
  });
  const follow = () => {
    const { frozen, hidden_rows: rows = [], hidden_columns: columns = [] } = work.sheet().around;
    here.textContent = say("freeze_here", { cell: grid.here() });
    here.hidden = work.at.row === 1 && work.at.column === 1;
    loose.hidden = !frozen[0] && !frozen[1];
    seen.hidden = !rows.length && !columns.length;
  };
  return { buttons: [here, loose, seen], follow };
}

/** @param {Table} table @param {Panel} panel */
export function sheets(table, panel) {
  const { show, field, form, refusal } = panel, { work, words, say, announce } = table, data = work.sheet(), unclear = refusal();
  const limit = { maxLength: LONGEST }, name = field(table, "sheet_name", data.name, limit);
  const fresh = field(table, "sheet_new", say("sheet_number", { n: work.sheets.length + 1 }), limit);
  const fits = (/** @type {string} */ wanted, /** @type {string} */ but) => {
    const is = isName(work, wanted, but);
    unclear.textContent = is ? "" : words.sheet_unclear;
    return is;
  };
  const act = async (/** @type {any} */ operation, /** @type {string} */ said) => {
    await table.restructure([operation]);
    announce(said);
    sheets(table, panel);
  };
  const rename = form(words.rename, () => {
    const to = name.input.value.trim();
    if (fits(to, data.name) && to !== data.name) act({ op: "rename", sheet: data.name, name: to }, say("sheet_renamed", { sheet: to }));
  }, [name.box], ofThisSheet(table, panel, act));
  const add = form(words.add_sheet, async () => {
    const wanted = fresh.input.value.trim(), at = work.sheets.length;
    if (!fits(wanted, "")) return;
    await table.restructure([{ op: "sheet", at, state: { name: wanted, cells: {} } }]);
    table.show(at);
    announce(say("sheet_added", { sheet: wanted }));
    sheets(table, panel);
  }, [fresh.box]);
  show(table, words.sheets, rename, unclear, make("h4", {}, words.sheet_another), add, ...hiddenSheets(table, panel, act));
  table.onPlace = undefined;
  table.onChange = (/** @type {string} */ part) => { if (part === "sheet") sheets(table, panel); };
}
/** @param {any} work @param {string} name @param {string} but the sheet that has it already @returns {boolean} */
function isName(work, name, but) {
  const others = work.sheets.filter((/** @type {any} */ each) => each.name !== but).map((/** @type {any} */ each) => each.name.toLowerCase());
  return Boolean(name) && name.length <= LONGEST && !UNFIT.test(name) && !others.includes(name.toLowerCase());
}
/** Moving and deleting the sheet that is shown. @param {Table} table @param {Panel} panel @param {(operation: any, said: string) => void} act */
function ofThisSheet({ work, words, say }, { button }, act) {
  const sheet = work.sheet().name, at = work.current, last = work.sheets.length - 1, { move_left: left, move_right: right, sheet_moved: moved } = words;
  return [
    button(left, () => act({ op: "move", sheet, at: at - 1 }, moved), "quiet", { disabled: at === 0 }),
    button(right, () => act({ op: "move", sheet, at: at + 1 }, moved), "quiet", { disabled: at === last }),
    button(words.delete_sheet, () => act({ op: "remove", sheet }, say("sheet_deleted", { sheet })), "quiet", { disabled: last === 0 }),
  ];
}
/** @param {Table} table @param {Panel} panel @param {(operation: any, said: string) => void} act */
function hiddenSheets({ work, words, say }, { button }, act) {
  const away = work.sheets.filter((/** @type {any} */ each) => each.around.hidden);
  const hidden = away.map((/** @type {any} */ { name: sheet }) => make("li", {}, make("span", {}, say("sheet_hidden", { sheet })),
    button(words.unhide, () => act({ op: "part", sheet, part: "hidden", value: "" }, say("sheet_added", { sheet }))),
    button(words.delete_sheet, () => act({ op: "remove", sheet }, say("sheet_deleted", { sheet })))));
  return hidden.length ? [make("h4", {}, words.sheets_hidden), make("ul", {}, ...hidden)] : [];
}
