// What stands in a table as text: addresses, ranges, numbers.

/**
 * @typedef {{row: number, column: number}} Place from 1
 * @typedef {{top: number, left: number, bottom: number, right: number}} Area ends included
 */

export const NUMBER = /^[-+]?\d+([.,]\d+)?\s*%?$/;
const LAST_ROW = 1048576, LAST_COLUMN = 16384;
const RANGE = /^\$?([A-Z]{0,3})\$?(\d{0,7})(?::\$?([A-Z]{0,3})\$?(\d{0,7}))?$/;

/** @param {number} number @returns {string} the letters of a column: 1 is A */
export function letters(number) {
  let text = "";
  for (; number > 0; number = Math.floor((number - 1) / 26)) text = String.fromCharCode(65 + ((number - 1) % 26)) + text;
  return text;
}

/** @param {string} text @returns {number} the number of a column: A is 1 */
export function columnNumber(text) {
  return [...text.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** @param {number} row @param {number} column */
export const addressOf = (row, column) => letters(column) + row;

/** @param {string} text such as C2:N41, C2, P:P or 5:9 @returns {Area|null} */
export function areaOf(text) {
  const match = RANGE.exec(text);
  if (!match) return null;
  const [, left, top, right = left, bottom = top] = match, single = match[3] === undefined;
  if (!left !== !right || !top !== !bottom || (single ? !left || !top : !left && !top)) return null;
  const rows = top ? [Number(top), Number(bottom)] : [1, LAST_ROW];
  const columns = left ? [columnNumber(left), columnNumber(right)] : [1, LAST_COLUMN];
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}

/** @param {string} address @returns {[number, number]} */
export function rowAndColumn(address) {
  const area = /** @type {Area} */ (areaOf(address));
  return [area.top, area.left];
}

/** @param {Area} area */
export function rangeOf(area) {
  const first = addressOf(area.top, area.left), last = addressOf(area.bottom, area.right);
  return first === last ? first : `${first}:${last}`;
}

/** @param {Area|null} area @param {number} row @param {number} column */
export const holds = (area, row, column) =>
  Boolean(area && row >= area.top && row <= area.bottom && column >= area.left && column <= area.right);

/** The numbers in runs such as "5:9" or "D:D". @param {string[]} runs @param {number} most @returns {Set<number>} */
export function numbersIn(runs, most) {
  const found = new Set();
  for (const area of runs.map(areaOf)) {
    const [first, last] = !area ? [1, 0] : area.right === LAST_COLUMN ? [area.top, area.bottom] : [area.left, area.right];
    for (let n = first; n <= Math.min(last, most); n++) found.add(n);
  }
  return found;
}
