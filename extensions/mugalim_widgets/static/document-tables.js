// Tables of a document: lines put in and taken out, joined cells minded, and the table as it is drawn.

import { make } from "./surface.js";
import { sizeOfTable, textBlock, textOfBlocks } from "./document-shapes.js";

/**
 * @typedef {import("./document-shapes.js").TableBlock} TableBlock
 * @typedef {import("./document-shapes.js").GridCell} GridCell
 * @typedef {"row"|"column"} Axis
 */

const AXES = /** @type {const} */ ({ row: ["row", "down", "column", "across"], column: ["column", "across", "row", "down"] });

/** @param {any} look of the paragraphs in its cells @param {number} rows @param {number} columns @returns {TableBlock} */
export function newTable(look, rows, columns) {
  const cells = Array.from({ length: rows * columns }, (_, at) => newCell(look, Math.floor(at / columns), at % columns, false));
  return { cells, look };
}

/** @param {any} look @param {number} row @param {number} column @param {boolean} header @returns {GridCell} */
const newCell = (look, row, column, header) => ({ row, column, down: 1, across: 1, header, blocks: [textBlock({ ...look })] });

/** Put a row or a column in before one. @param {TableBlock} table @param {any} look @param {Axis} axis @param {number} at */
export function addLine(table, look, axis, at) {
  const [place, span, other, otherSpan] = AXES[axis], taken = new Set();
  const length = sizeOfTable(table)[axis === "row" ? "columns" : "rows"];
  for (const cell of table.cells) {
    if (cell[place] >= at) cell[place] += 1;
    else if (cell[place] + cell[span] > at) {
      cell[span] += 1;
      for (let each = 0; each < cell[otherSpan]; each++) taken.add(cell[other] + each);
    }
  }
  for (let each = 0; each < length; each++) {
    if (taken.has(each)) continue;
    const [row, column] = axis === "row" ? [at, each] : [each, at];
    const header = axis === "column" && table.cells.some((cell) => cell.row === row && cell.header);
    table.cells.push(newCell(look, row, column, header));
  }
}

/** Take a row or a column out. @param {TableBlock} table @param {Axis} axis @param {number} at */
export function removeLine(table, axis, at) {
  const [place, span] = AXES[axis];
  table.cells = table.cells.filter((cell) => {
    if (cell[place] > at) cell[place] -= 1;
    else if (cell[place] + cell[span] > at) cell[span] -= 1;
    return cell[span] > 0;
  });
}

/** Whether the first row is marked as one of headings. @param {TableBlock} table */
export const isHeaded = (table) => table.cells.every((cell) => cell.row > 0 || cell.header);

/**
 * Draw a table: its rows on a wide screen, cell by cell with the captions of columns on a narrow one.
 * @param {TableBlock} table
 * @param {Record<string, string>} words
 * @param {(cell: GridCell, element: HTMLElement) => void} fill draws what is in a cell
 */
export function drawTable(table, words, fill) {
  const first = Math.min(...table.cells.map((cell) => cell.row)), rows = [];
  for (let at = first; at < sizeOfTable(table).rows; at++) {
    const cells = table.cells.filter((cell) => cell.row === at).sort((one, other) => one.column - other.column);
    rows.push(make("tr", { role: "row" }, ...cells.map((cell) => {
      cell.element ??= make("td", {});
      cell.element.setAttribute("role", cell.header ? "columnheader" : "cell");
      /** @type {any} */ (cell.element).rowSpan = cell.down;
      /** @type {any} */ (cell.element).colSpan = cell.across;
      fill(cell, cell.element);
      return cell.element;
    })));
  }
  table.element ??= make("div", { className: "block grid-box" });
  table.element.replaceChildren(make("table", { role: "table" }, make("tbody", { role: "rowgroup" }, ...rows)));
  nameCells(table, words);
}

/** Name each place to write in by its row and its column's caption. @param {TableBlock} table @param {Record<string, string>} words */
export function nameCells(table, words) {
  const heads = new Map(table.cells.filter((cell) => !cell.row).map((cell) => [cell.column, textOfBlocks(cell.blocks)]));
  for (const { row, column, element } of table.cells) {
    const counted = words.column.replace("{n}", String(column + 1)), head = (row && heads.get(column)) || counted;
    const line = words.row.replace("{n}", String(row + 1));
    if (!element) continue;
    element.dataset.caption = head;
    if (element.parentElement) element.parentElement.dataset.caption = line;
    for (const host of element.querySelectorAll("[role=textbox]")) host.setAttribute("aria-label", `${line}, ${head}`);
  }
}
