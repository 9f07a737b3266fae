// What exercises ask of the page about files and pictures; what sends them is loaded when it is needed.

const ASKED = ["keep-file", "drop-file", "files", "keep-piece", "change-piece", "piece-address"];
const AHEAD = 3000; // milliseconds
const MARK = "mugalim-files:"; // in the browser's storage: something of a person's lesson is on its way

/**
 * @typedef {import("./file-queue.js").FileQueue} FileQueue
 * @typedef {import("./file-queue.js").Page} Page
 */

export class Uploading {
  /** @param {{course: string, lesson: string, school: string}} about @param {Page} page */
  constructor(about, page) {
    this.about = about;
    this.page = page;
    this.person = "";
    /** @type {FileQueue|undefined} once something was asked */
    this.queue = undefined;
    /** @type {Promise<FileQueue>|undefined} */
    this.loading = undefined;
    /** @type {Set<Promise<any>>} files that are chosen and not in the queue yet */
    this.taking = new Set();
  }

  /** Answer the exercises under an element. @param {HTMLElement} root */
  listen(root) {
    root.addEventListener("mugalim-ask", (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      if (typeof detail?.exercise !== "string" || !ASKED.includes(detail.what)) return;
      event.preventDefault();
      detail.done = this.asked(detail);
    });
  }

  /** Whose page it is: what an earlier visit left unsent goes on. @param {string} person */
  begin(person) {
    this.person = person;
    if (this.queue) this.queue.begin(person);
    else if (this.isMarked()) this.load().catch(() => {});
  }

  /** @param {any} asked @returns {Promise<any>} */
  async asked(asked) {
    const { what, exercise, kind } = asked;
    const lesson = `${this.about.course}/${this.about.lesson}`;
    if (what === "piece-address") return `${this.about.school}piece/${lesson}/${asked.digest}?longest=${asked.longest}`;
    if (what === "files" && !this.queue && !this.isMarked()) {
      setTimeout(() => this.load().catch(() => {}), AHEAD); // what sends is there then, should the link break
      return [];
    }
    if (what === "keep-file") return (await this.take(exercise, kind, "answer", asked.file, asked.file.name)).answer;
    if (what === "keep-piece") return (await this.take(exercise, kind, "piece", asked.blob, asked.name)).piece;
    const queue = await this.load();
    if (what === "files") return queue.filesOf(exercise);
    return what === "drop-file" ? queue.dropAnswers(exercise) : queue.change(asked);
  }

  /** @param {Parameters<FileQueue["take"]>} given @returns {Promise<any>} what the file became */
  async take(...given) {
    const taking = this.load().then((queue) => queue.take(...given));
    this.taking.add(taking);
    const { done } = await taking.finally(() => this.taking.delete(taking));
    return done;
  }

  /** @returns {Promise<FileQueue>} */
  load() {
    this.loading ??= this.made().catch(() => {
      this.loading = undefined;
      throw new Error(""); // no sentence for her: whoever asked has one
    });
    return this.loading;
  }

  /** @returns {Promise<FileQueue>} */
  async made() {
    const { FileQueue } = await import("./file-queue.js");
    this.queue = new FileQueue(this.about, this.page, (on) => this.mark(on));
    if (this.person) await this.queue.begin(this.person);
    return this.queue;
  }

  /** Whether the school does not have every file yet. */
  get unsent() {
    return this.taking.size > 0 || (this.queue?.unsent ?? this.isMarked());
  }

  /** Every file sent, or tried once more; for a check, for leaving. @returns {Promise<boolean>} whether the school has them all */
  async flush() {
    await Promise.allSettled(this.taking);
    if (!this.unsent) return true;
    try {
      return await (await this.load()).flush();
    } catch {
      return false; // offline, and what sends was never loaded
    }
  }

  /** Leave nothing on the device: she signs out. */
  async forget() {
    this.mark(false);
    await this.queue?.forget();
  }

  get key() {
    return `${MARK}${this.person}:${this.about.course}/${this.about.lesson}`;
  }

  isMarked() {
    try {
      return Boolean(this.person && localStorage.getItem(this.key));
    } catch {
      return false;
    }
  }

  /** @param {boolean} on */
  mark(on) {
    try {
      if (on && this.person) localStorage.setItem(this.key, "1");
      else localStorage.removeItem(this.key);
    } catch {
      return; // closed storage keeps no files either
    }
  }
}
