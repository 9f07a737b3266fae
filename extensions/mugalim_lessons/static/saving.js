// Saving: every change goes to the school over HTTP, and is kept here until the school has it.

const FIRST_WAIT = 1000, LONGEST_WAIT = 30000; // milliseconds between tries

/**
 * @typedef {{exercise: string, kind: string, operations: object[], id: string}} Entry
 * @typedef {{state: "saving"|"saved"|"kept"|"refused"|"", at?: string, sentence?: string}} Status
 */

/** A write to the school. Throws where the school was not reached. @param {string} address @param {RequestInit} [more] */
export async function ask(address, more = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin", cache: "no-store", ...more, headers: { "X-Mugalim": "1", ...more.headers },
  });
  const said = await answer.json().catch(() => ({}));
  return { status: answer.status, said };
}

/** Operations that are not saved yet, in the browser's own storage: per person and lesson. */
class Shelf {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
    /** @type {Entry[]} what the storage could not take */
    this.spare = [];
  }

  /** @returns {Entry[]} */
  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(found) ? [...found, ...this.spare] : this.spare;
    } catch {
      return this.spare;
    }
  }

  /** @param {Entry} entry */
  add(entry) {
    try {
      localStorage.setItem(this.key, JSON.stringify([...this.read(), entry]));
      this.spare = [];
    } catch {
      this.spare.push(entry); // the storage is full or closed: the open page still has it
    }
  }

  /** @param {Set<string>} ids */
  drop(ids) {
    this.spare = this.spare.filter((entry) => !ids.has(entry.id));
    const left = this.read().filter((entry) => !ids.has(entry.id) && !this.spare.includes(entry));
    try {
      if (left.length) localStorage.setItem(this.key, JSON.stringify(left));
      else localStorage.removeItem(this.key);
    } catch {
      this.spare = left;
    }
  }
}

export class Saving {
  /**
   * @param {{course: string, lesson: string, person: string, school: string}} about
   * @param {{status: (status: Status) => void, elements: (exercise: string) => HTMLElement[]}} page
   */
  constructor(about, page) {
    this.lesson = `${about.course}/${about.lesson}`;
    this.school = about.school;
    this.page = page;
    this.shelf = new Shelf(`mugalim:${about.person}:${this.lesson}`);
    /** @type {Map<string, number>} the version of each exercise that was saved last */
    this.versions = new Map();
    /** @type {Map<string, {kind: string, file: File}>} files that are not with the school yet */
    this.files = new Map();
    this.wait = FIRST_WAIT;
    this.timer = 0;
    /** @type {Promise<void>|null} */
    this.sending = null;
    this.stopped = false;
  }

  /** Listen to the exercises under an element. @param {HTMLElement} root */
  listen(root) {
    root.addEventListener("mugalim-save", (event) => this.take(/** @type {CustomEvent} */ (event)));
    root.addEventListener("mugalim-flush", (event) => {
      event.preventDefault();
      /** @type {CustomEvent} */ (event).detail.done = this.flush();
    });
    addEventListener("online", () => this.send(true));
    document.addEventListener("visibilitychange", () => this.send(true));
    addEventListener("beforeunload", (event) => {
      if (this.unsent) event.preventDefault();
    });
    this.send(true); // what an earlier visit could not save
  }

  get unsent() {
    return this.files.size > 0 || this.shelf.read().length > 0;
  }

  /** @param {CustomEvent} event */
  take(event) {
    const { exercise, kind, operations, file, download, start } = event.detail ?? {};
    if (typeof exercise !== "string") return;
    event.preventDefault();
    if (download) this.download(exercise, Boolean(start));
    else if (file) this.files.set(exercise, { kind, file });
    else if (operations?.length) this.shelf.add({ exercise, kind, operations, id: crypto.randomUUID?.() ?? String(Math.random()) });
    if (!download) {
      this.page.status({ state: "saving" });
      this.send(true);
    }
  }

  /** Everything sent, or tried once more; for a check, for leaving. @returns {Promise<boolean>} whether the school has it all */
  async flush() {
    this.send(true);
    while (this.sending) await this.sending;
    return !this.unsent;
  }

