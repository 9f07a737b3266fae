// Files that are not with the school yet, in the browser's own storage, until the school has them.

const DATABASE = "mugalim-files", STORE = "files";

/**
 * @typedef {{id: string, key: string, exercise: string, kind: string, purpose: "answer"|"piece", name: string,
 *   blob: Blob, upload: string, digest: string}} KeptFile `upload` is its id at the school, "" before
 */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((settle, refuse) => {
    request.onsuccess = () => settle(request.result);
    request.onerror = () => refuse(request.error);
  });
}

/** Storage may be closed, or full: then the open page alone has the file, and `put` says so. */
export class KeptFiles {
  constructor() {
    /** @type {Promise<IDBDatabase>|null} */
    this.opening = null;
  }

  /** @param {IDBTransactionMode} mode @returns {Promise<IDBObjectStore>} */
  async store(mode) {
    this.opening ??= this.open();
    return (await this.opening).transaction(STORE, mode).objectStore(STORE);
  }

  /** @returns {Promise<IDBDatabase>} */
  open() {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    return settled(request);
  }

  /** Every file of a person and a lesson, the oldest first. @param {string} key @returns {Promise<KeptFile[]>} */
  async all(key) {
    try {
      const found = await settled((await this.store("readonly")).getAll());
      return found.filter((file) => file.key === key && file.blob instanceof Blob);
    } catch {
      return [];
    }
  }

  /** @param {KeptFile} file @returns {Promise<boolean>} whether the page may be closed now */
  async put(file) {
    try {
      await settled((await this.store("readwrite")).put(file));
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} id */
  async drop(id) {
    await this.store("readwrite").then((store) => settled(store.delete(id))).catch(() => {});
  }

  /** Leave nothing of anybody on the device: she signs out. */
  async forget() {
    await this.store("readwrite").then((store) => settled(store.clear())).catch(() => {});
  }
}
