// The blocks of a document on its sheet of paper: drawn, chosen, changed by tools, moved.

import { make } from "./surface.js";
import { caretIn, changeBits, countWords, cutBits, drawBits, dressHost, joinBits, likeWith, putCaret, textOfBits } from "./document-bits.js";
import { sizeOfTable, textBlock, textOfBlocks } from "./document-shapes.js";
import { addLine, drawTable, isHeaded, nameCells, newTable, removeLine } from "./document-tables.js";

/**
 * @typedef {import("./document-bits.js").Bit} Bit
 * @typedef {import("./document-bits.js").Like} Like
 * @typedef {import("./document-shapes.js").Block} Block
 * @typedef {{blocks: Block[], element: HTMLElement, table?: any, cell?: any}} BlockList
 * @typedef {ReturnType<typeof makeFlow>} Flow
 */

/**
 * `changed` is told of every change, with the name of the part while she types; `moved` when another
 * block or other letters are chosen.
 * @param {{shape: import("./document-shapes.js").Shape, words: Record<string, string>, label: string, announce: (sentence: string) => void,
 *   changed: (part?: string) => void, moved: () => void, drawPicture: (block: any, shown: any) => HTMLElement}} given
 */
export function makeFlow({ shape, words, label, announce, changed, moved, drawPicture }) {
  const paper = make("div", { className: "paper", role: "group", "aria-label": label });
  const owner = /** @type {WeakMap<Element, Block>} */ (new WeakMap());
  let body = /** @type {BlockList} */ ({ blocks: [], element: paper });
  let current = /** @type {Block} */ (null), chosen = { from: 0, to: 0 }, usual = /** @type {Like} */ ({});

  const styleOf = (/** @type {Block} */ block) => (block.bits ? shape.styleOf(block.look) : "");
  const styleName = (/** @type {string} */ style) => (/^h\d$/.test(style) ? words.s_h.replace("{n}", style[1]) : words[`s_${style}`] ?? words.s_other);
  const topOf = (/** @type {Block} */ block) => block.list.table ?? block;
  const newText = (/** @type {string} */ style = "text", base = usual) => textBlock(shape.lookFor(style), [], { ...base, ...shape.likeFor(style) });
  /** Whether a block is one to write in, not a picture alone. @param {Block} block */
  const isText = (block) => Boolean(block?.bits && (!block.images.length || block.bits.length));
  const isEmpty = (/** @type {Block} */ block) => Boolean(block?.bits && !block.bits.length && !block.images.length);
  const blockAt = (/** @type {EventTarget|null} */ target) => {
    const element = /** @type {Element|null} */ (target)?.closest?.(".block");
    return element ? owner.get(element) : undefined;
  };
  const hosts = () => /** @type {HTMLElement[]} */ ([...paper.querySelectorAll("[role=textbox]:not([hidden])")]);
  const isHere = () => paper.contains(document.activeElement);

  // --- drawing ---
  /** @param {BlockList} list */
  const sync = (list) => {
    if (!list.blocks.length) list.blocks.push(newText());
    list.blocks.forEach((block, at) => {
      block.list = list;
      if (!block.element) drawBlock(block);
      if (list.element.children[at] !== block.element) list.element.insertBefore(block.element, list.element.children[at] ?? null);
    });
    while (list.element.children.length > list.blocks.length) list.element.lastElementChild?.remove();
  };
  /** @param {Block} block */
  const drawBlock = (block) => {
    if (block.kept) block.element = make("div", { className: "block help" }, words.kept);
    else if (block.cells) drawCells(block);
    else drawText(block);
    owner.set(block.element, block);
  };
  const drawCells = (/** @type {Block} */ table) => drawTable(table, words, (cell, element) => sync({ blocks: cell.blocks, element, table, cell }));
  /** @param {any} block */
  const drawText = (block) => {
    if (!block.bits.length && !Object.keys(block.base).length) block.base = newText(styleOf(block)).base;
    block.host = make("div", { role: "textbox", "aria-multiline": "true", spellcheck: true, hidden: !isText(block) });
    try { block.host.contentEditable = "plaintext-only"; } catch { block.host.contentEditable = "true"; }
    block.element = make("div", { className: "block" }, block.host, ...block.images.map((/** @type {any} */ shown) => drawPicture(block, shown)));
    showBits(block);
  };
  /** Draw the text of a block anew, and its style. @param {any} block */
  const showBits = (block) => {
    const language = block.base.language ?? block.bits[0]?.like.language;
    drawBits(block.host, block.bits, block.base);
    dressHost(block.host, block.base, styleOf(block) === "text");
    if (language) block.host.lang = language;
    else block.host.removeAttribute("lang");
    block.element.dataset.style = styleOf(block);
    if (block.look.depth > 1) block.element.style.marginInlineStart = `${block.look.depth - 1}.5rem`;
    if (block.list?.table) nameCells(block.list.table, words);
    else block.host.setAttribute("aria-label", styleName(styleOf(block)));
  };
  /** @param {Block[]} blocks from elsewhere; she stays where she was */
  const draw = (blocks) => {
    const all = () => [...paper.querySelectorAll(".block")], at = Math.max(0, all().indexOf(current?.element)), inside = isHere(), { from } = chosen;
    body = { blocks, element: paper };
    paper.replaceChildren();
    sync(body);
    current = owner.get(all()[Math.min(at, all().length - 1)]) ?? body.blocks[0];
    if (inside) focusBlock(current, from);
  };

  // --- where she is ---
  /** @param {Block} block @param {number} [at] letters before the caret */
  const focusBlock = (block, at = 0) => {
    const host = isText(block) ? block.host : block.element.querySelector("[role=textbox]:not([hidden]), textarea");
    if (host?.isContentEditable) putCaret(host, at);
    else host?.focus();
  };
  const focusAgain = () => focusBlock(current, chosen.from);
  const onChosen = () => {
    const caret = current?.host && document.activeElement === current.host ? caretIn(current.host) : null;
    if (!caret) return;
    chosen = caret;
    moved();
  };
  paper.addEventListener("focusin", (event) => {
    const block = blockAt(event.target);
    if (!block) return;
    current?.element.classList.remove("here");
    current = block;
    block.element.classList.add("here");
    chosen = (block.host && caretIn(block.host)) || { from: 0, to: 0 };
    moved();
  });
  document.addEventListener("selectionchange", onChosen);
  /** The letters that a tool works on: those chosen, else the word at the caret, else none. */
  const worked = () => {
    if (chosen.from < chosen.to || !isText(current)) return chosen;
    const text = textOfBits(current.bits), before = /[\p{L}\p{N}-]*$/u.exec(text.slice(0, chosen.from)), after = /^[\p{L}\p{N}-]*/u.exec(text.slice(chosen.from));
    return { from: chosen.from - (before?.[0].length ?? 0), to: chosen.from + (after?.[0].length ?? 0) };
  };
  /** The link at the caret; empty where there is none. */
  const linkAround = () => {
    let from = 0;
    for (const { text, like } of current.bits ?? []) {
      if (like.target && chosen.to > from && chosen.to <= from + text.length) return { from, to: from + text.length };
      from += text.length;
    }
    return { from: chosen.to, to: chosen.to };
  };
  /** @returns {Like} */
  const likeHere = () => (isText(current) ? cutBits(current.bits, Math.max(0, chosen.to - 1)).at(0)?.like ?? current.base : {});

  // --- blocks ---
  /** @param {Block} block @param {Block[]} blocks */
  const putAfter = (block, blocks) => {
    block.list.blocks.splice(block.list.blocks.indexOf(block) + 1, 0, ...blocks);
    sync(block.list);
  };
  /** @param {Block} block @param {Block} stay where the caret goes @param {number} at */
  const takeOut = (block, stay, at) => {
    block.list.blocks.splice(block.list.blocks.indexOf(block), 1);
    sync(block.list);
    focusBlock(stay, at);
    changed();
    return true;
  };
  /** @param {Block[]} blocks after a block (the one where she is), or in its place where it is empty */
  const putBlocks = (blocks, after = topOf(current)) => {
    const top = body.blocks.includes(after) ? after : topOf(current);
    putAfter(top, blocks);
    if (isEmpty(top)) body.blocks.splice(body.blocks.indexOf(top), 1);
    sync(body);
    focusBlock(blocks[0]);
    changed();
  };
  /** @param {any} image @param {Block} [after] */
  const putPicture = (image, after) => {
    const block = newText();
    block.images.push({ image, like: {}, at: 0 });
    putBlocks([block], after);
  };
  const move = (/** @type {number} */ step) => {
    const top = topOf(current), to = body.blocks.indexOf(top) + step;
    if (to < 0 || to >= body.blocks.length) return announce(words.no_further);
    const { from } = chosen, here = current;
    body.blocks.splice(to - step, 1);
    body.blocks.splice(to, 0, top);
    sync(body);
    focusBlock(here, from);
    announce(words.moved.replace("{n}", String(to + 1)).replace("{all}", String(body.blocks.length)));
    changed();
  };
  const remove = () => {
    const top = topOf(current), at = body.blocks.indexOf(top);
    body.blocks.splice(at, 1);
    sync(body);
    focusBlock(body.blocks[Math.min(at, body.blocks.length - 1)]);
    announce(words.removed);
    changed();
  };

  // --- text ---
  /** @param {Bit[]} bits in place of letters, those chosen where nothing else is said */
  const putBits = (bits, range = chosen) => {
    const { from, to } = isText(current) ? range : { from: 0, to: 0 };
    if (!isText(current)) {
      const block = newText();
      putAfter(topOf(current), [block]);
      current = block;
    }
    const put = bits.map(({ text, like }) => ({ text, like: likeWith(current.base, like) }));
    current.bits = joinBits(cutBits(current.bits, 0, from), put, cutBits(current.bits, to));
    showBits(current);
    putCaret(current.host, from + textOfBits(put).length);
    changed();
  };
  /** @param {string} style */
  const setStyle = (style) => {
    if (!isText(current)) return false;
    const was = /** @type {any} */ (shape.likeFor(styleOf(current))), looks = shape.likeFor(style);
    const change = (/** @type {any} */ like) => {
      const gone = Object.keys(was).filter((name) => like[name] === was[name]).map((name) => [name, undefined]);
      return likeWith(like, { ...Object.fromEntries(gone), ...looks });
    };
    current.look = shape.lookFor(style, current.look);
    current.base = change(current.base);
    current.bits = changeBits(current.bits, 0, Infinity, change);
    showAgain(styleName(style));
    return true;
  };
  /** @param {Like} changes @param {{from: number, to: number}} range @param {string} [said] */
  const setLike = (changes, range, said = "") => {
    current.bits = changeBits(current.bits, range.from, range.to, (like) => likeWith(like, changes));
    if (range.to === Infinity) current.base = likeWith(current.base, changes);
    showAgain(said);
  };
  const showAgain = (/** @type {string} */ said) => {
    const { from, to } = chosen;
    showBits(current);
    if (isHere()) putCaret(current.host, from, to);
    else chosen = { from, to };
    if (said) announce(said);
    changed();
  };

  // --- tables ---
  const table = () => current.list.table;
  /** Draw the table anew; the caret goes to the cell that is nearest to a place. @param {any} drawn @param {number} row @param {number} column */
  const showTable = (drawn, row, column) => {
    drawCells(drawn);
    const far = (/** @type {any} */ cell) => Math.abs(cell.row - row) * 100 + Math.abs(cell.column - column);
    focusBlock([...drawn.cells].sort((one, other) => far(one) - far(other))[0].blocks[0]);
    changed();
  };
  const tables = {
    put: (/** @type {number} */ rows, /** @type {number} */ columns) => putBlocks([newTable(newText().look, rows, columns)]),
    size: () => sizeOfTable(table()),
    isHeaded: () => isHeaded(table()),
    /** @param {"row"|"column"} axis after the cell where she is */
    add(axis) {
      const drawn = table(), { row, column, down, across } = current.list.cell, at = axis === "row" ? row + down : column + across;
      addLine(drawn, newText().look, axis, at);
      showTable(drawn, axis === "row" ? at : row, axis === "row" ? column : at);
    },
    /** @param {"row"|"column"} axis */
    remove(axis) {
      const drawn = table(), { row, column } = current.list.cell;
      removeLine(drawn, axis, axis === "row" ? row : column);
      showTable(drawn, row, column);
    },
    /** A last row that begins with a word. @param {string} word */
    addNamed(word) {
      const drawn = table(), { rows } = tables.size(), { look } = newText();
      addLine(drawn, look, "row", rows);
      drawn.cells.find((/** @type {any} */ cell) => cell.row === rows && !cell.column).blocks = [textBlock(look, [{ text: word, like: usual }], usual)];
      showTable(drawn, rows, 1);
    },
    /** @param {boolean} header whether the first row names the columns */
    setHeaded(header) {
      const change = (/** @type {Like} */ like) => likeWith(like, shape.boldHeads ? { bold: header || undefined } : {});
      for (const cell of table().cells.filter((/** @type {any} */ each) => !each.row)) {
        cell.header = header;
        for (const block of cell.blocks) if (block.bits) Object.assign(block, { base: change(block.base), bits: changeBits(block.bits, 0, Infinity, change), element: undefined });
      }
      drawCells(table());
      changed();
    },
  };

  return {
    paper, shape, sync, draw, showBits, putAfter, takeOut, putBlocks, putPicture, move, remove, putBits, setStyle, setLike, tables, worked, linkAround, likeHere,
    styleOf, styleName, focusBlock, focusAgain, topOf, newText, isText, isEmpty, blockAt, hosts,
    blocks: () => body.blocks,
    current: () => current,
    chosen: () => chosen,
    textIn: (/** @type {{from: number, to: number}} */ { from, to }) => textOfBits(cutBits(current.bits ?? [], from, to)),
    isBold: (/** @type {{from: number, to: number}} */ { from, to }) => cutBits(current.bits ?? [], from, to).every(({ like }) => like.bold),
    /** @param {Like} like how text looks that nothing else is said of */
    setUsual(like) { usual = like; },
    words: () => countWords(textOfBlocks(body.blocks)),
    stop: () => document.removeEventListener("selectionchange", onChosen),
  };
}
