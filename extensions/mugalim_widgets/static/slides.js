// Slides: a presentation made on the page: the list of slides, one of them to edit and to look at, a rehearsal.

import { makeEditing } from "./editing.js";
import { make } from "./surface.js";
import { changePiece, keepPiece, pieceAddress } from "./pieces.js";
import { MOST_SLIDES, SLIDE_POINTS, alike, countWords, newSlide, slideLook, titleOf, weightOf } from "./slides-deck.js";
import { colourField, slideButton } from "./slides-controls.js";
import { slideForm } from "./slides-form.js";
import { drawSlide } from "./slides-sheet.js";
import { rehearse } from "./slides-show.js";

/** @typedef {import("./slides-deck.js").Slide} Slide */

const SMALLER = 1600; // pixels of the longer side: a projector shows no more of it
const SEEN = 960; // pixels of a picture as it is shown here

/** @param {{model: import("./surface.js").Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words");
  const say = (/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)), words[key] ?? key);
  let at = 0, endShow = () => {};
  /** @type {WeakMap<Slide, object>} the same slide through all edits, for what comes later */
  const marks = new WeakMap();
  /** @type {Map<string, Promise<string>>} */
  const addresses = new Map();
  const find = (/** @type {string} */ digest) => {
    if (!addresses.has(digest)) {
      const address = pieceAddress(model, el, digest, SEEN);
      address.catch(() => addresses.delete(digest));
      addresses.set(digest, address);
    }
    return /** @type {Promise<string>} */ (addresses.get(digest));
  };

  const editing = makeEditing(model, el, () => draw());
  const all = () => /** @type {Slide[]} */ (editing.state().slides ?? []);
  const { announce } = editing;
  const list = make("ol", { className: "list", "aria-label": say("slides") });
  const heading = make("h3", { id: `slide-heading-${Math.random().toString(36).slice(2)}` });
  const view = make("div", { className: "view", role: "img" });
  const counted = make("p", { className: "help" }), total = make("p", { className: "help" });
  const hideButton = slideButton("hide", "", () => hide());
  const tools = make("details", { className: "part" }, make("summary", { "data-part": "tools" }, say("tools")), make("div", { className: "tools" },
    slideButton("earlier", say("earlier"), () => move(-1)), slideButton("later", say("later"), () => move(1)),
    slideButton("duplicate", say("duplicate"), () => duplicate()), hideButton, slideButton("delete", say("delete"), () => remove())));
  const form = make("div", { className: "form" });
  const section = make("section", { "aria-labelledby": heading.id }, heading,
    make("div", { className: "looking" }, view, make("div", {}, counted, make("p", { className: "help" }, say("last_row")), tools)), form);
  const showButton = slideButton("rehearse", say("rehearse"), () => show());
  editing.tools.append(showButton);
  const begin = make("div", { className: "begin" });
  const deck = make("div", {}, list, total, section);

  /** @param {Slide[]} slides @param {string} [part] */
  const put = (slides, part = "") => editing.change({ ...editing.state(), slides, weight: weightOf(slides) }, part);
  const mark = (/** @type {Slide} */ slide) => {
    if (!marks.has(slide)) marks.set(slide, {});
    return /** @type {object} */ (marks.get(slide));
  };
  /** @param {number} place @param {Slide} next @param {string} [part] */
  const edit = (place, next, part = "") => {
    marks.set(next, mark(all()[place]));
    put(all().map((slide, nth) => (nth === place ? next : slide)), part && `${place}-${part}`);
    refresh(place);
  };
  const focusOn = (/** @type {string} */ part) => {
    const found = /** @type {HTMLElement|null} */ (el.querySelector(`[data-part="${part}"]`));
    found?.focus();
  };

  // --- drawing ---
  const thumb = (/** @type {Slide} */ slide, /** @type {number} */ nth) => {
    const name = say(slide.hidden ? "slide_hidden" : "slide", { n: nth + 1, title: titleOf(slide) || say("untitled") });
    const leaf = make("span", { className: "thumb", "aria-hidden": "true" }, drawSlide(slide, find));
    const button = slideButton(`slide-${nth}`, "", () => choose(nth));
    button.append(leaf, make("span", { className: "number", "aria-hidden": "true" }, String(nth + 1)), make("span", { className: "told" }, name));
    if (nth === at) button.setAttribute("aria-current", "true");
    button.classList.toggle("away", slide.hidden === true);
    return make("li", {}, button);
  };
  const drawList = () => {
    const addButton = slideButton("add", say("add"), () => add());
    addButton.classList.remove("quiet");
    list.replaceChildren(...all().map(thumb), make("li", {}, addButton));
  };
  /** What is counted and shown of a slide, after an edit of it. @param {number} place */
  const refresh = (place) => {
    const slides = all(), slide = slides[place];
    list.children[place]?.replaceWith(thumb(slide, place));
    total.textContent = say("deck", {
      slides: slides.length, notes: slides.filter((each) => each.notes?.length).length, kb: Math.ceil(weightOf(slides) / 1024),
    });
    if (place !== at) return;
    view.replaceChildren(drawSlide(slide, find));
    view.setAttribute("aria-label", say("view", { n: at + 1 }));
    counted.textContent = say("words_count", { n: countWords(slide) });
    hideButton.textContent = say(slide.hidden ? "unhide" : "hide");
  };
  const drawForm = () => {
    heading.textContent = say("slide_of", { n: at + 1, all: all().length });
    const isLooking = /** @type {HTMLDetailsElement|null} */ (form.querySelector(".looks"))?.open ?? false;
    form.replaceChildren(...slideForm(desk, isLooking));
    refresh(at);
  };
  /** @param {string} [part] where the keyboard is put; where it was if that is still there */
  const draw = (part) => {
    const held = el.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.part : undefined;
    at = Math.min(at, Math.max(all().length - 1, 0));
    deck.hidden = !all().length;
    begin.hidden = Boolean(all().length);
    showButton.hidden = deck.hidden;
    if (begin.hidden) {
      drawList();
      drawForm();
    } else drawBegin();
    const wanted = part ?? held;
    if (wanted) focusOn(wanted);
  };

  // --- one slide ---
  const desk = {
    say,
    announce,
    find,
    slide: () => all()[at],
    edit: (/** @type {Slide} */ next, /** @type {string} */ part = "") => edit(at, next, part),
    redraw: (/** @type {string} */ part) => { drawForm(); focusOn(part); },
    addPicture: (/** @type {File} */ file) => withPiece(say("sending"), keepPiece(model, el, file, file.name), (slide, piece) => {
      announce(say("picture_added"));
      return { images: [...(slide.images ?? []), { alt: null, name: piece.name, size: piece.size, digest: piece.digest }], part: `alt-${slide.images?.length ?? 0}` };
    }),
    shrinkPicture: (/** @type {number} */ place) => {
      const { digest = "", name = "", size = 0 } = all()[at].images?.[place] ?? {};
      withPiece(say("shrinking"), changePiece(model, el, { digest, name, size, photo: null }, { longest: SMALLER }), (slide, piece) => {
        announce(say("shrunk", { kb: Math.ceil(piece.size / 1024) }));
        const made = { name: piece.name, size: piece.size, digest: piece.digest };
        return { images: (slide.images ?? []).map((each) => (each.digest === digest ? { ...each, ...made } : each)), part: `smaller-${place}` };
      });
    },
    everywhere: () => {
      const pattern = all()[at];
      put(all().map((slide) => {
        const next = alike(slide, pattern);
        marks.set(next, mark(slide));
        return next;
      }));
      draw();
      announce(say("everywhere_done"));
    },
  };
  /**
   * Put a picture where it belongs once it is there, wherever the slide is by then.
   * @param {string} waiting @param {Promise<import("./pieces.js").Piece>} coming
   * @param {(slide: Slide, piece: import("./pieces.js").Piece) => {images: any[], part: string}} act
   */
  const withPiece = async (waiting, coming, act) => {
    const own = mark(all()[at]);
    announce(waiting);
    try {
      const piece = await coming, place = all().findIndex((slide) => marks.get(slide) === own);
      if (place < 0) return announce(say("slide_gone"));
      const { images, part } = act(all()[place], piece);
      edit(place, { ...all()[place], images });
      if (place === at) desk.redraw(part);
    } catch (refusal) {
      announce(/** @type {Error} */ (refusal).message);
    }
  };

  // --- the list ---
  const choose = (/** @type {number} */ place) => {
    at = place;
    draw(`slide-${place}`);
    view.scrollIntoView({ block: "nearest" });
    announce(say("slide_of", { n: at + 1, all: all().length }));
  };
  /** @param {Slide} slide @param {string} sentence */
  const insert = (slide, sentence) => {
    if (all().length >= MOST_SLIDES) return announce(say("too_many", { n: MOST_SLIDES }));
    const place = Math.min(at + 1, all().length);
    put([...all().slice(0, place), slide, ...all().slice(place)]);
    at = place;
    draw("title");
    announce(say(sentence, { n: at + 1 }));
  };
  const add = () => {
    const text = slideLook(all()[at]), background = all()[at].background ?? text.background;
    insert(newSlide({ ...text, background }, { ...slideLook(all()[at], true), background }), "added");
  };
  const duplicate = () => insert({ ...all()[at] }, "duplicated");
  const move = (/** @type {number} */ by) => {
    const to = at + by, slides = [...all()];
    if (to < 0 || to >= slides.length) return announce(say("slide_of", { n: at + 1, all: slides.length }));
    slides.splice(to, 0, ...slides.splice(at, 1));
    put(slides);
    at = to;
    draw();
    announce(say("slide_of", { n: at + 1, all: slides.length }));
  };
  const hide = () => {
    const slide = all()[at];
    edit(at, { ...slide, hidden: !slide.hidden });
    announce(say(slide.hidden ? "seen" : "hidden"));
  };
  const remove = () => {
    put(all().filter((_, nth) => nth !== at));
    at = Math.max(at - 1, 0);
    draw(all().length ? `slide-${at}` : "first");
    announce(say("deleted"));
  };
  const show = () => {
    const seen = all().filter((slide) => !slide.hidden), first = Math.max(seen.indexOf(all()[at]), 0);
    if (seen.length) endShow = rehearse(/** @type {HTMLElement} */ (el.querySelector(".mugalim")), seen, first, words, find);
  };

  // --- the beginning: nothing is chosen for her ---
  /** @type {{background?: string, colour?: string, points?: number}} */
  let wished = {};
  const drawBegin = () => {
    wished = {};
    const sample = make("div", { className: "view", "aria-hidden": "true" });
    const wish = (/** @type {object} */ more) => {
      wished = { ...wished, ...more };
      const { points = SLIDE_POINTS[0], background, colour } = wished;
      if (!background || !colour) return;
      const slide = newSlide({ points, background, colour }), [title, text] = slide.texts ?? [];
      const write = (/** @type {any} */ each, /** @type {string} */ said) => ({ ...each, paragraphs: [{ runs: [{ ...each.paragraphs[0].runs[0], text: said }] }] });
      sample.replaceChildren(drawSlide({ ...slide, texts: [write(title, say("sample")), write(text, say("sample_text"))] }, find));
    };
    const sizes = make("select", { "data-part": "points", id: `${heading.id}-points` }, make("option", { value: "" }, "…"),
      ...SLIDE_POINTS.map((points) => make("option", { value: points }, say("points", { n: points }))));
    sizes.addEventListener("change", () => wish({ points: Number(/** @type {HTMLSelectElement} */ (sizes).value) || undefined }));
    const first = make("button", { type: "button", className: "primary", "data-part": "first" }, say("first"));
    first.addEventListener("click", () => {
      const { points, background, colour } = wished;
      if (!points || !background || !colour) return announce(say("choose_first"));
      at = 0;
      put([newSlide({ points, background, colour })]);
      draw("title");
      announce(say("added", { n: 1 }));
    });
    begin.replaceChildren(make("p", { className: "help" }, say("begin")),
      colourField(say, say("background"), "background", "", (background) => wish({ background })),
      colourField(say, say("text_colour"), "colour", "", (colour) => wish({ colour })),
      make("p", { className: "size" }, make("label", { for: sizes.id }, say("text_size")), sizes), sample, first);
  };

  el.append(editing.frame(editing.tools, begin, deck));
  draw();
  return () => {
    endShow();
    editing.stop();
    el.replaceChildren();
  };
}

export default { render };
