// What can be done with files and folders of the tree: a bar of actions, and a panel for each.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { brokenName, changedPhoto, endingOf, measures, sizeButtons, stateOfPhoto } from "./photos.js";
import { isFolderKey, nameOf, nameTrouble, parentOf, pathIn, tidyName, LONGEST_NAME } from "./folder-tree.js";
import { pieceAddress } from "./pieces.js";

/**
 * @typedef {import("./folder-tree.js").FolderEntry} FolderEntry
 * @typedef {any} FolderDesk what folder.js gives its panels
 * @typedef {{content: HTMLElement, first?: HTMLElement}} Panel `first` gets the focus
 */

const PREVIEW = 640; // pixels

/** @param {string} text @param {() => void} act @param {string} [className] */
function pressed(text, act, className = "quiet") {
  const made = make("button", { type: "button", className }, text);
  made.addEventListener("click", act);
  return made;
}

/**
 * A panel with a heading, and a button that closes it beside what it does.
 * @param {FolderDesk} folder @param {string} heading @param {Node[]} content @param {Node[]} [acts]
 */
export function folderPanel(folder, heading, content, acts = []) {
  const closing = pressed(folder.words.close, () => folder.close(panel));
  const panel = make("div", { className: "asking", role: "group", "aria-label": heading, tabIndex: -1 },
    make("p", { className: "title" }, heading), ...content, make("div", { className: "row" }, ...acts, closing));
  return panel;
}

/** The bar below the tree for what is chosen. @param {FolderDesk} folder */
export function actionsOf(folder) {
  const { words } = folder;
  const keys = folder.chosen(), files = folder.chosenFiles();
  const only = keys.length === 1 ? keys[0] : "", file = only && !isFolderKey(only) ? files[0] : null;
  const heading = only ? nameOf(only) : filled(words, "chosen_count", { count: keys.length });
  const bar = make("div", { className: "tools", role: "group", "aria-label": filled(words, "actions_for", { name: heading }) });
  /** @param {string} action @param {(made: HTMLElement) => void} act */
  const add = (action, act) => {
    const made = pressed(words[action], () => act(made));
    made.dataset.action = action;
    bar.append(made);
  };
  /** @param {string} action @param {() => Panel} panel */
  const opens = (action, panel) => add(action, (made) => folder.open(panel(), made));
  if (only) opens("rename", () => namePanel(folder, only));
  opens("move", () => movePanel(folder, keys));
  if (file) opens("details", () => detailsPanel(folder, file));
  if (files.some((/** @type {FolderEntry} */ each) => each.photo)) opens("smaller", () => sizePanel(folder, files));
  if (file && othersOf(folder, file).length) opens("save_as", () => savingPanel(folder, file));
  add("delete", () => remove(folder, keys));
  add("unchoose", () => folder.select([]));
  return make("div", {}, make("p", { className: "title" }, heading), bar);
}

/** A form with a name in it. @param {FolderDesk} folder @param {string} heading @param {string} value @param {string} help
 * @param {Node[]} more @param {string} does @param {(name: string) => string} act gives the key of what is not right yet */
export function nameForm(folder, heading, value, help, more, does, act) {
  const id = `name-${Math.random().toString(36).slice(2)}`;
  const input = /** @type {HTMLInputElement} */ (make("input", {
    id, value, autocomplete: "off", spellcheck: false, autocapitalize: "off", maxLength: LONGEST_NAME + 50, "aria-describedby": `${id}-help`,
  }));
  const refused = make("p", { className: "refused", role: "alert" });
  const form = make("form", { noValidate: true, id: `${id}-form` }, make("label", { for: id }, folder.words.name), input,
    make("p", { className: "help", id: `${id}-help` }, help), ...more, refused);
  const submit = make("button", { type: "submit", className: "primary" }, does);
  submit.setAttribute("form", `${id}-form`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = tidyName(input.value), trouble = act(name);
    if (!trouble) return folder.close(form);
    refused.textContent = filled(folder.words, trouble, { name, most: LONGEST_NAME });
    input.focus();
  });
  input.addEventListener("focus", () => input.setSelectionRange(0, value.length - endingOf(value).length), { once: true });
  return { content: folderPanel(folder, heading, [form], [submit]), first: input };
}

/** @param {FolderDesk} folder @param {string} key @returns {Panel} */
function namePanel(folder, key) {
  const heading = filled(folder.words, "rename_heading", { name: nameOf(key) });
  const help = isFolderKey(key) ? folder.model.get("folder_help") : folder.model.get("name_help");
  return nameForm(folder, heading, nameOf(key), help, [], folder.words.rename, (name) => {
    const trouble = nameTrouble(name, parentOf(key), folder.entries(), folder.folders(), key);
    if (trouble) return trouble;
    const to = pathIn(parentOf(key), name) + (isFolderKey(key) ? "/" : "");
    folder.relocate([{ from: key, to }]);
    folder.select([to]);
    folder.say("renamed", { name });
    return "";
  });
}

