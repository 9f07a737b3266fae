// Text in bits that look alike: cut and joined, drawn to be written in, read back, and the caret in it.

import { make } from "./surface.js";

/**
 * How a bit of text looks; what is usual is left out. Pages say `points`, documents `size`.
 * @typedef {{bold?: boolean, colour?: string, background?: string|null, language?: string, target?: string, source?: string,
 *   size?: number, points?: number, label?: string}} Like
 * @typedef {{text: string, like: Like}} Bit
 */

const USUAL_BIT = { colour: "#000000", background: "#FFFFFF" };
const ADDRESS_STARTS = /^([a-z][a-z0-9+.-]*):/i;
const ADDRESS_MAY_START = /^(ht{2}ps?|mailto|tel)$/i;
const LETTERS_OF_WORDS = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu;
const NO_FILE_HOLDS = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** @type {WeakMap<Node, Like>} */
const likeOfElement = new WeakMap();

const sameLike = (/** @type {Like} */ one, /** @type {Like} */ other) => JSON.stringify(one) === JSON.stringify(other);
export const textOfBits = (/** @type {Bit[]} */ bits) => bits.map((bit) => bit.text).join("");
export const countWords = (/** @type {string} */ text) => text.match(LETTERS_OF_WORDS)?.length ?? 0;
export const writableText = (/** @type {string} */ text) => text.replace(NO_FILE_HOLDS, "");

/** Whether a link may have this address: one that leads somewhere, and runs nothing. @param {string} address */
export function mayLead(address) {
  const bare = address.replace(/\s/g, ""), start = ADDRESS_STARTS.exec(bare)?.[1];
  return bare.length > 0 && bare.length <= 2000 && bare[0] !== "#" && (!start || ADDRESS_MAY_START.test(start));
}

/** A look with changes; what is usual, or undefined, is left out. @param {Like} like @param {Like} changes @returns {Like} */
export function likeWith(like, changes) {
  const all = Object.entries({ ...like, ...changes });
  return Object.fromEntries(all.filter(([name, value]) => value !== undefined && value !== /** @type {any} */ (USUAL_BIT)[name]));
}

/** @param {Bit[]} bits @param {number} from @param {number} to @returns {Bit[]} */
export function cutBits(bits, from, to = Infinity) {
  const cut = [];
  let at = 0;
  for (const { text, like } of bits) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part) cut.push({ text: part, like });
    at += text.length;
  }
  return cut;
}

/** @param {...Bit[]} lists @returns {Bit[]} */
export function joinBits(...lists) {
  /** @type {Bit[]} */
  const joined = [];
  for (const bit of lists.flat()) {
    const last = joined.at(-1);
    if (last && sameLike(last.like, bit.like)) joined[joined.length - 1] = { text: last.text + bit.text, like: last.like };
    else if (bit.text) joined.push(bit);
  }
  return joined;
}

/** @param {Bit[]} bits @param {number} from @param {number} to @param {(like: Like) => Like} change @returns {Bit[]} */
export function changeBits(bits, from, to, change) {
  const changed = cutBits(bits, from, to).map(({ text, like }) => ({ text, like: change(like) }));
  return joinBits(cutBits(bits, 0, from), changed, cutBits(bits, to));
}

/** Draw bits into a place to write in; those like `base` stand bare. @param {HTMLElement} host @param {Bit[]} bits @param {Like} base */
export function drawBits(host, bits, base) {
  host.replaceChildren(...bits.map(({ text, like }) => (sameLike(like, base) ? text : drawnBit(text, like, base))));
  if (textOfBits(bits).endsWith("\n")) (host.lastElementChild ?? host).append(make("br")); // else the last, empty line is not shown
}

/** Give a place to write in the looks of its bare text. @param {HTMLElement} host @param {Like} base @param {boolean} sized not by its style */
export function dressHost(host, base, sized) {
  const size = sized ? sizeOfLike(base) : 1, coloured = Boolean(base.colour || base.background);
  host.style.fontWeight = base.bold ? "bold" : "";
  host.style.fontSize = size === 1 ? "" : `${size}em`;
  host.style.color = coloured ? base.colour ?? USUAL_BIT.colour : "";
  host.style.backgroundColor = coloured ? String(base.background ?? USUAL_BIT.background) : "";
}

/** How large letters are shown beside usual ones. @param {Like} like */
function sizeOfLike(like) {
  const size = like.size ? like.size / 11 : like.points ? like.points / 12 : 1;
  return Math.min(2, Math.max(0.75, size));
}

/** @param {string} text @param {Like} like @param {Like} base of what is around it */
function drawnBit(text, like, base) {
  const element = make(like.bold ? "b" : "span", { className: like.source ? "from-table" : like.target ? "link" : "" }, text);
  const size = sizeOfLike(like) / sizeOfLike(base);
  likeOfElement.set(element, like);
  if (like.language) element.lang = like.language;
  if (like.source || like.target) element.title = like.source || like.target || "";
  if (size !== 1) element.style.setProperty("--size", `${size}em`);
  if (base.bold && !like.bold) element.style.fontWeight = "normal";
  if (like.colour || like.background || base.colour || base.background) {
    element.style.color = like.colour ?? USUAL_BIT.colour;
    element.style.backgroundColor = like.background ?? USUAL_BIT.background;
  }
  return element;
}

/** What stands in a place to write in. @param {Node} host @param {Like} base @returns {Bit[]} */
export function readBits(host, base) {
  /** @type {Bit[]} */
  const bits = [];
  const read = (/** @type {Node} */ node, /** @type {Like} */ like) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) bits.push({ text: writableText(child.nodeValue ?? ""), like });
      else if (child.nodeName !== "BR") read(child, likeOfElement.get(child) ?? like);
      else if (child.nextSibling) bits.push({ text: "\n", like });
    }
  };
  read(host, base);
  return joinBits(bits);
}

/** The chosen letters in a place to write in; null where the caret is elsewhere. @param {Node} host */
export function caretIn(host) {
  const selection = getSelection();
  if (!selection?.rangeCount) return null;
  const chosen = selection.getRangeAt(0), before = document.createRange();
  if (!host.contains(chosen.startContainer) || !host.contains(chosen.endContainer)) return null;
  before.selectNodeContents(host);
  before.setEnd(chosen.startContainer, chosen.startOffset);
  const from = before.toString().length;
  return { from, to: from + chosen.toString().length };
}

/** Put the caret there, or choose letters. @param {HTMLElement} host @param {number} from @param {number} to */
export function putCaret(host, from, to = from) {
  const range = document.createRange();
  host.focus();
  range.selectNodeContents(host);
  range.setStart(.../** @type {[Node, number]} */ (pointAt(host, from)));
  range.setEnd(.../** @type {[Node, number]} */ (pointAt(host, to)));
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}

/** @param {Node} host @param {number} at @returns {[Node, number]} */
function pointAt(host, at) {
  const texts = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  /** @type {Node} */
  let last = host;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    last = node;
    if (at <= length) return [node, at];
    at -= length;
  }
  return [last, last === host ? 0 : last.nodeValue?.length ?? 0];
}

/** Whether the caret stands in the first line (up) or the last one. @param {HTMLElement} host @param {boolean} up */
export function isInEdgeLine(host, up) {
  const chosen = getSelection()?.getRangeAt(0).cloneRange();
  chosen?.collapse(up);
  const caret = chosen?.getClientRects()[0], box = host.getBoundingClientRect();
  if (!caret) return true;
  return up ? caret.top - box.top < caret.height : box.bottom - caret.bottom < caret.height;
}
