// Credits of pictures: which line belongs to which picture, what is not written yet, licences.

/**
 * @typedef {{name: string, size?: number, digest?: string, photo?: import("./photos.js").Photo|null}} PictureFile
 * @typedef {{file?: string, title?: string, author?: string, source?: string, licence?: string, changed?: boolean|null, alt?: string}} Credit
 * @typedef {{files?: PictureFile[], credits?: Credit[], weight?: number}} PictureState
 */

export const VERSIONS = ["4.0", "3.0", "2.5", "2.0", "1.0"];
/** What is written, and what it says, by the keys of sentences; `versions`: a number belongs to it. */
export const LICENCES = [
  { id: "CC0", written: "CC0 1.0", says: ["licence_zero"] },
  { id: "PDM", written: "Public Domain Mark 1.0", says: ["licence_mark"] },
  { id: "CC BY", says: ["licence_by"], versions: true },
  { id: "CC BY-SA", says: ["licence_by", "licence_sa"], versions: true },
  { id: "CC BY-NC", says: ["licence_by", "licence_nc"], versions: true },
  { id: "CC BY-NC-SA", says: ["licence_by", "licence_nc", "licence_sa"], versions: true },
  { id: "CC BY-ND", says: ["licence_by", "licence_nd"], versions: true },
  { id: "CC BY-NC-ND", says: ["licence_by", "licence_nc", "licence_nd"], versions: true },
  { id: "all", named: "licence_all", says: ["licence_all_says"] },
  { id: "own", named: "licence_own", says: ["licence_own_says"] },
  { id: "other", named: "licence_other", says: ["licence_other_says"] },
];
/** What a line of credits holds, and the sentence where it is not there yet. */
export const CREDIT_FIELDS = { title: "no_title", author: "no_author", source: "no_source", licence: "no_licence", alt: "no_alt" };

/**
 * A file's name for comparing, as checks do it: without its ending, in small letters.
 * @param {string} name @param {string[]} endings of pictures
 */
export function pictureKey(name, endings) {
  const plain = name.normalize("NFC").toLowerCase().trim().replace(/^.*[\\/]/s, "");
  return endings.some((ending) => plain.endsWith(ending)) ? plain.replace(/\.[^.]*$/, "") : plain;
}

/**
 * Each picture with its line of credits, and the lines that are left.
 * @param {PictureState} state @param {string[]} endings
 */
export function matchedCredits(state, endings) {
  const left = [...(state.credits ?? [])];
  const pairs = (state.files ?? []).map((file) => {
    const at = left.findIndex((credit) => pictureKey(credit.file ?? "", endings) === pictureKey(file.name, endings));
    return { file, credit: at < 0 ? null : left.splice(at, 1)[0] };
  });
  return { pairs, left };
}

/** @param {PictureState} state @param {PictureFile[]} files @param {Credit[]} credits @returns {PictureState} */
export function pictureState(state, files, credits) {
  return { ...state, files, credits, weight: files.reduce((sum, file) => sum + (file.size ?? 0), 0) };
}

/**
 * The state with a picture's line of credits changed, or begun.
 * @param {PictureState} state @param {PictureFile} file @param {Credit} changes @param {string[]} endings
 */
export function withCredit(state, file, changes, endings) {
  const { credit } = matchedCredits({ ...state, files: [file] }, endings).pairs[0];
  const credits = state.credits ?? [], line = { ...credit, file: file.name, ...changes };
  return pictureState(state, state.files ?? [], credit ? credits.map((each) => (each === credit ? line : each)) : [...credits, line]);
}

/**
 * The state with another file in the place of one, and its line of credits with it.
 * @param {PictureState} state @param {PictureFile} file @param {PictureFile} made @param {string[]} endings
 */
export function withFile(state, file, made, endings) {
  const { credit } = matchedCredits({ ...state, files: [file] }, endings).pairs[0];
  const files = (state.files ?? []).map((each) => (each.name === file.name ? made : each));
  return pictureState(state, files, (state.credits ?? []).map((each) => (each === credit ? { ...each, file: made.name } : each)));
}

/** @param {PictureState} state @param {PictureFile} file @param {string[]} endings */
export function withoutFile(state, file, endings) {
  const { credit } = matchedCredits({ ...state, files: [file] }, endings).pairs[0];
  return pictureState(state, (state.files ?? []).filter((each) => each.name !== file.name), (state.credits ?? []).filter((each) => each !== credit));
}

/** The keys of what is not written yet. @param {Credit|null} credit @returns {string[]} */
export function lackingIn(credit) {
  const lacking = Object.entries(CREDIT_FIELDS).filter(([field]) => !(/** @type {any} */ (credit)?.[field])).map(([, key]) => key);
  return typeof credit?.changed === "boolean" ? lacking : [...lacking, "no_changed"];
}

/**
 * Which of the licences a text is; what is none of them was written in other words.
 * @param {string} text @param {Record<string, string>} words
 */
export function licenceIn(text, words) {
  if (!text) return { id: "", version: "" };
  const whole = LICENCES.find((each) => text === each.written || (each.named && text === words[each.named]));
  if (whole) return { id: whole.id, version: "" };
  const found = /^(CC BY(?:-[A-Z]{2})*)(?: (\d\.\d))?$/.exec(text);
  const known = LICENCES.find((each) => each.versions && each.id === found?.[1]);
  if (known && (!found?.[2] || VERSIONS.includes(found[2]))) return { id: known.id, version: found?.[2] ?? "" };
  return { id: "other", version: "" };
}
