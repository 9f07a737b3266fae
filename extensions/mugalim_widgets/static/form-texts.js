// Supplied texts: some of them are chosen, and in each the sentence is marked that another disputes.

import { fillIn, newId } from "./form-fields.js";
import { make } from "./surface.js";

/**
 * @typedef {{id: string, title: string, text: string, caption?: string, address?: string}} Text
 * @typedef {{source: string, start: number, end: number}} Mark characters of the text, as Python counts them
 */

/** Where the sentences of a text are. @param {string} text @returns {{start: number, end: number}[]} */
function sentencesIn(text) {
  const found = text.matchAll(/\S(?:.*?(?:[.!?…]+["»”)]*(?=\s+[\p{Lu}"«“—–-])|$)|$)/gmu);
  return [...found].map((each) => ({ start: each.index, end: each.index + each[0].trimEnd().length }));
}

/** @param {string} text @param {number} at a place as JavaScript counts @returns {number} as Python does */
const pointsTo = (text, at) => [...text.slice(0, at)].length;

/** A page or a text to read: its line, its address, its paragraphs. @param {Text} text @returns {HTMLElement[]} */
export function readable({ caption, address, text }) {
  const lines = text.split(/\n+/).filter((line) => line.trim()).map((line) => make("p", {}, line));
  return [make("p", { className: "help" }, caption ?? "", caption && address ? make("br") : "", address ? make("span", { className: "address" }, address) : ""), ...lines];
}

/**
 * @param {import("./form-fields.js").Field} field @param {import("./fields.js").Form & {texts: Text[]}} form
 * @returns {import("./form-fields.js").Control}
 */
export function makeTexts(field, form) {
  const { words } = form, id = newId(form), most = field.most || Infinity, marksId = /** @type {any} */ (field.marks)?.id;
  let chosen = /** @type {{source: string, text: string}[]} */ ([]), marks = /** @type {Mark[]} */ ([]);
  const tally = make("span", { className: "tag" }), box = make("div", { className: "shelf" });
  const find = (/** @type {string} */ source) => chosen.find((each) => each.source === source);

  /** @param {Text} text */
  const choose = (text) => {
    if (find(text.id)) {
      chosen = chosen.filter((each) => each.source !== text.id);
      marks = marks.filter((each) => each.source !== text.id);
    } else if (chosen.length >= most) return form.announce(fillIn(words.texts_full, { most }));
    else chosen = [...chosen, { source: text.id, text: text.text }];
    draw();
    form.changed();
    /** @type {HTMLElement|null} */ (box.querySelector(`[data-choose="${CSS.escape(text.id)}"]`))?.focus();
  };
  /** @param {{source: string, text: string}} own */
  const sentences = ({ source, text }) => {
    const mark = marks.find((each) => each.source === source), name = newId(form);
    const labels = sentencesIn(text).map(({ start, end }) => {
      const from = pointsTo(text, start), to = pointsTo(text, end);
      const input = make("input", { type: "radio", name, checked: Boolean(mark && mark.start < to && mark.end > from) });
      input.addEventListener("change", () => {
        marks = [...marks.filter((each) => each.source !== source), { source, start: from, end: to }];
        form.changed();
      });
      return make("label", { className: "sentence" }, input, make("span", {}, text.slice(start, end)));
    });
    return make("fieldset", { className: "sentences" }, make("legend", {}, /** @type {any} */ (field.marks).text), make("p", { className: "help" }, words.mark_help), ...labels);
  };
  /** @param {Text} text */
  const card = (text) => {
    const own = find(text.id), button = make("button", { type: "button", className: own ? "quiet" : "", "data-choose": text.id }, own ? words.leave_text : words.choose_text);
    button.setAttribute("aria-label", `${button.textContent}: ${text.title}`);
    button.addEventListener("click", () => choose(text));
    const [about, ...lines] = readable(own ? { ...text, text: own.text } : text);
    const tag = make("span", { className: "tag good", hidden: !own }, words.chosen);
    const summary = make("summary", {}, make("strong", {}, text.title), tag);
    return make("details", { open: opened.has(text.id), "data-text": text.id }, summary, about, ...(own && marksId ? [sentences(own)] : lines), button);
  };
  let opened = new Set();
  const draw = () => {
    opened = new Set([...box.querySelectorAll("details[open]")].map((each) => /** @type {HTMLElement} */ (each).dataset.text));
    const others = chosen.filter(({ source }) => !form.texts.some((text) => text.id === source)).map(({ source, text }) => ({ id: source, title: source, text }));
    box.replaceChildren(...[...form.texts, ...others].map(card));
    tally.textContent = field.most ? fillIn(words.tally, { done: chosen.length, least: most }) : String(chosen.length);
    tally.className = chosen.length === most ? "tag good" : "tag";
  };
  const sound = (/** @type {any} */ list, /** @type {string[]} */ names) =>
    (Array.isArray(list) ? list : []).filter((each) => names.every((name) => typeof each?.[name] === "string"));
  return {
    el: make("div", { className: "field list", role: "group", "aria-labelledby": id }, make("p", { className: "list-title", id }, field.label, " ", tally), make("p", { className: "help", hidden: !field.help }, field.help ?? ""), box),
    spread: true,
    value: () => ({ [field.id]: chosen.length ? chosen : undefined, ...(marksId && { [marksId]: marks.length ? marks : undefined }) }),
    gist: () => "",
    done: () => !field.required || chosen.length === most,
    show(data) {
      chosen = sound(data[field.id], ["source", "text"]);
      marks = marksId ? sound(data[marksId], ["source"]) : [];
      draw();
    },
  };
}
