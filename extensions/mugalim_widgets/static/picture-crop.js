// Cropping a picture: by handles with a finger or a mouse, or by four numbers.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";

const LEAST_KEPT = 10; // percent of a side
const SIDES = /** @type {const} */ (["left", "top", "right", "bottom"]);

/** @typedef {{left: number, top: number, right: number, bottom: number}} Edges percent cut from each side */

/**
 * The picture with a frame on it, the numbers, and what will stay. `edges` gives what is cut.
 * @param {Record<string, string>} words @param {string} src @param {import("./photos.js").Photo} photo
 */
export function makeCropper(words, src, photo) {
  /** @type {Edges} */
  let edges = { left: 0, top: 0, right: 0, bottom: 0 };
  const frame = make("div", { className: "crop-frame" });
  const stage = make("div", { className: "crop-stage", "aria-hidden": "true" }, make("img", { src, alt: "", draggable: false }), frame);
  const result = make("p", { className: "help", "aria-live": "polite" });
  const inputs = /** @type {Record<string, HTMLInputElement>} */ ({});
  const fields = SIDES.map((side) => {
    const id = `crop-${side}-${Math.random().toString(36).slice(2)}`;
    const input = make("input", { id, type: "number", min: 0, max: 100 - LEAST_KEPT, step: 1, inputMode: "numeric" });
    inputs[side] = /** @type {HTMLInputElement} */ (input);
    input.addEventListener("input", () => set({ ...edges, [side]: Number(inputs[side].value) || 0 }, side));
    input.addEventListener("blur", () => show(""));
    return make("div", {}, make("label", { for: id }, words[`crop_${side}`]), input);
  });

  /** @param {Edges} wanted @param {string} [typed] the side whose number she is typing */
  function set(wanted, typed = "") {
    const within = (/** @type {number} */ value, /** @type {number} */ opposite) => Math.max(0, Math.min(100 - LEAST_KEPT - opposite, value));
    edges = {
      left: within(wanted.left, typed === "left" ? wanted.right : 0), top: within(wanted.top, typed === "top" ? wanted.bottom : 0),
      right: within(wanted.right, 0), bottom: within(wanted.bottom, 0),
    };
    edges.right = within(edges.right, edges.left);
    edges.bottom = within(edges.bottom, edges.top);
    show(typed);
  }
  function show(/** @type {string} */ typed) {
    for (const side of SIDES) if (side !== typed) inputs[side].value = String(Math.round(edges[side]));
    frame.style.inset = `${edges.top}% ${edges.right}% ${edges.bottom}% ${edges.left}%`;
    frame.classList.toggle("moves", SIDES.some((side) => edges[side] > 0));
    const { width, height } = kept();
    result.textContent = filled(words, "crop_stays", { width: Math.round(width * photo.width), height: Math.round(height * photo.height) });
  }
  /** What stays, in parts of the whole. */
  const kept = () => ({
    left: edges.left / 100, top: edges.top / 100, width: (100 - edges.left - edges.right) / 100, height: (100 - edges.top - edges.bottom) / 100,
  });

  /** Follow one finger from where it was put down. @param {HTMLElement} handle @param {(from: Edges, x: number, y: number) => Edges} how */
  const follow = (handle, how) => {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const from = edges, box = stage.getBoundingClientRect();
      const move = (/** @type {PointerEvent} */ to) => set(how(from, ((to.clientX - event.clientX) / box.width) * 100, ((to.clientY - event.clientY) / box.height) * 100));
      const end = () => {
        handle.removeEventListener("pointermove", move);
        for (const name of ["pointerup", "pointercancel"]) handle.removeEventListener(name, end);
      };
      handle.setPointerCapture(event.pointerId);
      handle.addEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, end);
    });
  };
  const corner = (/** @type {"left"|"right"} */ across, /** @type {"top"|"bottom"} */ down) => {
    const handle = make("span", { className: `crop-handle ${across} ${down}` });
    follow(handle, (from, x, y) => ({
      ...from,
      [across]: Math.min(from[across] + (across === "left" ? x : -x), 100 - LEAST_KEPT - from[across === "left" ? "right" : "left"]),
      [down]: Math.min(from[down] + (down === "top" ? y : -y), 100 - LEAST_KEPT - from[down === "top" ? "bottom" : "top"]),
    }));
    frame.append(handle);
  };
  corner("left", "top");
  corner("right", "top");
  corner("left", "bottom");
  corner("right", "bottom");
  follow(frame, (from, x, y) => {
    const right = Math.max(-from.left, Math.min(from.right, x)), down = Math.max(-from.top, Math.min(from.bottom, y));
    return { left: from.left + right, right: from.right - right, top: from.top + down, bottom: from.bottom - down };
  });
  show("");
  return { content: [stage, make("div", { className: "crop-numbers" }, ...fields), result], kept, isCut: () => SIDES.some((side) => edges[side] >= 0.5), first: inputs.left };
}
