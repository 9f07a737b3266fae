// One file sent to the school in parts, on from wherever the school has it: after a break, a reload, an hour.

import { ask } from "./asking.js";

const SMALLEST = 65536, LARGEST = 262144; // bytes of a part
const QUICK = 1500, SLOW = 6000, PATIENCE = 90000; // milliseconds for a part

/** The school does not take it, and says why; nothing is tried again. */
export class Refused extends Error {}

/** She has to sign in again; nothing is lost by it. */
export class SignedOut extends Error {}

/**
 * Send a file. Throws Refused, SignedOut, or another error where the school was not reached.
 * @param {string} uploads the address of the lesson's uploads
 * @param {import("./kept-files.js").KeptFile} file
 * @param {{begun: (upload: string) => Promise<any>, sent: (bytes: number) => void, signal: AbortSignal}} told
 * @returns {Promise<any>} what it became: {answer} or {piece}
 */
export async function sendFile(uploads, file, told) {
  let far = file.upload ? await howFar(uploads, file) : undefined;
  for (let tries = 0; ; tries++) {
    far ??= await begin(uploads, file, told);
    if (far.done) return far.done;
    told.sent(far.offset);
    const done = await sendRest(uploads, file, far.offset, told);
    if (done) return done;
    if (tries) throw new Refused("");
    far = undefined; // the school put it away meanwhile: once more from its beginning
  }
}

/** A change of a picture, or another question that is answered at once. @param {string} address @param {object} value */
export async function askOnce(address, value) {
  return checked(await ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) }));
}

/** @param {{status: number, said: any}} answer */
function checked({ status, said }) {
  if (status === 401) throw new SignedOut();
  if (status >= 500 && status !== 507 || status === 429) throw new Error(String(status));
  if (status >= 400) throw new Refused(said.sentence ?? "");
  return said;
}

/** @param {string} uploads @param {import("./kept-files.js").KeptFile} file */
async function howFar(uploads, file) {
  const answer = await ask(`${uploads}/${file.upload}`);
  return answer.said.error === "answers.upload_gone" ? undefined : checked(answer);
}

/** @param {string} uploads @param {import("./kept-files.js").KeptFile} file @param {{begun: (upload: string) => Promise<any>}} told */
async function begin(uploads, file, told) {
  const { exercise, purpose, name, digest, blob } = file;
  const said = await askOnce(uploads, { exercise, purpose, name, digest, size: blob.size });
  if (!said.done) await told.begun(said.upload);
  return said;
}

/**
 * Part after part, larger where the link is quick.
 * @param {string} uploads @param {import("./kept-files.js").KeptFile} file @param {number} offset
 * @param {{sent: (bytes: number) => void, signal: AbortSignal}} told
 * @returns {Promise<any>} what it became; undefined where the school does not know the upload any more
 */
async function sendRest(uploads, file, offset, { sent, signal }) {
  let size = SMALLEST;
  for (;;) {
    const part = await readable(file.blob.slice(offset, offset + size)), began = performance.now();
    const { status, said } = await sendPart(`${uploads}/${file.upload}`, offset, part, signal);
    if (said.error === "answers.upload_gone") return undefined;
    const far = status === 409 ? said : checked({ status, said });
    if (far.done) return far.done;
    offset = far.offset;
    sent(offset);
    const took = performance.now() - began;
    if (took < QUICK) size = Math.min(2 * size, LARGEST);
    if (took > SLOW) size = SMALLEST;
  }
}

/** @param {string} address @param {number} offset @param {ArrayBuffer} part @param {AbortSignal} signal */
async function sendPart(address, offset, part, signal) {
  const end = new AbortController(), stop = () => end.abort(), timer = setTimeout(stop, PATIENCE);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
    return await ask(address, { method: "PATCH", headers, body: part, signal: end.signal });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** The bytes of a part; a file that was changed or taken away meanwhile cannot be read. @param {Blob} part */
async function readable(part) {
  try {
    return await part.arrayBuffer();
  } catch {
    throw new Refused("");
  }
}
