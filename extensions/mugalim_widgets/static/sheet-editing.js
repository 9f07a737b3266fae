// Typing: into a cell and into the formula bar; and what keys do in the grid.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */

const ARROWS = /** @type {Record<string, number[]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] });

/** @param {Table} table */
export function makeEditing(table) {
  const { work, grid, words, say, announce, id } = table;
  const label = make("label", { for: `${id}-bar` });
  const bar = field({ id: `${id}-bar`, className: "formula", placeholder: words.formula_hint });
  let editor = /** @type {HTMLInputElement|null} */ (null), barFor = "A1";
  const shown = (/** @type {string} */ address) => work.typed(work.input(address));
  /** What is typed, as a rule of the cell may refuse it. @param {string} value @param {string} address */
  const accepted = (value, address) => value === shown(address) || !table.limits || table.limits.accepted(value, address);
  /** @param {string} address @param {string} value */
  const take = (address, value) => { if (value !== shown(address)) work.setCells({ [address]: value.trim() === "" ? "" : value }); };

  // --- a cell that is open ---
  /** @param {string|null} first the key that began it; null keeps what stands there @param {number} [caret] */
  function start(first, caret) {
    const cell = grid.cellAt(work.at), address = grid.here();
    if (!cell || editor) return;
    editor = field({ className: "editor", value: first ?? shown(address), "aria-label": say("edit", { cell: address }) });
    editor.style.minWidth = `${cell.offsetWidth}px`;
    editor.addEventListener("input", () => { bar.value = /** @type {HTMLInputElement} */ (editor).value; });
    editor.addEventListener("blur", (event) => { if (event.relatedTarget !== bar) commit(false); });
    grid.opened(address);
    cell.replaceChildren(editor);
    cell.classList.add("open");
    editor.focus();
    editor.setSelectionRange(caret ?? editor.value.length, caret ?? editor.value.length);
    if (first !== null) bar.value = editor.value;
  }
  /** @param {boolean} back whether the keyboard goes back to the cell @returns {boolean} whether it was taken */
  function commit(back = true) {
    if (!editor) return true;
    const value = editor.value, address = grid.here();
    if (!accepted(value, address)) return false;
    close(back);
    take(address, value);
    return true;
  }
  /** @param {boolean} back */
  function close(back) {
    const cell = grid.cellAt(work.at);
    editor = null;
    grid.opened("");
    announce("", false);
    cell?.classList.remove("open");
    cell?.replaceChildren();
    grid.patch(grid.here());
    showBar();
    if (back) cell?.focus({ preventScroll: true });
  }

  // --- keys ---
  /** @param {KeyboardEvent} event */
  function key(event) {
    if (editor) return editKey(event);
    const plain = !(event.ctrlKey || event.metaKey || event.altKey), arrow = plain && ARROWS[event.key];
    if (arrow) grid.step(arrow[0], arrow[1], event.shiftKey);
    else if (plain && (event.key === "Enter" || event.key === "F2")) start(null);
    else if (plain && event.key.length === 1 && !(event.key === " " && event.shiftKey)) start(event.key);
    else return table.hands ? table.hands.key(event) : table.touch().then(() => table.hands?.key(event));
    event.preventDefault();
  }
  /** @param {KeyboardEvent} event in the open cell */
  function editKey(event) {
    const on = event.shiftKey ? -1 : 1;
    if (event.isComposing || !["Escape", "Enter", "Tab"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") { close(true); announce(grid.described()); }
    else if (commit(true)) grid.step(event.key === "Enter" ? on : 0, event.key === "Tab" ? on : 0);
  }

  // --- the formula bar ---
  function showBar() {
    label.textContent = say("formula", { cell: grid.here() });
    if (document.activeElement !== bar) bar.value = shown(grid.here());
  }
  /** @returns {boolean} whether what stands in the bar was taken */
  function commitBar() {
    const value = bar.value;
    if (!accepted(value, barFor)) return false;
    if (editor) close(false);
    announce("", false);
    take(barFor, value);
    return true;
  }
  bar.addEventListener("input", () => { if (editor) editor.value = bar.value; });
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); if (commitBar()) grid.step(1, 0); }
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (editor) close(false);
    bar.value = shown(grid.here());
    grid.cellAt(work.at).focus();
  });
  bar.addEventListener("focus", () => { barFor = grid.here(); });
  bar.addEventListener("blur", commitBar);
  grid.element.addEventListener("keydown", key);

  return {
    bar: make("div", { className: "formula-bar" }, label, bar),
    start, commit, showBar, shown,
    isOpen: () => Boolean(editor),
    /** What is being typed is taken, wherever it is typed. */
    takeAll: () => (document.activeElement === bar ? commitBar() : commit(false)),
    /** Before another cell is chosen, what stands in the bar goes into the one it belongs to. */
    leaveBar() {
      if (document.activeElement !== bar) return;
      commitBar();
      bar.value = shown(barFor);
      bar.blur();
    },
    /** What is being typed outlives a new drawing. @param {() => void} draw */
    around(draw) {
      const typing = editor && { value: editor.value, caret: editor.selectionStart ?? undefined };
      if (editor) close(false);
      draw();
      if (typing) start(typing.value, typing.caret);
      else showBar();
    },
  };
}

/** Where something is typed as it stands, without a phone's help. @param {object} properties */
const field = (properties) =>
  /** @type {HTMLInputElement} */ (make("input", { autocomplete: "off", spellcheck: false, autocapitalize: "off", maxLength: 8000, enterKeyHint: "done", ...properties }));
