// Upload: a file made in her own program becomes the answer; how far it has come, and what it is now.

import { askPage, make } from "./surface.js";

const STEPS_SAID = 4; // of a file on its way: each quarter is read out

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{purpose: string, name: string, sent: number, size: number, waiting: boolean, safe: boolean, refused?: string}} Progress
 */

/** Whether it can be made on the page as well: the lesson's page knows its places, the Lab the kind. @param {Model} model @param {HTMLElement} el */
function isBesideSurface(model, el) {
  if (!el.closest("[data-function]")) return model.get("beside_surface");
  const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-function]")]);
  return places.some(({ dataset }) => dataset.exercise === model.get("exercise") && !["upload", "grade"].includes(dataset.function ?? ""));
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
  const bar = /** @type {HTMLProgressElement} */ (make("progress", { "aria-label": words.sending.replace("{name}", "") }));
  const figures = make("span", { className: "soft how-far" });
  const stop = make("button", { type: "button", className: "quiet" }, words.stop);
  const way = make("div", { className: "way", hidden: true }, bar, make("div", { className: "row" }, figures, stop));
  const status = make("p", { className: "status", role: "status" }), far = make("p", { className: "hidden-text", role: "status" });
  const found = make("div", { className: "found" });
  const mine = make("button", { type: "button", className: "quiet" }, words.download);
  const start = make("button", { type: "button", className: "quiet" }, words.download_start);
  const title = make("p", { className: "title", id: `${id}-title` }, isBesideSurface(model, el) ? words.title_or : words.title);
  start.hidden = !model.get("has_start");
  const box = make("div", { className: "mugalim mugalim-upload", role: "group", "aria-labelledby": `${id}-title` },
    title, limits, target, way, status, far, found, make("div", { className: "row" }, mine, start));

  let sending = "", said = 0;

  /** @param {string} sentence @param {string} state */
  const say = (sentence, state) => {
    if (status.textContent !== sentence) status.textContent = sentence;
    status.dataset.state = state;
  };
  const inMegabytes = (/** @type {number} */ bytes) => {
    const text = String(Math.round(bytes / 1e5) / 10);
    return model.get("language") === "en" ? text : text.replace(".", ","); // few browsers know how Kyrgyz is written
  };
  /** @param {Progress} progress */
  const showWay = ({ name, sent, size, waiting, safe }) => {
    sending = name;
    way.hidden = false;
    Object.assign(bar, { max: size, value: sent });
    figures.textContent = words.sent.replace("{sent}", inMegabytes(sent)).replace("{size}", inMegabytes(size));
    if (waiting) return say(safe ? words.waits : words.waits_open, "kept");
    if (sent >= size) return say(words.arrived.replace("{name}", () => name), "saving");
    say(words.sending.replace("{name}", () => name), "saving");
    const step = Math.floor((STEPS_SAID * sent) / size);
    if (step > said) far.textContent = figures.textContent;
    said = step;
  };
  /** @param {string} [sentence] why it is not the answer; none where it is */
  const end = (sentence = "") => {
    sending = "";
    said = 0;
    far.textContent = "";
    way.hidden = true;
    say(sentence, sentence ? "not-saved" : "");
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
    showWay({ purpose: "answer", name: file.name, sent: 0, size: file.size, waiting: false, safe: true });
    const asked = askPage(el, { ...about, what: "keep-file", file });
    if (!asked) {
      bar.removeAttribute("value"); // the kernel does not tell how far it is
      model.send({ type: "upload", name: file.name }, undefined, [await file.arrayBuffer()]);
      return;
    }
    asked.then(onSaved, (error) => { if (sending === file.name) end(error.message || words.not_saved); });
  };
  const takeBack = () => {
    askPage(el, { ...about, what: "drop-file" })?.catch(() => {});
    end();
    say(words.stopped, "");
    input.focus();
  };
  const onSaved = (/** @type {any} */ saved) => {
    if (sending && saved.way === "file") end();
    showFound(saved);
  };
  /** Also of a file that an earlier visit began to send. @param {Progress} progress */
  const onProgress = (progress) => {
    if (progress.purpose !== "answer") return;
    if (progress.refused === undefined) showWay(progress);
    else end(progress.refused || words.not_saved);
  };
  const tellOthers = () => {
    for (const other of document.querySelectorAll(`[data-mugalim-exercise="${CSS.escape(about.exercise)}"]`))
      if (other !== el) other.dispatchEvent(new CustomEvent("mugalim-state"));
  };
  const onMessage = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
    if (message?.type === "saved") { onSaved(message); tellOthers(); }
    if (message?.type === "not-saved") end(message.sentence || words.not_saved);
    if (message?.type === "file" && buffers?.length) {
      const address = URL.createObjectURL(new Blob([buffers[0]]));
      make("a", { href: address, download: message.name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    }
  };
  const download = (/** @type {boolean} */ fromStart) => {
    const detail = { ...about, download: true, ...(fromStart && { start: true }) };
    const asked = new CustomEvent("mugalim-save", { bubbles: true, composed: true, cancelable: true, detail });
    if (el.dispatchEvent(asked)) model.send({ type: "download", start: fromStart });
  };
  const heard = {
    "mugalim-saved": (/** @type {any} */ event) => onSaved(event.detail ?? {}),
    "mugalim-progress": (/** @type {any} */ event) => onProgress(event.detail),
    "mugalim-state": () => model.send({ type: "reload" }),
  };
  const onStored = () => showFound(model.get("saved"));
  const onNotice = () => end(model.get("notice").sentence ?? "");

  for (const [name, listener] of Object.entries(heard)) el.addEventListener(name, listener);
  el.dataset.mugalimExercise = about.exercise;
  input.addEventListener("change", () => send(input.files?.[0]));
  stop.addEventListener("click", takeBack);
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
  askPage(el, { ...about, what: "files" })?.then((files) => files.forEach(onProgress), () => {});
  return () => {
    for (const [name, listener] of Object.entries(heard)) el.removeEventListener(name, listener);
    model.off("msg:custom", onMessage);
    model.off("change:saved", onStored);
    model.off("change:notice", onNotice);
    box.remove();
  };
}

export default { render };
