// A folder's files by their paths: what lies where, what a name may be, moving and renaming.

/**
 * @typedef {{path: string, size?: number, digest?: string, photo?: import("./photos.js").Photo|null}} FolderEntry
 * @typedef {{path: string, folders: FolderNode[], files: FolderEntry[], count: number}} FolderNode
 * @typedef {{from: string, to: string}} Relocation a file's path, or a folder's with "/" at its end
 */

export const LONGEST_NAME = 200;
const LONGEST_FOLDER_PATH = 1000;
const UNWRITABLE_IN_NAME = /[\\/\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** @param {string} path of a file or of a folder, which has "/" at its end */
export const isFolderKey = (path) => path.endsWith("/");

/** @param {string} path @returns {string} the last part */
export const nameOf = (path) => path.replace(/\/$/, "").replace(/^.*\//s, "");

/** @param {string} path @returns {string} the folder that it is in, "" at the top */
export const parentOf = (path) => path.replace(/\/$/, "").replace(/\/?[^/]*$/s, "");

/** @param {string} folder @param {string} name */
export const pathIn = (folder, name) => (folder ? `${folder}/${name}` : name);

/** Every folder that holds one of the files, directly or not. @param {FolderEntry[]} entries @returns {Set<string>} */
export function foldersHolding(entries) {
  const found = new Set();
  for (const { path } of entries)
    for (let folder = parentOf(path); folder && !found.has(folder); folder = parentOf(folder)) found.add(folder);
  return found;
}

/**
 * The folders as they lie in one another, sorted as a person reads.
 * @param {FolderEntry[]} entries @param {Set<string>} folders @param {string} language
 * @returns {FolderNode} the top
 */
export function treeOf(entries, folders, language) {
  const collator = new Intl.Collator([language, "ru"], { numeric: true });
  const inOrder = (/** @type {{path: string}} */ one, /** @type {{path: string}} */ other) => collator.compare(nameOf(one.path), nameOf(other.path));
  const top = { path: "", folders: [], files: [], count: 0 };
  /** @type {Map<string, FolderNode>} */
  const nodes = new Map([["", top]]);
  const nodeOf = (/** @type {string} */ path) => {
    const known = nodes.get(path);
    if (known) return known;
    const made = /** @type {FolderNode} */ ({ path, folders: [], files: [], count: 0 });
    nodes.set(path, made);
    nodeOf(parentOf(path)).folders.push(made);
    return made;
  };
  folders.forEach(nodeOf);
  for (const entry of entries) nodeOf(parentOf(entry.path)).files.push(entry);
  for (const node of nodes.values()) {
    node.folders.sort(inOrder);
    node.files.sort(inOrder);
  }
  const count = (/** @type {FolderNode} */ node) => (node.count = node.folders.reduce((sum, each) => sum + count(each), node.files.length));
  count(top);
  return top;
}

/** All folders from the top, each before those in it. @param {FolderNode} node @returns {string[]} */
export function foldersInOrder(node) {
  return node.folders.flatMap((each) => [each.path, ...foldersInOrder(each)]);
}

/**
 * What keeps a name from being used in a folder: the key of a sentence, "" where nothing does.
 * @param {string} name @param {string} folder @param {FolderEntry[]} entries @param {Set<string>} folders
 * @param {string} [own] the key of what has this name already and may keep it
 */
export function nameTrouble(name, folder, entries, folders, own = "") {
  if (!name) return "name_empty";
  if (name === "." || name === ".." || UNWRITABLE_IN_NAME.test(name)) return "name_signs";
  if (name.length > LONGEST_NAME || pathIn(folder, name).length > LONGEST_FOLDER_PATH) return "name_long";
  const wanted = pathIn(folder, name).toLowerCase();
  const taken = [...entries.map((entry) => entry.path), ...[...folders].map((path) => `${path}/`)];
  return taken.some((key) => key !== own && key.replace(/\/$/, "").toLowerCase() === wanted) ? "name_taken" : "";
}

/** @param {string} typed a name as she typed it */
export const tidyName = (typed) => typed.normalize("NFC").trim();

/**
 * The keys without those that lie in a folder that is among them.
 * @param {Iterable<string>} keys
 */
export function outermost(keys) {
  const all = [...keys];
  return all.filter((key) => !all.some((other) => other !== key && isFolderKey(other) && key.startsWith(other)));
}

/**
 * Where a path lies after files and folders were moved or renamed.
 * @param {string} path @param {Relocation[]} relocations
 */
export function relocated(path, relocations) {
  for (const { from, to } of relocations) {
    if (path === from) return to;
    if (isFolderKey(from) && `${path}/`.startsWith(from)) return (to + `${path}/`.slice(from.length)).replace(/\/$/, "");
  }
  return path;
}

const DATED = /^\d{4}-\d{2}-\d{2}/;

/**
 * The file that lists the others, as the checks find it: one without a date, then the nearest to the top.
 * @param {FolderEntry[]} entries @param {string[]} names @param {string[]} endings
 * @returns {FolderEntry|undefined}
 */
export function indexAmong(entries, names, endings) {
  const depth = (/** @type {string} */ path) => path.split("/").length;
  const dated = (/** @type {string} */ path) => Number(DATED.test(nameOf(path)));
  const nearer = (/** @type {FolderEntry} */ one, /** @type {FolderEntry} */ other) =>
    dated(one.path) - dated(other.path) || depth(one.path) - depth(other.path) || (one.path < other.path ? -1 : 1);
  return entries.filter((entry) => isIndexName(nameOf(entry.path), names, endings)).sort(nearer)[0];
}

/** @param {string} name @param {string[]} names @param {string[]} endings */
export function isIndexName(name, names, endings) {
  const at = name.lastIndexOf("."), stem = at > 0 ? name.slice(0, at) : name;
  const ending = name.slice(stem.length).toLowerCase();
  return endings.includes(ending) && stem.toLowerCase().split(/[^\p{L}\p{N}]+/u).some((part) => names.includes(part));
}
