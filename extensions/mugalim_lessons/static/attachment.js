// One path to a kernel: at the first touch, after sleep, after a crash, after a restart of the service.

import { ask } from "./asking.js";
import { ASLEEP, KernelSocket } from "./websocket.js";

const FIRST_WAIT = 1000, LONGEST_WAIT = 10000, SILENCE = 15000; // milliseconds
const MOST_UNANSWERED = 500;
const READ_ONLY = ["look", "reload"]; // messages that ask for what is stored: the school knows it, too

/**
 * @typedef {import("./models.js").Models} Models
 * @typedef {import("./models.js").Model} Model
 * @typedef {{model: Model, data: any, buffers?: any[], id: string, at: number}} Sent
 */

export class Attachment {
  /**
   * @param {{base: string, course: string, lesson: string, version: number, language: string, preview: boolean}} about
   * @param {Models} models
   * @param {{before: () => Promise<any>, attached: () => void, refresh: () => void, drawn: () => boolean,
   *   say: (word: string, values?: object) => void, refused: (sentence: string) => void, signIn: () => void}} page
   */
  constructor(about, models, page) {
    this.about = about;
    this.models = models;
    this.page = page;
    this.id = crypto.randomUUID?.() ?? `page-${Math.random().toString(36).slice(2)}`;
    this.kernel = "";
    /** @type {KernelSocket|null} */
    this.socket = null;
    /** @type {Promise<void>|null} */
    this.opening = null;
    /** @type {Sent[]} */
    this.unanswered = [];
    this.lastHeard = 0;
    models.send = (model, data, buffers) => this.send(model, data, buffers);
    setInterval(() => this.watch(), SILENCE / 3);
  }

  /** Open a connection unless there is one; all who need one wait for the same. */
  need() {
    if (this.socket?.open) return Promise.resolve();
    this.opening ??= this.connect().finally(() => { this.opening = null; });
    return this.opening;
  }

  async connect() {
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      await visible();
      const alive = this.kernel ? await this.alive() : false;
      const said = alive === undefined ? undefined : alive || (await this.attach());
      if (said === false) return; // refused, and said so
      if (said && (await this.join())) return;
      this.page.say(this.kernel ? "connecting" : "cannot_open");
      await new Promise((go) => setTimeout(go, wait * (0.8 + 0.4 * Math.random())));
    }
  }

  /** Whether the kernel lives: undefined where the service was not reached. */
  async alive() {
    try {
      const { status } = await ask(`${this.about.base}api/kernels/${this.kernel}`);
      return status === 200 ? true : status < 500 ? false : undefined;
    } catch {
      return undefined;
    }
  }

  /** Ask for a kernel, standing in line if need be: true, false (refused), undefined (not reached). */
  async attach() {
    await this.page.before();
    const { base, course, lesson, version, language, preview } = this.about;
    const address = `${base}${preview ? "preview/" : ""}attach/${course}/${lesson}`;
    const body = JSON.stringify({ page: this.id, version, language, drawn: this.page.drawn() });
    for (;;) {
      let answer;
      try {
        answer = await ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body });
      } catch {
        return undefined;
      }
      const { status, said } = answer;
      if (status === 202) await this.standInLine(said);
      else if (status === 200) return this.adopt(said);
      else if (status === 401) return this.page.signIn(), false;
      else if (status < 500 && status !== 429 && said.error) return this.page.refused(said.sentence ?? ""), false;
      else return undefined;
    }
  }

  /** @param {{place: number, wait: number}} line */
  async standInLine({ place, wait }) {
    if (place > 0) this.page.say("in_line", { place });
    await new Promise((go) => setTimeout(go, Math.min(1000 * wait, 5000)));
  }

  /** @param {{kernel: string, cells: Record<string, string|null>, states: any}} said */
  adopt(said) {
    this.kernel = said.kernel;
    this.models.adopt(said.cells, said.states);
    this.page.attached();
    return true;
  }

  /** Open the websocket; whether it opened. */
  join() {
    this.socket?.close();
    return new Promise((done) => {
      const socket = new KernelSocket(this.about.base, this.kernel, {
        opened: () => { this.resume(); done(true); },
        heard: (message) => this.heard(message),
        closed: (code) => { done(false); this.closed(socket, code); },
      });
      this.socket = socket;
    });
  }

  resume() {
    this.lastHeard = Date.now();
    const again = this.unanswered.splice(0);
    for (const { model, data, buffers } of again) this.send(model, data, buffers);
    this.models.resume();
    this.page.say("connected");
  }

  /** The connection ended. Nobody waits for anything: the next touch connects again. @param {KernelSocket} socket @param {number} code */
  closed(socket, code) {
    if (socket !== this.socket) return;
    this.socket = null;
    if (code === ASLEEP) this.kernel = "";
    if (this.unanswered.length) this.need();
  }

  /** @param {Model} model @param {any} data @param {any[]} [buffers] */
  send(model, data, buffers) {
    if (!this.socket?.open && READ_ONLY.includes(data.content?.type) && !this.opening) {
      this.page.refresh();
      return "";
    }
    const id = this.socket?.send({ comm_id: model.id, data }, buffers) ?? "";
    if (data.method === "custom" || id) this.unanswered.push({ model, data, buffers, id, at: Date.now() });
    this.unanswered.splice(0, this.unanswered.length - MOST_UNANSWERED);
    if (!id) this.need();
    return id;
  }

  /** @param {any} message */
  heard(message) {
    this.lastHeard = Date.now();
    if (message.header.msg_type === "status" && message.content.execution_state === "idle")
      this.unanswered = this.unanswered.filter(({ id }) => id !== message.parent_header?.msg_id);
    this.models.heard(message);
  }

  /** A message that nobody answers: ask whether the kernel is there, and connect again if not. */
  async watch() {
    const oldest = this.unanswered[0];
    const silent = Date.now() - Math.max(oldest?.at ?? Infinity, this.lastHeard) > SILENCE;
    if (!oldest || !silent || !this.socket?.open || (await this.alive())) return;
    this.socket?.close();
    this.socket = null;
    this.need();
  }

  /** The page was left alone: its kernel is given up, unless it has something to answer. @returns {boolean} */
  rest() {
    if (this.unanswered.length || this.opening) return false;
    this.leave();
    return true;
  }

  /** The page goes away, or rests: its kernel need not wait for it. */
  leave() {
    if (!this.kernel) return;
    const address = `${this.about.base}api/kernels/${this.kernel}`;
    fetch(address, { method: "DELETE", keepalive: true, headers: { "X-Mugalim": "1" } }).catch(() => {});
    this.socket?.close();
    this.socket = null;
    this.kernel = "";
  }
}

/** Resolves once the page is looked at: a phone in a pocket does not knock at the door. */
function visible() {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((go) => {
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      go(undefined);
    };
    document.addEventListener("visibilitychange", look);
  });
}
