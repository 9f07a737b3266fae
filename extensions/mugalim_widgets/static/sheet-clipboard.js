// Copying, pasting and filling: formulas move as they are copied. Part of the hands.

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Area} Area */

const LONGEST = 500000; // characters that are pasted at once
const EDGE = 28; // pixels from the edge at which the table scrolls while dragging
const REFERENCE = /(?<![\p{L}\d_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\p{L}\d_(.])/gu;
const ROWS = /(?<![\p{L}\d_.$:])(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\p{L}\d_(.:])/gu;
const COLUMNS = /(?<![\p{L}\d_.$])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\p{L}\d_(.!])/gu;

/** @param {Table} table */
export function makeClipboard(table) {
  const { work, grid, words, say, announce, most, text: { addressOf, columnNumber, letters, rangeOf } } = table;
  let copied = { text: "", top: 0, left: 0, inputs: /** @type {string[][]} */ ([]) };

  /** @param {boolean} cut @returns {string} what is chosen, as programs take it */
  function copy(cut) {
    const chosen = work.area(), lines = [], inputs = [];
    for (let row = chosen.top; row <= chosen.bottom; row++) {
      const places = Array.from({ length: chosen.right - chosen.left + 1 }, (_, n) => addressOf(row, chosen.left + n));
      lines.push(places.map((address) => quoted(work.sheet().shown[address] ?? "")).join("\t"));
      inputs.push(places.map(work.input));
    }
    copied = { text: lines.join("\n"), top: chosen.top, left: chosen.left, inputs };
    if (cut) table.hands.clear();
    else announce(say("copied", { range: rangeOf(chosen) }));
    return copied.text;
  }
  /** @param {string} given */
  function paste(given) {
    const text = given.slice(0, LONGEST), own = text.replace(/\r/g, "") === copied.text && copied.inputs.length > 0;
    const rows = own ? copied.inputs : tableOf(text), chosen = work.area(), [mostRows, mostColumns] = most;
    const one = rows.length === 1 && rows[0].length === 1;
    const height = one ? chosen.bottom - chosen.top + 1 : rows.length;
    const width = one ? chosen.right - chosen.left + 1 : Math.max(...rows.map((row) => row.length));
    const wanted = { bottom: chosen.top + height - 1, right: chosen.left + width - 1 };
    const target = { top: chosen.top, left: chosen.left, bottom: Math.min(mostRows, wanted.bottom), right: Math.min(mostColumns, wanted.right) };
    const inputs = /** @type {Record<string, string>} */ ({});
    for (let row = target.top; row <= target.bottom; row++)
      for (let column = target.left; column <= target.right; column++) {
        const value = (one ? rows[0][0] : rows[row - target.top][column - target.left]) ?? "";
        const from = one ? copied : { top: copied.top + row - target.top, left: copied.left + column - target.left };
        inputs[addressOf(row, column)] = own ? moved(value, row - from.top, column - from.left) : value.slice(0, 8000);
      }
    work.grow(target.bottom, target.right);
    work.setCells(inputs);
    grid.select({ row: target.top, column: target.left }, { row: target.bottom, column: target.right }, false);
    const cut = target.bottom < wanted.bottom || target.right < wanted.right;
    announce(say(cut ? "pasted_part" : "pasted", { range: rangeOf(target), rows: mostRows, columns: mostColumns }));
  }

  /**
   * A formula as it reads after it was copied: references without $ move with it, texts in quotes stay.
   * @param {string} formula @param {number} down @param {number} right
   */
  function moved(formula, down, right) {
    const along = (/** @type {string} */ lock, /** @type {string} */ column) => columnNumber(column) + (lock ? 0 : right);
    const below = (/** @type {string} */ lock, /** @type {string} */ row) => Number(row) + (lock ? 0 : down);
    return outsideTexts(formula, (part) =>
      part.replace(REFERENCE, (whole, lock, column, rowLock, row) => {
        const toColumn = along(lock, column), toRow = below(rowLock, row);
        return toColumn < 1 || toRow < 1 ? "#REF!" : lock + letters(toColumn) + rowLock + toRow;
      }).replace(COLUMNS, (whole, lock, first, secondLock, last) => {
        const from = along(lock, first), to = along(secondLock, last);
        return from < 1 || to < 1 ? "#REF!" : `${lock}${letters(from)}:${secondLock}${letters(to)}`;
      }).replace(ROWS, (whole, lock, first, secondLock, last) => {
        const from = below(lock, first), to = below(secondLock, last);
        return from < 1 || to < 1 ? "#REF!" : `${lock}${from}:${secondLock}${to}`;
      }));
  }

  /**
   * Fill an area from its first rows or columns, again and again.
   * @param {Area} from @param {Area} to the whole area, `from` in it
   */
  function fill(from, to) {
    const height = from.bottom - from.top + 1, width = from.right - from.left + 1, inputs = /** @type {Record<string, string>} */ ({});
    for (let row = to.top; row <= to.bottom; row++)
      for (let column = to.left; column <= to.right; column++) {
        const source = { row: from.top + ((row - from.top) % height), column: from.left + ((column - from.left) % width) };
        const input = work.input(addressOf(source.row, source.column));
        if (input) inputs[addressOf(row, column)] = moved(input, row - source.row, column - source.column);
      }
    if (!Object.keys(inputs).length || rangeOf(from) === rangeOf(to)) return announce(words.fill_nothing);
    work.setCells(inputs);
    announce(say("filled", { range: rangeOf(to) }));
  }
  /** What is chosen, or as far down as there is something beside it. */
  function fillDown() {
    const chosen = work.area(), to = { ...chosen };
    if (to.top === to.bottom) to.bottom = lastRowBeside(to);
    fill({ ...chosen, bottom: chosen.top }, to);
  }
  /** What is chosen, or as far right as there is something above it. */
  function fillRight() {
    const chosen = work.area(), to = { ...chosen };
    const above = (/** @type {number} */ column) => to.top > 1 && work.input(addressOf(to.top - 1, column));
    while (chosen.left === chosen.right && to.right < work.sheet().columns && above(to.right + 1)) to.right++;
    fill({ ...chosen, right: chosen.left }, to);
  }
  /** The last row, going down, that has something to the left of the area. @param {Area} chosen */
  function lastRowBeside(chosen) {
    let row = chosen.top;
    const filled = (/** @type {number} */ next) => {
      for (let column = 1; column < chosen.left; column++) if (work.input(addressOf(next, column))) return true;
      return false;
    };
    while (row < work.sheet().rows && filled(row + 1)) row++;
    return row;
  }
  /** Fill by dragging the handle. @param {PointerEvent} event */
  function drag(event) {
    const from = work.area(), { handle, scroll, element } = grid, done = new AbortController();
    let to = from;
    const show = (/** @type {Area|null} */ area) => {
      for (const cell of element.querySelectorAll(".to-fill")) cell.classList.remove("to-fill");
      for (let row = area?.top ?? 1; area && row <= area.bottom; row++)
        for (let column = area.left; column <= area.right; column++) grid.cellAt({ row, column })?.classList.add("to-fill");
    };
    const move = (/** @type {PointerEvent} */ at) => {
      const box = scroll.getBoundingClientRect(), pull = (/** @type {number} */ before, /** @type {number} */ after) => (before < EDGE ? -12 : after < EDGE ? 12 : 0);
      scroll.scrollBy(pull(at.clientX - box.left - EDGE, box.right - at.clientX), pull(at.clientY - box.top - EDGE, box.bottom - at.clientY));
      const place = grid.placeOf(document.elementFromPoint(at.clientX, at.clientY));
      if (!place) return;
      const down = Math.max(0, place.row - from.bottom), right = Math.max(0, place.column - from.right);
      to = down >= right ? { ...from, bottom: from.bottom + down } : { ...from, right: from.right + right };
      show(to);
    };
    const end = (/** @type {PointerEvent} */ at) => {
      done.abort();
      show(null);
      if (at.type !== "pointerup" || rangeOf(to) === rangeOf(from)) return;
      fill(from, to);
      grid.select({ row: to.top, column: to.left }, { row: to.bottom, column: to.right }, false);
    };
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    for (const [name, act] of /** @type {[string, any][]} */ ([["pointermove", move], ["pointerup", end], ["pointercancel", end]]))
      handle.addEventListener(name, act, { signal: done.signal });
  }
  return { copy, paste, fillDown, fillRight, drag, moved, outsideTexts };
}

/** @param {string} text a cell's, as it stands between tabs */
const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** @param {string} text what a spreadsheet program put on the clipboard @returns {string[][]} */
function tableOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const letter = text[n], row = rows[rows.length - 1];
    if (quoted) {
      if (letter !== '"') row[row.length - 1] += letter;
      else if (text[n + 1] === '"') row[row.length - 1] += text[++n];
      else quoted = false;
    } else if (letter === '"' && row[row.length - 1] === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows;
}

/** @param {string} formula @param {(part: string) => string} change of what stands outside of quotes @returns {string} */
function outsideTexts(formula, change) {
  if (!formula.startsWith("=")) return formula;
  return formula.split(/("(?:[^"]|"")*")/).map((part, n) => (n % 2 ? part : change(part))).join("");
}
