// Editing an artefact as a whole: its state on the page, undo and redo, saving, instant checks.

import { make, makeSaver } from "./surface.js";

const MOST_STEPS = 100;
const DELAY = 800; // milliseconds of quiet before a change is saved

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{state: () => any, change: (next: any, together?: string) => void, undo: () => void, redo: () => void,
 *   announce: (sentence: string) => void, frame: (...content: (Node|string)[]) => HTMLElement, stop: () => void,
 *   tools: HTMLElement, saver: ReturnType<typeof makeSaver>}} Editing
 */

/**
 * The state of an artefact while it is edited. A surface draws in `draw`, which is called at first and
 * whenever the state comes from elsewhere (undo, another device, an upload), and calls `change` with
 * the next state, never altering the one it was given.
 *
 * `tools` holds the buttons for undo and redo, `frame` puts the surface's content between the question
 * and the line that says what is saved; `announce` has a sentence read out.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {(state: any) => void} draw
 * @param {(state: any) => object} [operation] what is saved of a state; all of it where left out
 * @returns {Editing}
 */
export function makeEditing(model, el, draw, operation = (state) => ({ op: "put", state })) {
  const words = model.get("words");
  const status = make("p", { className: "status", role: "status" });
  const live = make("p", { className: "live", role: "status", "aria-live": "polite" });
  const fileNote = make("p", { className: "note", hidden: true });
  const checks = make("ul", { className: "checks", "aria-live": "polite" });
  const saver = makeSaver(model, el, status);
  let state = model.get("state"), together = "", wanted = 0;
  /** @type {any[]} */
  let before = [];
  /** @type {any[]} */
  let after = [];

  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => {
    const element = make("button", { type: "button", className: "quiet" }, words[key]);
    element.addEventListener("click", act);
    return element;
  };
  const undoButton = button("undo", () => undo()), redoButton = button("redo", () => redo());
  const tools = make("div", { className: "row tools-back", role: "group" }, undoButton, redoButton);
  const announce = (/** @type {string} */ sentence) => { live.textContent = sentence; };
  const showTools = () => {
    undoButton.setAttribute("aria-disabled", String(!before.length));
    redoButton.setAttribute("aria-disabled", String(!after.length));
  };
  const keep = () => {
    saver.replace([operation(state)], DELAY);
    clearTimeout(wanted);
    if (model.get("instant")) wanted = setTimeout(() => model.send({ type: "edit", state }), DELAY);
    showTools();
  };
  /** @param {any} next @param {string} [part] changes of one part in a row are one step back, as typing is */
  const change = (next, part = "") => {
    if (!part || part !== together) before = [...before.slice(-MOST_STEPS), state];
    together = part;
    after = [];
    state = next;
    keep();
  };
  /** @param {any[]} from @param {any[]} to @param {string} done @param {string} nothing */
  const step = (from, to, done, nothing) => {
    const next = from.pop();
    if (next === undefined) return announce(words[nothing]);
    to.push(state);
    together = "";
    state = next;
    draw(state);
    keep();
    announce(words[done]);
  };
  const undo = () => step(before, after, "undone", "undo_nothing");
  const redo = () => step(after, before, "redone", "redo_nothing");
  const showFile = () => {
    const saved = model.get("saved");
    fileNote.hidden = saved?.way !== "file";
    if (!fileNote.hidden) fileNote.textContent = words.file_is_answer.replace("{name}", () => saved.file?.name ?? "");
  };
  const showReport = () => {
    checks.replaceChildren(...(model.get("report").results ?? []).map((/** @type {any} */ item) => {
      const li = make("li", { className: item.outcome }, make("span", { className: "outcome" }, words[item.outcome]));
      if (item.title) li.append(" ", make("span", { className: "check-title" }, item.title));
      if (item.hint) li.append(make("p", { className: "hint" }, item.hint));
      return li;
    }));
  };
  const onState = () => {
    if (saver.busy() || JSON.stringify(model.get("state")) === JSON.stringify(state)) return;
    before = [...before.slice(-MOST_STEPS), state]; // what came from elsewhere can be undone, too
    after = [];
    together = "";
    state = model.get("state");
    showTools();
    draw(state);
  };
  const onNotice = () => announce(model.get("notice").sentence ?? "");
  /** @param {KeyboardEvent} event by the place of the key, for it has other letters in Cyrillic */
  const onKey = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !["KeyZ", "KeyY"].includes(event.code)) return;
    event.preventDefault();
    if (event.code === "KeyY" || event.shiftKey) redo();
    else undo();
  };
  const listeners = /** @type {[string, Function][]} */ ([
    ["change:state", onState], ["change:notice", onNotice], ["change:report", showReport], ["change:saved", showFile],
  ]);
  for (const [event, listener] of listeners) model.on(event, listener);
  el.addEventListener("keydown", onKey);
  showTools();
  showFile();
  showReport();

  return {
    state: () => state,
    change,
    undo,
    redo,
    announce,
    tools,
    saver,
    frame(...content) {
      const question = make("p", { className: "question" }, model.get("question") || model.get("title"));
      return make("div", { className: `mugalim mugalim-${model.get("surface")}` }, question, fileNote, ...content, live, status, checks);
    },
    stop() {
      clearTimeout(wanted);
      saver.stop();
      for (const [event, listener] of listeners) model.off(event, listener);
      el.removeEventListener("keydown", onKey);
    },
  };
}
