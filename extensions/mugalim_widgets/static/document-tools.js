// The bar of tools above a document: style, bold, and the panels that its buttons open.

import { make } from "./surface.js";
import { mayLead } from "./document-bits.js";

const loadPanels = () => import("./document-panels.js");
export const LANGUAGE_NAMES = /** @type {Record<string, string>} */ ({ ky: "Кыргызча", ru: "Русский", en: "English" });

/**
 * @typedef {{model: import("./surface.js").Model, flow: import("./document-flow.js").Flow, words: Record<string, string>,
 *   announce: (sentence: string) => void, changed: () => void, addPicture: (file: File) => void}} Given
 */

/** @param {Given & {back: HTMLElement}} given `back` holds the buttons for undo and redo */
export function makeTools(given) {
  const { flow, model, words, announce, back } = given;
  const panel = make("div", { className: "panel", role: "group", hidden: true }), id = `document-${model.get("exercise")}`;
  let opener = /** @type {HTMLElement|null} */ (null);

  // --- controls ---
  /** @param {string} name @param {() => void} act */
  const named = (name, act) => {
    const element = make("button", { type: "button", className: "quiet" }, name);
    element.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays, and a phone's keyboard open
    element.addEventListener("click", act);
    return element;
  };
  /** @param {string} key @param {[string, string][]} options values with their names @param {string} value @param {(value: string) => void} act */
  const select = (key, options, value, act) => {
    const all = options.some(([each]) => each === value) ? options : [...options, [value, words.s_other]];
    const element = /** @type {HTMLSelectElement} */ (make("select", { id: `${id}-${key}` }, ...all.map(([each, said]) => make("option", { value: each, selected: each === value }, said))));
    element.addEventListener("change", () => act(element.value));
    return make("div", { className: "field" }, make("label", { for: element.id }, words[key]), element);
  };
  const close = () => {
    panel.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    opener = null;
  };
  /** Close, then do: the caret is where it was. @param {() => void} act */
  const done = (act) => () => {
    close();
    act();
  };
  /** @param {Node[]} content */
  const fill = (content) => {
    panel.replaceChildren(...content);
    /** @type {HTMLElement|null} */ (panel.querySelector("[data-first]"))?.focus();
  };
  /** A button that opens and closes a panel. @param {"add"|"link"|"table"|"more"} key */
  const opening = (key) => {
    const element = named(words[key], async () => {
      const again = opener === element;
      close();
      if (again) return flow.focusAgain();
      const { panels } = await loadPanels();
      opener = element;
      element.setAttribute("aria-expanded", "true");
      panel.setAttribute("aria-label", words[key]);
      panel.hidden = false;
      fill(panels({ ...given, id, named, select, done, close, fill, mayLead, languages: LANGUAGE_NAMES })[key]());
    });
    element.setAttribute("aria-expanded", "false");
    return element;
  };

  // --- the bar ---
  const style = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words.style }));
  let byKeys = false; // who goes through the list by keys stays in it
  style.addEventListener("keydown", () => { byKeys = true; });
  style.addEventListener("pointerdown", () => { byKeys = false; });
  style.addEventListener("change", () => {
    flow.setStyle(style.value);
    if (!byKeys) flow.focusAgain();
  });
  const embolden = () => {
    const range = flow.worked(), isBold = flow.isBold(range);
    if (range.from >= range.to) return announce(words.choose_words);
    flow.setLike({ bold: !isBold || undefined }, range, isBold ? words.is_plain : words.is_bold);
  };
  const bold = named("B", embolden), link = opening("link"), add = opening("add"), table = opening("table"), more = opening("more");
  const tools = make("div", { className: "tools-text", role: "group", "aria-label": words.tools }, style, bold, link, add, table, more, back);
  const bar = make("div", { className: "tool-bar" }, tools, panel);
  bold.setAttribute("aria-label", words.bold);
  back.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
    flow.focusAgain();
  });

  const refresh = () => {
    const current = flow.current(), text = flow.isText(current), now = text ? flow.styleOf(current) : "", styles = flow.shape.styles;
    const options = styles.includes(now) || !now ? styles : [...styles, now];
    if (style.dataset.options !== options.join()) {
      style.replaceChildren(...options.map((value) => make("option", { value }, flow.styleName(value))));
      style.dataset.options = options.join();
    }
    style.value = now;
    bold.setAttribute("aria-pressed", String(Boolean(flow.likeHere().bold)));
    for (const each of [style, bold, link]) each.hidden = !text;
    table.hidden = !current?.list?.table;
    if (opener?.hidden) close();
  };
  /** @param {KeyboardEvent} event by the place of the key, for it has other letters in Cyrillic */
  const onKey = (event) => {
    if (event.altKey && event.key === "F10") (style.hidden ? add : style).focus();
    else if (!(event.ctrlKey || event.metaKey) || event.altKey || !["KeyB", "KeyK"].includes(event.code)) return;
    else if (event.code === "KeyB") embolden();
    else link.click();
    event.preventDefault();
  };
  const onFigures = () => {
    if (opener !== add || !panel.querySelector("[data-adds]")) return;
    loadPanels().then(({ panels }) => fill(panels({ ...given, id, named, select, done, close, fill, mayLead, languages: LANGUAGE_NAMES }).add(false)));
  };
  flow.paper.addEventListener("keydown", onKey);
  flow.paper.addEventListener("focusin", loadPanels); // there when the connection is not
  model.on("change:charts", onFigures);
  return { bar, refresh, close, select, stop: () => model.off("change:charts", onFigures) };
}
