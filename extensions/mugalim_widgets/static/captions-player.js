// Captions' player: a clock, or her voice, before which scenes and captions are shown in turn.

import { filled } from "./redrawing.js";
import { make } from "./surface.js";

/** @typedef {{seconds: number, picture: string, script: string}} Scene */

const TICK = 100; // milliseconds
const FAR = 1e7; // seconds: a recording of a browser says how long it is once its end was looked for

/**
 * @param {{words: Record<string, string>, shown: (ms: number) => string, caption: (ms: number) => string[],
 *   scenes: () => Scene[], last: () => number, sound: () => Promise<string>|null, trouble: (sentence: string) => void}} given
 *   `last`: when the last caption goes; `sound`: the address of her voice, null where there is none
 */
export function makePlayer({ words, shown, caption, scenes, last, sound, trouble }) {
  const scene = make("p", { className: "scene" }), picture = make("p", { className: "picture" }), script = make("p", { className: "script" });
  const text = make("p", { className: "caption" }), clock = make("span", { className: "clock" });
  const slider = /** @type {HTMLInputElement} */ (make("input", { type: "range", min: "0", step: "0.1", "aria-label": words.position, "data-name": "position" }));
  const playButton = make("button", { type: "button", className: "primary", "data-name": "play" }, words.play);
  const startButton = make("button", { type: "button", className: "quiet", "data-name": "to-start" }, words.to_start);
  const element = make("div", { className: "player" }, make("div", { className: "stage" }, scene, picture, script, text),
    make("div", { className: "row" }, playButton, startButton, clock), slider);
  let at = 0, began = 0, ticking = 0, prompting = false, voiced = false;
  const audio = new Audio();

  const length = () => {
    const planned = scenes().reduce((sum, each) => sum + each.seconds, 0) * 1000;
    return Math.max(planned || 60000, last(), voiced && Number.isFinite(audio.duration) ? audio.duration * 1000 : 0);
  };
  /** Milliseconds, to a tenth of a second. */
  const now = () => {
    if (ticking) at = voiced && !prompting ? audio.currentTime * 1000 : performance.now() - began;
    return Math.min(length(), Math.round(at / 100) * 100);
  };
  const show = () => {
    const time = now(), all = scenes();
    let rest = time, n = 0;
    while (n < all.length - 1 && rest >= all[n].seconds * 1000) rest -= all[n++].seconds * 1000;
    scene.textContent = all.length ? filled(words, "scene", { n: n + 1, all: all.length }) : words.no_scene;
    picture.textContent = all[n]?.picture ?? "";
    script.textContent = prompting ? (all[n]?.script ?? "") : "";
    text.replaceChildren(...caption(time).flatMap((line, m) => (m ? [make("br"), line] : [line])));
    clock.textContent = `${shown(time)} / ${shown(length())}`;
    slider.max = String(length() / 1000);
    slider.value = String(time / 1000);
    slider.setAttribute("aria-valuetext", shown(time));
  };
  const tick = () => {
    show();
    if (!prompting && (audio.ended || (!voiced && now() >= length()))) pause();
  };
  const run = () => {
    began = performance.now() - at;
    clearInterval(ticking);
    ticking = window.setInterval(tick, TICK);
    playButton.textContent = words.pause;
  };
  const pause = () => {
    now();
    clearInterval(ticking);
    ticking = 0;
    audio.pause();
    playButton.textContent = words.play;
    show();
  };
  /** Her voice at this moment; the clock runs without sound where there is none. */
  const voice = async () => {
    const address = sound();
    voiced = Boolean(address);
    if (!address) return;
    if (!audio.src) {
      audio.src = await address;
      await new Promise((ready, failed) => { audio.onloadedmetadata = ready; audio.onerror = failed; });
      if (!Number.isFinite(audio.duration)) {
        audio.currentTime = FAR;
        await new Promise((ready) => { audio.ondurationchange = ready; setTimeout(ready, 2000); });
      }
    }
    voiced = at / 1000 < audio.duration; // after its end the clock goes on without sound
    if (!voiced) return;
    audio.currentTime = at / 1000;
    await audio.play();
  };
  const play = async () => {
    if (ticking) return pause();
    if (now() >= length()) at = 0;
    await voice().catch(() => {
      voiced = false;
      trouble(words.no_sound);
    });
    run();
  };
  const seek = (/** @type {number} */ ms) => {
    at = Math.max(0, ms);
    began = performance.now() - at;
    if (voiced) audio.currentTime = at / 1000;
    show();
  };
  playButton.addEventListener("click", play);
  startButton.addEventListener("click", () => seek(0));
  slider.addEventListener("input", () => seek(Number(slider.value) * 1000));

  return {
    element,
    now,
    show,
    seek,
    /** The words of the scenes run before her while she speaks. @param {boolean} on */
    prompt(on) {
      pause();
      prompting = on;
      playButton.disabled = startButton.disabled = slider.disabled = on;
      seek(0);
      if (on) run();
    },
    /** Another voice than before, or none. */
    forget() {
      pause();
      audio.removeAttribute("src");
      voiced = false;
      show();
    },
    stop() {
      clearInterval(ticking);
      audio.pause();
      audio.removeAttribute("src");
    },
  };
}
