// Choice: radio buttons in a fieldset; the reply is read out after choosing.

import { make, makeSaver } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const name = `choice-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const box = make("div", { className: "mugalim mugalim-choice" });
  const reply = make("p", { className: "reply", "aria-live": "polite" });
  const status = make("p", { className: "status", role: "status" });
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const saver = makeSaver(model, el, status);

  const choose = (/** @type {string} */ id) => {
    model.send({ type: "edit", options: [id] });
    saver.add([{ op: "choose", options: [id] }], 0);
  };
  const radio = (/** @type {{id: string, text: string}} */ option) => {
    const input = make("input", { type: "radio", name, value: option.id });
    input.addEventListener("change", () => choose(option.id));
    return make("label", { className: "choice" }, input, make("span", {}, option.text));
  };
  const showOptions = () => {
    const question = model.get("question") || model.get("words").answer;
    const legend = make("legend", {}, question);
    box.replaceChildren(make("fieldset", {}, legend, ...model.get("options").map(radio)), reply, status);
    showChosen();
  };
  const showChosen = () => {
    if (saver.busy()) return;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input")))
      input.checked = model.get("chosen").includes(input.value);
  };
  const showReply = () => {
    reply.textContent = model.get("reply");
    reply.classList.toggle("note", Boolean(model.get("reply")));
  };
  const showNotice = () => { status.textContent = model.get("notice").sentence ?? ""; };

  model.on("change:options", showOptions);
  model.on("change:chosen", showChosen);
  model.on("change:reply", showReply);
  model.on("change:notice", showNotice);
  showOptions();
  showReply();
  el.append(box);
  return () => {
    saver.stop();
    model.off("change:options", showOptions);
    model.off("change:chosen", showChosen);
    model.off("change:reply", showReply);
    model.off("change:notice", showNotice);
    box.remove();
  };
}

export default { render };
