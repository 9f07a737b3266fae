// Text: a labelled text area that saves while she writes.

import { make, makeSaver } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words");
  const id = `text-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { id, rows: Math.max(2, model.get("lines") + 1), maxLength: model.get("limit"), "aria-describedby": `${id}-hint` })
  );
  const hint = make("p", { className: "help", id: `${id}-hint` }, words.lines.replace("{n}", model.get("lines")));
  const status = make("p", { className: "status", role: "status" });
  const label = make("label", { for: id }, model.get("question") || model.get("title"));
  const box = make("div", { className: "mugalim mugalim-text" }, label, hint, area, status);
  const saver = makeSaver(model, el, status);

  const showLeft = () => {
    const left = model.get("limit") - area.value.length;
    const lines = words.lines.replace("{n}", model.get("lines"));
    hint.textContent = left < 500 ? words.characters_left.replace("{n}", left) : lines;
  };
  const write = () => {
    saver.replace([{ op: "write", text: area.value }], 800);
    showLeft();
  };
  const showValue = () => {
    if (!saver.busy() && area.value !== model.get("value")) area.value = model.get("value");
    showLeft();
  };
  const showNotice = () => { status.textContent = model.get("notice").sentence ?? ""; };

  area.addEventListener("input", write);
  area.addEventListener("blur", saver.flush);
  model.on("change:value", showValue);
  model.on("change:notice", showNotice);
  showValue();
  el.append(box);
  return () => {
    saver.stop();
    model.off("change:value", showValue);
    model.off("change:notice", showNotice);
    box.remove();
  };
}

export default { render };
