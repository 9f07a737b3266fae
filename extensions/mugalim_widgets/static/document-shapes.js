// How a document and a page keep their blocks, and the one form in which both are edited here.

import { likeWith, textOfBits } from "./document-bits.js";

/**
 * @typedef {import("./document-bits.js").Bit} Bit
 * @typedef {import("./document-bits.js").Like} Like
 * @typedef {{image: any, like: Like, at: number}} Shown a picture, and after how many letters it stands
 * @typedef {{look: any, bits: Bit[], images: Shown[], base: Like, list?: any, element?: HTMLElement, host?: HTMLElement}} TextBlock
 * @typedef {{row: number, column: number, down: number, across: number, header: boolean, blocks: Block[], element?: HTMLElement}} GridCell
 * @typedef {{cells: GridCell[], id?: any, fixed?: boolean, look?: any, list?: any, element?: HTMLElement}} TableBlock
 * @typedef {{kept: any, list?: any, element?: HTMLElement}} KeptBlock what is shown and left alone
 * @typedef {any} Block one of the three
 * @typedef {{styles: string[], read: (state: any) => Block[], write: (state: any, blocks: Block[]) => any,
 *   boldHeads?: boolean,
 *   styleOf: (look: any) => string, lookFor: (style: string, look?: any) => any, likeFor: (style: string) => Like}} Shape
 */

const RUN_OF_DOCUMENT = { text: undefined, bold: false, size: null, colour: "#000000", background: "#FFFFFF", language: null, target: "" };
const LOOK_OF_PAGE = { colour: "#000000", background: "#FFFFFF", points: 12, bold: false };
const RUN_OF_PAGE = { text: "", look: {}, language: null, target: null, label: "", source: "", image: null };
const PARAGRAPH = { runs: [], level: 0, titled: false, marker: "", images: [] };
const BLOCK_OF_PAGE = { tag: undefined, runs: [], cell: null, depth: 0, ordered: false, width: 0 };
const CELL_OF_PAGE = { table: 0, row: 0, column: 0, header: false, rows: 1, columns: 1 };
const CELL_OF_DOCUMENT = { blocks: [], across: 1, down: 1 };
const HEADINGS_OF_PAGE = /** @type {Record<string, Like>} */ ({
  h1: { points: 24, bold: true }, h2: { points: 18, bold: true }, h3: { points: 14, bold: true },
});
const FITS_A_PHONE = "width=device-width, initial-scale=1";

/** A record of the state as it is kept there: its fields in their order, what is usual left out. @param {any} usual @param {any} value */
export function tidyRecord(usual, value) {
  const names = Object.keys({ ...usual, ...value });
  const says = (/** @type {string} */ name) => value[name] !== undefined && JSON.stringify(value[name]) !== JSON.stringify(usual[name]);
  return Object.fromEntries(names.filter(says).map((name) => [name, value[name]]));
}

/** The words of blocks in one line. @param {Block[]} blocks @returns {string} */
export const textOfBlocks = (blocks) =>
  blocks.map((block) => (block.cells ? textOfBlocks(block.cells.flatMap((/** @type {GridCell} */ cell) => cell.blocks)) : textOfBits(block.bits ?? []))).join(" ").trim();

/** @param {any} look @param {Bit[]} bits @param {Like} base @returns {TextBlock} */
export const textBlock = (look, bits = [], base = {}) => ({ look, bits, images: [], base });

/** How text looks that is added to bits. @param {Bit[]} bits @returns {Like} */
const baseOf = (bits) => likeWith(bits[0]?.like ?? {}, { target: undefined, label: undefined, source: undefined });

/** @type {Shape} */
const documentShape = {
  styles: ["text", "title", "h1", "h2", "h3", "bullet", "number"],
  styleOf: ({ level, titled, marker }) => (level ? `h${level}` : titled ? "title" : marker || "text"),
  lookFor: (style) => {
    if (/^h\d$/.test(style)) return { level: Number(style[1]) };
    return style === "title" ? { titled: true } : style === "text" ? {} : { marker: style };
  },
  likeFor: () => ({}),
  read: (state) => (state.blocks ?? []).map((/** @type {any} */ block) => (block.rows ? tableOfDocument(block) : paragraphOfDocument(block))),
  write: (state, blocks) => ({ ...state, blocks: blocks.map(keptInDocument) }),
};

