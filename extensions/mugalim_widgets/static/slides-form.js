// One slide edited: its title and texts with their sizes, its colours, table, pictures and notes.

import { make } from "./surface.js";
import { coloured, dressed, linesOf, lookOf, newTable, placesOf, rewritten, sizesOf, slideLook, titleOf, withText } from "./slides-deck.js";
import { area, awayButton, colourField, labelled, sizeField, slideButton } from "./slides-controls.js";
import { tablePart } from "./slides-table.js";

/** @typedef {import("./slides-controls.js").Desk} Desk */
/** @typedef {import("./slides-deck.js").Paragraph} Paragraph */

const LONGEST_TEXT = 4000, LONGEST_NOTES = 4900, LONGEST_ALT = 500; // characters

/** @param {Desk} desk @param {number} place in the slide's texts; -1: there is none yet @param {string} role @param {string} part @param {string} label @param {string} size */
function textPart(desk, place, role, part, label, size) {
  const text = () => desk.slide().texts?.[place] ?? (role === "title" ? { role } : {});
  const look = () => slideLook(desk.slide(), role === "title");
  const looking = () => (lookOf(text().paragraphs) ? text().paragraphs : rewritten([], "", look()));
  const put = (/** @type {Paragraph[]} */ paragraphs, /** @type {string} */ together) => {
    const slide = withText(desk.slide(), place, { ...text(), paragraphs });
    if (place < 0) place = (slide.texts ?? []).length - 1;
    desk.edit(slide, together);
  };
  const field = area(part, linesOf(text().paragraphs), LONGEST_TEXT, (value) => put(rewritten(text().paragraphs, value, look()), part));
  const sizes = sizeField(desk, `${part}-size`, size, sizesOf(looking()), (points) => put(dressed(looking(), { points }), `${part}-size`));
  return make("div", { className: "part" }, ...labelled(label, field), sizes);
}

/** @param {Desk} desk @param {number} place */
function picturePart(desk, place) {
  const { say } = desk, image = () => desk.slide().images?.[place] ?? {};
  const put = (/** @type {object} */ change, /** @type {string} */ part) => {
    const images = [...(desk.slide().images ?? [])];
    images[place] = { ...image(), ...change };
    desk.edit({ ...desk.slide(), images }, part);
  };
  const alt = area(`alt-${place}`, image().alt ?? "", LONGEST_ALT, (value) => put({ alt: value || null }, `alt-${place}`));
  const ornament = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", checked: image().decorative === true, "data-part": `ornament-${place}` }));
  ornament.addEventListener("change", () => put({ decorative: ornament.checked }, ""));
  const about = say("picture_is", { name: image().name || say("picture"), kb: Math.ceil((image().size ?? 0) / 1024) });
  const small = /** @type {HTMLImageElement} */ (make("img", { alt: "", className: "small" }));
  if (image().digest) desk.find(image().digest ?? "").then((address) => { small.src = address; }, () => {});
  return make("div", { className: "part", role: "group", "aria-label": about },
    make("p", { className: "name row" }, small, make("span", {}, about)), ...labelled(say("alt"), alt),
    make("label", { className: "choice" }, ornament, make("span", {}, say("ornament"))),
    make("div", { className: "row" },
      ...(image().digest ? [slideButton(`smaller-${place}`, say("smaller"), () => desk.shrinkPicture(place))] : []),
      awayButton(desk, `picture-away-${place}`, say("remove_picture"), "images", place)));
}

/** @param {Desk} desk */
function addButtons(desk) {
  const { say } = desk;
  const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: "image/jpeg,image/png", hidden: true }));
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen) desk.addPicture(chosen);
  });
  const addText = () => {
    const slide = desk.slide(), next = withText(slide, -1, { paragraphs: rewritten([], "", slideLook(slide)) });
    desk.edit(next);
    desk.redraw(`text-${placesOf(next, "text").length}`);
  };
  const addTable = () => {
    const tables = [...(desk.slide().tables ?? []), newTable(slideLook(desk.slide()), 3, 2)];
    desk.edit({ ...desk.slide(), tables });
    desk.redraw(`cell-${tables.length - 1}-0-0`);
  };
  return make("div", { className: "tools" }, file, slideButton("add-picture", say("add_picture"), () => file.click()),
    slideButton("add-text", say("add_text"), addText), slideButton("add-table", say("add_table"), addTable));
}

/** @param {Desk} desk @param {boolean} open */
function coloursPart(desk, open) {
  const { say } = desk, look = slideLook(desk.slide());
  const sample = make("p", { className: "sample", "aria-hidden": "true" }, titleOf(desk.slide()) || say("sample"));
  const choose = (/** @type {string} */ part) => (/** @type {string} */ code) => {
    desk.edit(coloured(desk.slide(), { [part]: code }), part);
    show();
  };
  const show = () => {
    sample.style.color = slideLook(desk.slide()).colour ?? "";
    sample.style.backgroundColor = desk.slide().background ?? "";
  };
  show();
  return make("details", { className: "part looks", open }, make("summary", { "data-part": "colours" }, say("colours")), sample,
    colourField(say, say("background"), "background", desk.slide().background, choose("background")),
    colourField(say, say("text_colour"), "colour", look.colour, choose("colour")),
    slideButton("everywhere", say("everywhere"), desk.everywhere));
}

/** All fields of a slide. @param {Desk} desk @param {boolean} open whether the colours are being looked at */
export function slideForm(desk, open) {
  const { say } = desk, slide = desk.slide(), bodies = placesOf(slide, "text");
  const texts = (bodies.length ? bodies : [-1]).map((place, nth) => {
    const isOne = bodies.length < 2, part = `text-${nth + 1}`;
    const made = textPart(desk, place, "text", part, isOne ? say("text") : say("text_n", { n: nth + 1 }), isOne ? say("text_size") : say("text_size_n", { n: nth + 1 }));
    if (nth > 0) made.append(awayButton(desk, `text-away-${nth}`, say("remove_text", { n: nth + 1 }), "texts", place));
    return made;
  });
  const notes = area("notes", (slide.notes ?? []).join("\n"), LONGEST_NOTES, (value) =>
    desk.edit({ ...desk.slide(), notes: value.split("\n").map((line) => line.trim()).filter(Boolean) }, "notes"));
  return [
    textPart(desk, placesOf(slide, "title")[0] ?? -1, "title", "title", say("title"), say("title_size")),
    ...texts,
    ...(slide.tables ?? []).map((_, place) => tablePart(desk, place)),
    ...(slide.images ?? []).map((_, place) => picturePart(desk, place)),
    addButtons(desk),
    make("div", { className: "part" }, ...labelled(say("notes"), notes)),
    coloursPart(desk, open),
  ];
}
