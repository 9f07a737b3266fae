// A quiz as a pupil meets it: each question is answered and answers at once. Nothing of it is saved.

import { fillIn } from "./form-fields.js";
import { make } from "./surface.js";

/** @typedef {Record<string, string>} Words @typedef {{right: boolean, feedback: string}} Verdict */

/** In another order than the right one, and always in the same. @param {string[]} texts */
export function mixed(texts) {
  const sorted = [...texts].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  return sorted.every((text, n) => text === texts[n]) ? sorted.reverse() : sorted;
}

/** The questions that can be shown. @param {any} data @returns {any[]} */
export const questionsIn = (data) => (data.items ?? []).filter((/** @type {any} */ item) => item.stem);

/** The entries of a list that have words. @param {any[]} [list] @param {string} [name] */
export const entries = (list, name) => (list ?? []).filter((each) => (name ? each[name] : each));

const alike = (/** @type {string} */ text) => text.trim().toLocaleLowerCase().replaceAll("ё", "е");

/** @param {any} data @param {Words} words @param {string} id @returns {HTMLElement[]} */
export function asPupil(data, words, id) {
  const items = questionsIn(data);
  if (!items.length) return [make("p", {}, words.no_questions)];
  return [make("h3", {}, data.title ?? ""), ...items.map((item, n) => question(item, n + 1, words, `${id}-try-${n}`))];
}

/** @param {any} item @param {number} number @param {Words} words @param {string} name */
function question(item, number, words, name) {
  const reply = make("div", { className: "reply", "aria-live": "polite" });
  /** @param {Verdict[]} found */
  const answer = (found) => reply.replaceChildren(...found.map(({ right, feedback }) =>
    make("p", { className: right ? "done" : "note" }, make("strong", {}, right ? words.is_right : words.not_right), " ", feedback)));
  const ask = /** @type {Record<string, typeof byOptions>} */ ({ match: byPairs, order: bySteps, short: byWord })[item.type] ?? byOptions;
  const medium = item.media ? [make("p", { className: "help" }, fillIn(words.shown_here, { media: words[item.media] ?? item.media }), " ", make("span", { className: "address" }, item.address ?? ""))] : [];
  return make("fieldset", {}, make("legend", {}, `${number}. ${item.stem}`), ...medium, ...ask(item, words, name, answer), reply);
}

/** @param {Words} words @param {() => void} act */
function answerButton(words, act) {
  const button = make("button", { type: "button" }, words.answer_now);
  button.addEventListener("click", act);
  return button;
}

/** @param {any} item @param {Words} words @param {string} name @param {(found: Verdict[]) => void} answer */
function byOptions(item, words, name, answer) {
  const options = entries(item.options, "text"), many = item.type === "multiple";
  const inputs = options.map(() => /** @type {HTMLInputElement} */ (make("input", { type: many ? "checkbox" : "radio", name })));
  const chosen = () => options.filter((option, n) => inputs[n].checked).map((option) => ({ right: option.key === true, feedback: option.feedback ?? "" }));
  const labels = options.map((option, n) => make("label", { className: "choice" }, inputs[n], make("span", {}, option.text)));
  if (many) return [...labels, answerButton(words, () => answer(chosen()))];
  for (const input of inputs) input.addEventListener("change", () => answer(chosen()));
  return labels;
}

/** @param {any} item @param {Words} words @param {string} name @param {(found: Verdict[]) => void} answer */
function byPairs(item, words, name, answer) {
  const pairs = entries(item.pairs, "left"), rights = mixed(entries(item.pairs, "right").map((pair) => pair.right));
  const selects = pairs.map(() => /** @type {HTMLSelectElement} */ (make("select", {}, make("option", { value: "" }, words.choose), ...rights.map((text) => make("option", { value: text }, text)))));
  const lines = pairs.map((pair, n) => make("label", { className: "pair" }, make("span", {}, pair.left), selects[n]));
  const right = () => pairs.every((pair, n) => selects[n].value === pair.right);
  return [...lines, answerButton(words, () => answer([{ right: right(), feedback: item.feedback ?? "" }]))];
}

/** @param {any} item @param {Words} words @param {string} name @param {(found: Verdict[]) => void} answer */
function bySteps(item, words, name, answer) {
  const steps = entries(item.steps), list = make("ol", {});
  let now = mixed(steps);
  const up = (/** @type {number} */ at) => {
    now = [...now.slice(0, at - 1), now[at], now[at - 1], ...now.slice(at + 1)];
    draw();
    list.querySelectorAll("button")[Math.max(0, at - 2)]?.focus();
  };
  const draw = () => list.replaceChildren(...now.map((text, at) => {
    const button = make("button", { type: "button", className: "quiet", "aria-label": `${words.up}: ${text}` }, "↑");
    button.addEventListener("click", () => up(at));
    return make("li", {}, make("span", {}, text), ...(at ? [button] : []));
  }));
  draw();
  return [list, answerButton(words, () => answer([{ right: now.join("\n") === steps.join("\n"), feedback: item.feedback ?? "" }]))];
}

/** @param {any} item @param {Words} words @param {string} name @param {(found: Verdict[]) => void} answer */
function byWord(item, words, name, answer) {
  const input = /** @type {HTMLInputElement} */ (make("input", { "aria-label": words.one_answers, autocomplete: "off" }));
  const right = () => entries(item.answers).some((each) => alike(each) === alike(input.value));
  return [input, answerButton(words, () => answer([{ right: right(), feedback: item.feedback ?? "" }]))];
}
