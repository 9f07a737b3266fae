// Pictures of a document: kept by the school, shown with the words that she writes for them.

import { make } from "./surface.js";
import { changePiece, keepPiece, pieceAddress } from "./pieces.js";
import { tidyRecord } from "./document-shapes.js";

const PICTURE = { alt: null, name: "", size: 0, width: 0, height: 0, decorative: false, missing: false, fixed: false };
const SMALLER = [1600, 1000, 600, 300]; // pixels of the longer side
const PICTURE_KINDS = /** @type {Record<string, string>} */ ({ iVBO: "png", "/9j/": "jpeg", R0lG: "gif", UklG: "webp", PHN2: "svg+xml" });
let pictureCount = 0;

/**
 * @param {{model: import("./surface.js").Model, el: HTMLElement, words: Record<string, string>,
 *   announce: (sentence: string) => void, changed: (part?: string) => void}} given
 */
export function makePictures({ model, el, words, announce, changed }) {
  /** A picture of the state, from what the school says of a kept piece. @param {any} piece */
  const imageOf = ({ digest, name, size, photo }) => ({ name, size, width: photo?.width, height: photo?.height, digest });

  /** Have a file kept; gives its picture, or nothing where it could not be kept, which is said. @param {File} file */
  const keep = async (file) => {
    announce(words.sending.replace("{name}", () => file.name));
    try {
      const image = tidyRecord(PICTURE, imageOf(await keepPiece(model, el, file, file.name)));
      announce(words.picture_there);
      return image;
    } catch (trouble) {
      announce(/** @type {Error} */ (trouble).message);
    }
  };

  /** @param {any} block @param {any} shown */
  const draw = (block, shown) => {
    const id = `document-picture-${++pictureCount}`, about = make("span", { className: "help" });
    const picture = make("img", { alt: "" }), frame = make("div", { className: "frame" });
    const words_for = make("textarea", { id, rows: 2, value: shown.image.alt ?? "", maxLength: 1000, lang: model.get("language") });
    const ornament = make("input", { type: "checkbox", checked: shown.image.decorative === true });
    const smaller = make("button", { type: "button", className: "quiet" }, words.smaller);
    const set = (/** @type {any} */ change, /** @type {string} */ part = "") => {
      shown.image = tidyRecord(PICTURE, { ...shown.image, ...change });
      show();
      changed(part);
    };
    const show = () => {
      const { name = "", size = 0, width = 0, height = 0, digest } = shown.image, longest = Math.max(width, height);
      about.textContent = [name, longest && `${width} × ${height}`, size && `${Math.ceil(size / 1024)} ${words.kilobytes}`].filter(Boolean).join(", ");
      smaller.hidden = !digest || longest <= (SMALLER.at(-1) ?? 0);
      words_for.disabled = ornament.checked;
    };
    const load = async () => {
      const { digest, parts, width = 0, height = 0 } = shown.image;
      const kind = PICTURE_KINDS[parts?.[0]?.slice(0, 4)];
      frame.style.aspectRatio = width && height ? `${width} / ${height}` : "";
      const address = digest ? await pieceAddress(model, el, digest, 640).catch(() => "") : kind && `data:image/${kind};base64,${parts.join("")}`;
      if (address) picture.src = address;
      frame.replaceChildren(address ? picture : make("span", { className: "help" }, words.not_shown));
    };
    const makeSmaller = async () => {
      const { digest, name, size, width, height } = shown.image, longest = SMALLER.find((each) => each < Math.max(width, height));
      if (smaller.hasAttribute("aria-disabled")) return;
      smaller.setAttribute("aria-disabled", "true");
      try {
        const piece = await changePiece(model, el, { digest, name, size, photo: { width, height } }, { longest });
        set({ ...imageOf(piece), name });
        announce(about.textContent ?? "");
        await load();
      } catch (trouble) {
        announce(/** @type {Error} */ (trouble).message);
      }
      smaller.removeAttribute("aria-disabled");
    };
    words_for.addEventListener("input", () => set({ alt: words_for.value.trim() ? words_for.value : undefined }, id));
    ornament.addEventListener("change", () => set({ decorative: ornament.checked }));
    smaller.addEventListener("click", makeSmaller);
    show();
    load();
    return make("div", { className: "picture", role: "group", "aria-label": words.picture }, frame, about, smaller,
      make("label", { for: id }, words.alt), words_for, make("label", { className: "choice" }, ornament, make("span", {}, words.ornament)));
  };

  return { draw, keep };
}
