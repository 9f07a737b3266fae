// Captions' cues: their times and texts as a .vtt file holds them, and as a person reads them.

/**
 * @typedef {{times: string, text: string, line?: number, id?: string, joined?: boolean}} Cue
 * @typedef {{remark: string, line?: number}} Remark
 * @typedef {Cue|Remark} Block
 * @typedef {{start: number|null, end: number|null, settings: string}} CueTimes in milliseconds
 */

const CUE_TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const CUE_START = new RegExp(`^[ \\t]*${CUE_TIME}[ \\t]*$`), CUE_END = new RegExp(`^[ \\t]*${CUE_TIME}(?:[ \\t]+(.*))?$`);
const CUE_RIGHT = /^[ \t]*(\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}([ \t]+.*)?$/;
const CUE_TAG = /<\/?(?:[biuc]|v|ruby|rt|lang)(?:[.\s][^<>\n]*)?>|<[\d:.]+>/g;
const CUE_SIGNS = /** @type {Record<string, string>} */ ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " " });

/** @param {RegExpExecArray|null} found @returns {number|null} */
const cueMilliseconds = (found) =>
  found && ((Number(found[1] ?? 0) * 60 + Number(found[2])) * 60 + Number(found[3])) * 1000 + Number((found[4] ?? "").padEnd(3, "0"));

/** What a line of times says, as it was surely meant; null for what is not there. @param {string} line @returns {CueTimes} */
export function readTimes(line) {
  const at = line.indexOf("-->"), end = CUE_END.exec(line.slice(at + 3));
  return { start: cueMilliseconds(CUE_START.exec(line.slice(0, at))), end: cueMilliseconds(end), settings: end?.[5] ?? "" };
}

/** The line in the form that every player reads; a time that is not set stays out. @param {CueTimes} times */
export function writeTimes({ start, end, settings }) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const written = (/** @type {number|null} */ ms) =>
    ms === null ? "" : `${two(Math.floor(ms / 3600000))}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}`;
  return `${written(start)} --> ${written(end)}${end !== null && settings ? ` ${settings}` : ""}`;
}

/** Whether a line of times that was set has another form than players read. @param {string} line */
export const timesAreOdd = (line) => line.trim() !== "-->" && !CUE_RIGHT.test(line) && !/^\S+ --> $|^ --> \S+$/.test(line);

/** A time as a person reads it, such as 0:03,5. @param {number|null} ms @param {boolean} comma */
export function shownTime(ms, comma) {
  if (ms === null) return "";
  const seconds = ((ms % 60000) / 1000).toFixed(ms % 100 ? 3 : 1);
  return `${Math.floor(ms / 60000)}:${seconds.padStart(ms % 100 ? 6 : 4, "0")}`.replace(".", comma ? "," : ".");
}

/** A time as a person types it: 3, 3,5, 0:03.5; null where it is none. @param {string} text */
export function typedTime(text) {
  const found = /^(?:(\d{1,3}):)?(\d{1,4})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  return found && Number(found[1] ?? 0) * 60000 + Number(found[2]) * 1000 + Number((found[3] ?? "").padEnd(3, "0"));
}

/** A cue's text as a person writes it. @param {string} payload */
export const textOfCue = (payload) => payload.replace(/&(amp|lt|gt|nbsp);/g, (sign) => CUE_SIGNS[sign]);

/** What the file holds for a text: its marks for voices and styles stay, other signs become words of the format. @param {string} text */
export function payloadOf(text) {
  const safe = (/** @type {string} */ part) => part.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const tags = text.match(CUE_TAG) ?? [];
  return text.split(CUE_TAG).map((part, n) => safe(part) + (tags[n] ?? "")).join("").split("\n").filter((line) => line.trim()).join("\n");
}

/** The lines that a viewer sees. @param {string} payload @returns {string[]} */
export const seenLines = (payload) =>
  textOfCue(payload.replace(/<[^>]*>?/g, "")).split("\n").map((line) => line.trim()).filter(Boolean);

/** Characters a second; null while the times are not there. @param {Cue} cue */
export function paceOf(cue) {
  const { start, end } = readTimes(cue.times);
  if (start === null || end === null || end <= start) return null;
  return Math.ceil((10000 * [...seenLines(cue.text).join(" ")].length) / (end - start)) / 10;
}

/** Where a text is cut in two: at the caret, or else at the space nearest to its middle. @param {string} text @param {number} caret */
export function cutText(text, caret) {
  let at = caret;
  if (!text.slice(0, at).trim() || !text.slice(at).trim()) {
    const spaces = [...text.matchAll(/\s/g)].map((found) => found.index ?? 0);
    at = spaces.sort((one, other) => Math.abs(one - text.length / 2) - Math.abs(other - text.length / 2))[0] ?? text.length;
  }
  return [text.slice(0, at).trim(), text.slice(at).trim()];
}
