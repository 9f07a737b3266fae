// The models of exercises, as the anywidget front-end module (AFM) contract wants them.

const REFERENCE = /^(?:IPY_MODEL_|anywidget:)(.+)$/;

/** One model: a state that follows the kernel's, events, and messages both ways. */
export class Model {
  /**
   * @param {string} id
   * @param {Record<string, any>} state
   * @param {Models} models
   */
  constructor(id, state, models) {
    this.id = id;
    this.state = state;
    this.models = models;
    /** @type {Record<string, any>} what was set here and not sent yet */
    this.pending = {};
    /** @type {Map<string, number>} keys sent and not echoed yet */
    this.sent = new Map();
    /** @type {Map<string, Set<Function>>} */
    this.listeners = new Map();
    /** @type {string} the message of the update under way */
    this.flying = "";
    this.widget_manager = { get_model: async (/** @type {string} */ name) => models.find(name) };
  }

  /** @param {string} key */
  get(key) {
    return this.state[key];
  }

  /** @param {string} key @param {any} value */
  set(key, value) {
    if (this.state[key] === value) return;
    this.state[key] = this.pending[key] = value;
    this.emit(`change:${key}`, value);
    this.emit("change");
  }

  /** Send what was set; the next update goes when the kernel is done with this one. */
  save_changes() {
    if (this.flying || !Object.keys(this.pending).length) return;
    const state = this.pending;
    const id = this.models.send(this, { method: "update", state, buffer_paths: [] });
    if (!id) return;
    this.pending = {};
    this.flying = id;
    for (const key of Object.keys(state)) this.sent.set(key, (this.sent.get(key) ?? 0) + 1);
  }

  /** @param {object} content @param {any} [callbacks] @param {(ArrayBuffer|ArrayBufferView)[]} [buffers] */
  send(content, callbacks, buffers) {
    this.models.send(this, { method: "custom", content }, buffers);
  }

  /** @param {string} name @param {Function} listener */
  on(name, listener) {
    if (!this.listeners.has(name)) this.listeners.set(name, new Set());
    this.listeners.get(name)?.add(listener);
  }

  /** @param {string} [name] @param {Function} [listener] */
  off(name, listener) {
    if (!name) this.listeners.clear();
    else if (!listener) this.listeners.delete(name);
    else this.listeners.get(name)?.delete(listener);
  }

  /** @param {string} name @param {...any} values */
  emit(name, ...values) {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      try {
        listener(...values);
      } catch (error) {
        console.error(error); // one listener's fault must not silence the others
      }
    }
  }

  /** The kernel is done with a message. @param {string} id */
  idle(id) {
    if (id !== this.flying) return;
    this.flying = "";
    this.sent.clear();
    this.save_changes();
  }

  /** A message of the kernel. @param {any} data @param {DataView[]} buffers */
  receive(data, buffers) {
    if (data.method === "custom") this.emit("msg:custom", data.content, buffers);
    else if (data.method === "update" || data.method === "echo_update") {
      putBuffers(data.state, data.buffer_paths ?? [], buffers);
      this.follow(data.state, data.method === "echo_update");
    }
  }

  /**
   * Take over a state; what was set here and is not answered yet wins.
   * @param {Record<string, any>} state
   * @param {boolean} [echo]
   */
  follow(state, echo = false) {
    const changed = Object.keys(state).filter((key) => {
      if (key in this.pending || (echo && this.sent.has(key)) || same(this.state[key], state[key])) return false;
      this.state[key] = state[key];
      return true;
    });
    for (const key of changed) this.emit(`change:${key}`, this.state[key]);
    if (changed.length) this.emit("change");
  }
}

/** All models of a page: by their cells, which stay, and by the ids that the kernel of the day gave them. */
export class Models {
  constructor() {
    /** @type {Map<string, Model>} by the kernel's ids */
    this.known = new Map();
    /** @type {Map<string, Model|undefined>} by cells; undefined where the exercise failed */
    this.cells = new Map();
    /** @type {(model: Model, data: object, buffers?: any[]) => string} set by who has the connection */
    this.send = () => "";
  }

  /** The model that a reference or an id names. @param {string} name */
  find(name) {
    return this.known.get(REFERENCE.exec(name)?.[1] ?? name);
  }

  /**
   * Take states that were drawn without a kernel; models that are there follow them.
   * @param {{cells: Record<string, Record<string, any>>, words: Record<string, object>}} drawn
   */
  draw({ cells, words }) {
    for (const [cell, given] of Object.entries(cells)) {
      const state = { ...given, words: words[given.words] ?? given.words };
      const model = this.cells.get(cell);
      if (model) model.follow(state);
      else this.cells.set(cell, new Model(`asleep-${cell}`, state, this));
    }
  }

  /**
   * Take the models of a new kernel: an exercise keeps its model, which follows the new state; so do
   * the models that it refers to.
   * @param {Record<string, string|null>} cells from a cell to its model, in the new kernel
   * @param {Record<string, {state: Record<string, any>, buffers: any[]}>} states
   */
  adopt(cells, states) {
    const before = this.known;
    this.known = new Map();
    const take = (/** @type {string} */ id, /** @type {Model|undefined} */ old) => {
      if (!states[id]) return undefined;
      if (this.known.has(id)) return this.known.get(id);
      const { state, buffers } = states[id];
      for (const { path, data } of buffers) put(state, path, fromBase64(data));
      const model = old ?? new Model(id, state, this);
      const olds = Object.fromEntries(Object.entries(model.state).map(([key, value]) => [key, before.get(reference(value))]));
      model.id = id;
      model.flying = "";
      model.sent.clear();
      this.known.set(id, model);
      for (const [key, value] of Object.entries(state)) if (reference(value)) take(reference(value), olds[key]);
      if (old) model.follow(state);
      return model;
    };
    for (const [cell, id] of Object.entries(cells)) {
      const old = this.cells.get(cell), model = id ? take(id, old) : undefined;
      this.cells.set(cell, model ?? old); // what was drawn stays, though this kernel could not show it
    }
    for (const id of Object.keys(states)) take(id, undefined);
  }

  /** Pass on a message of the kernel. @param {any} message */
  heard(message) {
    const { header, parent_header: parent, content } = message;
    if (header.msg_type === "comm_msg") this.known.get(content.comm_id)?.receive(content.data, message.buffers);
    if (header.msg_type === "status" && content.execution_state === "idle")
      for (const model of this.known.values()) model.idle(parent?.msg_id);
  }

  /** Send what was set while there was no connection. */
  resume() {
    for (const model of this.known.values()) model.save_changes();
  }
}

/** @param {any} value */
function reference(value) {
  return typeof value === "string" ? REFERENCE.exec(value)?.[1] ?? "" : "";
}

/** @param {any} one @param {any} other */
function same(one, other) {
  return one === other || (typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other) && !holdsBuffers(other));
}

/** @param {any} value @returns {boolean} */
function holdsBuffers(value) {
  return value instanceof DataView || (value !== null && typeof value === "object" && Object.values(value).some(holdsBuffers));
}

/** @param {any} state @param {(string|number)[][]} paths @param {DataView[]} buffers */
function putBuffers(state, paths, buffers) {
  paths.forEach((path, index) => put(state, path, buffers[index]));
}

/** @param {any} state @param {(string|number)[]} path @param {any} value */
function put(state, path, value) {
  const holder = path.slice(0, -1).reduce((at, key) => at[key], state);
  holder[path[path.length - 1]] = value;
}

/** @param {string} text */
function fromBase64(text) {
  return new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}
