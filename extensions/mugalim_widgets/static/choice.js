// Choice: radio buttons, or checkboxes where several may be chosen; replies are read out after choosing.

import { make, makeSaver } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const name = `choice-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const box = make("div", { className: "mugalim mugalim-choice" });
  const replies = make("div", { "aria-live": "polite" });
  const status = make("p", { className: "status", role: "status" });
  const words = model.get("words"), several = model.get("several");
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const saver = makeSaver(model, el, status);

  const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll("input"));
  const choose = () => {
    const options = [...inputs()].filter((input) => input.checked).map((input) => input.value);
    model.send({ type: "edit", options });
    saver.add([{ op: "choose", options }], 0);
  };
  const control = (/** @type {{id: string, text: string}} */ option) => {
    const input = make("input", { type: several ? "checkbox" : "radio", name, value: option.id });
    input.addEventListener("change", choose);
    return make("label", { className: "choice" }, input, make("span", {}, option.text));
  };
  const showOptions = () => {
    const legend = make("legend", {}, model.get("question") || words.answer);
    const help = several ? [make("p", { className: "help" }, words.several)] : [];
    box.replaceChildren(make("fieldset", {}, legend, ...help, ...model.get("options").map(control)), replies, status);
    showChosen();
  };
  const showChosen = () => {
    if (saver.busy()) return;
    for (const input of inputs()) input.checked = model.get("chosen").includes(input.value);
  };
  const textOf = (/** @type {string} */ id) => model.get("options").find((/** @type {any} */ option) => option.id === id)?.text ?? "";
  /** A reply that stays is left alone, so that only a new one is read out. */
  const showReplies = () => {
    const wanted = /** @type {{id: string, text: string}[]} */ (model.get("replies"));
    const before = new Map([...replies.children].map((each) => [/** @type {HTMLElement} */ (each).dataset.option, each]));
    for (const [id, each] of before) if (!wanted.some((reply) => reply.id === id)) each.remove();
    wanted.forEach(({ id, text }, at) => {
      if (before.has(id)) return;
      const reply = make("p", { className: "reply note" }, ...(several ? [make("b", {}, textOf(id)), make("br")] : []), text);
      reply.dataset.option = id;
      replies.insertBefore(reply, replies.children[at] ?? null);
    });
  };
  const showNotice = () => { status.textContent = model.get("notice").sentence ?? ""; };

  model.on("change:options", showOptions);
  model.on("change:chosen", showChosen);
  model.on("change:replies", showReplies);
  model.on("change:notice", showNotice);
  showOptions();
  showReplies();
  el.append(box);
  return () => {
    saver.stop();
    model.off("change:options", showOptions);
    model.off("change:chosen", showChosen);
    model.off("change:replies", showReplies);
    model.off("change:notice", showNotice);
    box.remove();
  };
}

export default { render };
