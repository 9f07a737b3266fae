// Folder: a tree of folders and files to put in order, as on a phone's file manager.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { makeEditing } from "./editing.js";
import { brokenName, makeThumbnails, measures } from "./photos.js";
import { foldersHolding, foldersInOrder, indexAmong, isFolderKey, nameOf, outermost, parentOf, pathIn, relocated, treeOf } from "./folder-tree.js";
import { actionsOf, bringBackPanel, newFolderPanel } from "./folder-panels.js";
import { indexPanel } from "./folder-index.js";

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {import("./folder-tree.js").FolderEntry} FolderEntry
 * @typedef {import("./folder-tree.js").FolderNode} FolderNode
 * @typedef {import("./folder-tree.js").Relocation} Relocation
 * @typedef {import("./folder-panels.js").Panel} Panel
 */

const THUMBNAIL = 160; // pixels, enough for a dense screen

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words");
  const editing = makeEditing(model, el, (state) => show(state));
  const thumbnails = makeThumbnails(model, el, THUMBNAIL);
  /** @type {WeakMap<object, Set<string>>} folders of a state, with those that hold no file yet */
  const foldersOf = new WeakMap();
  /** @type {Set<string>} */
  const closed = new Set();
  /** @type {Set<string>} keys: paths of files, and of folders with "/" at the end */
  let chosen = new Set();
  let dragged = /** @type {string[]} */ ([]);
  /** @type {FolderNode} */
  let top = { path: "", folders: [], files: [], count: 0 };
  /** @type {Map<HTMLElement, () => void>} what closes the panel that is open in a place */
  const closers = new Map();
  let redrawn = () => {}; // what an open panel does when the folder was drawn again
  let seen = editing.state();

  // --- what the folder is now, and how it changes ---
  const entries = () => /** @type {FolderEntry[]} */ (editing.state().entries ?? []);
  const folders = () => foldersOf.get(editing.state()) ?? foldersHolding(entries());
  const indexEntry = (/** @type {FolderEntry[]} */ list) => indexAmong(list, model.get("index_names"), model.get("index_endings"));
  /** @type {Map<string, any>} what is known of a photo, also while its file is not called one */
  const photos = new Map();
  const remember = (/** @type {FolderEntry} */ entry) => { if (entry.photo && entry.digest) photos.set(entry.digest, entry.photo); };
  /** A photo is told only of a file that is called one, as checks read it. @param {FolderEntry} entry */
  const fitted = (entry) => {
    const { photo, ...rest } = entry, known = photo ?? photos.get(entry.digest ?? "");
    const called = model.get("picture_endings").some((/** @type {string} */ ending) => entry.path.toLowerCase().endsWith(ending));
    return known && called ? { ...rest, photo: known } : rest;
  };
  /**
   * @param {FolderEntry[]} list @param {Set<string>} held the folders @param {{index?: string|null, together?: string}} [more] null: no words of an index
   */
  const change = (list, held, { index = editing.state().index, together = "" } = {}) => {
    list.forEach(remember);
    const next = list.map(fitted), weight = next.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
    const state = { entries: next, weight, ...(typeof index === "string" && { index }) };
    foldersOf.set(state, new Set([...held, ...foldersHolding(next)]));
    editing.change(state, together);
    seen = state;
    draw();
  };
  /** Move and rename, folders with all that is in them. @param {Relocation[]} relocations */
  const relocate = (relocations) => {
    const moved = (/** @type {string} */ path) => relocated(path, relocations);
    for (const path of [...closed]) if (moved(path) !== path) { closed.delete(path); closed.add(moved(path)); }
    change(entries().map((entry) => ({ ...entry, path: moved(entry.path) })), new Set([...folders()].map(moved)));
  };

  // --- the frame ---
  const button = (/** @type {string} */ key, /** @type {() => Panel} */ act) => {
    const made = make("button", { type: "button", className: "quiet" }, words[key]);
    made.addEventListener("click", () => openUpper(act(), made));
    return made;
  };
  const indexButton = button("index", () => indexPanel(folder));
  const tools = make("div", { className: "tools", role: "group", "aria-label": words.tools },
    button("new_folder", () => newFolderPanel(folder)), indexButton,
    button("bring_back", () => bringBackPanel(folder)), editing.tools);
  const upper = make("div", { className: "upper" });
  const tree = make("ul", { className: "tree", "aria-label": words.tree });
  tree.dataset.folder = "";
  const nothing = make("p", { className: "help", hidden: true }, words.nothing);
  const sheet = make("div", { className: "sheet", hidden: true });
  const lower = make("div", { className: "lower" });
  const box = editing.frame(tools, upper, make("p", { className: "help" }, words.help), tree, nothing, lower);
  lower.append(/** @type {HTMLElement} */ (box.querySelector(".live")), sheet);

  /**
   * Show a panel above or below the tree; the focus goes back to where it was when the panel closes.
   * @param {HTMLElement} place @param {Panel} panel @param {HTMLElement} opener
   */
  function open(place, panel, opener) {
    closers.get(place)?.();
    closers.set(place, () => {
      const hadFocus = panel.content.contains(document.activeElement), { action } = opener.dataset;
      closers.delete(place);
      panel.content.remove();
      if (place === upper) redrawn = () => {};
      else showSheet();
      if (hadFocus) /** @type {HTMLElement|null} */ (action ? sheet.querySelector(`[data-action=${action}]`) : opener)?.focus();
    });
    if (place === sheet) sheet.replaceChildren(panel.content);
    else upper.replaceChildren(panel.content);
    (panel.first ?? panel.content).focus();
  }
  /** A panel above the tree is about no file that is chosen. @param {Panel} panel @param {HTMLElement} opener */
  function openUpper(panel, opener) {
    closers.get(sheet)?.();
    chosen.clear();
    mark();
    open(upper, panel, opener);
  }
  function showSheet() {
    const focused = /** @type {HTMLElement|null} */ (sheet.contains(document.activeElement) ? document.activeElement : null);
    sheet.hidden = !chosen.size;
    lower.classList.toggle("stays-below", chosen.size > 0);
    sheet.replaceChildren(...(chosen.size ? [actionsOf(folder)] : []));
    const action = focused && sheet.querySelector(`[data-action=${focused.dataset.action ?? "none"}]`);
    if (focused) /** @type {HTMLElement|null} */ (action ?? tree.querySelector("input") ?? indexButton).focus();
  }
  /** Close the panel that holds an element. @param {Element|null} inside */
  function closeAround(inside) {
    for (const [place, close] of closers) if (place.contains(inside)) close();
  }

  // --- the tree ---
  /** @type {WeakMap<FolderEntry, HTMLElement>} lines that are drawn already */
  const lines = new WeakMap();
  function choose(/** @type {string} */ key, /** @type {boolean} */ isChosen) {
    if (isChosen) chosen.add(key);
    else chosen.delete(key);
    closers.get(sheet)?.();
    mark();
  }
  function mark() {
    for (const input of inputs()) {
      input.checked = chosen.has(input.value);
      input.closest(".line")?.classList.toggle("chosen", input.checked);
    }
    if (!closers.has(sheet)) showSheet();
  }
  function checkbox(/** @type {string} */ key, /** @type {string} */ label) {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value: key, ...(label && { "aria-label": label }) }));
    input.addEventListener("change", () => choose(key, input.checked));
    return input;
  }
  function fileLine(/** @type {FolderEntry} */ entry) {
    const known = lines.get(entry);
    if (known) return known;
    const text = make("span", { className: "about" }, brokenName(nameOf(entry.path)), " ",
      make("span", { className: "soft" }, measures(words, entry)));
    const line = make("li", {}, make("label", { className: "line", draggable: true }, checkbox(entry.path, ""), thumbnails.of(entry.path, entry), text));
    lines.set(entry, line);
    return line;
  }
  function folderLine(/** @type {FolderNode} */ node) {
    const name = nameOf(node.path), isOpen = !closed.has(node.path);
    const opener = make("button", { type: "button", className: "opens", "aria-expanded": String(isOpen) },
      make("span", { className: "about" }, brokenName(name), " ",
        make("span", { className: "soft" }, filled(words, "files_inside", { count: node.count }))));
    opener.dataset.open = node.path;
    opener.addEventListener("click", () => {
      if (closed.has(node.path)) closed.delete(node.path);
      else closed.add(node.path);
      draw();
    });
    const line = make("div", { className: "line", draggable: true }, checkbox(`${node.path}/`, filled(words, "choose", { name })), opener);
    const item = make("li", {}, line, ...(isOpen ? [make("ul", {}, ...linesOf(node))] : []));
    item.dataset.folder = node.path;
    return item;
  }
  const linesOf = (/** @type {FolderNode} */ node) => [...node.folders.map(folderLine), ...node.files.map(fileLine)];

  function draw() {
    top = treeOf(entries(), folders(), model.get("language"));
    const known = new Set([...entries().map((entry) => entry.path), ...[...folders()].map((path) => `${path}/`)]);
    chosen = new Set([...chosen].filter((key) => known.has(key)));
    const focused = /** @type {any} */ (tree.contains(document.activeElement) ? document.activeElement : null);
    const opened = focused?.dataset.open, key = focused?.value, at = inputs().indexOf(focused);
    tree.replaceChildren(...linesOf(top));
    nothing.hidden = top.folders.length + top.files.length > 0;
    const index = indexEntry(entries());
    indexButton.textContent = index ? filled(words, "index_of", { name: nameOf(index.path) }) : words.index;
    mark();
    if (opened !== undefined) /** @type {HTMLElement|null} */ (tree.querySelector(`[data-open="${CSS.escape(opened)}"]`))?.focus();
    else if (key) (inputOf(key) ?? inputs().find(({ value }) => nameOf(value) === nameOf(key)) ?? inputs()[at] ?? inputs().at(-1) ?? indexButton).focus();
    redrawn();
  }
  const inputs = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (tree.querySelectorAll("input"))];
  const inputOf = (/** @type {string} */ key) => inputs().find(({ value }) => value === key);
  /** A state from elsewhere: folders stay that held no file before. @param {any} state */
  function show(state) {
    if (!foldersOf.has(state)) {
      const held = foldersHolding(seen.entries ?? []), empty = [...(foldersOf.get(seen) ?? [])].filter((path) => !held.has(path));
      foldersOf.set(state, new Set([...empty, ...foldersHolding(state.entries ?? [])]));
    }
    seen = state;
    (state.entries ?? []).forEach(remember);
    draw();
  }

  // --- dragging, with a mouse ---
  const folderUnder = (/** @type {Event} */ event) => /** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest("[data-folder]") ?? tree);
  const over = (/** @type {Element|null} */ place) => {
    for (const each of box.querySelectorAll(".over")) if (each !== place) each.classList.remove("over");
    place?.classList.add("over");
  };
  tree.addEventListener("dragstart", (event) => {
    const key = /** @type {Element} */ (event.target).querySelector("input")?.value ?? "";
    dragged = chosen.has(key) ? [...chosen] : [key];
    event.dataTransfer?.setData("text/plain", nameOf(key));
  });
  tree.addEventListener("dragover", (event) => {
    if (!dragged.length) return;
    event.preventDefault();
    over(folderUnder(event));
  });
  tree.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged.length) folder.move(dragged, folderUnder(event).dataset.folder ?? "");
  });
  tree.addEventListener("dragend", () => { dragged = []; over(null); });

  // --- what the panels see ---
  const folder = {
    model, el, words, entries, folders, change, relocate, indexEntry, photos,
    state: editing.state,
    announce: editing.announce,
    say: (/** @type {string} */ key, values = {}) => editing.announce(filled(words, key, values)),
    chosen: () => outermost(chosen),
    chosenFiles: () => entries().filter(({ path }) => [...chosen].some((key) => path === key || (isFolderKey(key) && path.startsWith(key)))),
    inOrder: () => foldersInOrder(top),
    thumbnailOf: (/** @type {FolderEntry} */ entry) => thumbnails.of(entry.path, entry),
    close: closeAround,
    closeSheet: () => closers.get(sheet)?.(),
    open: (/** @type {any} */ panel, /** @type {HTMLElement} */ opener) => open(sheet, panel, opener),
    openIndex: () => openUpper(indexPanel(folder), indexButton),
    /** @param {() => void} act */
    whenRedrawn(act) { redrawn = act; },
    /** @param {string[]} keys to be chosen, the first one with the focus */
    select(keys) {
      closers.get(sheet)?.();
      chosen = new Set(keys);
      for (const key of keys) for (let path = parentOf(key); path; path = parentOf(path)) closed.delete(path);
      draw();
      const input = inputOf(keys[0] ?? "") ?? tree.querySelector("input");
      (input ?? tools.querySelector("button"))?.focus();
    },
    /** @param {string[]} keys @param {string} target a folder, "" is the top */
    move(keys, target) {
      const wanted = outermost(keys).filter((key) => parentOf(key) !== target && !(isFolderKey(key) && `${target}/`.startsWith(key)));
      const there = new Set([...entries().map((entry) => entry.path), ...folders()].map((path) => path.toLowerCase()));
      const relocations = [], left = [];
      for (const key of wanted) {
        const to = pathIn(target, nameOf(key));
        if (there.has(to.toLowerCase())) left.push(nameOf(key));
        else relocations.push({ from: key, to: isFolderKey(key) ? `${to}/` : to });
        there.add(to.toLowerCase());
      }
      if (relocations.length) {
        relocate(relocations);
        folder.select(relocations.map(({ to }) => to));
      }
      const where = target ? nameOf(target) : words.top;
      if (left.length) folder.say("move_taken", { name: left[0] });
      else if (relocations.length) folder.say("moved", { count: relocations.length, folder: where });
    },
  };

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") closeAround(document.activeElement);
  };
  box.addEventListener("keydown", onKey);
  box.addEventListener("click", () => editing.announce(""), true); // what was said is past with the next step
  entries().forEach(remember);
  model.get("supplied").forEach(remember);
  draw();
  el.append(box);
  return () => {
    editing.stop();
    thumbnails.stop();
    box.remove();
  };
}

export default { render };
