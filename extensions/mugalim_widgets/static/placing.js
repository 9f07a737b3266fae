// Groups and partners: each card has a control to choose its place; on a wide screen it can be dragged.

import { makeDraggable, putInOrder } from "./cards.js";
import { filled } from "./redrawing.js";
import { make } from "./surface.js";

const LONG_CHOICE = 28; // characters
// Up to so many groups, and where their words fit side by side on a phone, each card shows them all.
const MOST_CHIPS = 4, LONGEST_WORDS = [0, 30, 16, 11, 16]; // characters, by the number of groups

/**
 * @typedef {{id: string, text: string}} Item
 * @param {{words: Record<string, string>, items: Item[], places: Item[], once: boolean, announce: (sentence: string) => void,
 *   place: (placed: Record<string, string>, moved: string) => void}} given `once`: a place is for one item only
 */
export function makePlacing({ words, items, places, once, announce, place }) {
  const name = `placing-${Math.random().toString(36).slice(2)}`;
  const longest = Math.max(...places.flatMap(({ text }) => text.split(/[\s-]+/)).map((word) => word.length));
  const chips = !once && places.length <= MOST_CHIPS && longest <= LONGEST_WORDS[places.length];
  const list = make("ul", { className: "items", role: "list" });
  const count = make("p", { className: "help" });
  const twice = make("p", { className: "twice", "aria-live": "polite" });
  const bins = new Map(places.map((each) => [each.id, make("div", { className: "bin" }, make("b", {}, each.text), make("ul"))]));
  const side = make("div", { className: "bins", "aria-hidden": "true" }, ...bins.values());
  const cards = new Map(items.map((item, at) => [item.id, makeCard(item, `${name}-${at}`)]));
  /** @type {Record<string, string>} */
  let placed = {};

  /** @param {Item} item @param {string} where "" where it is taken out of its place */
  const put = (item, where) => {
    const { [item.id]: left, ...others } = placed;
    placed = where ? { ...others, [item.id]: where } : others;
    refresh();
    place(placed, item.id);
  };
  const refresh = () => {
    for (const [id, card] of cards) setControl(card, placed[id] ?? "");
    for (const [id, bin] of bins) {
      const own = items.filter((item) => placed[item.id] === id).map((item) => make("li", {}, item.text));
      bin.lastElementChild?.replaceChildren(...(own.length ? own : [make("li", { className: "none" }, words.nothing_yet)]));
    }
    count.textContent = filled(words, "done_of", { done: Object.keys(placed).length, all: items.length });
    const where = Object.values(placed);
    const doubled = once ? places.filter(({ id }) => where.filter((one) => one === id).length > 1) : [];
    const sentence = doubled.map(({ text }) => filled(words, "twice", { place: text })).join(" ");
    if (twice.textContent !== sentence) twice.textContent = sentence;
  };

  /** @param {Item} item @param {string} id */
  function makeCard(item, id) {
    const handle = make("span", { className: "handle", "aria-hidden": "true" });
    const control = chips ? makeChips(item, id) : makeSelect(item, id);
    const card = make("li", { className: "item" }, handle, control);
    card.dataset.item = item.id;
    control.addEventListener("change", (event) => put(item, /** @type {any} */ (event.target).value));
    let over = "";
    makeDraggable(card, handle, true, {
      over(x, y) {
        over = [...bins].find(([, bin]) => isIn(bin, x, y))?.[0] ?? "";
        for (const [where, bin] of bins) bin.classList.toggle("over", where === over);
      },
      end(kept) {
        bins.get(over)?.classList.remove("over");
        if (!kept || !over) return;
        put(item, over);
        announce(filled(words, "put", { item: item.text, place: places.find((each) => each.id === over)?.text }));
      },
    });
    return card;
  }
  /** @param {Item} item @param {string} id */
  function makeChips(item, id) {
    const labels = places.map((each) =>
      make("label", { className: "chip" }, make("input", { type: "radio", name: id, value: each.id }), make("span", {}, each.text)));
    const group = make("div", { className: places.length === 3 ? "chips three" : "chips" }, ...labels);
    return make("fieldset", {}, make("legend", {}, item.text), group);
  }
  /** @param {Item} item @param {string} id */
  function makeSelect(item, id) {
    const options = places.map((each) => make("option", { value: each.id }, each.text));
    const select = make("select", { id }, make("option", { value: "" }, words.choose), ...options);
    const whole = make("p", { className: "help whole", "aria-hidden": "true" });
    return make("div", { className: "chooser" }, make("label", { for: id }, item.text), select, whole);
  }

  return {
    element: make("div", { className: "board" }, make("div", {}, list, count, twice), side),
    placed: () => placed,
    /** @param {string[]} drawn the order in which the items stand @param {Record<string, string>} known */
    show(drawn, known) {
      placed = known;
      putInOrder(list, cards, drawn);
      refresh();
    },
  };
}

/** @param {HTMLElement} card @param {string} where */
function setControl(card, where) {
  const select = card.querySelector("select"), whole = card.querySelector(".whole");
  if (select && whole) {
    select.value = where;
    const text = select.selectedOptions[0]?.text ?? "";
    whole.textContent = text.length > LONG_CHOICE ? text : ""; // a phone cuts what is chosen
  }
  for (const radio of card.querySelectorAll("input")) radio.checked = radio.value === where;
}

/** @param {HTMLElement} element @param {number} x @param {number} y */
function isIn(element, x, y) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}
