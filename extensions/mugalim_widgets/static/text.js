// Text: a labelled text area that saves while she writes, or one line for an answer that gets a reply.

import { makeLooking } from "./looking.js";
import { make, makeSaver } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), short = model.get("lines") === 1;
  const id = `text-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const field = /** @type {HTMLTextAreaElement|HTMLInputElement} */ (
    short
      ? make("input", { id, type: "text", maxLength: model.get("limit"), autocomplete: "off", enterKeyHint: "done" })
      : make("textarea", { id, rows: Math.max(2, model.get("lines") + 1), maxLength: model.get("limit"), "aria-describedby": `${id}-hint` })
  );
  const hint = make("p", { className: "help", id: `${id}-hint`, hidden: short });
  const status = make("p", { className: "status", role: "status" });
  const label = make("label", { for: id }, model.get("question") || model.get("title"));
  const reply = make("div", { "aria-live": "polite" });
  const saver = makeSaver(model, el, status);

  const showReply = (/** @type {{reply?: string, accepted?: boolean, sentence?: string}} */ looked) => {
    const said = looked.reply ?? looked.sentence;
    reply.replaceChildren(...(said ? [make("p", { className: looked.accepted ? "reply done" : "reply note" }, said)] : []));
  };
  const ask = () => {
    if (field.value.trim()) return { text: field.value };
    showReply({ sentence: words.nothing });
    field.focus();
  };
  const looking = makeLooking(model, ask, showReply);
  const row = make("div", { className: "row", hidden: !model.get("replies") }, looking.button);
  const box = make("div", { className: "mugalim mugalim-text" }, label, hint, field, row, reply, status);

  const showLeft = () => {
    const left = model.get("limit") - field.value.length;
    const lines = words.lines.replace("{n}", model.get("lines"));
    hint.textContent = left < 500 ? words.characters_left.replace("{n}", left) : lines;
  };
  const write = () => {
    saver.replace([{ op: "write", text: field.value }], 800);
    showLeft();
    showReply({});
  };
  const showValue = () => {
    if (!saver.busy() && field.value !== model.get("value")) field.value = model.get("value");
    showLeft();
  };
  const showNotice = () => { status.textContent = model.get("notice").sentence ?? ""; };
  const onKey = (/** @type {any} */ event) => {
    if (event.key === "Enter" && !event.isComposing && short && model.get("replies")) looking.look();
  };

  field.addEventListener("input", write);
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", saver.flush);
  model.on("change:value", showValue);
  model.on("change:notice", showNotice);
  showValue();
  el.append(box);
  return () => {
    looking.stop();
    saver.stop();
    model.off("change:value", showValue);
    model.off("change:notice", showNotice);
    box.remove();
  };
}

export default { render };
