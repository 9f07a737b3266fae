// Slides as data: what a surface reads from a presentation's state, and the next state after an edit.

/**
 * @typedef {{text: string, points?: number|null, bold?: boolean, colour?: string|null, background?: string|null}} Run
 * @typedef {{runs?: Run[]}} Paragraph
 * @typedef {{paragraphs?: Paragraph[], role?: string}} SlideText
 * @typedef {{rows?: {paragraphs?: Paragraph[]}[][]}} SlideTable
 * @typedef {{alt?: string|null, name?: string, size?: number, decorative?: boolean, digest?: string}} SlidePicture
 * @typedef {{texts?: SlideText[], tables?: SlideTable[], images?: SlidePicture[], notes?: string[],
 *   hidden?: boolean, background?: string|null}} Slide
 * @typedef {Partial<Run>} Look
 */

export const SLIDE_POINTS = [18, 20, 24, 28, 32, 40, 48];
// Of these, many pairs are hard to tell apart: which ones, she finds out.
export const SLIDE_COLOURS = {
  white: "#FFFFFF", cream: "#FFF3C4", light_blue: "#D9ECFA", grey: "#8E8E8E", yellow: "#F9C922",
  red: "#D32F2F", green: "#1B5E20", dark_blue: "#0D3B66", black: "#1A1A1A",
};
export const MOST_SLIDES = 200;
const TITLE_POINTS = 40;
const PLAIN_LOOK = { points: 18, colour: "#1A1A1A", background: "#FFFFFF" };
const FILE_BYTES = 31000, SLIDE_BYTES = 2000; // of a presentation without pictures

/** @param {Paragraph} paragraph */
const wordsOf = (paragraph) => (paragraph.runs ?? []).map((run) => run.text).join("");

/** @param {Paragraph[]} [paragraphs] @returns {string} a line each */
export const linesOf = (paragraphs) => (paragraphs ?? []).map(wordsOf).join("\n");

/** @param {Paragraph[]} [paragraphs] @returns {Run[]} the runs that have a look */
const lookedAt = (paragraphs) => (paragraphs ?? []).flatMap((each) => each.runs ?? []).filter((run) => run.text !== "\n");

/** @param {Paragraph[]} [paragraphs] @returns {Look|undefined} the look of the first words */
export function lookOf(paragraphs) {
  const first = lookedAt(paragraphs)[0];
  if (!first) return undefined;
  const { text, ...look } = first;
  return look;
}

/** @param {Paragraph[]} [paragraphs] @returns {number[]} the sizes of type in it, each once, from the smallest */
export const sizesOf = (paragraphs) =>
  [...new Set(lookedAt(paragraphs).map((run) => run.points ?? 0))].filter(Boolean).sort((one, other) => one - other);

/**
 * Paragraphs with other words: lines that did not change keep their looks, others take that of their place.
 * A text without words keeps one empty run, so that its look is not forgotten.
 * @param {Paragraph[]|undefined} paragraphs @param {string} value @param {Look} look where there is none yet
 * @returns {Paragraph[]}
 */
export function rewritten(paragraphs, value, look) {
  const old = [...(paragraphs ?? [])], lines = value.split("\n"), own = lookOf(old) ?? look;
  /** @type {Paragraph[]} */
  const head = [];
  /** @type {Paragraph[]} */
  const tail = [];
  /** @param {Paragraph} paragraph @param {boolean} fromEnd @returns {boolean} whether it is there still, and taken */
  const take = (paragraph, fromEnd) => {
    const said = wordsOf(paragraph).split("\n");
    const there = fromEnd ? lines.slice(-said.length) : lines.slice(0, said.length);
    if (there.join("\n") !== said.join("\n")) return false;
    lines.splice(fromEnd ? -said.length : 0, said.length);
    return true;
  };
  while (old.length && take(old[0], false)) head.push(/** @type {Paragraph} */ (old.shift()));
  while (old.length && take(old[old.length - 1], true)) tail.unshift(/** @type {Paragraph} */ (old.pop()));
  let last = lookOf(head.slice(-1)) ?? own;
  const middle = lines.map((text, nth) => {
    last = lookOf(old.slice(nth, nth + 1)) ?? last;
    return { runs: [{ ...last, text }] };
  });
  return [...head, ...middle, ...tail];
}

/** @param {Paragraph[]|undefined} paragraphs @param {Look} change @returns {Paragraph[]} all of it looking so */
export const dressed = (paragraphs, change) =>
  (paragraphs ?? []).map((each) => ({ runs: (each.runs ?? []).map((run) => ({ ...run, ...change })) }));

/** @param {Slide} slide @param {string} role @returns {number[]} where texts of that role stand */
export const placesOf = (slide, role) =>
  (slide.texts ?? []).flatMap((text, place) => ((text.role ?? "text") === role ? [place] : []));

