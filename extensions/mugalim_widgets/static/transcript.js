// Transcript: a simulated conversation with an AI; its claims judged; the task that comes of it.

import { makeEditing } from "./editing.js";
import { drawKeepingFocus, filled } from "./redrawing.js";
import { itemsOf, textOf, withFields } from "./simulated.js";
import { make } from "./surface.js";

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{id: string, text: string, answer: string}} Prompt
 * @typedef {{id: string, text: string, prompts: Prompt[]}} Turn
 * @typedef {{claim: string, verdict: string, source: string, source_kind: string}} Claim
 */

const TRUTHS = [["true", "true"], ["false", "false"], ["", "later"]];
const SOURCE_KINDS = ["", "book", "archive", "museum", "map", "website", "person", "ai"];
const SAID = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  if (model.get("trouble")) {
    el.append(make("p", { className: "mugalim error" }, model.get("trouble")));
    return () => {};
  }
  const words = model.get("words");
  /** @type {Turn[]} */
  const turns = model.get("turns");
  /** @type {{id: string, text: string}[]} */
  const claims = model.get("claims");
  const labels = {
    picks: words.talk, typed: words.own_prompt, "typed.text": words.own_prompt, claims: words.claims, "claims.source": words.source,
    "claims.source_kind": words.source_kind, ai_text: words.ai_text, final: words.final, disclosure: words.disclosure,
    "claims.verdict=true": words.true, "claims.verdict=false": words.false, // for whoever reads it elsewhere
    ...Object.fromEntries(SOURCE_KINDS.slice(1).map((kind) => [`claims.source_kind=${kind}`, words[`kind_${kind}`]])),
  };
  const id = `transcript-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const put = (/** @type {object} */ fields, together = "") =>
    editing.change(withFields(editing.state(), fields, labels, model.get("language")), together);
  const text = (/** @type {string} */ name) => textOf(editing.state()?.data?.[name]);
  const button = (/** @type {string} */ label, /** @type {string} */ name, /** @type {() => void} */ act, className = "quiet") => {
    const element = make("button", { type: "button", className, "data-name": name }, label);
    element.addEventListener("click", act);
    return element;
  };
  const focusOn = (/** @type {string} */ name) => {
    const target = /** @type {HTMLElement|null} */ (box.querySelector(`[data-name="${CSS.escape(name)}"]`));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  };

  // --- the conversation ---
  /** What was picked, turn by turn, up to the first turn without a pick. @returns {Prompt[]} */
  const picked = () => {
    const chosen = new Map(itemsOf(editing.state(), "picks").map((each) => [each.turn, each.prompt]));
    const found = turns.map((turn) => turn.prompts.find((prompt) => prompt.id === chosen.get(turn.id)));
    const open = found.indexOf(undefined);
    return /** @type {Prompt[]} */ (open < 0 ? found : found.slice(0, open));
  };
  const keepPicks = (/** @type {Prompt[]} */ prompts) => {
    const picks = prompts.map((prompt, n) => ({ turn: turns[n].id, prompt: prompt.id }));
    put({ picks, ai_text: prompts.length === turns.length ? prompts[turns.length - 1].answer : "" });
  };
  const pick = (/** @type {Prompt} */ prompt) => {
    const before = picked();
    keepPicks([...before, prompt]);
    draw();
    focusOn(`answer-${before.length}`);
    editing.announce(words.answered);
  };
  const goBack = () => {
    keepPicks(picked().slice(0, -1));
    draw();
    focusOn("picking");
    editing.announce(words.went_back);
  };
  const exchange = (/** @type {Prompt} */ prompt, /** @type {number} */ n) => [
    ...(turns[n].text ? [make("li", { className: "about" }, turns[n].text)] : []),
    make("li", { className: "you" }, make("strong", {}, words.you), make("p", {}, prompt.text)),
    make("li", { className: "ai", tabIndex: -1, "data-name": `answer-${n}` }, make("strong", {}, words.ai), make("p", {}, prompt.answer)),
  ];
  const picking = (/** @type {Turn} */ turn, /** @type {number} */ n) =>
    make("fieldset", { className: "picking", tabIndex: -1, "data-name": "picking" },
      make("legend", {}, filled(words, "pick", { n: n + 1, all: turns.length })), ...(turn.text ? [make("p", {}, turn.text)] : []),
      ...turn.prompts.map((prompt) => button(prompt.text, `prompt-${prompt.id}`, () => pick(prompt), "prompt")));
  const drawTalk = () => {
    const found = picked(), next = turns[found.length];
    talk.replaceChildren(make("ol", { className: "talk" }, ...found.flatMap(exchange)), ...(next ? [picking(next, found.length)] : []),
      ...(found.length ? [button(words.back, "back", goBack)] : []));
    const begun = ["claims", "typed"].some((name) => itemsOf(editing.state(), name).length) || text("final") || text("disclosure");
    later.hidden = Boolean(next) && !begun;
    wait.hidden = !later.hidden;
  };

  // --- prompts of her own ---
  const typed = () => itemsOf(editing.state(), "typed");
  const keepTyped = (/** @type {string[]} */ texts, together = "") => put({ typed: texts.map((each) => ({ text: each })) }, together);
  const typedTexts = () => typed().map((each) => textOf(each.text));
  const prompt = (/** @type {string} */ value, /** @type {number} */ n) => {
    const area = field("textarea", filled(words, "own_number", { n: n + 1 }), `typed-${n}`, value, 2000,
      (now) => keepTyped([...typedTexts().slice(0, n), now, ...typedTexts().slice(n + 1)], `typed-${n}`));
    area.append(button(filled(words, "own_remove", { n: n + 1 }), `untyped-${n}`, () => {
      keepTyped(typedTexts().filter((_, at) => at !== n));
      drawOwn();
      focusOn("own-add");
      editing.announce(words.own_removed);
    }));
    return area;
  };
  const drawOwn = () => own.replaceChildren(...typedTexts().map(prompt), button(words.own_add, "own-add", () => {
    keepTyped([...typedTexts(), ""]);
    drawOwn();
    focusOn(`typed-${typed().length - 1}`);
  }));

  // --- claims ---
  /** @returns {Claim[]} all of them, in the order in which they stand here: hints count them */
  const judged = () => claims.map(({ id: claim }) => {
    const found = itemsOf(editing.state(), "claims").find((each) => each.claim === claim);
    return { claim, verdict: textOf(found?.verdict), source: textOf(found?.source), source_kind: textOf(found?.source_kind) };
  });
  const judge = (/** @type {number} */ n, /** @type {object} */ changes, together = "") => {
    put({ claims: judged().map((each, at) => (at === n ? { ...each, ...changes } : each)) }, together);
    count();
  };
  const count = () => {
    const done = judged().filter((each) => each.verdict === "true" || each.verdict === "false").length;
    progress.textContent = filled(words, "judged", { done, all: claims.length });
  };
  const claim = (/** @type {{id: string, text: string}} */ { text: said }, /** @type {number} */ n) => {
    const now = judged()[n], select = /** @type {HTMLSelectElement} */ (make("select", { id: `${id}-kind-${n}`, "data-name": `kind-${n}` },
      ...SOURCE_KINDS.map((kind) => make("option", { value: kind }, words[`kind_${kind}`]))));
    select.value = SOURCE_KINDS.includes(now.source_kind) ? now.source_kind : "";
    select.addEventListener("change", () => judge(n, { source_kind: select.value }));
    const radios = TRUTHS.map(([value, word]) => {
      const input = make("input", { type: "radio", name: `${id}-claim-${n}`, checked: now.verdict === value, "data-name": `verdict-${n}-${word}` });
      input.addEventListener("change", () => judge(n, { verdict: value }));
      return make("label", {}, input, make("span", {}, words[word]));
    });
    return make("fieldset", { className: "claim" }, make("legend", {}, `${n + 1}. ${said}`), make("div", { className: "options" }, ...radios),
      make("div", { className: "sources" },
        field("input", words.source, `source-${n}`, now.source, 300, (source) => judge(n, { source }, `source-${n}`)),
        make("div", {}, make("label", { for: select.id }, words.source_kind), select)));
  };

  // --- her own task ---
  /** A labelled field. @param {string} tag @param {string} label @param {string} name @param {string} value @param {number} most @param {(now: string) => void} keep @param {Node} [help] */
  function field(tag, label, name, value, most, keep, help) {
    const control = /** @type {HTMLInputElement} */ (make(tag, { id: `${id}-${name}`, maxLength: most, autocomplete: "off", "data-name": name }));
    control.value = value;
    if (help) control.setAttribute("aria-describedby", `${control.id}-help`);
    if (help instanceof HTMLElement) help.id = `${control.id}-help`;
    control.addEventListener("input", () => keep(control.value));
    return make("div", { className: "field" }, make("label", { for: control.id }, label), ...(help ? [help] : []), control);
  }
  const countWords = () => { finalHelp.textContent = filled(words, "final_help", { n: text("final").match(SAID)?.length ?? 0 }); };
  const drawTask = () => {
    task.replaceChildren(
      field("textarea", words.final, "final", text("final"), 5000, (final) => { put({ final }, "final"); countWords(); }, finalHelp),
      field("input", words.disclosure, "disclosure", text("disclosure"), 500, (disclosure) => put({ disclosure }, "disclosure"),
        make("p", { className: "help" }, words.disclosure_help)));
    countWords();
  };

  const talk = make("div"), own = make("div"), list = make("div"), task = make("div");
  const progress = make("p", { className: "help", role: "status" }), finalHelp = make("p", { className: "help" });
  const wait = make("p", { className: "note" }, words.claims_wait);
  const later = make("div", {}, ...(claims.length ? [make("h3", {}, words.claims), make("p", { className: "help" }, words.claims_help), list, progress] : []),
    make("h3", {}, words.own), make("p", { className: "help" }, words.own_help), own, task);
  const draw = () => drawKeepingFocus(box, () => {
    drawTalk();
    drawOwn();
    list.replaceChildren(...claims.map(claim));
    drawTask();
    count();
  });
  const editing = makeEditing(model, el, draw);
  const box = editing.frame(make("p", { className: "help" }, words.simulated), editing.tools, talk, wait, later);
  draw();
  el.append(box);
  return () => {
    editing.stop();
    box.remove();
  };
}

export default { render };
