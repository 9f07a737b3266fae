// Photos as the folder and the pictures show them: small, with their measures, made smaller.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { changePiece, pieceAddress } from "./pieces.js";

const LONGEST_SIDES = [1600, 1200, 800]; // pixels of the longer side that are offered

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{width: number, height: number, has_place?: boolean, likeness?: string}} Photo
 * @typedef {{digest?: string, size?: number, photo?: Photo|null}} Measured
 */

/** The weight as checks count it. @param {Measured} file */
export const kilobytes = (file) => Math.max(1, Math.ceil((file.size ?? 0) / 1024));

/** @param {Photo} photo */
export const longestSide = (photo) => Math.max(photo.width, photo.height);

/** A file's weight, and a photo's pixels. @param {Record<string, string>} words @param {Measured} file */
export function measures(words, file) {
  const size = filled(words, "kilobytes", { size: kilobytes(file) });
  return file.photo ? `${size}, ${filled(words, "pixels", file.photo)}` : size;
}

/** What a state may hold of a photo. @param {any} photo @returns {Photo|null} */
export function stateOfPhoto(photo) {
  if (!photo) return null;
  const { width, height, has_place, likeness } = photo;
  return { width, height, ...(has_place && { has_place }), ...(likeness && { likeness }) };
}

/** A name that may go on in the next line after _ and before its ending. @param {string} name */
export function brokenName(name) {
  const parts = name.replace(/_/g, "_\n").replace(/\.(?=[^.]*$)/, "\n.").split("\n");
  return make("span", { className: "name" }, ...parts.flatMap((part, n) => (n ? [make("wbr"), part] : [part])));
}

/** The ending of a name in small letters, with its dot. @param {string} name */
export function endingOf(name) {
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at).toLowerCase() : "";
}

/**
 * Small pictures that are asked for when they come near the screen; until then, and where a picture
 * cannot be shown, the file's ending stands in the place.
 * @param {Model} model @param {HTMLElement} el @param {number} longest pixels
 */
export function makeThumbnails(model, el, longest) {
  /** @type {Map<string, Promise<string>>} */
  const addresses = new Map();
  /** @type {WeakMap<Element, string>} */
  const waiting = new WeakMap();
  const show = async (/** @type {HTMLElement} */ place, /** @type {string} */ digest) => {
    try {
      if (!addresses.has(digest)) addresses.set(digest, pieceAddress(model, el, digest, longest));
      const src = await /** @type {Promise<string>} */ (addresses.get(digest));
      place.replaceChildren(make("img", { src, alt: "", decoding: "async", draggable: false }));
    } catch {
      addresses.delete(digest); // the ending stays; it is tried again when it is drawn again
    }
  };
  const watcher = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen)
      if (isIntersecting) {
        watcher.unobserve(target);
        show(/** @type {HTMLElement} */ (target), waiting.get(target) ?? "");
      }
  }, { rootMargin: "300px" });
  return {
    /** @param {string} name @param {Measured} file */
    of(name, file) {
      const place = make("span", { className: "thumb", "aria-hidden": "true" }, endingOf(name).slice(1, 6) || "?");
      if (file.photo && file.digest && addresses.has(file.digest)) show(place, file.digest);
      else if (file.photo && file.digest) {
        waiting.set(place, file.digest);
        watcher.observe(place);
      }
      return place;
    },
    stop: () => watcher.disconnect(),
  };
}

/**
 * Buttons for smaller sizes; one that would not make any of the photos smaller says so and does nothing.
 * @param {Record<string, string>} words @param {Measured[]} files @param {(longest: number) => void} act
 */
export function sizeButtons(words, files, act) {
  return LONGEST_SIDES.map((longest) => {
    const fits = files.some(({ photo }) => photo && longestSide(photo) > longest);
    const button = make("button", { type: "button", className: "quiet", "aria-disabled": String(!fits) }, filled(words, "side", { longest }));
    button.addEventListener("click", () => { if (fits) act(longest); });
    return button;
  });
}

/**
 * A photo changed by the school, as a state may hold it. Rejects with a sentence for her.
 * @param {Model} model @param {HTMLElement} el @param {string} name @param {Measured} file
 * @param {import("./pieces.js").PieceChange} change
 * @returns {Promise<{name: string, file: {digest: string, size: number, photo: Photo|null}}>} the name with the ending that it has now
 */
export async function changedPhoto(model, el, name, file, change) {
  const piece = { digest: file.digest ?? "", name, size: file.size ?? 0, photo: file.photo ?? null };
  const made = await changePiece(model, el, piece, change);
  const ending = endingOf(made.name), own = endingOf(name);
  const renamed = !ending || ending === own || (ending === ".jpg" && own === ".jpeg") ? name : name.slice(0, name.length - own.length) + ending;
  return { name: renamed, file: { digest: made.digest, size: made.size, photo: stateOfPhoto(made.photo) } };
}
