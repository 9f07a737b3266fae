// What is not saved yet, in the browser's own storage: per person and lesson, until the school has it.

/** @typedef {{exercise: string, kind: string, operations: any[], id: string, made: number}} Entry */

const WHOLE = ["put", "choose", "write", "place"]; // operations that make what came before them needless

/** Storage may be closed, or full: then the open page alone has what is not saved. */
export class Shelf {
  constructor() {
    this.key = "";
    /** @type {Entry[]} what the storage could not take */
    this.spare = [];
  }

  /** Whose shelf it is; what was kept on the page meanwhile goes onto it. @param {string} key */
  open(key) {
    const waiting = this.spare;
    this.spare = [];
    this.key = key;
    for (const entry of waiting) this.add(entry);
  }

  /** @returns {Entry[]} */
  read() {
    try {
      const found = this.key ? JSON.parse(localStorage.getItem(this.key) ?? "[]") : [];
      return Array.isArray(found) ? [...found, ...this.spare] : this.spare;
    } catch {
      return this.spare;
    }
  }

  /** Whether everything is in the storage, so that the page may be closed. */
  get safe() {
    return !this.spare.length;
  }

  /**
   * Keep an entry; it replaces earlier ones of its exercise where it is whole and they are not on their way.
   * @param {Entry} entry @param {Set<string>} [sending] ids on their way
   */
  add(entry, sending = new Set()) {
    const whole = WHOLE.includes(entry.operations[0]?.op);
    const needless = (/** @type {Entry} */ other) => whole && other.exercise === entry.exercise && !sending.has(other.id);
    this.write([...this.read().filter((other) => !needless(other)), entry]);
  }

  /** @param {Set<string>} ids */
  drop(ids) {
    this.write(this.read().filter((entry) => !ids.has(entry.id)));
  }

  /** @param {Entry[]} entries */
  write(entries) {
    this.spare = [];
    try {
      if (!this.key) throw new Error("nobody's yet");
      if (entries.length) localStorage.setItem(this.key, JSON.stringify(entries));
      else localStorage.removeItem(this.key);
    } catch {
      const stored = new Set(this.stored().map((entry) => entry.id)), wanted = new Set(entries.map((entry) => entry.id));
      this.spare = entries.filter((entry) => !stored.has(entry.id));
      if ([...stored].some((id) => !wanted.has(id))) this.clear(entries);
    }
  }

  /** Nothing may come back that was dropped: where the storage takes no change, it is emptied. @param {Entry[]} entries */
  clear(entries) {
    try {
      localStorage.removeItem(this.key);
    } finally {
      this.spare = entries;
    }
  }

  /** @returns {Entry[]} */
  stored() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }
}

/** Leave nothing of anybody on the device: she signs out. */
export function forgetAll() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("mugalim")) localStorage.removeItem(key);
  } catch {
    return; // closed storage holds nothing
  }
}