/** @param {any} paragraph @returns {TextBlock} */
function paragraphOfDocument({ runs = [], images = [], ...look }) {
  const bits = runs.map((/** @type {any} */ { text, ...like }) => ({ text, like }));
  const shown = images.map((/** @type {any} */ image) => ({ image, like: {}, at: 0 }));
  return { look, bits, images: shown, base: baseOf(bits) };
}

/** Cells at their places, for each row of the file lists the cells that begin in it. @param {any} table @returns {TableBlock} */
function tableOfDocument({ rows, headers = 0 }) {
  const taken = new Set();
  const cells = rows.flatMap((/** @type {any[]} */ row, /** @type {number} */ at) => {
    let column = 0;
    return row.map(({ blocks = [], across = 1, down = 1 }) => {
      while (taken.has(`${at} ${column}`)) column++;
      const cell = { row: at, column, down: Math.min(down, rows.length - at), across, header: at < headers, blocks: blocks.map(inCellOfDocument) };
      for (let r = at; r < at + cell.down; r++) for (let c = column; c < column + across; c++) taken.add(`${r} ${c}`);
      column += across;
      return cell;
    });
  });
  return { cells };
}

/** @param {any} block */
const inCellOfDocument = (block) => (block.rows ? { kept: block } : paragraphOfDocument(block));

/** @param {Block} block @returns {any} */
function keptInDocument(block) {
  if (block.kept) return block.kept;
  if (block.cells) return keptTable(block);
  const runs = block.bits.map((/** @type {Bit} */ { text, like }) => tidyRecord(RUN_OF_DOCUMENT, { text, ...like }));
  return tidyRecord(PARAGRAPH, { runs, images: block.images.map((/** @type {Shown} */ { image }) => image), ...block.look });
}

/** @param {TableBlock} table */
function keptTable(table) {
  const { rows, columns } = sizeOfTable(table);
  const all = Array.from({ length: rows }, (_, row) => table.cells.filter((cell) => cell.row === row));
  const marked = all.findIndex((cells) => !cells.length || cells.some((cell) => !cell.header));
  const taken = new Set(table.cells.flatMap((cell) => placesOf(cell)));
  const kept = all.map((cells, row) => {
    const gaps = Array.from({ length: columns }, (_, column) => ({ row, column, across: 1, down: 1, blocks: [] })).filter((gap) => !taken.has(placesOf(gap)[0]));
    return [...cells, ...gaps].sort((one, other) => one.column - other.column)
      .map(({ blocks, across, down }) => tidyRecord(CELL_OF_DOCUMENT, { blocks: blocks.map(keptInDocument), across, down }));
  });
  return tidyRecord({ rows: undefined, headers: 0 }, { rows: kept, headers: marked < 0 ? rows : marked });
}

/** @param {any} cell */
const placesOf = ({ row, column, down, across }) =>
  Array.from({ length: down * across }, (_, at) => `${row + Math.floor(at / across)} ${column + (at % across)}`);

/** How many rows and columns a table has. @param {TableBlock} table */
export function sizeOfTable({ cells }) {
  return {
    rows: Math.max(0, ...cells.map((cell) => cell.row + cell.down)),
    columns: Math.max(0, ...cells.map((cell) => cell.column + cell.across)),
  };
}

