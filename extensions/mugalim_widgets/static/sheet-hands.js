// What hands do in the table beyond typing: keys, whole rows and columns, clearing. Loaded once it is touched.

import { makeClipboard } from "./sheet-clipboard.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Place} Place */

/** @param {Table} table */
export function makeHands(table) {
  const { work, grid, editing, words, say, announce, text: { holds, rangeOf, rowAndColumn } } = table;
  const clipboard = makeClipboard(table), hands = { ...clipboard, key, chooseLine, clear, back };

  /** A key that neither types nor moves by one cell. @param {KeyboardEvent} event */
  function key(event) {
    const control = event.ctrlKey || event.metaKey, act = event.altKey ? event.key === "ArrowDown" && showList : moving(event, control) ?? acting(event, control);
    if (!act) return;
    event.preventDefault();
    act();
  }
  /** @param {KeyboardEvent} event @param {boolean} control @returns {(() => void)|undefined} */
  function moving(event, control) {
    const { at, anchor } = work, page = Math.max(1, Math.floor(grid.scroll.clientHeight / 44) - 2), used = lastUsed();
    const to = /** @type {Record<string, Place>} */ ({
      PageUp: { ...at, row: at.row - page }, PageDown: { ...at, row: at.row + page },
      Home: { row: control ? 1 : at.row, column: 1 }, End: { row: control ? used.row : at.row, column: used.column },
      ...(control && { ArrowUp: { ...at, row: 1 }, ArrowDown: { ...at, row: used.row }, ArrowLeft: { ...at, column: 1 }, ArrowRight: { ...at, column: used.column } }),
    })[event.key];
    return to && (() => grid.select(to, event.shiftKey ? anchor : to));
  }
  /** By the place of the key, for it has other letters in Cyrillic. @param {KeyboardEvent} event @param {boolean} control @returns {(() => void)|undefined} */
  function acting(event, control) {
    if (event.code === "Space") return () => line(control);
    if (control && event.shiftKey) return event.code === "KeyZ" ? () => back("redo") : undefined;
    return /** @type {Record<string, () => void>} */ (control ? {
      KeyZ: () => back("undo"), KeyY: () => back("redo"), KeyD: clipboard.fillDown, KeyB: () => table.use("looks", "bold"),
      KeyA: () => grid.select(lastUsed(), { row: 1, column: 1 }),
    } : { Delete: clear, Backspace: clear, Escape: () => announce(grid.described()) })[event.code];
  }
  /** One step back, or on again. @param {"undo"|"redo"} way */
  function back(way) {
    const [past, future] = work.steps, undo = way === "undo", step = (undo ? past : future).pop();
    if (!step) return announce(words[`${way}_nothing`]);
    const other = work.sheets.findIndex((/** @type {any} */ data) => data.name === step.sheet);
    if (other >= 0 && other !== work.current) table.show(other);
    const undoing = work.run(undo ? step.back : step.operations);
    if (undo) future.push(step);
    else past.push({ ...step, back: undoing });
    work.at = work.anchor = step.at;
    table.placed();
    announce(words[`${way}ne`]);
  }
  /** The list of a cell, or of a heading with a filter. */
  function showList() {
    const list = /** @type {HTMLElement|undefined} */ (grid.cellAt(work.at)?.querySelector(".in-cell"));
    list?.focus();
    list?.click();
  }
  /** Whole columns or rows of what is chosen. @param {boolean} columns */
  function line(columns) {
    const data = work.sheet(), chosen = work.area();
    if (columns) grid.select({ row: 1, column: chosen.left }, { row: data.rows, column: chosen.right });
    else grid.select({ row: chosen.top, column: 1 }, { row: chosen.bottom, column: data.columns });
  }
  /** All of the row or column whose heading it is. @param {Element} target @param {boolean} more whether it joins what is chosen */
  function chooseLine(target, more) {
    const heading = /** @type {HTMLTableCellElement|null} */ (target.closest("th, td.corner"));
    if (!heading || !editing.commit(false)) return;
    const { rows, columns } = work.sheet(), { anchor } = work, column = heading.cellIndex;
    const row = /** @type {HTMLTableRowElement} */ (heading.parentElement).sectionRowIndex + 1, ofRow = [{ row, column: 1 }, { row, column: columns }];
    const [first, last] = heading.scope === "row" ? ofRow : [{ row: 1, column: column || 1 }, { row: rows, column: column || columns }];
    if (!more) grid.select(first, last);
    else grid.select(last, { row: Math.min(anchor.row, first.row), column: Math.min(anchor.column, first.column) });
  }
  function lastUsed() {
    const last = { row: 1, column: 1 };
    for (const [address, input] of Object.entries(work.sheet().inputs)) {
      const [row, column] = input ? rowAndColumn(address) : [1, 1];
      last.row = Math.max(last.row, row);
      last.column = Math.max(last.column, column);
    }
    return last;
  }
  function clear() {
    const chosen = work.area(), filled = Object.entries(work.sheet().inputs).filter(([address, input]) => input && holds(chosen, ...rowAndColumn(address)));
    work.setCells(Object.fromEntries(filled.map(([address]) => [address, ""])));
    announce(say("cleared", { range: rangeOf(chosen) }));
  }

  /** Steps back by keys from anywhere but where something is typed. @param {any} event */
  function backKey(event) {
    const way = event.code === "KeyY" || event.shiftKey ? "redo" : "undo";
    if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented || !["KeyZ", "KeyY"].includes(event.code)) return;
    if (event.target.closest("input, textarea, select, [role=grid]")) return;
    event.preventDefault();
    back(way);
  }
  /** @param {ClipboardEvent} event */
  function copy(event) {
    if (editing.isOpen()) return;
    event.clipboardData?.setData("text/plain", clipboard.copy(event.type === "cut"));
    event.preventDefault();
  }
  grid.element.addEventListener("dblclick", (event) => { if (grid.placeOf(event.target)) editing.start(null); });
  grid.scroll.parentElement?.addEventListener("keydown", backKey);
  grid.element.addEventListener("copy", copy);
  grid.element.addEventListener("cut", copy);
  return hands;
}