/** A list of all folders to choose one from. @param {FolderDesk} folder @param {string} chosen */
export function folderChoice(folder, chosen) {
  const id = `inside-${Math.random().toString(36).slice(2)}`;
  const option = (/** @type {string} */ path) => make("option", { value: path, selected: path === chosen }, path ? path.replaceAll("/", " / ") : folder.words.top);
  const select = /** @type {HTMLSelectElement} */ (make("select", { id }, ...["", ...folder.inOrder()].map(option)));
  return { select, parts: [make("label", { for: id }, folder.words.inside), select] };
}

/** Where something new is put: the chosen folder. @param {FolderDesk} folder */
export function chosenFolder(folder) {
  const keys = folder.chosen();
  return keys.length === 1 && isFolderKey(keys[0]) ? keys[0].slice(0, -1) : "";
}

/** @param {FolderDesk} folder @returns {Panel} */
export function newFolderPanel(folder) {
  const { select, parts } = folderChoice(folder, chosenFolder(folder));
  return nameForm(folder, folder.words.new_folder, "", folder.model.get("folder_help"), parts, folder.words.make, (name) => {
    const trouble = nameTrouble(name, select.value, folder.entries(), folder.folders());
    if (trouble) return trouble;
    const path = pathIn(select.value, name);
    folder.change(folder.entries(), new Set([...folder.folders(), path]));
    folder.select([`${path}/`]);
    folder.say("folder_made", { name });
    return "";
  });
}

/** @param {FolderDesk} folder @param {string[]} keys @returns {Panel} */
function movePanel(folder, keys) {
  const here = new Set(keys.map(parentOf));
  const isTarget = (/** @type {string} */ path) =>
    !(here.size === 1 && here.has(path)) && !keys.some((key) => isFolderKey(key) && `${path}/`.startsWith(key));
  const targets = ["", ...folder.inOrder()].filter(isTarget);
  const list = make("ul", { className: "targets" }, ...targets.map((path) => {
    const made = pressed(path ? nameOf(path) : folder.words.top, () => folder.move(keys, path));
    if (parentOf(path)) made.prepend(make("span", { className: "soft" }, `${parentOf(path).replaceAll("/", " / ")} / `));
    return make("li", {}, made);
  }));
  const none = make("p", { className: "help" }, folder.words.move_nowhere);
  return { content: folderPanel(folder, folder.words.move_heading, [targets.length ? list : none]) };
}

/** @param {FolderDesk} folder @param {FolderEntry} entry @returns {Panel} */
function detailsPanel(folder, entry) {
  const { words } = folder;
  const facts = make("ul", { className: "facts" }, make("li", {}, measures(words, entry)));
  const { photo } = entry;
  const strip = pressed(words.place_strip, () => changePhotos(folder, [entry], { place: false }, "place_stripped"), "");
  const panel = folderPanel(folder, nameOf(entry.path), [facts], photo?.has_place ? [strip] : []);
  if (!photo) return { content: panel };
  facts.append(make("li", {}, photo.has_place ? words.place_told : words.place_untold));
  const image = make("img", { alt: "", className: "preview", hidden: true });
  pieceAddress(folder.model, folder.el, entry.digest ?? "", PREVIEW)
    .then((src) => { Object.assign(image, { src, hidden: false }); })
    .catch((/** @type {Error} */ refusal) => folder.announce(refusal.message));
  facts.before(image);
  return { content: panel };
}

/** @param {FolderDesk} folder @param {FolderEntry[]} files @returns {Panel} */
function sizePanel(folder, files) {
  const photos = files.filter(({ photo }) => photo);
  const facts = photos.map((entry) => make("li", {}, `${nameOf(entry.path)}: ${measures(folder.words, entry)}`));
  const buttons = sizeButtons(folder.words, photos, (longest) => {
    const larger = photos.filter(({ photo }) => photo && Math.max(photo.width, photo.height) > longest);
    changePhotos(folder, larger, { longest }, "made_smaller");
  });
  return { content: folderPanel(folder, folder.words.smaller_heading, [make("ul", { className: "facts" }, ...facts)], buttons) };
}

/**
 * Photos changed by the school one after another; what she does meanwhile stays.
 * @param {FolderDesk} folder @param {FolderEntry[]} files @param {import("./pieces.js").PieceChange} how @param {string} done
 */
async function changePhotos(folder, files, how, done) {
  const together = `photos-${Math.random()}`;
  const own = folder.chosen();
  folder.closeSheet();
  folder.say("working", { count: files.length });
  try {
    for (const entry of files) {
      const made = await changedPhoto(folder.model, folder.el, nameOf(entry.path), entry, how);
      replaced(folder, entry, made.name, made.file, together);
      folder.say(done, { name: made.name, measures: measures(folder.words, made.file) });
    }
  } catch (refusal) {
    folder.announce(/** @type {Error} */ (refusal).message);
  }
  if (!document.activeElement || document.activeElement === document.body) folder.select(own);
}

/** Another file in the place of one, if that is still there. @param {FolderDesk} folder @param {FolderEntry} entry
 * @param {string} name @param {any} file @param {string} [together] */