  /** @param {boolean} [now] without waiting for the next try */
  send(now = false) {
    if (this.stopped) return;
    if (now) {
      clearTimeout(this.timer);
      this.timer = 0;
    }
    if (this.sending || this.timer || !this.unsent) return;
    this.sending = this.rounds().finally(() => {
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
        const [exercise, upload] = this.files.entries().next().value ?? [];
        if (upload) await this.upload(exercise, upload);
        else await this.save();
        this.wait = FIRST_WAIT;
      }
    } catch {
      this.page.status({ state: "kept" });
      this.tellAll("mugalim-not-saved", { kept: true });
      this.later();
    }
  }

  /** Send the operations of one exercise, in the order in which they were made. */
  async save() {
    const waiting = this.shelf.read();
    const entries = waiting.filter((entry) => entry.exercise === waiting[0].exercise);
    const { exercise, kind } = entries[0];
    const operations = entries.flatMap((entry) => entry.operations);
    const { status, said } = await ask(`${this.school}api/answers/${this.lesson}/${encodeURIComponent(exercise)}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, keepalive: JSON.stringify(operations).length < 50000,
      body: JSON.stringify({ base: this.versions.get(exercise) ?? 0, operations, kind }),
    });
    this.answered(exercise, status, said, () => this.shelf.drop(new Set(entries.map((entry) => entry.id))));
  }

  /** @param {string} exercise @param {{kind: string, file: File}} upload */
  async upload(exercise, upload) {
    const address = `${this.school}api/files/${this.lesson}/${encodeURIComponent(exercise)}?name=${encodeURIComponent(upload.file.name)}`;
    const { status, said } = await ask(address, { method: "PUT", headers: { "Content-Type": "application/octet-stream" }, body: upload.file });
    const done = () => { if (this.files.get(exercise) === upload) this.files.delete(exercise); };
    this.answered(exercise, status, said, done);
    if (status === 200) this.tell(exercise, "mugalim-state", {});
  }

  /**
   * What the school said. A refusal is final for these operations; a school that is away is not.
   * @param {string} exercise @param {number} status @param {any} said @param {() => void} done
   */
  answered(exercise, status, said, done) {
    if (status === 401) return this.signInAgain();
    if (status >= 500 && status !== 507 || status === 429 || status === 0) throw new Error(String(status));
    done();
    if (status === 200) {
      this.versions.set(exercise, said.version);
      if (!this.unsent) this.page.status({ state: "saved", at: said.saved_at });
      this.tell(exercise, "mugalim-saved", { exercise, ...said });
      if (said.state) this.tell(exercise, "mugalim-state", {});
    } else {
      this.page.status({ state: "refused", sentence: said.sentence });
      this.tell(exercise, "mugalim-not-saved", { exercise, sentence: said.sentence, kept: false });
    }
  }

  /** Signed out meanwhile: what is unsent stays on the shelf, and goes after signing in. */
  signInAgain() {
    this.stopped = true;
    location.assign(`${this.school}enter?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
  }

  /** Leave nothing of this person's on the device: she signs out. */
  forget() {
    this.stopped = true;
    this.files.clear();
    this.shelf.drop(new Set(this.shelf.read().map((entry) => entry.id)));
  }

  /** @param {string} exercise @param {boolean} start the start file, not her own work */
  async download(exercise, start) {
    await this.flush();
    const link = document.createElement("a");
    link.href = `${this.school}artefact/${this.lesson}/${encodeURIComponent(exercise)}${start ? "?start=1" : ""}`;
    link.download = "";
    link.click();
  }

  /** @param {string} exercise @param {string} name @param {object} detail */
  tell(exercise, name, detail) {
    for (const el of this.page.elements(exercise)) el.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {string} name @param {object} detail */
  tellAll(name, detail) {
    for (const exercise of new Set([...this.files.keys(), ...this.shelf.read().map((entry) => entry.exercise)]))
      this.tell(exercise, name, { exercise, ...detail });
  }
}
