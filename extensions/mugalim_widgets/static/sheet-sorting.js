// Rows put into another order, by what a column shows.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Area} Area */
/** @typedef {any} Panel the module sheet-panel.js */

const DATED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const DAY_LONG = 86400000, FIRST_DAY = 25569; // milliseconds; the number of 01.01.1970

/** @param {Table} table @param {Panel} panel */
export function sort(table, { show, rangeField, choice, check, button, refusal, row }) {
  const { words, text: { areaOf, rangeOf } } = table, block = region(table), unclear = refusal();
  const range = rangeField(table, "sort_range", rangeOf(block)), by = choice(table, "sort_by", [], ""), headed = check(words.sort_headed, isHeaded(table, block));
  const area = () => areaOf(range.range());
  const offer = () => offerColumns(table, by.input, area(), headed.input.checked);
  const put = (/** @type {number} */ way) => {
    const place = area(), { rows, columns } = table.work.sheet();
    if (place && place.bottom <= rows && place.right <= columns)
      return arrange(table, { ...place, top: place.top + (headed.input.checked ? 1 : 0) }, Number(by.input.value), way);
    unclear.textContent = words.range_unclear;
    range.input.focus();
  };
  for (const { input } of [range, headed]) input.addEventListener("change", offer);
  offer();
  const ways = row(button(words.sort_up, () => put(1), "primary"), button(words.sort_down, () => put(-1)));
  show(table, words.sort, range.box, headed.box, by.box, unclear, ways);
}
/** @param {Table} table @param {HTMLSelectElement} input @param {Area|null} area @param {boolean} headed */
function offerColumns(table, input, area, headed) {
  const wanted = input.value || String(table.work.at.column);
  input.replaceChildren(...Array.from({ length: area ? area.right - area.left + 1 : 0 }, (_, n) => {
    const column = /** @type {Area} */ (area).left + n, name = headed ? columnName(table, /** @type {Area} */ (area).top, column) : table.text.letters(column);
    return make("option", { value: String(column), selected: String(column) === wanted }, name);
  }));
}
/** Put rows into the order of a column; what is hidden stays where it is. @param {Table} table @param {Area} body @param {number} by @param {number} way */
async function arrange(table, body, by, way) {
  const { work, grid, words, say, announce, text: { addressOf, numbersIn, rangeOf } } = table, data = work.sheet();
  const away = numbersIn(data.around.hidden_rows ?? [], data.rows), all = Array.from({ length: body.bottom - body.top + 1 }, (_, n) => body.top + n);
  const shown = (/** @type {number} */ row) => data.shown[addressOf(row, by)] ?? "";
  const sorted = all.filter((row) => !away.has(row)).sort((one, other) => compared(shown(one), shown(other), way));
  const order = all.map((row) => (away.has(row) ? row : sorted.shift()));
  if (order.every((row, n) => row === all[n])) return announce(words.sorted_already);
  await table.restructure([{ op: "arrange", sheet: data.name, range: rangeOf(body), order }]);
  table.close();
  const first = { row: body.top, column: by };
  grid.select(first, first);
  announce(say("sorted", { range: rangeOf(body) }));
}

/** Numbers and dates, then words; nothing comes last. @param {string} one @param {string} other @param {number} way 1 or -1 */
export function compared(one, other, way) {
  if (!one || !other) return one ? -1 : other ? 1 : 0;
  const [first, second] = [worth(one), worth(other)], bare = [Number.isNaN(first), Number.isNaN(second)];
  if (bare[0] !== bare[1]) return way * (bare[0] ? 1 : -1);
  return way * (bare[0] ? one.localeCompare(other, ["ky", "ru"], { numeric: true }) : first - second);
}
/** The number of a number or a date, as a cell shows it. @param {string} text */
function worth(text) {
  const date = DATED.exec(text);
  if (date) return Date.UTC(Number(date[3]), Number(date[2]) - 1, Number(date[1])) / DAY_LONG + FIRST_DAY;
  return Number(text.replace(/[\s\u00a0]/g, "").replace(",", ".").replace(/%$/, "") || NaN);
}

/** What is chosen where that is several rows, as far as it is filled; else the filled block around the cell. @param {Table} table @returns {Area} */
export function region({ work, text: { addressOf } }) {
  const area = work.area(), { rows, columns } = work.sheet();
  const any = (/** @type {number} */ top, /** @type {number} */ left, /** @type {number} */ bottom, /** @type {number} */ right) => {
    for (let row = Math.max(1, top); row <= Math.min(bottom, rows); row++)
      for (let column = Math.max(1, left); column <= Math.min(right, columns); column++) if (work.input(addressOf(row, column))) return true;
    return false;
  };
  if (area.top !== area.bottom) {
    while (area.bottom > area.top && !any(area.bottom, area.left, area.bottom, area.right)) area.bottom--;
    return area;
  }
  for (let grown = true; grown;) {
    const { top, bottom, left, right } = area;
    if (any(top - 1, left - 1, top - 1, right + 1) && top > 1) area.top--;
    if (any(bottom + 1, left - 1, bottom + 1, right + 1) && bottom < rows) area.bottom++;
    if (any(top - 1, left - 1, bottom + 1, left - 1) && left > 1) area.left--;
    if (any(top - 1, right + 1, bottom + 1, right + 1) && right < columns) area.right++;
    grown = top !== area.top || bottom !== area.bottom || left !== area.left || right !== area.right;
  }
  return area;
}
/** Whether the first row of a block is words over other things. @param {Table} table @param {Area} area */
function isHeaded({ work, text: { addressOf, NUMBER } }, area) {
  const { shown, own } = work.sheet(), columns = Array.from({ length: area.right - area.left + 1 }, (_, n) => area.left + n);
  const [heads, below] = [0, 1].map((down) => columns.map((column) => shown[addressOf(area.top + down, column)] ?? ""));
  const bold = own[addressOf(area.top, area.left)]?.bold;
  return heads.every((text) => text && !NUMBER.test(text)) && (bold || below.some((text) => NUMBER.test(text)));
}
/** What a column is called: its letter, and the word on top of it. @param {Table} table @param {number} row @param {number} column */
export function columnName({ work, text: { addressOf, letters } }, row, column) {
  const heading = work.sheet().shown[addressOf(row, column)];
  return heading ? `${letters(column)} – ${heading}` : letters(column);
}