/** @type {Shape} */
const pageShape = {
  styles: ["text", "h1", "h2", "h3", "bullet", "number"],
  styleOf: ({ tag, ordered }) => (tag === "li" ? (ordered ? "number" : "bullet") : tag === "p" ? "text" : tag),
  lookFor: (style, { width, depth } = {}) => {
    if (style === "bullet" || style === "number") return { tag: "li", depth: depth || 1, ordered: style === "number", width };
    return { tag: style === "text" ? "p" : style === "title" ? "h1" : style, width };
  },
  likeFor: (style) => HEADINGS_OF_PAGE[style] ?? {},
  boldHeads: true, // a page shows the first row of a table as its letters look
  read: (state) => blocksOfPage(state.blocks ?? []),
  write: (state, blocks) => {
    const { viewport = "" } = state, numbers = new Map();
    const fits = /width\s*=\s*device-width/.test(viewport) && !/user-scalable\s*=\s*(no|0)|maximum-scale/.test(viewport);
    return { ...state, viewport: fits ? viewport : FITS_A_PHONE, blocks: blocks.flatMap((block) => keptInPage(block, numbers)) };
  },
};

/** @param {any[]} kept @returns {Block[]} */
function blocksOfPage(kept) {
  const blocks = /** @type {Block[]} */ ([]);
  for (const block of kept) {
    const last = blocks.at(-1);
    if (!block.cell) blocks.push(blockOfPage(block));
    else if (last?.id === block.cell.table) placeInTable(last, block);
    else {
      const before = blocks.filter((each) => each.id === block.cell.table);
      const table = { cells: [], id: block.cell.table, fixed: before.length > 0 };
      for (const each of before) each.fixed = true; // another table stands inside of it: its rows stay as they are
      blocks.push(table);
      placeInTable(table, block);
    }
  }
  return blocks;
}

/** @param {any} block @returns {TextBlock} */
function blockOfPage({ runs = [], cell, ...look }) {
  const made = textBlock(look);
  let at = 0;
  for (const { image, look: looks, text = "", ...more } of runs) {
    if (image) made.images.push({ image, like: { ...looks, ...more }, at });
    else made.bits.push({ text, like: { ...looks, ...more } });
    at += text.length;
  }
  made.base = baseOf(made.bits);
  return made;
}

/** @param {TableBlock} table @param {any} block */
function placeInTable(table, block) {
  const { row, column, rows = 1, columns = 1, header = false } = block.cell;
  const found = table.cells.find((cell) => cell.row === row - 1 && cell.column === column - 1);
  if (found) found.blocks.push(blockOfPage(block));
  else table.cells.push({ row: row - 1, column: column - 1, down: rows, across: columns, header, blocks: [blockOfPage(block)] });
}

/** @param {Block} block @param {Map<any, number>} numbers those of the tables, in reading order @param {any} [cell] @returns {any[]} */
function keptInPage(block, numbers, cell = null) {
  if (!block.cells) return [tidyRecord(BLOCK_OF_PAGE, { ...block.look, runs: runsOfPage(block), cell })];
  const id = block.id ?? block;
  if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
  const inOrder = [...block.cells].sort((one, other) => one.row - other.row || one.column - other.column);
  return inOrder.flatMap(({ row, column, down, across, header, blocks }) => {
    const place = tidyRecord(CELL_OF_PAGE, { table: numbers.get(id), row: row + 1, column: column + 1, header, rows: down, columns: across });
    const inside = blocks.length ? blocks : [textBlock({ tag: "p" })];
    return inside.flatMap((/** @type {Block} */ each) => keptInPage(each, numbers, place));
  });
}

/** @param {TextBlock} block */
function runsOfPage({ bits, images }) {
  const run = (/** @type {any} */ { colour, background, points, bold, ...more }) =>
    tidyRecord(RUN_OF_PAGE, { look: tidyRecord(LOOK_OF_PAGE, { colour, background, points, bold }), ...more });
  const runs = [];
  let at = 0, next = 0;
  const pictures = (/** @type {number} */ upTo) => {
    while (next < images.length && images[next].at <= upTo) {
      const { image, like } = images[next++];
      runs.push(run({ ...like, image }));
    }
  };
  for (const { text, like } of bits) {
    pictures(at);
    runs.push(run({ text, ...like }));
    at += text.length;
  }
  pictures(Infinity);
  return runs;
}

/** The shape of a kind: "page", or else a document. @param {string} kind @returns {Shape} */
export const shapeOf = (kind) => (kind === "page" ? pageShape : documentShape);
