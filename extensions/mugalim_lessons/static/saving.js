// Saving: every change goes to the school over HTTP, and is kept here until the school has it.

import { ask } from "./asking.js";
import { forgetAll, Shelf } from "./shelf.js";

const FIRST_WAIT = 1000, LONGEST_WAIT = 30000; // milliseconds between tries
const LEAST_COMPRESSED = 2000, MOST_KEPT_ALIVE = 50000; // bytes

/**
 * @typedef {{state: "saving"|"saved"|"kept"|"open"|"refused"|"", at?: string, sentence?: string}} Status
 * @typedef {{version: number, saved_at: string}} Aside an earlier or a late work, kept in the history
 */

/** JSON as the body of a write, compressed where that saves something. @param {object} value */
async function body(value) {
  const text = JSON.stringify(value);
  const headers = /** @type {Record<string, string>} */ ({ "Content-Type": "application/json" });
  if (text.length < LEAST_COMPRESSED || typeof CompressionStream === "undefined") return { headers, body: text, keepalive: text.length < MOST_KEPT_ALIVE };
  const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return { headers: { ...headers, "Content-Encoding": "gzip" }, body: packed, keepalive: packed.byteLength < MOST_KEPT_ALIVE };
}

export class Saving {
  /**
   * @param {{course: string, lesson: string, school: string}} about
   * @param {{status: (status: Status) => void, elements: (exercise: string) => HTMLElement[], flush: () => Promise<boolean>,
   *   saved: (exercise: string, version: number) => void, aside: (exercise: string, versions: {late?: Aside, replaced?: Aside, saved_at: string}) => void}} page
   */
  constructor(about, page) {
    this.lesson = `${about.course}/${about.lesson}`;
    this.school = about.school;
    this.page = page;
    this.shelf = new Shelf();
    this.id = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    /** @type {Map<string, number>} the version of each exercise that the page shows */
    this.versions = new Map();
    /** @type {Set<string>} ids of entries on their way */
    this.flying = new Set();
    this.wait = FIRST_WAIT;
    this.timer = 0;
    /** @type {Promise<void>|null} */
    this.sending = null;
    this.stopped = false;
  }

  /** Whose page it is: her shelf is opened, and what is on it is sent. @param {string} person */
  begin(person) {
    this.shelf.open(`mugalim:${person}:${this.lesson}`);
    this.send(true);
  }

  /** The version of an exercise that the page shows. @param {string} exercise @param {number} version */
  know(exercise, version) {
    this.versions.set(exercise, Math.max(version, this.versions.get(exercise) ?? 0));
  }

  /** Listen to the exercises under an element. @param {HTMLElement} root */
  listen(root) {
    root.addEventListener("mugalim-save", (event) => this.take(/** @type {CustomEvent} */ (event)));
    root.addEventListener("mugalim-flush", (event) => {
      event.preventDefault();
      /** @type {CustomEvent} */ (event).detail.done = this.page.flush();
    });
    root.addEventListener("mugalim-ask", (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      if (detail?.what !== "export" || typeof detail.exercise !== "string") return;
      event.preventDefault();
      detail.done = this.takeAs(detail.exercise, String(detail.format));
    });
    addEventListener("online", () => this.send(true));
    document.addEventListener("visibilitychange", () => this.send(true));
    addEventListener("beforeunload", (event) => {
      if (!this.shelf.safe && this.unsent) event.preventDefault(); // what is on the shelf waits there
    });
  }

  get unsent() {
    return this.shelf.read().length > 0;
  }

  /** @param {CustomEvent} event */
  take(event) {
    const { exercise, kind, operations, download, start } = event.detail ?? {};
    if (typeof exercise !== "string") return;
    event.preventDefault();
    if (download) {
      this.download(exercise, Boolean(start));
      return;
    }
    if (operations?.length) {
      const id = crypto.randomUUID?.() ?? String(Math.random());
      this.shelf.add({ exercise, kind, operations, id, made: Date.now() }, this.flying);
    }
    this.page.status({ state: "saving" });
    this.send(true);
  }

  /** Everything sent, or tried once more; for a check, for leaving. @returns {Promise<boolean>} whether the school has it all */
  async flush() {
    this.send(true);
    while (this.sending) await this.sending;
    return !this.unsent;
  }

