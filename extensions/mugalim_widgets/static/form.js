// Form: the fields of a lesson, what is to be read for them, and how the whole looks to others.

import { makeList } from "./form-list.js";
import { makeEditing } from "./editing.js";
import { makeFields } from "./form-fields.js";
import { previewOf } from "./form-preview.js";
import { makeTable } from "./form-table.js";
import { makeTexts, readable } from "./form-texts.js";
import { make } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** Put a text on the clipboard, where there is one. @param {string} text @returns {Promise<boolean>} */
async function copyOut(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = /** @type {HTMLElement} */ (document.activeElement);
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { value: text, className: "hidden-text" }));
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy"); // the only way on a page that is not encrypted
    area.remove();
    focused.focus();
    return done;
  }
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), language = model.get("language"), labels = model.get("labels");
  const fields = model.get("fields"), pages = model.get("pages"), isTable = model.get("kind") === "table";
  const id = `form-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const form = {
    id, ids: { last: 0 }, words, comma: language !== "en", texts: model.get("texts"), addresses: pages.length ? `${id}-pages` : "",
    changed, undo: () => editing.undo(), announce: (/** @type {string} */ sentence) => editing.announce(sentence),
    makers: { list: makeList, texts: /** @type {any} */ (makeTexts) },
  };
  const body = /** @type {any} */ (isTable ? makeTable(fields, form, model.get("rows")) : makeFields(fields, form));
  const copying = make("section", { className: "copying", hidden: !model.get("copied") });
  const preview = /** @type {HTMLDetailsElement} */ (make("details", { className: "preview", hidden: !model.get("preview") }, make("summary", {}, words.preview)));
  const shown = make("div", { className: "page" });
  preview.append(shown);
  const editing = makeEditing(model, el, draw);

  /** @param {any} state */
  function draw(state) {
    body.show(isTable ? state : (state.data ?? {}));
    showOthers();
  }
  /** @param {string} [typing] */
  function changed(typing) {
    const next = isTable ? body.value() : { data: body.value() ?? {}, labels, language };
    editing.change(next, typing);
    showOthers();
  }
  /** @param {() => string} text @param {string} label @param {string} of whose text it is */
  const copyButton = (text, label, of) => {
    const button = make("button", { type: "button", className: "quiet", "aria-label": `${label}: ${of}` }, label);
    button.addEventListener("click", async () => editing.announce((await copyOut(text())) ? words.copied : words.not_copied));
    return button;
  };
  /** What parents or pupils will see of it. */
  const showOthers = () => {
    const copied = fields.find((/** @type {any} */ field) => field.id === model.get("copied"));
    if (!copied && !preview.open) return;
    const data = body.value() ?? {};
    if (preview.open) shown.replaceChildren(...previewOf(fields, data, form));
    if (!copied) return;
    copying.replaceChildren(make("p", { className: "list-title" }, words.read_by_others), ...copied.fields.map((/** @type {any} */ field) => {
      const text = (data[copied.id]?.[field.id] ?? "").trim();
      const said = text ? make("div", { className: "bubble", lang: field.id }, text) : make("div", { className: "bubble soft" }, words.nothing_written);
      return make("div", {}, make("p", { className: "help" }, field.label), said, ...(text ? [copyButton(() => text, words.copy_text, field.label)] : []));
    }));
  };
  const shelf = pages.map((/** @type {any} */ page) => {
    const [about, ...lines] = readable(page), copy = page.address ? [copyButton(() => page.address, words.copy_address, page.title)] : [];
    return make("details", {}, make("summary", {}, make("strong", {}, page.title)), about, ...copy, ...lines);
  });
  const reading = make("div", { className: "shelf", hidden: !pages.length }, make("p", { className: "list-title" }, words.pages), ...shelf,
    make("datalist", { id: `${id}-pages` }, ...pages.map((/** @type {any} */ page) => make("option", { value: page.address ?? "" }))));
  preview.append(copyButton(() => shown.innerText.trim(), words.copy_text, words.preview));
  preview.addEventListener("toggle", showOthers);
  draw(editing.state());
  const box = editing.frame(reading, body.el, copying, preview, editing.tools);
  el.append(box);
  return () => {
    editing.stop();
    box.remove();
  };
}

export default { render };
