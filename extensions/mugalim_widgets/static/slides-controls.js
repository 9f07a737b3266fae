// What the fields of a slide are made of: labels, buttons, growing texts, sizes, colours.

import { make } from "./surface.js";
import { SLIDE_COLOURS, SLIDE_POINTS } from "./slides-deck.js";

/**
 * @typedef {import("./slides-deck.js").Slide} Slide
 * @typedef {(key: string, values?: Record<string, string|number>) => string} Say
 * @typedef {{say: Say, slide: () => Slide, edit: (next: Slide, part?: string) => void, redraw: (part: string) => void,
 *   announce: (sentence: string) => void, find: import("./slides-sheet.js").FindPicture,
 *   addPicture: (file: File) => void, shrinkPicture: (place: number) => void, everywhere: () => void}} Desk
 *   what a field needs: the slide as it is, and what is done to it
 */

let slideControls = 0;

/** @param {string} label @param {HTMLElement} control */
export function labelled(label, control) {
  control.id = `slide-control-${(slideControls += 1)}`;
  return [make("label", { for: control.id }, label), control];
}

/** @param {string} part @param {string} text @param {() => void} act */
export function slideButton(part, text, act) {
  const made = make("button", { type: "button", className: "quiet", "data-part": part }, text);
  made.addEventListener("click", act);
  return made;
}

/**
 * A field that grows with its lines.
 * @param {string} part @param {string} value @param {number} longest @param {(value: string) => void} act
 */
export function area(part, value, longest, act) {
  const made = /** @type {HTMLTextAreaElement} */ (make("textarea", { value, maxLength: longest, "data-part": part, rows: 1 }));
  const grow = () => { made.rows = Math.min(Math.max(made.value.split("\n").length + 1, 2), 12); };
  made.addEventListener("input", () => { grow(); act(made.value); });
  grow();
  return made;
}

/**
 * A choice of sizes; one that is not among them is shown as it is.
 * @param {Desk} desk @param {string} part @param {string} label @param {number[]} sizes @param {(points: number) => void} act
 */
export function sizeField(desk, part, label, sizes, act) {
  const own = sizes.length ? desk.say(sizes.length === 1 ? "points" : "mixed", { n: sizes[0] }) : "…";
  const isKnown = sizes.length === 1 && SLIDE_POINTS.includes(sizes[0]);
  const made = /** @type {HTMLSelectElement} */ (make("select", { "data-part": part },
    ...(isKnown ? [] : [make("option", { value: "" }, own)]),
    ...SLIDE_POINTS.map((points) => make("option", { value: points }, desk.say("points", { n: points })))));
  made.value = isKnown ? String(sizes[0]) : "";
  made.addEventListener("change", () => { if (made.value) act(Number(made.value)); });
  return make("p", { className: "size" }, ...labelled(label, made));
}

/**
 * Colours to choose one of, none of them chosen for her.
 * @param {Say} say @param {string} legend @param {string} part @param {string|null|undefined} chosen @param {(code: string) => void} act
 */
export function colourField(say, legend, part, chosen, act) {
  const group = `slide-colour-${(slideControls += 1)}`;
  const swatches = Object.entries(SLIDE_COLOURS).map(([name, code]) => {
    const input = make("input", { type: "radio", name: group, value: code, checked: code === chosen, "data-part": `${part}-${name}` });
    const swatch = make("span", { className: "swatch" });
    swatch.style.backgroundColor = code;
    input.addEventListener("change", () => act(code));
    return make("label", {}, input, swatch, say(name));
  });
  return make("fieldset", { className: "colours" }, make("legend", {}, legend), ...swatches);
}

/** @param {Desk} desk @param {string} part @param {string} text @param {"texts"|"tables"|"images"} list @param {number} place */
export function awayButton(desk, part, text, list, place) {
  return slideButton(part, text, () => {
    const slide = desk.slide();
    desk.edit({ ...slide, [list]: (slide[list] ?? []).filter((/** @type {any} */ _, /** @type {number} */ nth) => nth !== place) });
    desk.redraw("title");
    desk.announce(desk.say("removed"));
  });
}