  /** @param {boolean} [now] without waiting for the next try */
  send(now = false) {
    if (this.stopped || !this.shelf.key) return;
    if (now) {
      clearTimeout(this.timer);
      this.timer = 0;
    }
    if (this.sending || this.timer || !this.unsent) return;
    this.sending = alone(this.shelf.key, () => this.rounds()).finally(() => {
      this.sending = null;
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

  async rounds() {
    try {
      while (this.unsent && !this.stopped) {
        await this.save();
        this.wait = FIRST_WAIT;
      }
    } catch {
      this.page.status({ state: this.shelf.safe ? "kept" : "open" });
      this.tellAll("mugalim-not-saved", { kept: true });
      this.later();
    }
  }

  /** Send the operations of one exercise, in the order in which they were made, and how old they are. */
  async save() {
    const waiting = this.shelf.read();
    const entries = waiting.filter((entry) => entry.exercise === waiting[0].exercise);
    const { exercise, kind, made } = entries[entries.length - 1];
    this.flying = new Set(entries.map((entry) => entry.id));
    const operations = entries.flatMap((entry) => entry.operations);
    const age = Math.max(0, (Date.now() - made) / 1000); // a difference: it does not matter how this device's clock stands
    try {
      const request = await body({ base: this.versions.get(exercise) ?? 0, age, page: this.id, operations, kind });
      const { status, said } = await ask(`${this.school}api/answers/${this.lesson}/${encodeURIComponent(exercise)}`, { method: "POST", ...request });
      this.answered(exercise, status, said, () => this.shelf.drop(new Set(entries.map((entry) => entry.id))));
    } finally {
      this.flying = new Set();
    }
  }

  /**
   * What the school said. A refusal is final for these operations; a school that is away is not.
   * @param {string} exercise @param {number} status @param {any} said @param {() => void} done
   */
  answered(exercise, status, said, done) {
    if (status === 401) return this.signInAgain();
    if (status === 403) return this.closed(said.sentence);
    const ours = status === 200 || said.error; // else whoever answered is not the school, such as a proxy that has just begun
    if (!ours || (status >= 500 && status !== 507) || status === 429) throw new Error(String(status));
    done();
    if (status === 200) {
      this.page.saved(exercise, said.version);
      if (!this.unsent) this.page.status({ state: "saved", at: said.saved_at });
      this.tell(exercise, "mugalim-saved", { exercise, ...said });
      if (said.late || said.replaced) this.page.aside(exercise, { late: said.late, replaced: said.replaced, saved_at: said.saved_at });
    } else {
      this.page.status({ state: "refused", sentence: said.sentence });
      this.tell(exercise, "mugalim-not-saved", { exercise, sentence: said.sentence, kept: false });
    }
  }

  /** The lesson is closed to her just now: what is unsent stays on the shelf. @param {string} sentence */
  closed(sentence) {
    this.stopped = true;
    this.page.status({ state: "refused", sentence });
    this.tellAll("mugalim-not-saved", { sentence, kept: true });
  }

  /** Signed out meanwhile: what is unsent stays on the shelf, and goes after signing in. */
  signInAgain() {
    this.stopped = true;
    location.assign(`${this.school}enter?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
  }

  /** Leave nothing of this person's on the device: she signs out. */
  forget() {
    this.stopped = true;
    forgetAll();
  }

  /** @param {string} exercise @param {boolean} start the start file, not her own work */
  async download(exercise, start) {
    await this.page.flush();
    const link = document.createElement("a");
    link.href = `${this.addressOf(exercise)}${start ? "?start=1" : ""}`;
    link.download = "";
    link.click();
  }

  /** Her work in another form, as it is now. Rejects with a sentence for her, or with none. @param {string} exercise @param {string} format */
  async takeAs(exercise, format) {
    if (!(await this.page.flush())) throw new Error(""); // the school would make it of what was there before
    const { takeFile } = await import("./taking.js").catch(() => { throw new Error(""); });
    const status = await takeFile(`${this.addressOf(exercise)}?as=${encodeURIComponent(format)}`);
    if (status === 401) this.signInAgain();
  }

  /** Where her work is to be had as a file. @param {string} exercise */
  addressOf(exercise) {
    return `${this.school}artefact/${this.lesson}/${encodeURIComponent(exercise)}`;
  }

  /** @param {string} exercise @param {string} name @param {object} detail */
  tell(exercise, name, detail) {
    for (const el of this.page.elements(exercise)) el.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {string} name @param {object} detail */
  tellAll(name, detail) {
    for (const exercise of new Set(this.shelf.read().map((entry) => entry.exercise)))
      this.tell(exercise, name, { exercise, ...detail });
  }
}

/** One page of a device at a time sends what is on a shelf. @param {string} key @param {() => Promise<void>} send */
function alone(key, send) {
  return navigator.locks ? navigator.locks.request(key, send) : send();
}
