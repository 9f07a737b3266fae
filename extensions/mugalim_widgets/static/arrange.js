// Arrange: items put in order, into groups or beside their partners; "Look at it" gives hints.

import { makeEditing } from "./editing.js";
import { makeLooking } from "./looking.js";
import { makeOrdering } from "./ordering.js";
import { makePlacing } from "./placing.js";
import { filled } from "./redrawing.js";
import { make } from "./surface.js";

/** @typedef {import("./surface.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), kind = model.get("kind");
  const items = /** @type {{id: string, text: string}[]} */ (model.get("items"));
  const found = make("div", { className: "looked", "aria-live": "polite" });
  const operation = (/** @type {any} */ { placed, tries }) => ({ op: "place", placed, tries });
  const editing = makeEditing(model, el, draw, operation);
  const given = { words, items, announce: editing.announce, place };
  const board = kind === "order" ? makeOrdering(given) : makePlacing({ ...given, places: model.get("places"), once: kind === "match" });
  const looking = makeLooking(model, () => ({ placed: board.placed() }), showLooked);
  const again = make("button", { type: "button", className: "quiet" }, words.start_again);

  /** @param {any} state */
  function draw({ placed, tries }) {
    const draws = model.get("draws");
    board.show(draws[tries % draws.length], placed);
  }
  /** In the order of the items, so that the same state is written the same way everywhere. @param {Record<string, any>} placed @param {string} moved */
  function place(placed, moved) {
    const known = items.filter(({ id }) => id in placed).map(({ id }) => [id, placed[id]]);
    editing.change({ ...editing.state(), placed: Object.fromEntries(known) });
    mark([...el.querySelectorAll(".again")].map(idOf).filter((id) => id !== moved));
  }
  function startAgain() {
    editing.change({ placed: {}, tries: editing.state().tries + 1 });
    draw(editing.state());
    showLooked({});
    editing.announce(words.started_again);
  }
  /** Mark the cards that have a hint. @param {string[]} ids */
  function mark(ids) {
    for (const card of el.querySelectorAll(".item")) card.classList.toggle("again", ids.includes(idOf(card)));
  }
  /** @param {Element} card */
  function idOf(card) {
    return /** @type {HTMLElement} */ (card).dataset.item ?? "";
  }
  /** @param {any} looked what the kernel found, {sentence}, or {} for nothing */
  function showLooked({ sentence, done, all, waiting, hints = [] }) {
    const said = [];
    if (sentence) said.push(make("p", {}, sentence));
    if (all) {
      const parts = [filled(words, done === all ? "all_in_place" : "in_place", { done, all })];
      if (waiting) parts.push(filled(words, "waiting", { n: waiting }));
      said.push(make("p", { className: done === all ? "done" : "note" }, parts.join(" ")));
    }
    if (hints.length) {
      const lines = hints.map((/** @type {[string, string]} */ [id, hint]) =>
        make("li", {}, make("b", {}, items.find((item) => item.id === id)?.text ?? ""), make("br"), hint));
      said.push(make("p", { className: "help" }, words.hints), make("ul", { className: "hints" }, ...lines));
    }
    found.replaceChildren(...said);
    mark(hints.map((/** @type {[string, string]} */ [id]) => id));
  }

  const help = make("p", { className: "help" }, words[`how_${kind}`], " ");
  help.append(make("span", { className: kind === "order" ? "with-keys" : "if-wide" }, words[kind === "order" ? "how_order_keys" : "how_drag"]));
  again.addEventListener("click", startAgain);
  draw(editing.state());
  const row = make("div", { className: "row acts" }, looking.button, again, editing.tools);
  const box = editing.frame(help, board.element, row, found);
  el.append(box);
  return () => {
    looking.stop();
    editing.stop();
    box.remove();
  };
}

export default { render };
