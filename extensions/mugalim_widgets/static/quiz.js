// Quiz: questions of five types, each written in a card of its own; tried as a pupil; seen on paper; taken along.

import { makeList } from "./form-list.js";
import { makeEditing } from "./editing.js";
import { makeFields } from "./form-fields.js";
import { onPaper } from "./quiz-paper.js";
import { asPupil } from "./quiz-pupil.js";
import { askPage, make } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

const CHOICES = ["single", "multiple"], OTHERS = ["match", "order", "short"];
const MEDIA = ["picture", "video", "sound", "link"];

/** The fields of a quiz. @param {Record<string, string>} words @param {HTMLSelectElement} type of the next question */
function quizFields(words, type) {
  const line = (/** @type {string} */ id, kind = "text", more = {}) => ({ id, type: kind, label: words[id], ...more });
  const list = (/** @type {string} */ id, /** @type {string[]} */ types, /** @type {any[]} */ fields, /** @type {number} */ least, more = {}) =>
    line(id, "list", { name: words[`one_${id}`], help: words[`help_${id}`], when: { type: types }, required: true, flat: true, least, begin: 3, fields, ...more });
  const named = (/** @type {string[]} */ ids) => ids.map((id) => ({ id, text: words[id] }));
  const question = [
    line("type", "choice", { options: named([...CHOICES, ...OTHERS]), light: true }),
    line("stem", "long", { lines: 2, required: true }),
    list("options", CHOICES, [line("text", "long", { lines: 1 }), line("key", "key"), line("feedback", "long", { lines: 2 })], 2),
    list("pairs", ["match"], [line("left"), line("right")], 2),
    list("steps", ["order"], [line("step")], 3, { bare: true }),
    list("answers", ["short"], [line("answer")], 1, { bare: true, begin: 1 }),
    line("feedback", "long", { lines: 2, label: words.feedback_whole, when: { type: OTHERS } }),
    line("media", "choice", { options: named(MEDIA), none: words.nothing, light: true }),
    line("address", "address", { when: { media: MEDIA } }),
    line("paper", "long", { lines: 2, help: words.help_paper, when: { media: MEDIA } }),
  ];
  const items = { name: words.one_items, least: 4, fields: question, copies: true, choice: type, blank: () => ({ type: type.value }) };
  return [line("title"), line("items", "list", items)];
}

/** The mark of the right answer; a single choice keeps one. @param {any} field @param {any} form */
function makeKey(field, form) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
  input.addEventListener("change", () => {
    if (input.checked && form.above?.("type") === "single")
      for (const other of /** @type {NodeListOf<HTMLInputElement>} */ (input.closest("ol")?.querySelectorAll(".key input") ?? [])) other.checked = other === input;
    form.changed();
  });
  return {
    el: make("label", { className: "choice key" }, input, make("span", {}, field.label)),
    value: () => input.checked || undefined,
    gist: () => "",
    done: () => true,
    show(/** @type {any} */ value) { input.checked = value === true; },
  };
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), language = model.get("language"), labels = model.get("labels");
  const type = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words.type }, ...[...CHOICES, ...OTHERS].map((each) => make("option", { value: each }, words[each]))));
  const form = {
    id: `quiz-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`, ids: { last: 0 }, words, comma: language !== "en",
    changed, undo: () => editing.undo(), announce: (/** @type {string} */ sentence) => editing.announce(sentence), makers: { list: makeList, key: makeKey },
  };
  const body = makeFields(quizFields(words, type), form);
  const other = make("div", { className: "page", hidden: true });
  const editing = makeEditing(model, el, draw);

  /** @param {any} state */
  function draw(state) {
    body.show(state.data ?? {});
    show(view);
  }
  /** @param {string} [typing] */
  function changed(typing) {
    editing.change({ data: body.value() ?? {}, labels, language }, typing);
  }
  let view = "write";
  const views = ["write", "pupil", "paper"].map((name) => {
    const button = make("button", { type: "button", className: "quiet" }, words[`view_${name}`]);
    button.addEventListener("click", () => show(name));
    return { name, button };
  });
  /** @param {string} name */
  const show = (name) => {
    view = name;
    for (const each of views) each.button.setAttribute("aria-pressed", String(each.name === view));
    body.el.hidden = editing.tools.hidden = view !== "write";
    other.hidden = view === "write";
    const data = body.value() ?? {};
    if (view !== "write") other.replaceChildren(...(view === "pupil" ? asPupil(data, words, form.id) : onPaper(data, words)));
  };
  const exports = model.get("formats").map((/** @type {string} */ format) => {
    const button = make("button", { type: "button", className: "quiet" }, words[`export_${format}`]);
    button.addEventListener("click", () => take(format));
    return button;
  });
  /** @param {string} format */
  const take = async (format) => {
    editing.saver.flush();
    editing.announce(words.exporting);
    try {
      const asked = askPage(el, { what: "export", exercise: model.get("exercise"), format });
      if (!asked) return model.send({ type: "export", format });
      await asked;
      editing.announce(words.exported);
    } catch (error) {
      editing.announce(/** @type {Error} */ (error).message || words.not_exported);
    }
  };
  const onFile = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
    if (message?.type !== "file" || !buffers?.length) return;
    const address = URL.createObjectURL(new Blob([buffers[0]]));
    make("a", { href: address, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    editing.announce(words.exported);
  };
  model.on("msg:custom", onFile);
  draw(editing.state());
  const box = editing.frame(make("div", { className: "row views", role: "group", "aria-label": words.views }, ...views.map(({ button }) => button)), body.el, other, editing.tools,
    make("div", { className: "row exports", role: "group", "aria-label": words.exports }, make("p", { className: "help" }, words.exports), ...exports));
  el.append(box);
  return () => {
    model.off("msg:custom", onFile);
    editing.stop();
    box.remove();
  };
}

export default { render };
