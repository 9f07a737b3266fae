// An order: cards that move up and down by buttons, by Alt and an arrow, or by dragging.

import { makeDraggable, putInOrder } from "./cards.js";
import { filled } from "./redrawing.js";
import { make } from "./surface.js";

const LONG = 30; // characters, from which the buttons stand one above the other

/**
 * @typedef {{id: string, text: string}} Item
 * @param {{words: Record<string, string>, items: Item[], announce: (sentence: string) => void,
 *   place: (placed: Record<string, number>, moved: string) => void}} given
 */
export function makeOrdering({ words, items, announce, place }) {
  const list = make("ol", { className: "ordered", role: "list" });
  const cards = new Map(items.map((item) => [item.id, makeCard(item)]));
  list.classList.toggle("long", items.some((item) => item.text.length > LONG));

  const order = () => [...list.children].map((card) => /** @type {HTMLElement} */ (card).dataset.item ?? "");
  const placed = () => Object.fromEntries(order().map((id, at) => [id, at + 1]));
  const showEnds = () => {
    for (const card of list.children) {
      const [up, down] = card.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(!card.previousElementSibling));
      down.setAttribute("aria-disabled", String(!card.nextElementSibling));
    }
  };
  /** @param {Item} item */
  const tellMoved = (item) => {
    showEnds();
    place(placed(), item.id);
    announce(filled(words, "moved", { item: item.text, place: order().indexOf(item.id) + 1, all: items.length }));
  };
  /** One step. The card stays where it is on the screen, so that the next tap meets it again. @param {Item} item @param {number} way */
  const step = (item, way) => {
    const card = /** @type {HTMLElement} */ (cards.get(item.id));
    const other = way < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (!other) return announce(filled(words, way < 0 ? "is_first" : "is_last", { item: item.text }));
    const before = card.getBoundingClientRect().top;
    if (way < 0) card.after(other);
    else card.before(other);
    scrollBy({ top: card.getBoundingClientRect().top - before, behavior: "instant" });
    tellMoved(item);
  };

  /** @param {Item} item */
  function makeCard(item) {
    const handle = make("span", { className: "handle", "aria-hidden": "true" });
    const button = (/** @type {string} */ key, /** @type {string} */ sign, /** @type {number} */ way) => {
      const element = make("button", { type: "button", className: "quiet", "aria-label": filled(words, key, { item: item.text }) }, sign);
      element.addEventListener("click", () => step(item, way));
      return element;
    };
    const buttons = make("span", { className: "moves" }, button("up", "↑", -1), button("down", "↓", 1));
    const card = make("li", { className: "item", tabIndex: 0 }, handle, make("span", { className: "words" }, item.text), buttons);
    card.dataset.item = item.id;
    card.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      step(item, event.key === "ArrowUp" ? -1 : 1);
    });
    let before = /** @type {string[]|null} */ (null);
    makeDraggable(card, handle, false, {
      over(x, y) {
        before ??= order();
        slide(card, y);
      },
      end(kept) {
        const changed = String(before) !== String(order());
        if (!kept) putInOrder(list, cards, before ?? order());
        else if (changed) tellMoved(item);
        before = null;
      },
    });
    return card;
  }

  return {
    element: list,
    placed,
    /** @param {string[]} drawn the items' order before any was moved @param {Record<string, number>} known */
    show(drawn, known) {
      const at = (/** @type {string} */ id) => known[id] ?? items.length + 1;
      putInOrder(list, cards, [...drawn].sort((a, b) => at(a) - at(b)));
      showEnds();
    },
  };
}

/** Move a card past those whose middle the pointer has passed: they move, it keeps the pointer. @param {HTMLElement} card @param {number} y */
function slide(card, y) {
  const middle = (/** @type {Element} */ other) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2;
  };
  for (let next = card.nextElementSibling; next && y > middle(next); next = card.nextElementSibling) card.before(next);
  for (let last = card.previousElementSibling; last && y < middle(last); last = card.previousElementSibling) card.after(last);
}
