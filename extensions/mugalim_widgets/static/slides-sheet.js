// One slide drawn as pupils see it, 16:9, at any size: a slide is 540 points high.

import { make } from "./surface.js";
import { linesOf, titleOf } from "./slides-deck.js";

/**
 * @typedef {import("./slides-deck.js").Slide} Slide
 * @typedef {import("./slides-deck.js").Paragraph} Paragraph
 * @typedef {(digest: string) => Promise<string>} FindPicture
 */

const SLIDE_HEIGHT = 540; // points
const UNKNOWN_POINTS = 32, UNKNOWN_COLOUR = "#1A1A1A";

/** @param {string} tag @param {Paragraph} paragraph @param {string|null|undefined} behind */
function drawLine(tag, paragraph, behind) {
  const line = make(tag);
  for (const run of paragraph.runs ?? []) {
    if (run.text === "\n") line.append(make("br"));
    const words = make("span", {}, run.text === "\n" ? "" : run.text);
    words.style.fontSize = `${((run.points ?? UNKNOWN_POINTS) / SLIDE_HEIGHT) * 100}cqh`;
    words.style.fontWeight = run.bold ? "700" : "400";
    words.style.color = run.colour ?? UNKNOWN_COLOUR;
    if (run.background && run.background !== behind) words.style.backgroundColor = run.background;
    line.append(words);
  }
  return line;
}

/** @param {Paragraph[]|undefined} paragraphs @param {string|null|undefined} behind a list where there are several */
function drawWords(paragraphs, behind) {
  const all = paragraphs ?? [];
  if (all.length < 2) return make("div", { className: "words" }, ...all.map((each) => drawLine("p", each, behind)));
  return make("ul", { className: "words" }, ...all.map((each) => {
    const item = drawLine("li", each, behind), run = each.runs?.[0];
    item.classList.toggle("bare", !linesOf([each]).trim());
    if (run) {
      item.style.color = run.colour ?? UNKNOWN_COLOUR;
      item.style.fontSize = `${((run.points ?? UNKNOWN_POINTS) / SLIDE_HEIGHT) * 100}cqh`;
    }
    return item;
  }));
}

/** @param {import("./slides-deck.js").SlideTable} table @param {string|null|undefined} behind */
function drawTable(table, behind) {
  const rows = (table.rows ?? []).map((row) => make("tr", {}, ...row.map((cell) => {
    const drawn = make("td", {}, ...(cell.paragraphs ?? []).map((each) => drawLine("p", each, behind)));
    drawn.style.borderColor = cell.paragraphs?.[0]?.runs?.[0]?.colour ?? UNKNOWN_COLOUR;
    return drawn;
  })));
  return make("table", {}, make("tbody", {}, ...rows));
}

/** @param {import("./slides-deck.js").SlidePicture} image @param {FindPicture} find */
function drawPicture(image, find) {
  if (!image.digest) return make("div", { className: "away" }, image.alt || image.name || "");
  const drawn = /** @type {HTMLImageElement} */ (make("img", { alt: image.decorative ? "" : image.alt ?? "", decoding: "sync" }));
  find(image.digest).then((address) => { drawn.src = address; }, () => {});
  return drawn;
}

/**
 * A slide as an element; its looks come from slides.css and grow with its width.
 * @param {Slide} slide @param {FindPicture} find
 */
export function drawSlide(slide, find) {
  const behind = slide.background, texts = slide.texts ?? [], images = slide.images ?? [], tables = slide.tables ?? [];
  const seen = (/** @type {string} */ role) =>
    texts.filter((text) => (text.role ?? "text") === role && linesOf(text.paragraphs).trim());
  const body = seen("text"), things = [...body.map((text) => drawWords(text.paragraphs, behind)), ...tables.map((table) => drawTable(table, behind))];
  const leaf = make("div", { className: "leaf" });
  leaf.classList.toggle("alone", !things.length && !images.length);
  if (behind) leaf.style.backgroundColor = behind;
  const title = seen("title").flatMap((text) => text.paragraphs ?? []);
  if (titleOf(slide)) leaf.append(make("div", { className: "title" }, ...title.map((each) => drawLine("p", each, behind))));
  const main = make("div", { className: "body" });
  if (things.length) main.append(make("div", { className: body.length === 2 && things.length === 2 && !images.length ? "both" : "things" }, ...things));
  if (images.length) main.append(make("div", { className: "pictures" }, ...images.map((image) => drawPicture(image, find))));
  leaf.append(main, make("div", { className: "feet" }, ...seen("furniture").map((text) => drawWords(text.paragraphs, behind))));
  return leaf;
}
