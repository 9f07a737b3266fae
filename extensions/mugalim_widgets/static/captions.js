// Captions: cues with their times and texts beside a storyboard, played before its scenes.

import { cutText, paceOf, payloadOf, readTimes, seenLines, shownTime, textOfCue, timesAreOdd, typedTime, writeTimes } from "./captions-cues.js";
import { makePlayer } from "./captions-player.js";
import { makeVoice } from "./captions-voice.js";
import { makeEditing } from "./editing.js";
import { keepPiece, pieceAddress } from "./pieces.js";
import { drawKeepingFocus, filled } from "./redrawing.js";
import { make } from "./surface.js";

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {import("./captions-cues.js").Cue} Cue
 * @typedef {import("./captions-cues.js").Block} Block
 * @typedef {import("./captions-player.js").Scene} Scene
 */

const VOICE = /^NOTE voice ([0-9a-f]{64})$/; // the remark that names her recording
const STEPS = [-500, -100, 100, 500]; // milliseconds
const UNSET = " --> ";

/** @param {any} state of a storyboard's form @returns {Scene[]} */
function scenesOf(state) {
  const found = state?.data?.scenes;
  const word = (/** @type {any} */ value) => (typeof value === "string" ? value.trim() : "");
  return (Array.isArray(found) ? found : []).filter((each) => each && typeof each === "object")
    .map(({ seconds, picture, script }) => ({ seconds: Number(seconds) > 0 ? Math.min(Number(seconds), 3600) : 0, picture: word(picture), script: word(script) }))
    .filter((each) => each.seconds || each.picture || each.script);
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  if (model.get("trouble")) {
    el.append(make("p", { className: "mugalim error" }, model.get("trouble")));
    return () => {};
  }
  const words = model.get("words"), comma = model.get("language") !== "en";
  const id = `captions-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const shown = (/** @type {number|null} */ ms) => shownTime(ms, comma);
  /** @type {Scene[]} */
  let scenes = model.get("scenes");
  let chosen = 0, showOpen = () => {};

  // --- the state: all blocks in the order of the file, her voice's remark apart ---
  /** @returns {Block[]} */
  const blocks = () => (editing.state()?.blocks ?? []).filter((/** @type {Block} */ each) => !("remark" in each && VOICE.test(each.remark)));
  const isCue = (/** @type {Block} */ block) => "times" in block;
  /** @returns {Cue[]} */
  const cues = () => /** @type {Cue[]} */ (blocks().filter(isCue));
  /** Where the caption of this number stands among the blocks. */
  const placeOf = (/** @type {number} */ n) => blocks().indexOf(cues()[n]);
  const voice = () => {
    for (const each of editing.state()?.blocks ?? []) if ("remark" in each && VOICE.test(each.remark)) return VOICE.exec(each.remark)?.[1] ?? "";
    return "";
  };
  const put = (/** @type {Block[]} */ next, digest = voice(), together = "") => {
    const header = editing.state()?.header === null ? null : (editing.state()?.header ?? "WEBVTT");
    editing.change({ header, blocks: [...next, ...(digest ? [{ remark: `NOTE voice ${digest}`, line: 0 }] : [])] }, together);
  };
  /** Other blocks in their order: no caption is joined to what stands before it any more. */
  const rebuild = (/** @type {Block[]} */ next, /** @type {number} */ choose) => {
    put(next.map((each) => (isCue(each) ? { ...each, joined: false } : each)));
    chosen = Math.max(0, Math.min(choose, cues().length - 1));
    drawList();
  };
  const changeCue = (/** @type {number} */ n, /** @type {object} */ changes, together = "") => {
    const at = placeOf(n);
    put(blocks().map((each, m) => (m === at ? { ...each, joined: false, ...changes } : each)), voice(), together);
    player.show();
  };
  const fresh = (text = "") => ({ times: UNSET, text, line: 0 });

  // --- what is done to a caption ---
  const insertAfter = (/** @type {number} */ n, text = "") => {
    const all = blocks(), at = n < 0 ? all.length : placeOf(n) + 1, number = all.slice(0, at).filter(isCue).length;
    rebuild([...all.slice(0, at), fresh(payloadOf(text)), ...all.slice(at)], number);
    focusOn("text");
    editing.announce(filled(words, "inserted", { n: number + 1 }));
  };
  const remove = (/** @type {number} */ n) => {
    rebuild(blocks().filter((_, m) => m !== placeOf(n)), n);
    focusOn(cues().length ? "text" : "new");
    editing.announce(filled(words, "deleted", { n: n + 1 }));
  };
  const move = (/** @type {number} */ n, /** @type {number} */ by) => {
    const all = [...blocks()], from = placeOf(n), to = placeOf(n + by);
    if (to < 0) return editing.announce(words.no_further);
    [all[from], all[to]] = [all[to], all[from]];
    rebuild(all, n + by);
    editing.announce(filled(words, "moved", { n: n + by + 1 }));
  };
  const join = (/** @type {number} */ n) => {
    const [one, other] = cues().slice(n, n + 2);
    if (!other) return editing.announce(words.no_next);
    const { start } = readTimes(one.times), { end, settings } = readTimes(other.times);
    const joined = { ...one, times: writeTimes({ start, end, settings }), text: [one.text, other.text].filter(Boolean).join("\n") };
    rebuild(blocks().flatMap((each) => (each === one ? [joined] : each === other ? [] : [each])), n);
    editing.announce(filled(words, "joined", { n: n + 1 }));
  };
  const split = (/** @type {number} */ n, /** @type {number} */ caret) => {
    const cue = cues()[n], { start, end, settings } = readTimes(cue.times), [one, other] = cutText(textOfCue(cue.text), caret);
    if (!other) return editing.announce(words.nothing_to_split);
    const first = { ...cue, times: writeTimes({ start, end: null, settings: "" }), text: payloadOf(one) };
    const second = { ...fresh(payloadOf(other)), times: writeTimes({ start: null, end, settings }) };
    rebuild(blocks().flatMap((each) => (each === cue ? [first, second] : [each])), n);
    editing.announce(filled(words, "split_done", { n: n + 1, next: n + 2 }));
  };
  /** @param {number} n @param {"start"|"end"} side @param {number} ms */
  const setTime = (n, side, ms) => {
    changeCue(n, { times: writeTimes({ ...readTimes(cues()[n].times), [side]: Math.max(0, Math.min(ms, 3599000)) }) }, `${n}-${side}`);
    showOpen(); // nothing is built anew: she may be pressing the next button already
  };
  /** Where stepping begins when a time is not set: at the caption before, or at its own start. @param {number} n @param {"start"|"end"} side */
  const base = (n, side) => {
    const times = readTimes(cues()[n].times), before = n ? readTimes(cues()[n - 1].times) : null;
    return times[side] ?? (side === "end" ? times.start : null) ?? before?.end ?? before?.start ?? 0;
  };
  const mark = (/** @type {"start"|"end"} */ side) => {
    if (!cues().length) return editing.announce(words.no_captions);
    const n = chosen, time = player.now();
    setTime(n, side, time);
    if (side === "end" && n < cues().length - 1) chosen += 1;
    if (chosen !== n) drawList();
    editing.announce(filled(words, side === "start" ? "comes_said" : "goes_said", { n: n + 1, time: shown(time) }));
  };

  // --- drawing ---
  const button = (/** @type {string} */ label, /** @type {string} */ name, /** @type {() => void} */ act, className = "quiet") => {
    const element = make("button", { type: "button", className, "data-name": name }, label);
    element.addEventListener("click", act);
    return element;
  };
  const focusOn = (/** @type {string} */ name) => {
    const target = /** @type {HTMLElement|null} */ (box.querySelector(`[data-name="${CSS.escape(name)}"]`));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  };
  const facts = (/** @type {Cue} */ cue) => {
    const lengths = seenLines(cue.text).map((line) => [...line].length).join(" + "), pace = paceOf(cue);
    const number = pace === null ? "–" : String(pace).replace(".", comma ? "," : ".");
    return filled(words, "facts", { lines: lengths || "0", pace: number });
  };
  const span = (/** @type {Cue} */ cue) => {
    const { start, end } = readTimes(cue.times);
    return `${shown(start) || "–"} → ${shown(end) || "–"}`;
  };
  const closed = (/** @type {Cue} */ cue, /** @type {number} */ n) => {
    const open = button("", `cue-${n}`, () => {
      chosen = n;
      drawList();
      focusOn("text");
    }, "quiet closed");
    open.append(make("span", { className: "times" }, `${n + 1}. ${span(cue)}`),
      make("span", { className: "words" }, seenLines(cue.text).join("\n") || words.no_words), make("span", { className: "facts" }, facts(cue)));
    return make("li", {}, open);
  };
  /** @param {Cue} cue @param {number} n @param {"start"|"end"} side */
  const time = (cue, n, side) => {
    const label = words[side === "start" ? "comes" : "goes"], now = readTimes(cue.times)[side];
    const input = /** @type {HTMLInputElement} */ (make("input", { id: `${id}-${side}`, autocomplete: "off", inputMode: "decimal", value: shown(now), placeholder: words.unset, "data-name": side }));
    input.addEventListener("change", () => {
      const ms = typedTime(input.value);
      if (ms !== null) return setTime(n, side, ms);
      showOpen();
      editing.announce(words.time_unclear);
    });
    const steps = STEPS.map((step) => {
      const amount = `${step < 0 ? "−" : "+"}${String(Math.abs(step) / 1000).replace(".", comma ? "," : ".")}`;
      const element = button(amount, `${side}${step > 0 ? "+" : ""}${step}`, () => setTime(n, side, base(n, side) + step));
      element.setAttribute("aria-label", filled(words, "step", { time: label, amount }));
      return element;
    });
    return make("div", { className: "time", role: "group", "aria-label": label }, make("label", { for: input.id }, label), input, make("div", { className: "steps" }, ...steps));
  };
  const openCue = (/** @type {Cue} */ cue, /** @type {number} */ n) => {
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: `${id}-text`, rows: 2, maxLength: 2000, "data-name": "text", "aria-describedby": `${id}-facts` }));
    area.value = textOfCue(cue.text);
    const line = make("p", { className: "facts", id: `${id}-facts` }, facts(cue));
    area.addEventListener("input", () => {
      changeCue(n, { text: payloadOf(area.value) }, `${n}-text`);
      showOpen();
    });
    const odd = make("p", { className: "note", hidden: !timesAreOdd(cue.times) }, filled(words, "times_odd", { line: cue.times }));
    const sides = /** @type {("start"|"end")[]} */ (["start", "end"]), both = make("div", { className: "both" }, ...sides.map((side) => time(cue, n, side)));
    showOpen = () => {
      const now = cues()[n];
      line.textContent = facts(now);
      odd.hidden = !timesAreOdd(now.times);
      for (const side of sides) /** @type {HTMLInputElement} */ (both.querySelector(`[data-name=${side}]`)).value = shown(readTimes(now.times)[side]);
    };
    return make("li", {}, make("div", { className: "open", role: "group", "aria-label": filled(words, "caption", { n: n + 1 }) },
      make("label", { for: area.id }, filled(words, "caption", { n: n + 1 })), area, line, odd, both,
      make("div", { className: "row" }, button(words.split, "split", () => split(n, area.selectionStart)), button(words.join, "join", () => join(n)),
        button(words.earlier, "earlier", () => move(n, -1)), button(words.later, "later", () => move(n, 1)),
        button(words.insert, "insert", () => insertAfter(n)), button(words.delete, "delete", () => remove(n)))));
  };
  /** Words of an uploaded file to which no times belong: players leave them out. @param {Block} block */
  const stray = (block) => {
    const said = "remark" in block ? block.remark : "";
    const become = () => {
      const at = blocks().indexOf(block), number = blocks().slice(0, at).filter(isCue).length;
      rebuild(blocks().map((each) => (each === block ? fresh(said) : each)), number);
      focusOn("text");
    };
    return make("li", { className: "stray" }, make("p", {}, filled(words, "stray", { text: said })),
      make("div", { className: "row" }, button(words.make_caption, "become", become), button(words.delete, "unstray", () => rebuild(blocks().filter((each) => each !== block), chosen))));
  };
  const isStray = (/** @type {Block} */ block) => "remark" in block && !/^(NOTE|STYLE|REGION)([ \t\n]|$)/.test(block.remark);
  const drawList = () => drawKeepingFocus(box, () => {
    chosen = Math.max(0, Math.min(chosen, cues().length - 1));
    let n = 0;
    list.replaceChildren(...blocks().flatMap((block) => {
      if (!("times" in block)) return isStray(block) ? [stray(block)] : [];
      const made = n === chosen ? openCue(block, n) : closed(block, n);
      n += 1;
      return [made];
    }));
    empty.hidden = cues().length > 0;
    headless.hidden = editing.state()?.header !== null;
    comesButton.textContent = filled(words, "comes_now", { n: chosen + 1 });
    goesButton.textContent = filled(words, "goes_now", { n: chosen + 1 });
    marks.hidden = !cues().length;
    player.show();
  });
  const drawScenes = () => {
    scripts.replaceChildren(...scenes.map((scene, n) => make("li", {}, make("p", {}, make("strong", {}, `${filled(words, "scene", { n: n + 1, all: scenes.length })}: `), scene.script),
      button(words.take, `take-${n}`, () => insertAfter(cues().length ? chosen : -1, scene.script)))));
    noScenes.hidden = scenes.length > 0;
    player.show();
  };
  const draw = () => {
    drawList();
    sound.show();
    if (voice() !== heard) {
      heard = voice();
      player.forget();
    }
  };

  // --- the frame ---
  const list = make("ol", { className: "cues" }), scripts = make("ol", { className: "scripts" });
  const empty = make("p", { className: "help" }, words.no_captions);
  const headless = make("div", { className: "note", hidden: true }, make("p", {}, words.no_header),
    button(words.put_header, "header", () => {
      editing.change({ ...editing.state(), header: "WEBVTT" });
      drawList();
    }));
  const look = () => model.send({ type: "look" }); // the storyboard is in another exercise: the kernel knows it
  const lookAgain = button(words.look_again, "look", look);
  const noScenes = make("div", {}, make("p", { className: "help" }, words.no_scenes), lookAgain);
  const comesButton = button("", "comes", () => mark("start")), goesButton = button("", "goes", () => mark("end"));
  const marks = make("div", { className: "row marks" }, comesButton, goesButton);
  const editing = makeEditing(model, el, draw);
  let heard = voice();
  const player = makePlayer({
    words, shown,
    scenes: () => scenes,
    caption: (ms) => {
      const found = cues().filter((cue) => {
        const { start, end } = readTimes(cue.times);
        return start !== null && end !== null && start <= ms && ms < end;
      });
      return found.length ? seenLines(found[found.length - 1].text) : [];
    },
    last: () => Math.max(0, ...cues().map((cue) => readTimes(cue.times).end ?? 0)),
    sound: () => (voice() ? pieceAddress(model, el, voice()) : null),
    trouble: editing.announce,
  });
  const keepVoice = async (/** @type {Blob} */ blob) => {
    const piece = await keepPiece(model, el, blob, blob.type.endsWith("mp4") ? "voice.m4a" : "voice.webm");
    heard = piece.digest;
    put(blocks(), piece.digest);
    player.forget();
  };
  const sound = makeVoice({
    words, keep: keepVoice, has: () => Boolean(voice()), announce: editing.announce,
    begun: () => player.prompt(true), ended: () => player.prompt(false),
    remove: () => {
      heard = "";
      put(blocks(), "");
      player.forget();
    },
  });
  const lines = make("details", {}, make("summary", {}, words.scripts), noScenes, scripts);
  lines.addEventListener("toggle", () => { if (/** @type {HTMLDetailsElement} */ (lines).open && !scenes.length) look(); });
  const box = editing.frame(player.element, marks, sound.element, lines,
    make("h3", {}, words.captions), headless, empty, list,
    make("div", { className: "row" }, button(words.new, "new", () => insertAfter(-1), "primary"), editing.tools));

  // --- the storyboard, which may be written on the same page ---
  const onScenes = () => {
    scenes = model.get("scenes");
    drawScenes();
  };
  const onSave = (/** @type {any} */ event) => {
    const { exercise, operations } = event.detail ?? {}, last = operations?.[operations.length - 1];
    if (exercise !== model.get("storyboard") || last?.op !== "put") return;
    scenes = scenesOf(last.state);
    drawScenes();
  };
  model.on("change:scenes", onScenes);
  document.addEventListener("mugalim-save", onSave, true);
  drawScenes();
  draw();
  el.append(box);
  return () => {
    model.off("change:scenes", onScenes);
    document.removeEventListener("mugalim-save", onSave, true);
    sound.stop();
    player.stop();
    editing.stop();
    box.remove();
  };
}

export default { render };
