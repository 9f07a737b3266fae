// What is pasted from an office program, the web or a chat, as blocks; read without loading or running anything.

/**
 * @typedef {import("./document-bits.js").Like} Like
 * @typedef {import("./document-shapes.js").Shape} Shape
 * @typedef {import("./document-shapes.js").Block} Block
 * @typedef {{joinBits: typeof import("./document-bits.js").joinBits, likeWith: typeof import("./document-bits.js").likeWith,
 *   mayLead: typeof import("./document-bits.js").mayLead, writableText: typeof import("./document-bits.js").writableText,
 *   textBlock: typeof import("./document-shapes.js").textBlock}} Means what the page has already when this is loaded
 */

const LONGEST_PASTE = 500000; // characters
const MOST_PASTED = 1000; // blocks
const PASTED_BLOCKS = new Set(("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 " +
  "HEADER HR LI MAIN NAV OL P PRE SECTION TBODY TD TFOOT TH THEAD TR UL").split(" "));
const NOT_PASTED = new Set("SCRIPT STYLE HEAD META TITLE TEMPLATE IFRAME OBJECT SVG MATH INPUT SELECT TEXTAREA BUTTON NOSCRIPT".split(" "));

/**
 * The blocks in what is pasted. Plain text gives a paragraph a line; lines with tabs give a table.
 * @param {string} html @param {string} text @param {Shape} shape @param {Like} base how bare text looks @param {Means} means
 * @returns {Block[]}
 */
export function pastedBlocks(html, text, shape, base, means) {
  const given = { shape, base, ...means };
  return (html ? htmlBlocks(html.slice(0, LONGEST_PASTE), given) : plainBlocks(text.slice(0, LONGEST_PASTE), given)).slice(0, MOST_PASTED);
}

/** @param {string} text @param {any} given @returns {Block[]} */
function plainBlocks(text, { shape, base, joinBits, textBlock, writableText }) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const block = (/** @type {string} */ line) => textBlock(shape.lookFor("text"), joinBits([{ text: writableText(line), like: base }]), base);
  if (!lines.every((line) => line.includes("\t"))) return lines.filter((line, at) => line.trim() || lines.length === 1 || !at).map(block);
  const cells = lines.flatMap((line, row) =>
    line.split("\t").map((words, column) => ({ row, column, down: 1, across: 1, header: false, blocks: [block(words)] })));
  return [{ cells }];
}

/** @param {string} html @param {any} given @returns {Block[]} */
function htmlBlocks(html, given) {
  const bare = html.replace(/<style[^>]*>[^]*?<\/style>/gi, "").replace(/\sstyle=/gi, " data-style="); // a page's policy refuses both
  return blocksIn(new DOMParser().parseFromString(bare, "text/html").body, given);
}

/** @param {Node} root @param {any} given @returns {Block[]} */
function blocksIn(root, given) {
  const { shape, base, joinBits, textBlock, writableText } = given;
  const blocks = /** @type {Block[]} */ ([]);
  let open = /** @type {any} */ (null);
  const close = () => {
    const last = open?.bits.at(-1), first = open?.bits[0];
    if (last) last.text = last.text.trimEnd();
    if (first) first.text = first.text.trimStart();
    if (open) open.bits = joinBits(open.bits);
    if (open?.bits.length) blocks.push(open);
    open = null;
  };
  const add = (/** @type {string} */ words, /** @type {string} */ style, /** @type {Like} */ like) => {
    open ??= textBlock(shape.lookFor(style), [], base);
    if (/\s$/.test(open.bits.at(-1)?.text ?? "")) words = words.replace(/^ /, ""); // one space, though two elements have one each
    open.bits.push({ text: writableText(words), like });
  };
  const read = (/** @type {Node} */ node, /** @type {string} */ style, /** @type {Like} */ like) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = (node.nodeValue ?? "").replace(/[ \t\n\r\f]+/g, " ");
      if (words.trim() || (words && open)) add(words, style, like);
    }
    if (node.nodeType !== Node.ELEMENT_NODE || NOT_PASTED.has(node.nodeName.toUpperCase())) return;
    const element = /** @type {HTMLElement} */ (node), tag = element.tagName, said = element.dataset.style ?? "";
    if (tag === "BR") return void add("\n", style, like);
    if (/mso-list:\s*ignore/i.test(said)) return; // the mark of an item of Word's lists
    const apart = PASTED_BLOCKS.has(tag) || tag === "TABLE";
    if (apart) close();
    if (tag === "TABLE") blocks.push(...pastedTable(element, given));
    else for (const child of element.childNodes) read(child, styleOfPasted(element, style), likeOfPasted(element, said, like, given));
    if (apart) close();
  };
  for (const child of root.childNodes) read(child, "text", base);
  close();
  return blocks;
}

/** @param {HTMLElement} element @param {string} style that of what is around it */
function styleOfPasted(element, style) {
  const { tagName, className } = element;
  if (/^H[1-6]$/.test(tagName)) return tagName.toLowerCase();
  if (/^MsoTitle/.test(className)) return "title";
  if (tagName === "LI") return element.closest("ol, ul")?.tagName === "OL" ? "number" : "bullet";
  if (!/MsoListParagraph/.test(className)) return style;
  const mark = [...element.querySelectorAll("[data-style]")].find((each) => /mso-list:\s*ignore/i.test(each.getAttribute("data-style") ?? ""));
  return /^\s*[\p{L}\d]{1,3}[.)]/u.test(mark?.textContent ?? "") ? "number" : "bullet";
}

/** @param {HTMLElement} element @param {string} said its own looks @param {Like} like @param {Means} means @returns {Like} */
function likeOfPasted(element, said, like, { likeWith, mayLead }) {
  const weight = /font-weight:\s*(\w+)/.exec(said)?.[1];
  const bold = weight ? weight === "bold" || Number(weight) >= 600 : /^(B|STRONG)$/.test(element.tagName) || like.bold;
  const address = element.tagName === "A" ? element.getAttribute("href") ?? "" : "";
  const target = mayLead(address) ? address : like.target;
  return likeWith(like, { bold: bold || undefined, target });
}

/** @param {HTMLElement} table @param {any} given @returns {Block[]} */
function pastedTable(table, given) {
  const taken = new Set(), cells = /** @type {any[]} */ ([]);
  const own = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table).slice(0, MOST_PASTED);
  own.forEach((line, row) => {
    let column = 0;
    for (const each of line.cells) {
      while (taken.has(`${row} ${column}`)) column++;
      const down = Math.min(each.rowSpan || 1, own.length - row), across = Math.min(each.colSpan, 20);
      for (let r = row; r < row + down; r++) for (let c = column; c < column + across; c++) taken.add(`${r} ${c}`);
      const inside = blocksIn(each, given).filter((block) => !block.cells), header = each.tagName === "TH" || !!each.closest("thead");
      if (column < 60) cells.push({ row, column, down, across, header, blocks: inside.length ? inside : [given.textBlock(given.shape.lookFor("text"), [], given.base)] });
      column += across;
    }
  });
  return cells.length ? [{ cells }] : [];
}
