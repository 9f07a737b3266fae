// Files on their way to the school: one after another, kept here until the school has them.

import { KeptFiles } from "./kept-files.js";
import { askOnce, Refused, sendFile, SignedOut } from "./parts.js";

const FIRST_WAIT = 1000, LONGEST_WAIT = 30000; // milliseconds between tries

/**
 * @typedef {import("./kept-files.js").KeptFile} KeptFile
 * @typedef {{file: KeptFile, sent: number, safe: boolean, waiting: boolean, keeping: Promise<void>, end: AbortController,
 *   settle: (value: any) => void, refuse: (error: Error) => void}} Sending
 * @typedef {{status: (status: import("./saving.js").Status) => void, elements: (exercise: string) => HTMLElement[],
 *   uploaded: (exercise: string, answer: any) => void, signIn: () => void}} Page
 * `uploaded` is called with what the school says about the answer that a file has become
 */

export class FileQueue {
  /** @param {{course: string, lesson: string, school: string}} about @param {Page} page @param {(on: boolean) => void} mark whether anything is on its way */
  constructor(about, page, mark) {
    this.lesson = `${about.course}/${about.lesson}`;
    this.school = about.school;
    this.page = page;
    this.mark = mark;
    this.kept = new KeptFiles();
    this.key = "";
    /** @type {Map<string, Sending>} by the file's id, in the order of sending */
    this.all = new Map();
    this.wait = FIRST_WAIT;
    this.timer = 0;
    /** @type {Promise<void>|null} */
    this.running = null;
    this.stopped = false;
    addEventListener("online", () => this.send(true));
    document.addEventListener("visibilitychange", () => this.send(true));
    addEventListener("beforeunload", (event) => {
      if ([...this.all.values()].some((sending) => !sending.safe)) event.preventDefault();
    });
  }

  /** Whose page it is: what an earlier visit left unsent goes on. @param {string} person */
  async begin(person) {
    this.key = `${person}:${this.lesson}`;
    for (const file of await this.kept.all(this.key)) if (!this.all.has(file.id)) this.add(file, true);
    for (const sending of this.all.values()) if (!sending.file.key) sending.keeping = this.keep(sending);
    this.mark(this.unsent);
    this.send(true);
  }

  /** A change of a picture, made by the school. @param {{exercise: string, digest: string, name: string, change: object}} asked */
  async change({ exercise, digest, name, change }) {
    try {
      return (await askOnce(`${this.school}api/pieces/${this.lesson}/${digest}`, { exercise, name, change })).piece;
    } catch (error) {
      if (error instanceof SignedOut) this.signInAgain();
      throw new Error(error instanceof Refused ? error.message : ""); // a school that is away has no sentence
    }
  }

  /** Whether the school does not have everything yet. */
  get unsent() {
    return this.all.size > 0;
  }

  /** Everything sent, or tried once more; for a check, for leaving. @returns {Promise<boolean>} whether the school has it all */
  async flush() {
    this.send(true);
    while (this.running) await this.running;
    return !this.unsent;
  }

  /**
   * @param {string} exercise @param {string} kind @param {"answer"|"piece"} purpose @param {Blob} blob @param {string} name
   * @returns {Promise<{done: Promise<any>}>} settled when it is in the queue; `done` tells what it became
   */
  async take(exercise, kind, purpose, blob, name) {
    if (purpose === "answer") await this.dropAnswers(exercise);
    const id = crypto.randomUUID?.() ?? String(Math.random()), digest = await digestOf(blob);
    const sending = this.add({ id, key: "", exercise, kind, purpose, name, blob, upload: "", digest }, false);
    const done = new Promise((settle, refuse) => Object.assign(sending, { settle, refuse }));
    this.page.status({ state: "saving" });
    this.tell(sending);
    if (this.key) sending.keeping = this.keep(sending);
    this.send(true);
    return { done };
  }

  /** @param {KeptFile} file @param {boolean} safe @returns {Sending} */
  add(file, safe) {
    const sending = { file, sent: 0, safe, waiting: false, keeping: Promise.resolve(), end: new AbortController(), settle: () => {}, refuse: () => {} };
    this.all.set(file.id, sending);
    this.mark(true);
    return sending;
  }

  /** Into the storage, so that it goes on after a reload. @param {Sending} sending */
  async keep(sending) {
    sending.file.key = this.key;
    sending.safe = await this.kept.put(sending.file);
    if (!this.all.has(sending.file.id)) await this.kept.drop(sending.file.id);
    this.tell(sending);
  }

