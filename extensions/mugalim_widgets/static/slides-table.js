// A table on a slide: a field for each cell, rows and columns more or fewer, the size of its text.

import { make } from "./surface.js";
import { dressed, emptyCell, linesOf, rewritten, sizesOf, slideLook } from "./slides-deck.js";
import { awayButton, sizeField, slideButton } from "./slides-controls.js";

/** @typedef {{paragraphs?: import("./slides-deck.js").Paragraph[]}} Cell */

const MOST_ROWS = 12, MOST_COLUMNS = 6;
const LONGEST_CELL = 300; // characters

/** @param {import("./slides-controls.js").Desk} desk @param {number} place of the table on its slide */
export function tablePart(desk, place) {
  const { say } = desk, rows = () => desk.slide().tables?.[place]?.rows ?? [], look = () => slideLook(desk.slide());
  /** @param {Cell[][]} next @param {string} [together] */
  const put = (next, together = "") => {
    const tables = (desk.slide().tables ?? []).map((table, nth) => (nth === place ? { rows: next } : table));
    desk.edit({ ...desk.slide(), tables }, together);
  };
  /** @param {number} r @param {number} c @param {Cell} next @returns {Cell[][]} */
  const withCell = (r, c, next) => rows().map((row, nth) => (nth === r ? row.map((cell, n) => (n === c ? next : cell)) : row));
  /** @param {Cell} cell @param {number} r @param {number} c */
  const cellField = (cell, r, c) => {
    const part = `cell-${place}-${r}-${c}`, name = say("cell", { row: r + 1, column: c + 1 });
    const input = make("input", { value: linesOf(cell.paragraphs), maxLength: LONGEST_CELL, "aria-label": name, "data-part": part });
    input.addEventListener("input", () => {
      const { value } = /** @type {HTMLInputElement} */ (input), { paragraphs } = rows()[r][c];
      put(withCell(r, c, { paragraphs: rewritten(paragraphs, value, { ...look(), bold: r === 0 }) }), part);
    });
    return make("td", {}, input);
  };
  /** @param {string} name @param {() => Cell[][]} resized */
  const resizing = (name, resized) => slideButton(`${name}-${place}`, say(name), () => {
    const next = resized(), columns = next[0]?.length ?? 0;
    if (!columns || next.length > MOST_ROWS || columns > MOST_COLUMNS) return desk.announce(say("table_limit"));
    put(next);
    desk.redraw(`${name}-${place}`);
    desk.announce(say("table_size", { rows: next.length, columns }));
  });
  const grid = make("table", { className: "fields" },
    make("tbody", {}, ...rows().map((row, r) => make("tr", {}, ...row.map((cell, c) => cellField(cell, r, c))))));
  const sizes = sizesOf(rows().flat().flatMap((cell) => cell.paragraphs ?? []));
  return make("div", { className: "part", role: "group", "aria-label": say("table") },
    make("p", { className: "name" }, say("table")), make("div", { className: "wide" }, grid),
    make("div", { className: "tools" },
      resizing("more_rows", () => [...rows(), (rows()[0] ?? []).map(() => emptyCell(look(), false))]),
      resizing("fewer_rows", () => rows().slice(0, -1)),
      resizing("more_columns", () => rows().map((row, r) => [...row, emptyCell(look(), r === 0)])),
      resizing("fewer_columns", () => rows().map((row) => row.slice(0, -1)))),
    sizeField(desk, `table-size-${place}`, say("table_size_label"), sizes, (points) =>
      put(rows().map((row) => row.map((cell) => ({ paragraphs: dressed(cell.paragraphs, { points }) }))))),
    awayButton(desk, `table-away-${place}`, say("remove_table"), "tables", place));
}
