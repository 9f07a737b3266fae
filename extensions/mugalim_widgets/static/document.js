// Document: a letter, a plan or a page, written block by block.

import { make } from "./surface.js";
import { makeEditing } from "./editing.js";
import { changeBits, likeWith } from "./document-bits.js";
import { shapeOf, tidyRecord } from "./document-shapes.js";
import { makeFlow } from "./document-flow.js";
import { hearTyping } from "./document-typing.js";
import { makePictures } from "./document-pictures.js";
import { LANGUAGE_NAMES, makeTools } from "./document-tools.js";

const READ_ALOUD = 110; // words in a minute
const COUNT_DELAY = 400; // milliseconds

/** @param {{model: import("./surface.js").Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), page = model.get("kind") === "page", shape = shapeOf(model.get("kind")), wanted = model.get("wanted");
  const counted = make("p", { className: "help" }), settings = make("div", { className: "row" });
  let title = "", declared = /** @type {string|null} */ (null), counting = 0;

  const changed = (part = "") => {
    const state = shape.write(editing.state(), flow.blocks());
    editing.change(page ? tidyRecord({ title: "", declared: null }, { ...state, title, declared }) : state, part);
    clearTimeout(counting);
    counting = setTimeout(count, COUNT_DELAY);
    tools.refresh();
  };
  const announce = (/** @type {string} */ sentence) => editing.announce(sentence);
  const pictures = makePictures({ model, el, words, announce, changed });
  /** @param {File} file */
  const addPicture = async (file) => {
    const after = flow.topOf(flow.current()), image = await pictures.keep(file);
    if (image) flow.putPicture(image, after);
  };
  const flow = makeFlow({ shape, words, label: words[page ? "page" : "document"], announce, changed, moved: () => tools.refresh(), drawPicture: pictures.draw });

  // --- the whole: its title, its language, how long it is ---
  const texts = () => flow.blocks().flatMap((block) => (block.cells ? block.cells.flatMap((/** @type {any} */ cell) => cell.blocks) : [block])).filter((block) => block.bits);
  const mainLanguage = () => {
    const letters = /** @type {Record<string, number>} */ ({});
    for (const { text, like } of texts().flatMap((block) => block.bits)) if (like.language) letters[like.language] = (letters[like.language] ?? 0) + text.length;
    return Object.entries(letters).sort((one, other) => other[1] - one[1])[0]?.[0] ?? "";
  };
  /** Text in another language than the whole keeps its own. @param {string} language */
  const setLanguage = (language) => {
    const before = page ? declared ?? mainLanguage() : mainLanguage(), own = page ? undefined : language || undefined;
    const change = (/** @type {any} */ like) => (!like.language || like.language === before ? likeWith(like, { language: own }) : like);
    for (const block of texts()) Object.assign(block, { bits: changeBits(block.bits, 0, Infinity, change), base: change(block.base), element: undefined });
    for (const block of flow.blocks()) block.element = undefined;
    declared = language || null;
    flow.setUsual(own ? { language: own } : {});
    flow.draw(flow.blocks());
    changed();
  };
  const showSettings = () => {
    const options = /** @type {[string, string][]} */ ([["", words.language_none], ...Object.entries(LANGUAGE_NAMES)]);
    const language = tools.select("language", options, (page ? declared : mainLanguage()) ?? "", setLanguage);
    const id = `document-title-${model.get("exercise")}`, input = make("input", { id, value: title, maxLength: 200, autocomplete: "off" });
    input.addEventListener("input", () => {
      title = /** @type {HTMLInputElement} */ (input).value;
      changed("title");
    });
    settings.replaceChildren(...(page ? [make("div", { className: "field wide" }, make("label", { for: id }, words.page_title), input)] : []), language);
  };
  const count = () => {
    const said = [wanted.words ? words.count_of : words.count, ...(wanted.minutes ? [words.aloud] : [])], number = flow.words();
    const values = [{ n: number, wanted: wanted.words }, { minutes: Math.max(1, Math.round(number / READ_ALOUD)), wanted: wanted.minutes }];
    counted.textContent = said.map((text, at) => Object.entries(values[at]).reduce((all, [name, value]) => all.replace(`{${name}}`, String(value)), text)).join(" ");
  };
  /** @param {any} state */
  const draw = (state) => {
    ({ title = "", declared = null } = state);
    flow.draw(shape.read(state));
    if (!page) flow.setUsual(likeWith({}, { language: mainLanguage() || undefined }));
    showSettings();
    count();
    tools.refresh();
  };
  const editing = makeEditing(model, el, draw);
  const tools = makeTools({ model, flow, words, announce, back: editing.tools, changed, addPicture });
  hearTyping(flow, { words, announce, changed, takeFiles: (files) => files.forEach(addPicture), undo: () => editing.undo(), redo: () => editing.redo() });
  const parts = model.get("parts").map((/** @type {any} */ { title: name, help = "" }) => make("li", {}, make("b", {}, name), help && ` – ${help}`));
  const list = make("details", { open: !editing.state().blocks?.length }, make("summary", {}, words.parts), make("ul", {}, ...parts));
  draw(editing.state());
  el.append(editing.frame(...(parts.length ? [list] : []), settings, tools.bar, flow.paper, counted,
    make("p", { className: "help" }, words.help), make("p", { className: "help keys" }, words.help_keys)));
  return () => {
    clearTimeout(counting);
    flow.stop();
    tools.stop();
    editing.stop();
    el.replaceChildren();
  };
}

export default { render };
