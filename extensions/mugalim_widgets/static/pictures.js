// Pictures: chosen from a gallery or her own, cut and made smaller, with credits and words for each.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { makeEditing } from "./editing.js";
import { keepPiece } from "./pieces.js";
import { endingOf, makeThumbnails, stateOfPhoto } from "./photos.js";
import { matchedCredits, pictureKey, pictureState, withFile, withoutFile } from "./picture-credits.js";
import { makeCard, sourcePage } from "./picture-card.js";

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {import("./picture-credits.js").PictureFile} PictureFile
 */

const THUMBNAIL = 320; // pixels

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), endings = model.get("picture_endings");
  const editing = makeEditing(model, el, () => draw());
  const thumbnails = makeThumbnails(model, el, THUMBNAIL);
  const keyOf = (/** @type {string} */ name) => pictureKey(name, endings);
  /** @type {Map<string, any>} */
  const gallery = new Map(model.get("gallery").map((/** @type {any} */ item) => [keyOf(item.name), item]));
  /** @type {Map<string, ReturnType<typeof makeCard>>} */
  const cards = new Map();
  /** @type {Map<string, PictureFile>} her own photos as they were kept */
  const originals = new Map();
  const fileOf = (/** @type {any} */ item) => ({ name: item.name, size: item.size, digest: item.digest, photo: stateOfPhoto(item.photo) });
  const has = (/** @type {string} */ name) => (editing.state().files ?? []).some((/** @type {PictureFile} */ file) => keyOf(file.name) === keyOf(name));

  const desk = {
    model, el, words, endings, gallery, thumbnails,
    state: editing.state,
    announce: editing.announce,
    say: (/** @type {string} */ key, values = {}) => editing.announce(filled(words, key, values)),
    change(/** @type {any} */ next, together = "") {
      editing.change(next, together);
      draw();
    },
    /** @param {PictureFile} file @param {PictureFile} made */
    replace(file, made) {
      const card = cards.get(file.name);
      if (card && made.name !== file.name) cards.set(made.name, card);
      desk.change(withFile(editing.state(), file, made, endings));
    },
    /** @param {PictureFile} file */
    remove(file) {
      const at = (editing.state().files ?? []).findIndex((/** @type {PictureFile} */ each) => each.name === file.name);
      desk.change(withoutFile(editing.state(), file, endings));
      desk.say("taken_out", { name: file.name });
      const next = (editing.state().files ?? [])[Math.max(0, at - 1)];
      (next ? cards.get(next.name)?.opener : shelf.querySelector("button") ?? box.querySelector("button"))?.focus();
    },
    originalOf(/** @type {string} */ name) {
      const item = gallery.get(keyOf(name));
      return item ? fileOf(item) : originals.get(keyOf(name));
    },
    opened(/** @type {string} */ name) {
      for (const [other, card] of cards) if (other !== name) card.open(false);
    },
  };

  // --- the frame ---
  const wanted = model.get("wanted");
  const count = make("p", { className: "title" });
  const list = make("ol", { className: "chosen", "aria-label": words.chosen });
  const stray = make("ul", { className: "stray", "aria-label": words.stray });
  const strayPart = make("div", { hidden: true }, make("p", { className: "title" }, words.stray), stray);
  const looked = make("div", {});
  const shelf = make("ul", { className: "shelf", "aria-label": words.gallery });
  const box = editing.frame(editing.tools, count, list, strayPart, ...(gallery.size ? [make("p", { className: "title" }, words.gallery), make("p", { className: "help" }, words.gallery_help), looked, shelf] : []), ...(model.get("own") ? [ownPart()] : []));

  // --- the gallery ---
  let shown = "?"; // which of the gallery are taken
  function showShelf() {
    const taken = [...gallery.values()].map((item) => has(item.name)).join();
    if (taken === shown) return;
    shown = taken;
    shelf.replaceChildren(...[...gallery.values()].map((item) => {
      const button = make("button", { type: "button", className: "quiet" }, thumbnails.of(item.name, item), make("span", {}, item.title));
      if (has(item.name)) button.append(make("span", { className: "soft" }, words.taken));
      button.dataset.picture = item.name;
      button.addEventListener("click", () => look(item, button));
      return make("li", {}, button);
    }));
  }
  /** @param {any} item @param {HTMLElement} opener */
  function look(item, opener) {
    const close = () => {
      looked.replaceChildren();
      /** @type {HTMLElement|null} */ (shelf.querySelector(`[data-picture="${CSS.escape(item.name)}"]`))?.focus();
    };
    const take = make("button", { type: "button", className: "primary", "aria-disabled": String(has(item.name)) }, has(item.name) ? words.taken : words.take);
    take.addEventListener("click", () => {
      if (has(item.name)) return;
      looked.replaceChildren();
      add(fileOf(item));
    });
    const closing = make("button", { type: "button", className: "quiet" }, words.close);
    closing.addEventListener("click", close);
    const panel = make("div", { className: "asking", role: "group", "aria-label": words.source_page, tabIndex: -1 }, sourcePage(desk, item), make("div", { className: "row" }, take, closing));
    looked.replaceChildren(panel);
    panel.focus();
  }
  /** @param {PictureFile} file */
  function add(file) {
    const state = editing.state();
    desk.change(pictureState(state, [...(state.files ?? []), file], state.credits ?? []));
    const card = cards.get(file.name);
    card?.open(true);
    card?.opener.focus();
    desk.say("added", { name: file.name });
  }

  // --- a photo of her own ---
  function ownPart() {
    const id = `own-${Math.random().toString(36).slice(2)}`;
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", id, accept: "image/*", className: "hidden-text" }));
    input.addEventListener("change", async () => {
      const chosen = input.files?.[0];
      input.value = "";
      if (!chosen) return;
      desk.say("keeping", { name: chosen.name });
      try {
        const piece = await keepPiece(model, el, chosen, chosen.name);
        const file = { name: freeName(piece.name), size: piece.size, digest: piece.digest, photo: stateOfPhoto(piece.photo) };
        originals.set(keyOf(file.name), file);
        add(file);
      } catch (refusal) {
        editing.announce(/** @type {Error} */ (refusal).message);
      }
    });
    return make("div", { className: "drop" }, input, make("label", { for: id }, words.own), make("span", { className: "soft" }, words.own_help));
  }
  /** @param {string} name @returns {string} one that no picture here has, and that is called a picture */
  function freeName(name) {
    const plain = name.normalize("NFC").replace(/[\\/\p{Cc}\p{Cs}\ufffe\uffff]/gu, " ").trim().slice(-120) || "photo.jpg";
    const ending = endings.includes(endingOf(plain)) ? endingOf(plain) : ".jpg", stem = endingOf(plain) === ending ? plain.slice(0, -ending.length) : plain;
    for (let number = 1; ; number++) {
      const free = number === 1 ? stem + ending : `${stem} (${number})${ending}`;
      if (!has(free) && !gallery.has(keyOf(free))) return free;
    }
  }

  function draw() {
    const { pairs, left } = matchedCredits(editing.state(), endings);
    count.textContent = wanted ? filled(words, "count_of", { count: pairs.length, wanted }) : filled(words, "count", { count: pairs.length });
    const items = pairs.map(({ file, credit }) => {
      const card = cards.get(file.name) ?? makeCard(desk, file.name);
      cards.set(file.name, card);
      card.update(file, credit);
      return card.item;
    });
    for (const name of [...cards.keys()]) if (!pairs.some(({ file }) => file.name === name)) cards.delete(name);
    if (items.length !== list.children.length || items.some((item, n) => item !== list.children[n])) list.replaceChildren(...items);
    strayPart.hidden = !left.length;
    stray.replaceChildren(...left.map((line) => {
      const button = make("button", { type: "button", className: "quiet" }, words.take_line_out);
      button.addEventListener("click", () => {
        const state = editing.state();
        desk.change(pictureState(state, state.files ?? [], (state.credits ?? []).filter((/** @type {any} */ each) => each !== line)));
        (stray.querySelector("button") ?? list.querySelector("button") ?? box.querySelector("button"))?.focus();
      });
      const name = [line.file, line.title].filter((each) => each).join(": ") || "—";
      button.setAttribute("aria-label", filled(words, "take_named_out", { name }));
      return make("li", { className: "row" }, make("span", { className: "about" }, name), button);
    }));
    if (gallery.size) showShelf();
  }

  box.addEventListener("click", () => editing.announce(""), true); // what was said is past with the next step
  draw();
  el.append(box);
  return () => {
    editing.stop();
    thumbnails.stop();
    box.remove();
  };
}

export default { render };
