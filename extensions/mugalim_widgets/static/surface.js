// What all surfaces share: elements without HTML, and saving by the page or else by the kernel.

/**
 * @typedef {{get: (key: string) => any, send: (content: object, callbacks?: object, buffers?: ArrayBuffer[]) => void,
 *   on: (event: string, heard: Function) => void, off: (event: string, heard: Function) => void}} Model
 */

/**
 * Collect operations and have them saved: by the page where it can, else by the kernel.
 * @param {Model} model
 * @param {HTMLElement} el
 * @param {HTMLElement} status where "saved at 14:02" is shown
 */
export function makeSaver(model, el, status) {
  const words = model.get("words");
  /** @type {object[]} */
  let waiting = [];
  let flying = false, timer = 0, reloadWanted = false, commit = () => {}, way = model.get("saved").way;

  /** @param {string} sentence @param {string} state */
  const show = (sentence, state) => {
    if (status.textContent !== sentence) status.textContent = sentence;
    status.dataset.state = state;
  };
  /** @param {{saved_at?: string}} saved */
  const showSaved = (saved) => {
    if (!saved?.saved_at) return show(words.not_begun, "");
    const at = new Date(saved.saved_at), two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    show(words.saved.replace("{time}", `${two(at.getHours())}:${two(at.getMinutes())}`), "saved");
  };
  /** Another way in than before: the surfaces of the same exercise say so. */
  const tellOthers = () => {
    model.send({ type: "look" });
    for (const other of document.querySelectorAll(`[data-mugalim-exercise="${CSS.escape(model.get("exercise"))}"]`))
      if (other !== el) other.dispatchEvent(new CustomEvent("mugalim-state"));
  };
  const busy = () => flying || waiting.length > 0;
  const flush = () => {
    commit();
    send();
  };
  const send = () => {
    clearTimeout(timer);
    if (!waiting.length) return;
    const operations = waiting;
    waiting = [];
    flying = true;
    const detail = { exercise: model.get("exercise"), kind: model.get("kind"), operations };
    const asked = new CustomEvent("mugalim-save", { bubbles: true, composed: true, cancelable: true, detail });
    if (el.dispatchEvent(asked)) model.send({ type: "save", operations });
  };
  const reload = () => {
    send();
    reloadWanted = busy();
    if (!reloadWanted) model.send({ type: "reload" });
  };
  const onSaved = (/** @type {any} */ saved) => {
    flying = false;
    if (!waiting.length) showSaved(saved);
    if (saved.way && saved.way !== way) tellOthers();
    way = saved.way ?? way;
    if (saved.state || reloadWanted) reload();
  };
  const onNotSaved = (/** @type {any} */ refusal) => {
    flying = false;
    show(refusal.sentence || (refusal.kept ? words.kept_here : words.not_saved), "not-saved");
  };
  const heard = {
    "mugalim-saved": (/** @type {any} */ event) => onSaved(event.detail ?? {}),
    "mugalim-not-saved": (/** @type {any} */ event) => onNotSaved(event.detail ?? {}),
    "mugalim-state": reload,
  };
  const onMessage = (/** @type {any} */ message) => {
    if (message?.type === "saved") onSaved(message);
    if (message?.type === "not-saved") onNotSaved(message);
  };
  const onHidden = () => { if (document.visibilityState === "hidden") flush(); };
  const onStored = () => {
    if (busy()) return;
    way = model.get("saved").way;
    showSaved(model.get("saved"));
  };

  for (const [name, listener] of Object.entries(heard)) el.addEventListener(name, listener);
  el.dataset.mugalimExercise = model.get("exercise");
  model.on("msg:custom", onMessage);
  model.on("change:saved", onStored);
  document.addEventListener("mugalim-flush", flush, true);
  document.addEventListener("visibilitychange", onHidden);
  showSaved(model.get("saved"));

  return {
    busy,
    flush,
    /** @param {() => void} take what is still being typed, before each sending */
    beforeFlush(take) { commit = take; },
    /** @param {object[]} operations @param {number} delay in milliseconds */
    add(operations, delay) {
      waiting.push(...operations);
      show(words.saving, "saving");
      clearTimeout(timer);
      timer = setTimeout(send, delay);
    },
    /** @param {object[]} operations instead of those that wait @param {number} delay in milliseconds */
    replace(operations, delay) {
      waiting = [];
      this.add(operations, delay);
    },
    stop() {
      flush();
      for (const [name, listener] of Object.entries(heard)) el.removeEventListener(name, listener);
      model.off("msg:custom", onMessage);
      model.off("change:saved", onStored);
      document.removeEventListener("mugalim-flush", flush, true);
      document.removeEventListener("visibilitychange", onHidden);
    },
  };
}

/**
 * Ask the page for something that it does, such as keeping a picture; undefined where no page answers
 * (in the Lab), so that the kernel is asked instead. Rejects with a sentence where it is refused.
 * @param {HTMLElement} el
 * @param {Record<string, any>} detail `what` is asked, and its values
 * @returns {Promise<any>|undefined}
 */
export function askPage(el, detail) {
  const asked = new CustomEvent("mugalim-ask", { bubbles: true, composed: true, cancelable: true, detail });
  return el.dispatchEvent(asked) ? undefined : /** @type {any} */ (asked.detail).done;
}

/**
 * An element with properties and children; text is never read as HTML.
 * @param {string} tag
 * @param {Record<string, any>} properties
 * @param {...(Node|string)} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else /** @type {any} */ (element)[name] = value;
  }
  element.append(...children);
  return element;
}
