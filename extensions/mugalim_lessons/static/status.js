// The one line at the foot: what is saved, what is kept on the device, what the connection does.

const SLOW = 1500; // milliseconds after which "saving" is said: the line is read out to some
const SHORT = 4000; // milliseconds that a word about the connection stays

/** @typedef {import("./saving.js").Status} Status */

export class StatusLine {
  /** @param {HTMLElement} element @param {Record<string, string>} words */
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.timer = 0;
    this.troubled = false;
    /** what was said last about saving, which comes back after a word about the connection */
    this.kept = { text: element.textContent ?? "", state: "" };
  }

  /** @param {string} text @param {string} [state] */
  say(text, state = "") {
    this.element.dataset.state = state;
    if (this.element.textContent !== text) this.element.textContent = text;
  }

  /** @param {string} word @param {Record<string, any>} [values] */
  fill(word, values = {}) {
    return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), this.words[word]);
  }

  /** @param {Status} status */
  saving({ state, at, sentence }) {
    clearTimeout(this.timer);
    if (state === "saving") this.timer = setTimeout(() => this.say(this.words.saving, state), SLOW);
    if (state === "kept" || state === "open") this.keep(this.words[state], "kept");
    if (state === "refused") this.keep(this.fill("refused", { sentence: sentence ?? "" }), state);
    if (state === "saved" && at) this.keep(this.fill("saved", { time: clock(new Date(at)) }), state);
  }

  /** @param {string} text @param {string} state */
  keep(text, state) {
    this.kept = { text, state };
    this.say(text, state);
  }

  /** @param {string} word @param {object} [values] */
  attached(word, values) {
    if (word !== "connected") this.say(this.fill(word, values), "attached");
    else if (this.troubled) {
      this.say(this.words.connected, "attached");
      setTimeout(() => { if (this.element.dataset.state === "attached" && !this.troubled) this.say(this.kept.text, this.kept.state); }, SHORT);
    }
    this.troubled = word !== "connected";
  }
}

/** @param {Date} time */
function clock(time) {
  return [time.getHours(), time.getMinutes()].map((number) => String(number).padStart(2, "0")).join(":");
}
