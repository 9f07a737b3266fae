// The lesson page: steps to read, exercises drawn when they are needed, work saved all along.

import { Attachment } from "./attachment.js";
import { Host } from "./host.js";
import { Models } from "./models.js";
import { ask, Saving } from "./saving.js";
import { Steps } from "./steps.js";

const root = /** @type {HTMLElement} */ (document.getElementById("lesson"));
const about = JSON.parse(root.dataset.about ?? "{}");
const words = about.words;
const line = /** @type {HTMLElement} */ (document.getElementById("status"));

/** @param {string} text @param {string} [state] */
function say(text, state = "") {
  line.dataset.state = state;
  if (line.textContent !== text) line.textContent = text;
}

/** @param {string} word @param {Record<string, any>} [values] */
function fill(word, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), words[word]);
}

/** "Saving" is only said when it takes its time: the line is read out to some. */
let slow = 0;
/** What was said last about saving, which comes back after a word about the connection. */
let kept = { text: line.textContent ?? "", state: "" };

/** @param {string} text @param {string} state */
function keep(text, state) {
  kept = { text, state };
  say(text, state);
}

/** @param {import("./saving.js").Status} status */
function showSaving({ state, at, sentence }) {
  clearTimeout(slow);
  if (state === "saving") slow = setTimeout(() => say(words.saving, state), 1500);
  if (state === "kept") keep(words.kept, state);
  if (state === "refused") keep(fill("refused", { sentence: sentence ?? "" }), state);
  if (state === "saved" && at) {
    const time = new Date(at), two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    keep(fill("saved", { time: `${two(time.getHours())}:${two(time.getMinutes())}` }), state);
  }
}

/** Whether the connection was spoken of and is not there again. */
let troubled = false;

/** @param {string} word @param {object} [values] */
function sayAttached(word, values) {
  if (word !== "connected") say(fill(word, values), "attached");
  else if (troubled) {
    say(words.connected, "attached");
    setTimeout(() => { if (line.dataset.state === "attached" && !troubled) say(kept.text, kept.state); }, 4000);
  }
  troubled = word !== "connected";
}

const host = new Host(about.widgets, words);
const models = new Models();
const saving = new Saving(about, { status: showSaving, elements: (exercise) => host.elements(exercise) });
const steps = new Steps(words, `mugalim-step:${about.person}:${about.course}/${about.lesson}`, (section, number) => arrive(section, number));
/** @type {Record<string, string|null>|null} */
let cells = null;

const attachment = new Attachment(about, models, {
  before: () => (about.preview ? Promise.resolve() : saving.flush()),
  shown: () => host.shown(),
  attached(found) {
    cells = found;
    drawVisible();
  },
  say: sayAttached,
  refused: (sentence) => say(sentence || words.cannot_open, "refused"),
  signIn: () => saving.signInAgain(),
});

function drawVisible() {
  for (const section of steps.sections) if (!section.hidden) draw(section);
}

/** @param {HTMLElement} section */
function draw(section) {
  for (const place of steps.places(section)) {
    if (!cells) place.querySelector(".opening")?.removeAttribute("hidden");
    else host.show(place, models.find(cells[String(place.dataset.cell)] ?? ""));
  }
}

let noting = 0;

/** @param {HTMLElement} section @param {number} number */
function arrive(section, number) {
  draw(section);
  if (!cells && steps.needsExercises(number)) attachment.need();
  if (about.preview) return;
  clearTimeout(noting);
  noting = setTimeout(() => note(steps.now), 800);
  steps.keep();
}

/** Tell the school where she is, so that she can go on there. @param {number} step */
function note(step) {
  const address = `${about.school}api/step/${about.course}/${about.lesson}`;
  ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ step: step - 1 }) }).catch(() => {});
}

/** Leave only when all is saved; a second press leaves all the same, and clears what is here. */
function onSignOut(/** @type {MouseEvent} */ event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  event.preventDefault();
  saving.flush().then(() => {
    if (saving.unsent && !link.dataset.asked) {
      link.dataset.asked = "yes";
      say(words.leaving, "kept");
      return;
    }
    saving.forget();
    steps.forget();
    location.assign(link.href);
  });
}

/** The other languages open the same step. */
function keepStep(/** @type {Event} */ event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  link.hash = location.hash;
}

if (!about.preview) saving.listen(root);
for (const link of document.querySelectorAll(".languages a")) link.addEventListener("click", keepStep);
document.getElementById("sign-out")?.addEventListener("click", onSignOut);
addEventListener("pagehide", () => attachment.leave());
addEventListener("pageshow", (event) => { if (event.persisted && cells) attachment.need(); });
steps.begin();