function replaced(folder, entry, name, file, together = "") {
  const is = (/** @type {FolderEntry} */ each) => each.digest === entry.digest && each.path === entry.path;
  const found = folder.entries().find(is) ?? folder.entries().find((/** @type {FolderEntry} */ each) => each.digest === entry.digest);
  if (!found) return "";
  const folderPath = parentOf(found.path), stem = nameOf(found.path).slice(0, nameOf(found.path).length - endingOf(found.path).length);
  let path = pathIn(folderPath, stem + endingOf(name));
  if (path.toLowerCase() === found.path.toLowerCase()) path = found.path;
  else path = freePath(folder, path);
  folder.change(folder.entries().map((/** @type {FolderEntry} */ each) => (each === found ? { path, ...file } : each)), folder.folders(), { together });
  return path;
}

/** @param {FolderDesk} folder @param {string} path @returns {string} the path, or one with a number that nothing has yet */
function freePath(folder, path) {
  const ending = endingOf(path), stem = path.slice(0, path.length - ending.length);
  for (let number = 1; ; number++) {
    const wanted = number === 1 ? path : `${stem} (${number})${ending}`;
    if (!nameTrouble(nameOf(wanted), parentOf(wanted), folder.entries(), folder.folders())) return wanted;
  }
}

/** The same file in other formats, as the lesson brings them. @param {FolderDesk} folder @param {FolderEntry} entry @returns {FolderEntry[]} */
const othersOf = (folder, entry) => folder.model.get("copies")[entry.digest ?? ""] ?? [];

/** @param {FolderDesk} folder @param {FolderEntry} entry @returns {Panel} */
function savingPanel(folder, entry) {
  const buttons = othersOf(folder, entry).map((copy) => pressed(endingOf(copy.path).slice(1).toUpperCase(), () => {
    const { path, ...file } = copy, made = replaced(folder, entry, nameOf(path), file);
    if (!made) return;
    folder.select([made]);
    folder.say("saved_as", { name: nameOf(made) });
  }));
  return { content: folderPanel(folder, filled(folder.words, "save_as_heading", { name: nameOf(entry.path) }), [], buttons) };
}

/** @type {WeakMap<object, FolderEntry[]>} what was deleted on a page, by its model */
const deletedOn = new WeakMap();

/** @param {FolderDesk} folder @param {string[]} keys */
function remove(folder, keys) {
  const gone = folder.chosenFiles(), held = folder.folders();
  const index = folder.indexEntry(folder.entries()), words = gone.includes(index) ? { index: null } : {};
  const deleted = gone.map((/** @type {FolderEntry} */ entry) => (entry === index ? { ...entry, words: folder.state().index } : entry));
  deletedOn.set(folder.model, [...(deletedOn.get(folder.model) ?? []), ...deleted]);
  const isGone = (/** @type {string} */ path) => keys.some((key) => isFolderKey(key) && `${path}/`.startsWith(key));
  folder.change(folder.entries().filter((/** @type {FolderEntry} */ entry) => !gone.includes(entry)), new Set([...held].filter((path) => !isGone(path))), words);
  folder.select([]);
  folder.say("deleted", { name: keys.map(nameOf).join(", ") });
}

/** What was deleted, and supplied files that are not in the folder as they were. @param {FolderDesk} folder @returns {Panel} */
export function bringBackPanel(folder) {
  const here = new Set(folder.entries().map((/** @type {FolderEntry} */ entry) => entry.digest || entry.path));
  /** @type {Map<string, any>} */
  const lacking = new Map();
  for (const entry of [...folder.model.get("supplied"), ...(deletedOn.get(folder.model) ?? [])])
    if (!here.has(entry.digest || entry.path)) lacking.set(entry.digest || entry.path, entry);
  const list = make("ul", { className: "tree" }, ...[...lacking.values()].map((entry) => backLine(folder, entry)));
  const help = make("p", { className: "help" }, lacking.size ? folder.words.back_help : folder.words.back_nothing);
  return { content: folderPanel(folder, folder.words.bring_back, [help, list]) };
}

/** @param {FolderDesk} folder @param {any} entry with its words, where it is the index */
function backLine(folder, entry) {
  const { words, ...file } = entry, name = nameOf(entry.path);
  const put = pressed(folder.words.put_back, () => {
    const path = freePath(folder, name);
    folder.close(put);
    const index = words !== undefined && folder.state().index === undefined ? { index: words } : {};
    folder.change([...folder.entries(), { ...file, ...(file.photo && { photo: stateOfPhoto(file.photo) }), path }], folder.folders(), index);
    folder.select([path]);
    folder.say("brought_back", { name: nameOf(path) });
  });
  put.setAttribute("aria-label", filled(folder.words, "put_back_named", { name }));
  const about = make("span", { className: "about" }, brokenName(name), " ", make("span", { className: "soft" }, measures(folder.words, file)));
  return make("li", {}, make("div", { className: "line" }, folder.thumbnailOf(entry), about, put));
}
