// A quiz as it stands on paper, and its key.

import { entries, mixed, questionsIn } from "./quiz-pupil.js";
import { make } from "./surface.js";

/** @typedef {Record<string, string>} Words */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const letter = (/** @type {number} */ n) => LETTERS[n] ?? String(n + 1);

/** @param {any} data @param {Words} words @returns {HTMLElement[]} */
export function onPaper(data, words) {
  const items = questionsIn(data);
  if (!items.length) return [make("p", {}, words.no_questions)];
  const key = make("details", { className: "paper-key" }, make("summary", {}, words.paper_key), make("ol", {}, ...items.map((item) => make("li", {}, keyOf(item)))));
  return [make("h3", {}, data.title ?? ""), make("p", {}, words.paper_name),
    make("ol", { className: "paper" }, ...items.map((item) => make("li", {}, make("p", {}, item.stem), ...(item.paper ? [make("p", { className: "help" }, item.paper)] : []), ...bodyOf(item)))), key];
}

/** What a pupil answers by, on paper. @param {any} item @returns {HTMLElement[]} */
function bodyOf(item) {
  const lines = (/** @type {string[]} */ texts) => texts.map((text) => make("p", { className: "line" }, text));
  if (item.type === "match") {
    const rights = mixed(entries(item.pairs, "right").map((pair) => pair.right));
    return [make("div", { className: "beside" },
      make("div", {}, ...lines(entries(item.pairs, "left").map((pair) => `____ ${pair.left}`))),
      make("div", {}, ...lines(rights.map((text, n) => `${letter(n)}. ${text}`))))];
  }
  if (item.type === "order") return lines(mixed(entries(item.steps)).map((text) => `____ ${text}`));
  if (item.type === "short") return lines(["______________________________"]);
  return lines(entries(item.options, "text").map((option, n) => `☐ ${letter(n)}. ${option.text}`));
}

/** @param {any} item @returns {string} */
function keyOf(item) {
  if (item.type === "match") {
    const rights = mixed(entries(item.pairs, "right").map((pair) => pair.right));
    return entries(item.pairs, "left").map((pair) => `${pair.left} – ${letter(rights.indexOf(pair.right))}`).join("; ");
  }
  if (item.type === "order") return entries(item.steps).join(" → ");
  if (item.type === "short") return entries(item.answers).join(", ");
  return entries(item.options, "text").map((option, n) => (option.key ? letter(n) : "")).filter(Boolean).join(", ");
}
