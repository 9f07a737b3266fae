// Upload: a file made in her own program becomes the answer; what was found is shown.

import { make } from "./surface.js";

/**
 * @typedef {{get: (key: string) => any, send: (content: object, callbacks?: object, buffers?: ArrayBuffer[]) => void,
 *   on: (event: string, heard: Function) => void, off: (event: string, heard: Function) => void}} Model
 */

/** @param {HTMLElement} el @param {object} detail @returns {boolean} whether the page takes it */
function askPage(el, detail) {
  const asked = new CustomEvent("mugalim-save", { bubbles: true, composed: true, cancelable: true, detail });
  return !el.dispatchEvent(asked);
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words"), about = { exercise: model.get("exercise"), kind: model.get("kind") };
  const megabytes = String(Math.floor(model.get("limit") / 1e6));
  const id = `upload-${about.exercise}-${Math.random().toString(36).slice(2)}`;
  const input = /** @type {HTMLInputElement} */ (
    make("input", { type: "file", id, accept: model.get("endings").join(","), className: "hidden-text", "aria-describedby": `${id}-limits` })
  );
  const label = make("label", { for: id, className: "button" }, words.choose);
  const target = make("div", { className: "drop" }, input, label, make("span", { className: "soft" }, words.drop));
  const limits = make("p", { className: "help", id: `${id}-limits` }, words.limits.replace("{limit}", megabytes).replace("{wanted}", () => model.get("wanted")));
  const progress = make("progress", { hidden: true, "aria-label": words.sending.replace("{name}", "") });
  const status = make("p", { className: "status", role: "status" });
  const found = make("div", { className: "found" });
  const mine = make("button", { type: "button", className: "quiet" }, words.download);
  const start = make("button", { type: "button", className: "quiet" }, words.download_start);
  const heading = model.get("beside_surface") ? words.title_or : words.title;
  start.hidden = !model.get("has_start");
  const box = make("div", { className: "mugalim mugalim-upload", role: "group", "aria-labelledby": `${id}-title` },
    make("p", { className: "title", id: `${id}-title` }, heading), limits, target, progress, status, found,
    make("div", { className: "row" }, mine, start));

  let sending = false;

  /** @param {string} sentence @param {string} state */
  const say = (sentence, state) => {
    progress.hidden = state !== "saving";
    status.textContent = sentence;
    status.dataset.state = state;
  };
  const showFound = (/** @type {any} */ saved) => {
    mine.hidden = !saved?.saved_at;
    found.replaceChildren();
    if (!saved?.saved_at) return;
    if (saved.way !== "file" || !saved.file) {
      found.append(make("p", { className: "soft" }, words.surface_is_answer));
      return;
    }
    const at = new Date(saved.saved_at), two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    const time = `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
    const size = String(Math.max(1, Math.round(saved.file.size / 1000)));
    const line = words.about.replace("{size}", size).replace("{time}", time).replace("{name}", () => saved.file.name);
    found.append(make("p", { className: "done" }, make("strong", {}, words.found), ": ", line, make("br"), words.is_answer));
  };
  const refusal = (/** @type {File} */ file) => {
    const name = file.name.toLowerCase();
    if (!model.get("endings").some((/** @type {string} */ ending) => name.endsWith(ending)))
      return words.wrong_kind.replace("{wanted}", () => model.get("wanted"));
    if (file.size > model.get("limit")) return words.too_big.replace("{limit}", megabytes);
    return file.size ? "" : words.empty;
  };
  const send = async (/** @type {File|undefined} */ file) => {
    input.value = "";
    if (!file) return;
    const refused = refusal(file);
    if (refused) return say(refused, "not-saved");
    sending = true;
    say(words.sending.replace("{name}", () => file.name), "saving");
    if (!askPage(el, { ...about, file }))
      model.send({ type: "upload", name: file.name }, undefined, [await file.arrayBuffer()]);
  };
  // The page tells every surface of the exercise; only an upload under way is ours to end.
  const onSaved = (/** @type {any} */ saved) => {
    if (sending && saved.way === "file") {
      sending = false;
      say("", "");
      model.send({ type: "look" });
    }
    showFound(saved);
  };
  const onNotSaved = (/** @type {any} */ detail) => {
    if (!sending) return;
    sending = Boolean(detail?.kept);
    say(detail?.sentence || (detail?.kept ? words.kept_here : words.not_saved), "not-saved");
  };
  const tellOthers = () => {
    for (const other of document.querySelectorAll(`[data-mugalim-exercise="${CSS.escape(about.exercise)}"]`))
      if (other !== el) other.dispatchEvent(new CustomEvent("mugalim-state"));
  };
  const onMessage = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
    if (message?.type === "saved") { onSaved(message); tellOthers(); }
    if (message?.type === "not-saved") onNotSaved(message);
    if (message?.type === "file" && buffers?.length) {
      const address = URL.createObjectURL(new Blob([buffers[0]]));
      make("a", { href: address, download: message.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }
  };
  const download = (/** @type {boolean} */ fromStart) => {
    if (!askPage(el, { ...about, download: true, format: "xlsx", ...(fromStart && { start: true }) }))
      model.send({ type: "download", start: fromStart });
  };
  const heard = {
    "mugalim-saved": (/** @type {any} */ event) => onSaved(event.detail ?? {}),
    "mugalim-not-saved": (/** @type {any} */ event) => onNotSaved(event.detail ?? {}),
    "mugalim-state": () => model.send({ type: "reload" }),
  };
  const onStored = () => showFound(model.get("saved"));
  const onNotice = () => say(model.get("notice").sentence ?? "", "not-saved");

  for (const [name, listener] of Object.entries(heard)) el.addEventListener(name, listener);
  el.dataset.mugalimExercise = about.exercise;
  input.addEventListener("change", () => send(input.files?.[0]));
  mine.addEventListener("click", () => download(false));
  start.addEventListener("click", () => download(true));
  target.addEventListener("dragover", (event) => { event.preventDefault(); target.classList.add("over"); });
  target.addEventListener("dragleave", () => target.classList.remove("over"));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove("over");
    send(event.dataTransfer?.files?.[0]);
  });
  model.on("msg:custom", onMessage);
  model.on("change:saved", onStored);
  model.on("change:notice", onNotice);
  showFound(model.get("saved"));
  el.append(box);
  return () => {
    for (const [name, listener] of Object.entries(heard)) el.removeEventListener(name, listener);
    model.off("msg:custom", onMessage);
    model.off("change:saved", onStored);
    model.off("change:notice", onNotice);
    box.remove();
  };
}

export default { render };