  /** What an exercise is told of files that are on their way to be its answer. @param {string} exercise */
  filesOf(exercise) {
    return this.unsentOf(exercise).map((sending) => this.progress(sending));
  }

  /** @param {string} exercise @returns {Sending[]} */
  unsentOf(exercise) {
    return [...this.all.values()].filter(({ file }) => file.exercise === exercise && file.purpose === "answer");
  }

  /** She took the file back, or chose another one. @param {string} exercise */
  async dropAnswers(exercise) {
    for (const sending of this.unsentOf(exercise)) {
      const { upload } = sending.file;
      sending.end.abort();
      await this.end(sending);
      if (upload) fetch(`${this.uploads}/${upload}`, { method: "DELETE", headers: { "X-Mugalim": "1" } }).catch(() => {});
    }
  }

  /** @param {Sending} sending */
  async end({ file }) {
    this.all.delete(file.id);
    await this.kept.drop(file.id);
    if (!this.unsent) this.mark(false);
  }

  get uploads() {
    return `${this.school}api/uploads/${this.lesson}`;
  }

  /** @param {boolean} [now] without waiting for the next try */
  send(now = false) {
    if (this.stopped || !this.key) return;
    if (now) {
      clearTimeout(this.timer);
      this.timer = 0;
    }
    if (this.running || this.timer || !this.unsent) return;
    this.running = alone(`mugalim-files:${this.key}`, () => this.rounds()).finally(() => {
      this.running = null;
      if (this.unsent && !this.timer && !this.stopped) this.later();
    });
  }

  later() {
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.send();
    }, this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  /** One after another, until there are none or the school is away. */
  async rounds() {
    while (this.unsent && !this.stopped) {
      const sending = /** @type {Sending} */ (this.all.values().next().value);
      try {
        await this.sendOne(sending);
        this.wait = FIRST_WAIT;
      } catch (error) {
        if (error instanceof SignedOut) return this.signInAgain();
        if (!this.all.has(sending.file.id)) continue; // she took it back
        this.away();
        return this.later();
      }
    }
  }

  /** @param {Sending} sending */
  async sendOne(sending) {
    const { file, end } = sending;
    const begun = async (/** @type {string} */ upload) => {
      file.upload = upload;
      await sending.keeping;
      if (sending.safe && this.all.has(file.id)) await this.kept.put(file);
    };
    const sent = (/** @type {number} */ bytes) => {
      Object.assign(sending, { sent: bytes, waiting: false });
      this.tell(sending);
    };
    try {
      const done = await sendFile(this.uploads, file, { begun, sent, signal: end.signal });
      sent(file.blob.size);
      await this.end(sending);
      if (done.answer) this.page.uploaded(file.exercise, done.answer);
      sending.settle(done);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await this.end(sending);
      this.tell(sending, error.message);
      sending.refuse(error);
    }
  }

  /** The school is not reached: all wait, and the line says whether the page may be closed. */
  away() {
    const all = [...this.all.values()];
    this.page.status({ state: all.every((sending) => sending.safe) ? "kept" : "open" });
    for (const sending of all) {
      sending.waiting = true;
      this.tell(sending);
    }
  }

  /** @param {Sending} sending */
  progress({ file, sent, safe, waiting }) {
    return { exercise: file.exercise, purpose: file.purpose, name: file.name, sent, size: file.blob.size, waiting, safe };
  }

  /** @param {Sending} sending @param {string} [refused] why the school does not take it; then it is over */
  tell(sending, refused) {
    const detail = { ...this.progress(sending), ...(refused !== undefined && { refused }) };
    for (const el of this.page.elements(detail.exercise)) el.dispatchEvent(new CustomEvent("mugalim-progress", { detail }));
  }

  /** Signed out meanwhile: what is kept goes on after signing in. */
  signInAgain() {
    this.stopped = true;
    this.page.signIn();
  }

  /** Leave nothing on the device: she signs out. */
  async forget() {
    this.stopped = true;
    for (const { end } of this.all.values()) end.abort();
    this.all.clear();
    await this.kept.forget();
  }
}

/** SHA-256, where the browser counts it: not on a plain http address. @param {Blob} blob @returns {Promise<string>} */
async function digestOf(blob) {
  try {
    const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return "";
  }
}

/** One page of a device at a time sends. @param {string} key @param {() => Promise<void>} send */
function alone(key, send) {
  return navigator.locks ? navigator.locks.request(key, send) : send();
}
