// The grid: drawn once, then only what changed; cells, rows and columns are chosen in it.

import { make } from "./surface.js";
import { addressOf, areaOf, holds, letters, NUMBER, numbersIn, rangeOf, rowAndColumn } from "./sheet-text.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-text.js").Place} Place */
/** @typedef {import("./sheet-text.js").Area} Area */

const AT_ONCE = 24; // rows; the others follow when there is time
const LATER = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 30));

/** @param {Table} table */
export function makeGrid(table) {
  const { work, words, say, announce } = table;
  const element = /** @type {HTMLTableElement} */ (make("table", { role: "grid", "aria-describedby": `${table.id}-help`, "aria-multiselectable": "true" }));
  const scroll = make("div", { className: "grid-scroll" }, element), handle = make("span", { className: "fill-handle" });
  const blank = make("td", { role: "gridcell", tabIndex: -1 });
  let body = document.createElement("tbody"), drawing = 0;
  /** @type {HTMLTableCellElement[][]} */
  let cells = [];
  /** @type {string[]} */
  let lefts = [];
  let hidden = { rows: new Set(), columns: new Set() };
  /** The address of the cell that is open, which is left as it is. */
  let open = "";

  const grid = {
    scroll, element, handle, build, patch, select, described, step, hide, placeOf,
    cellAt: (/** @type {Place} */ place) => cells[place.row - 1]?.[place.column - 1],
    here: () => addressOf(work.at.row, work.at.column),
    /** @param {string} address */
    opened(address) { open = address; },
    more,
  };

  // --- drawing ---
  function build() {
    const data = work.sheet(), head = make("tr", {}, make("td", { className: "corner" })), group = make("colgroup", {}, make("col", { className: "numbers" }));
    findHidden();
    let left = 2.6;
    lefts = [];
    for (let column = 1; column <= data.columns; column++) {
      const name = letters(column), width = widthOf(column);
      lefts.push(`${left}rem`);
      const col = make("col", { style: `width:${width}rem` }), th = make("th", { scope: "col", role: "columnheader", style: `--left:${left}rem` }, name);
      for (const part of [col, th]) part.hidden = hidden.columns.has(column);
      th.className = `${column <= data.around.frozen[1] ? "stays" : ""} ${hidden.columns.has(column - 1) ? "after-hidden" : ""}`;
      group.append(col);
      head.append(th);
      if (!th.hidden) left += width;
    }
    body = document.createElement("tbody");
    cells = [];
    reach(AT_ONCE);
    element.replaceChildren(group, make("thead", {}, head), body);
    element.style.width = `${left}rem`;
    element.setAttribute("aria-label", say("grid", { sheet: data.name }));
    const turn = (drawing += 1), more = () => {
      if (turn !== drawing || cells.length >= work.sheet().rows) return;
      reach(cells.length + AT_ONCE);
      LATER(more);
    };
    LATER(more);
    work.anchor = seen(work.anchor);
    select(seen(work.at), work.anchor, false);
  }
  /** The next place that is there and not hidden. @param {Place} place */
  function seen({ row, column }) {
    const { rows, columns } = work.sheet();
    while (hidden.rows.has(row) && row < rows) row++;
    while (hidden.columns.has(column) && column < columns) column++;
    return { row: Math.min(row, rows), column: Math.min(column, columns) };
  }
  /** In rem: as the file says, else as its texts need. @param {number} column */
  function widthOf(column) {
    const { shown, around, rows } = work.sheet(), name = letters(column), own = around.widths[name];
    let longest = (shown[`${name}1`] ?? "").length;
    for (let row = 2; row <= rows && !own; row++) longest = Math.max(longest, (shown[name + row] ?? "").length);
    return Math.min(22, Math.max(4, Math.min(own ? 10 : 14, longest * 0.6 + 1.4), (own ?? 8.4) * 0.55 + 0.6));
  }
  /** Rows up to a number, before it is their turn. @param {number} row */
  function reach(row) {
    const data = work.sheet(), [frozenRows, frozenColumns] = data.around.frozen;
    while (cells.length < Math.min(row, data.rows)) {
      const number = cells.length + 1, line = make("tr", { hidden: hidden.rows.has(number) }, make("th", { scope: "row", role: "rowheader" }, String(number)));
      if (number <= frozenRows) {
        line.className = "frozen";
        line.style.setProperty("--row", String(number));
      }
      if (hidden.rows.has(number - 1)) line.firstElementChild?.classList.add("after-hidden");
      const made = [];
      for (let column = 1; column <= data.columns; column++) {
        const cell = /** @type {HTMLTableCellElement} */ (blank.cloneNode());
        const address = addressOf(number, column);
        if (hidden.columns.has(column)) cell.hidden = true;
        if (column <= frozenColumns) {
          cell.className = "stays";
          cell.style.setProperty("--left", lefts[column - 1]);
        }
        if (data.shown[address] !== undefined || data.looks[address]) dress(cell, address, number, column);
        made.push(cell);
      }
      line.append(...made);
      body.append(line);
      cells.push(made);
    }
  }
  /** More rows or columns than before. */
  function more() {
    if (cells[0]?.length !== work.sheet().columns) build();
    else reach(work.sheet().rows);
  }
  /** @param {string} address */
  function patch(address) {
    const [row, column] = rowAndColumn(address), cell = cells[row - 1]?.[column - 1];
    if (!cell || address === open) return;
    dress(cell, address, row, column);
    mark(cell, row, column);
    if (address === grid.here()) table.limits?.offer();
  }
  /** What a cell shows, and how. @param {HTMLElement} cell @param {string} address @param {number} row @param {number} column */
  function dress(cell, address, row, column) {
    const data = work.sheet(), text = data.shown[address] ?? "", problem = data.problems[address];
    const look = { ...data.own[address], ...data.looks[address] }, painted = look.colour || look.fill;
    const name = [...["bold", "italic", "underlined", "struck"].filter((each) => look[each]), NUMBER.test(text) && "number", problem && "problem",
      painted && "painted", column <= data.around.frozen[1] && "stays", (data.inputs[address] ?? "").startsWith("=") && "computed", noteAt(address) && "noted"].filter(Boolean).join(" ");
    if (cell.className !== name) cell.className = name;
    if (cell.textContent !== text || cell.firstElementChild) cell.textContent = text;
    if (look.icon) cell.prepend(make("span", { className: `icon ${look.tone ?? ""}` }, `${look.icon}\uFE0E`));
    if (problem) cell.title = problem;
    else if (cell.title) cell.removeAttribute("title");
    if (painted || cell.style.color || cell.style.backgroundColor)
      Object.assign(cell.style, { color: look.colour ?? "", backgroundColor: look.fill || (look.colour ? "#fff" : "") });
    table.filters?.button(cell, row, column);
  }
  /** What a comment says at a cell. @param {string} address @returns {string} */
  function noteAt(address) {
    return (work.sheet().around.comments ?? []).filter((/** @type {any} */ each) => each.cell === address).map((/** @type {any} */ each) => each.text).join("; ");
  }
  function findHidden() {
    const { around, rows, columns } = work.sheet();
    hidden = { rows: numbersIn(around.hidden_rows ?? [], rows), columns: numbersIn(around.hidden_columns ?? [], columns) };
  }
  /** Show and hide rows; columns that are hidden are drawn anew. */
  function hide() {
    findHidden();
    cells.forEach((line, n) => {
      const tr = /** @type {HTMLElement} */ (line[0].parentElement);
      tr.hidden = hidden.rows.has(n + 1);
      tr.firstElementChild?.classList.toggle("after-hidden", hidden.rows.has(n));
    });
    select(seen(work.at), seen(work.anchor), false);
  }

  // --- choosing ---
  /** @param {HTMLElement} cell @param {number} row @param {number} column */
  function mark(cell, row, column) {
    const chosen = work.area(), inside = holds(chosen, row, column);
    cell.classList.toggle("chosen", inside);
    cell.classList.toggle("here", row === work.at.row && column === work.at.column);
    if (inside) cell.setAttribute("aria-selected", "true");
    else cell.removeAttribute("aria-selected");
    if (row === chosen.bottom && column === chosen.right) cell.append(handle);
  }
  /** @param {Place} to @param {Place} from the other corner @param {boolean} focus */
  function select(to, from, focus = true) {
    table.editing.leaveBar();
    const data = work.sheet(), before = work.area();
    grid.cellAt(work.at)?.setAttribute("tabindex", "-1");
    work.at = { row: Math.max(1, Math.min(data.rows, to.row)), column: Math.max(1, Math.min(data.columns, to.column)) };
    work.anchor = from === to ? { ...work.at } : { ...from };
    const now = work.area();
    reach(now.bottom);
    for (const each of [before, now])
      for (let row = each.top; row <= Math.min(each.bottom, cells.length); row++)
        for (let column = each.left; column <= each.right; column++)
          if (cells[row - 1][column - 1] && (each === now || !holds(now, row, column))) mark(cells[row - 1][column - 1], row, column);
    const cell = grid.cellAt(work.at);
    cell?.setAttribute("tabindex", "0");
    if (focus) {
      cell?.focus({ preventScroll: true });
      reveal(cell);
      announce(now.top === now.bottom && now.left === now.right ? described() : say("selected", { range: rangeOf(now) }));
    }
    table.chose();
  }
  /** One cell on, over what is hidden. @param {number} down @param {number} right @param {boolean} [keep] the other corner */
  function step(down, right, keep = false) {
    let { row, column } = work.at;
    do { row += down; column += right; } while (hidden.rows.has(row) || hidden.columns.has(column));
    const { rows, columns } = work.sheet(), to = { row, column };
    if (row > 0 && column > 0 && row <= rows && column <= columns) select(to, keep ? work.anchor : to);
  }
  /** Scroll the table, never the page, until the cell is not under what stays. @param {HTMLElement} cell */
  function reveal(cell) {
    const box = scroll.getBoundingClientRect(), place = cell.getBoundingClientRect(), [rows, columns] = work.sheet().around.frozen;
    const head = /** @type {HTMLElement} */ (element.tHead).offsetHeight, top = box.top + head + rows * cell.offsetHeight;
    const side = /** @type {HTMLElement} */ (cell.parentElement?.children[columns]).getBoundingClientRect().right;
    if (work.at.row > rows && place.top < top) scroll.scrollTop -= top - place.top;
    else if (work.at.row > rows && place.bottom > box.bottom - 16) scroll.scrollTop += place.bottom - box.bottom + 16;
    if (work.at.column > columns && place.left < side) scroll.scrollLeft -= side - place.left;
    else if (work.at.column > columns && place.right > box.right) scroll.scrollLeft += place.right - box.right;
  }
  /** The words for the cell she is on: where, what, and why if something is amiss. */
  function described() {
    const address = grid.here(), data = work.sheet(), parts = [data.shown[address] || words.empty], icon = data.looks[address]?.icon, note = noteAt(address);
    if (icon) parts.push(icon);
    if (work.input(address).startsWith("=")) parts.push(words.has_formula);
    if (data.problems[address]) parts.push(data.problems[address]);
    if (note) parts.push(say("noted", { text: note }));
    return `${address}: ${parts.join(", ")}`;
  }
  /** @param {EventTarget|null} target @returns {Place|null} */
  function placeOf(target) {
    const cell = /** @type {HTMLTableCellElement|null} */ (target instanceof Element ? target.closest("td[role=gridcell]") : null);
    return cell && { row: /** @type {HTMLTableRowElement} */ (cell.parentElement).sectionRowIndex + 1, column: cell.cellIndex };
  }
  return grid;
}
