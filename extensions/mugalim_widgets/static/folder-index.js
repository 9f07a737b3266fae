// The index of a folder: a text in which she lists its files herself.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { indexAmong, isIndexName, nameOf, nameTrouble, pathIn } from "./folder-tree.js";
import { chosenFolder, folderChoice, folderPanel, nameForm } from "./folder-panels.js";

const LONGEST_INDEX_TEXT = 50000; // characters
const TEXT_ENDING = ".txt";
const UNWRITABLE_IN_INDEX = /[\x00-\x08\x0b-\x1f\ufffe\uffff]|\p{Cs}/gu;

/** @typedef {import("./folder-panels.js").FolderDesk} FolderDesk */

/** The editor of the index, or the form that makes one. @param {FolderDesk} folder @returns {import("./folder-panels.js").Panel} */
export function indexPanel(folder) {
  const entry = folder.indexEntry(folder.entries());
  if (!entry) return newIndexPanel(folder);
  const name = nameOf(entry.path);
  if (name.toLowerCase().endsWith(TEXT_ENDING)) return editorOf(folder, entry);
  const told = make("p", { className: "help" }, filled(folder.words, "index_elsewhere", { name }));
  return { content: folderPanel(folder, filled(folder.words, "index_of", { name }), [told]) };
}

/** @param {FolderDesk} folder */
function newIndexPanel(folder) {
  const { select, parts } = folderChoice(folder, chosenFolder(folder));
  const [names, endings] = ["index_names", "index_endings"].map((key) => folder.model.get(key));
  return nameForm(folder, folder.words.index, "", folder.words.index_help, parts, folder.words.make, (typed) => {
    const name = /\.[^.\s]+$/.test(typed) || !typed ? typed : typed + TEXT_ENDING;
    if (typed && (!name.toLowerCase().endsWith(TEXT_ENDING) || !isIndexName(name, names, endings))) return "index_name";
    const trouble = nameTrouble(name, select.value, folder.entries(), folder.folders());
    if (trouble) return trouble;
    const entries = [...folder.entries(), { path: pathIn(select.value, name) }];
    folder.change(entries, folder.folders(), { index: "" });
    folder.openIndex();
    return "";
  });
}

/** @param {FolderDesk} folder @param {import("./folder-tree.js").FolderEntry} entry */
function editorOf(folder, entry) {
  const id = `index-${Math.random().toString(36).slice(2)}`, name = nameOf(entry.path);
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { id, rows: 8, maxLength: LONGEST_INDEX_TEXT, value: folder.state().index ?? "", spellcheck: false }));
  const names = make("ul", { className: "names" });
  const find = () => indexAmong(folder.entries(), folder.model.get("index_names"), folder.model.get("index_endings"));
  const keep = (/** @type {string} */ together) => {
    const text = area.value.replace(UNWRITABLE_IN_INDEX, ""), own = find();
    if (!own) return;
    const written = { path: own.path, size: new TextEncoder().encode(text).length };
    folder.change(folder.entries().map((/** @type {any} */ each) => (each === own ? written : each)), folder.folders(), { index: text, together });
  };
  /** A name on a line of its own, where the caret is. @param {string} file */
  const add = (file) => {
    const at = area.selectionEnd, before = area.value.slice(0, at), after = area.value.slice(at);
    const line = `${before && !before.endsWith("\n") ? "\n" : ""}${file}${after && !after.startsWith("\n") ? "\n" : ""}`;
    area.value = before + line + after;
    area.setSelectionRange(before.length + line.length, before.length + line.length);
    keep("");
    folder.say("index_added", { name: file });
  };
  const showNames = () => {
    const own = find();
    const files = folder.entries().filter((/** @type {any} */ each) => each !== own).map((/** @type {any} */ each) => nameOf(each.path));
    const focused = names.contains(document.activeElement) ? document.activeElement?.textContent : null;
    names.replaceChildren(...[...new Set(/** @type {string[]} */ (files))].sort().map((file) => {
      const made = make("button", { type: "button", className: "quiet" }, file);
      made.addEventListener("click", () => add(file));
      if (file === focused) queueMicrotask(() => made.focus());
      return make("li", {}, made);
    }));
  };
  area.addEventListener("input", () => keep("index"));
  folder.whenRedrawn(() => {
    const text = folder.state().index ?? "";
    if (area.value.replace(UNWRITABLE_IN_INDEX, "") !== text) area.value = text;
    showNames();
  });
  showNames();
  const heading = filled(folder.words, "index_of", { name });
  const label = make("label", { for: id }, folder.words.index_words);
  return { content: folderPanel(folder, heading, [label, area, make("p", { className: "help" }, folder.words.index_tap), names]), first: area };
}