/** @param {Slide} slide @returns {string} as its list shows it */
export const titleOf = (slide) =>
  placesOf(slide, "title").map((place) => linesOf(slide.texts?.[place].paragraphs)).join(" ").replace(/\s+/g, " ").trim();

/** @param {Slide} slide @param {string} role @returns {Look|undefined} that of its first text of the role */
const roleLook = (slide, role) => placesOf(slide, role).map((place) => lookOf(slide.texts?.[place].paragraphs)).find(Boolean);

/** @param {Slide} slide @param {boolean} [title] @returns {Look} how its text looks or would look, or its title */
export function slideLook(slide, title = false) {
  const own = roleLook(slide, title ? "title" : "text"), other = roleLook(slide, title ? "text" : "title");
  const size = title ? { points: TITLE_POINTS, bold: true } : { points: PLAIN_LOOK.points, bold: false };
  return own ?? { ...PLAIN_LOOK, ...(slide.background && { background: slide.background }), ...other, ...size };
}

/** @param {Slide} slide @param {number} place -1: a new one @param {SlideText} text @returns {Slide} */
export function withText(slide, place, text) {
  const texts = slide.texts ?? [];
  return { ...slide, texts: place < 0 ? [...texts, text] : texts.map((each, nth) => (nth === place ? text : each)) };
}

/** @param {Slide} slide @param {(paragraphs: Paragraph[]|undefined) => Paragraph[]} act @returns {Slide} */
function everywhere(slide, act) {
  const texts = (slide.texts ?? []).map((text) => ({ ...text, paragraphs: act(text.paragraphs) }));
  const tables = (slide.tables ?? []).map((table) => ({
    rows: (table.rows ?? []).map((row) => row.map((cell) => ({ paragraphs: act(cell.paragraphs) }))),
  }));
  return { ...slide, texts, tables };
}

/** @param {Slide} slide @param {{colour?: string|null, background?: string|null}} colours @returns {Slide} */
export function coloured(slide, { colour, background }) {
  const change = { ...(colour && { colour }), ...(background && { background }) };
  return { ...everywhere(slide, (paragraphs) => dressed(paragraphs, change)), ...(background && { background }) };
}

/** @param {Slide} slide @param {Slide} model @returns {Slide} with the colours and the sizes of another one */
export function alike(slide, model) {
  const title = slideLook(model, true), text = slideLook(model);
  const made = coloured(slide, { colour: text.colour, background: model.background ?? text.background });
  const texts = (made.texts ?? []).map((each) => {
    if (each.role === "furniture") return each;
    const { points, colour } = each.role === "title" ? title : text;
    return { ...each, paragraphs: dressed(each.paragraphs, { points, colour }) };
  });
  const sized = (made.tables ?? []).map((table) => ({
    rows: (table.rows ?? []).map((row) => row.map((cell) => ({ paragraphs: dressed(cell.paragraphs, { points: text.points }) }))),
  }));
  return { ...made, texts, tables: sized };
}

/** @param {Look} look @param {Look} [titleLook] @returns {Slide} a slide with a title and a text, empty */
export function newSlide(look, titleLook = { ...look, points: TITLE_POINTS, bold: true }) {
  const empty = (/** @type {Look} */ own) => [{ runs: [{ ...own, text: "" }] }];
  return { background: look.background, texts: [{ role: "title", paragraphs: empty(titleLook) }, { paragraphs: empty(look) }] };
}

/** @param {Look} look @param {boolean} bold @returns {{paragraphs: Paragraph[]}} */
export const emptyCell = (look, bold) => ({ paragraphs: [{ runs: [{ ...look, bold, text: "" }] }] });

/** @param {Look} look @param {number} rows @param {number} columns @returns {SlideTable} the first row is bold */
export const newTable = (look, rows, columns) => ({
  rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, () => emptyCell(look, row === 0))),
});

/** @param {Slide} slide @returns {number} words that pupils see; the date and the footer aside */
export function countWords(slide) {
  const cells = (slide.tables ?? []).flatMap((table) => (table.rows ?? []).flat());
  const texts = (slide.texts ?? []).filter((text) => text.role !== "furniture");
  const all = [...texts, ...cells].map((each) => linesOf(each.paragraphs)).join(" ");
  return all.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** @param {Slide[]} slides @returns {number} about how many bytes a file of them has, each picture once */
export function weightOf(slides) {
  const pictures = new Map();
  for (const image of slides.flatMap((slide) => slide.images ?? []))
    pictures.set(image.digest || `${image.name} ${image.size}`, image.size ?? 0);
  return [...pictures.values()].reduce((sum, size) => sum + size, FILE_BYTES + SLIDE_BYTES * slides.length);
}
