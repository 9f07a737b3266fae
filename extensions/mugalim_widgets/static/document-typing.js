// Typing in a document: keys that part and join blocks or go on into the next one, and what is pasted.

import { caretIn, cutBits, isInEdgeLine, joinBits, likeWith, mayLead, putCaret, readBits, textOfBits, writableText } from "./document-bits.js";
import { textBlock } from "./document-shapes.js";
import { nameCells } from "./document-tables.js";

/** @typedef {import("./document-shapes.js").Block} Block */

const loadPasting = () => import("./document-paste.js");

/**
 * Hear what she does on the sheet of paper.
 * @param {import("./document-flow.js").Flow} flow
 * @param {{words: Record<string, string>, announce: (sentence: string) => void, changed: (part?: string) => void,
 *   takeFiles: (files: File[]) => void, undo: () => void, redo: () => void}} given
 */
export function hearTyping(flow, { words, announce, changed, takeFiles, undo, redo }) {
  const { paper, shape, styleOf, isText, isEmpty, focusBlock, showBits, putAfter, takeOut, newText } = flow;
  let shift = false, count = 0;

  /** The block in whose text something happened. @param {Event} event */
  const written = (event) => {
    const block = flow.blockAt(event.target);
    return block?.host === event.target ? block : undefined;
  };
  const caretOf = (/** @type {any} */ block) => caretIn(block.host) ?? flow.chosen();

  const onInput = (/** @type {InputEvent} */ event) => {
    const block = written(event);
    if (!block) return;
    if (!block.host.textContent && !event.isComposing) block.host.replaceChildren();
    block.bits = readBits(block.host, block.base);
    if (block.list.table) nameCells(block.list.table, words);
    block.typed ??= ++count;
    changed(`text ${block.typed}`);
  };
  const onBeforeInput = (/** @type {InputEvent} */ event) => {
    const block = written(event), partOrBreak = () => (shift ? flow.putBits([{ text: "\n", like: { bold: flow.likeHere().bold } }]) : part(block));
    const act = /** @type {Record<string, () => void>} */ ({ insertParagraph: partOrBreak, insertLineBreak: partOrBreak, historyUndo: undo, historyRedo: redo })[event.inputType];
    if (!block || (!act && !event.inputType.startsWith("format"))) return;
    event.preventDefault();
    act?.();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const block = written(event), caret = block && caretIn(block.host);
    shift = event.shiftKey;
    if (!block || event.isComposing) return;
    if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      flow.move(event.key === "ArrowUp" ? -1 : 1);
    } else if (caret && caret.from === caret.to && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && stepOrJoin(event.key, block, caret.from))
      event.preventDefault();
  };
  /** At the edge of a block the keys reach into the next one. @param {string} key @param {any} block @param {number} at */
  const stepOrJoin = (key, block, at) => {
    const last = at === textOfBits(block.bits).length;
    if (key === "Backspace" && !at) return joinBefore(block);
    if (key === "Delete" && last) return joinAfter(block);
    if (key === "ArrowUp" || (key === "ArrowLeft" && !at)) return (key === "ArrowLeft" || isInEdgeLine(block.host, true)) && step(block.host, -1);
    if (key === "ArrowDown" || (key === "ArrowRight" && last)) return (key === "ArrowRight" || isInEdgeLine(block.host, false)) && step(block.host, 1);
    return false;
  };
  /** @param {HTMLElement} host @param {number} by */
  const step = (host, by) => {
    const all = flow.hosts(), next = all[all.indexOf(host) + by];
    if (next) putCaret(next, by < 0 ? next.textContent?.length : 0);
    return Boolean(next);
  };
  /** Enter: what stands after the caret becomes a block of its own. @param {any} block */
  const part = (block) => {
    const { from, to } = caretOf(block), style = styleOf(block), after = cutBits(block.bits, to);
    if (!block.bits.length && /bullet|number/.test(style)) return flow.setStyle("text");
    const isHead = /^(h\d|title)$/.test(style), like = cutBits(block.bits, 0, from).at(-1)?.like ?? block.base;
    const base = likeWith(like, { bold: undefined, points: undefined, target: undefined, label: undefined, source: undefined });
    const next = isHead && !after.length ? newText("text", base) : textBlock({ ...block.look }, after, isHead ? block.base : base);
    block.bits = cutBits(block.bits, 0, from);
    if (isHead && !from && after.length) Object.assign(block, { look: shape.lookFor("text"), base });
    showBits(block);
    putAfter(block, [next]);
    focusBlock(next);
    changed();
  };
  /** @param {any} block */
  const joinBefore = (block) => {
    const before = block.list.blocks[block.list.blocks.indexOf(block) - 1];
    if (isEmpty(before)) return takeOut(before, block, 0);
    if (styleOf(block) !== "text") return flow.setStyle("text");
    if (isText(before)) return join(before, block);
    if (before) focusBlock(before);
    return Boolean(before);
  };
  /** @param {any} block */
  const joinAfter = (block) => {
    const next = block.list.blocks[block.list.blocks.indexOf(block) + 1];
    return isText(next) && join(block, next);
  };
  /** @param {any} block @param {any} next */
  const join = (block, next) => {
    const at = textOfBits(block.bits).length, looks = shape.likeFor(styleOf(block));
    block.bits = joinBits(block.bits, next.bits.map((/** @type {any} */ { text, like }) => ({ text, like: likeWith(like, looks) })));
    block.images.push(...next.images);
    block.element = undefined;
    return takeOut(next, block, at);
  };

  const imagesIn = (/** @type {DataTransfer} */ data) => [...data.files].filter((file) => file.type.startsWith("image/"));
  const onPaste = async (/** @type {ClipboardEvent} */ event) => {
    const block = written(event), data = event.clipboardData;
    if (!block || !data) return;
    event.preventDefault();
    const html = data.getData("text/html"), text = data.getData("text/plain"), files = imagesIn(data);
    if (files.length && !html) return takeFiles(files);
    const { pastedBlocks } = await loadPasting();
    const blocks = pastedBlocks(html, text, shape, block.base, { joinBits, likeWith, mayLead, textBlock, writableText });
    const inCell = (/** @type {Block} */ each) => (each.cells ? each.cells.flatMap((/** @type {any} */ cell) => cell.blocks) : each);
    if (blocks.length) takeIn(block, block.list.table ? blocks.flatMap(inCell) : blocks);
  };
  /** Pasted blocks at the caret: the first goes on with the block, the last with what stood after. @param {any} block @param {Block[]} blocks */
  const takeIn = (block, blocks) => {
    const { from, to } = caretOf(block), [first, ...more] = blocks;
    if (!more.length && styleOf(first) === "text") return flow.putBits(first.bits);
    const before = cutBits(block.bits, 0, from), rest = textBlock({ ...block.look }, cutBits(block.bits, to), block.base);
    const inPlace = !before.length && !block.images.length && Boolean(first.bits), all = inPlace ? more : blocks;
    block.bits = before;
    if (inPlace) Object.assign(block, first);
    for (const each of blocks) for (const bit of each.bits ?? []) bit.like = likeWith(bit.like, shape.likeFor(styleOf(each)));
    block.element = undefined;
    putAfter(block, rest.bits.length ? [...all, rest] : all);
    if (isEmpty(block)) block.list.blocks.splice(block.list.blocks.indexOf(block), 1);
    flow.sync(block.list);
    const last = all.at(-1) ?? block;
    focusBlock(last, isText(last) ? textOfBits(last.bits).length : 0);
    announce(words.pasted.replace("{n}", String(blocks.length)));
    changed();
  };

  const heard = /** @type {Record<string, (event: any) => void>} */ ({
    input: onInput, beforeinput: onBeforeInput, keydown: onKey, paste: onPaste, focusin: loadPasting,
    dragover: (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); },
    drop: (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      takeFiles(imagesIn(event.dataTransfer));
    },
    click: (event) => {
      if (event.target !== paper) return; // below all blocks: there she goes on writing
      const last = flow.blocks().at(-1);
      if (isText(last)) return focusBlock(last, textOfBits(last.bits).length);
      const next = newText();
      putAfter(last, [next]);
      focusBlock(next);
    },
  });
  for (const [name, act] of Object.entries(heard)) paper.addEventListener(name, act);
}
