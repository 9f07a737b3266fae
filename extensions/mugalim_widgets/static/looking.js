// "Look at it": a button that asks the kernel what is right so far, and what came back.

import { make } from "./surface.js";

const LOOK_PATIENCE = 20000; // milliseconds until it is said that no answer came

/**
 * The kernel answers in the trait `looked`. Where it refuses, the surface's notice says why.
 * @param {import("./surface.js").Model} model
 * @param {() => object|undefined} ask what is to be looked at; undefined where there is nothing
 * @param {(looked: any) => void} show what was found, or {sentence} where no answer came
 */
export function makeLooking(model, ask, show) {
  const words = model.get("words");
  const button = make("button", { type: "button", className: "look" }, words.look);
  let timer = 0, waiting = false;

  const setWaiting = (/** @type {boolean} */ on) => {
    waiting = on;
    clearTimeout(timer);
    button.setAttribute("aria-disabled", String(on));
    button.textContent = on ? words.looking : words.look;
  };
  const look = () => {
    const asked = waiting ? undefined : ask();
    if (!asked) return;
    setWaiting(true);
    timer = setTimeout(() => { setWaiting(false); show({ sentence: words.no_answer }); }, LOOK_PATIENCE);
    model.send({ type: "look-over", ...asked });
  };
  const onLooked = () => {
    if (!waiting || !model.get("looked").mark) return;
    setWaiting(false);
    show(model.get("looked"));
  };
  const onNotice = () => setWaiting(false);

  button.addEventListener("click", look);
  model.on("change:looked", onLooked);
  model.on("change:notice", onNotice);
  return {
    button,
    look,
    stop() {
      clearTimeout(timer);
      model.off("change:looked", onLooked);
      model.off("change:notice", onNotice);
    },
  };
}
