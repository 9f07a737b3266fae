// A rehearsal: the slides one after another over the whole screen, by keys, by touch, by buttons.

import { make } from "./surface.js";
import { drawSlide } from "./slides-sheet.js";

const SWIPE = 40; // pixels

/**
 * Show slides from one of them on; it ends by Escape or by its button.
 * @param {HTMLElement} home where the dialog is put, for its style
 * @param {import("./slides-deck.js").Slide[]} slides those that pupils see
 * @param {number} first
 * @param {Record<string, string>} words
 * @param {import("./slides-sheet.js").FindPicture} find
 * @returns {() => void} ends it
 */
export function rehearse(home, slides, first, words, find) {
  const opener = /** @type {HTMLElement|null} */ (document.activeElement);
  let at = first, from = 0;
  const button = (/** @type {string} */ name, /** @type {() => void} */ act) => {
    const made = make("button", { type: "button", className: "quiet" }, words[name]);
    made.addEventListener("click", act);
    return made;
  };
  const stage = make("div", { className: "stage", "aria-live": "polite" });
  const notes = make("div", { className: "say", role: "group", "aria-label": words.notes });
  const count = make("span", { className: "count" });
  const back = button("back", () => go(-1)), next = button("next", () => go(1)), end = button("end", () => dialog.close());
  const controls = make("div", { className: "controls" }, back, count, next, end);
  const screen = make("div", { className: "screen" }, stage, notes, controls); // a dialog itself may not fill the screen
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", { className: "show", "aria-label": words.rehearse }, screen));

  const draw = () => {
    const slide = slides[at];
    stage.replaceChildren(drawSlide(slide, find));
    notes.replaceChildren(...(slide.notes ?? []).map((line) => make("p", {}, line)));
    notes.tabIndex = slide.notes?.length ? 0 : -1;
    count.textContent = `${at + 1} / ${slides.length}`;
    back.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === slides.length - 1));
  };
  const go = (/** @type {number} */ by) => {
    at = Math.min(Math.max(at + by, 0), slides.length - 1);
    draw();
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => go(1), ArrowDown: () => go(1), PageDown: () => go(1), " ": () => go(1), Enter: () => go(1),
    ArrowLeft: () => go(-1), ArrowUp: () => go(-1), PageUp: () => go(-1), Backspace: () => go(-1),
    Home: () => go(-slides.length), End: () => go(slides.length),
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    event.stopPropagation();
    const pressed = event.target instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key);
    if (pressed || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };
  dialog.addEventListener("keydown", onKey);
  stage.addEventListener("pointerdown", (event) => { from = event.clientX; });
  stage.addEventListener("pointerup", (event) => {
    const moved = event.clientX - from, box = stage.getBoundingClientRect();
    if (Math.abs(moved) >= SWIPE) go(moved < 0 ? 1 : -1);
    else go(event.clientX < box.left + box.width / 3 ? -1 : 1);
  });
  screen.addEventListener("fullscreenchange", () => { if (document.fullscreenElement !== screen) dialog.close(); });
  dialog.addEventListener("close", () => {
    if (document.fullscreenElement === screen) document.exitFullscreen().catch(() => {});
    dialog.remove();
    opener?.focus();
  });
  draw();
  home.append(dialog);
  dialog.showModal();
  next.focus();
  screen.requestFullscreen?.().catch(() => {}); // a phone that cannot shows it over the page
  return () => dialog.close();
}
