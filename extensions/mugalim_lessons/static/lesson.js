// The lesson page: steps to read, exercises drawn from what is stored, a kernel only when one is needed.

import { answerQuestions, ask } from "./asking.js";
import { Attachment } from "./attachment.js";
import { Host } from "./host.js";
import { Models } from "./models.js";
import { Saving } from "./saving.js";
import { sleepAfter } from "./sleep.js";
import { StatusLine } from "./status.js";
import { Steps } from "./steps.js";
import { Uploading } from "./uploading.js";

const root = /** @type {HTMLElement} */ (document.getElementById("lesson"));
const about = JSON.parse(root.dataset.about ?? "{}");
const words = about.words;
const line = new StatusLine(/** @type {HTMLElement} */ (document.getElementById("status")), words);

const models = new Models();
const host = new Host(about.widgets, words, () => attachment.need());
const saving = new Saving(about, {
  status: (status) => line.saving(status),
  elements: (exercise) => host.elements(exercise),
  flush: () => flush(),
  saved: showEarlier,
  aside: (exercise, versions) => history(exercise, versions),
});
const uploading = new Uploading(about, {
  status: (status) => line.saving(status),
  elements: (exercise) => host.elements(exercise),
  uploaded(exercise, answer) {
    showEarlier(exercise, answer.version);
    line.saving({ state: "saved", at: answer.saved_at });
    for (const el of host.elements(exercise)) el.dispatchEvent(new CustomEvent("mugalim-saved", { detail: { exercise, ...answer } }));
    reload(exercise);
  },
  signIn: () => saving.signInAgain(),
});
/** What was typed and what was uploaded, sent. @returns {Promise<boolean>} whether the school has it all */
const flush = async () => (await Promise.all([saving.flush(), uploading.flush()])).every(Boolean);
const steps = new Steps(words, `mugalim-step:${about.course}/${about.lesson}`, (section, number) => arrive(section, number));
let drawn = false, ready = false;

const attachment = new Attachment(about, models, {
  before: () => (about.preview ? Promise.resolve() : flush()),
  drawn: () => drawn,
  attached() {
    ready = true;
    know();
    drawVisible();
  },
  refresh: () => void refresh(),
  say: (word, values) => line.attached(word, values),
  refused: (sentence) => line.say(sentence || words.cannot_open, "refused"),
  signIn: () => saving.signInAgain(),
});

const FIRST_WAIT = 1000, LONGEST_WAIT = 10000; // milliseconds

/** What the service says at an address: undefined where it is away, null where it says no. @param {string} address */
async function fetched(address) {
  if (!address) return undefined;
  try {
    const answer = await fetch(about.base + address, { credentials: "same-origin" });
    if (answer.ok) return await answer.json();
    if (answer.status === 401) saving.signInAgain();
    if (answer.status >= 500 || answer.status === 429) return undefined;
    line.say((await answer.json()).sentence ?? words.cannot_open, "refused");
    return null;
  } catch {
    return undefined;
  }
}

/** Her own states, asked for until they come; null where the school says no. */
async function own() {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    const mine = await fetched(about.mine);
    if (mine !== undefined) return mine;
    line.attached("cannot_open");
    await new Promise((go) => setTimeout(go, wait));
  }
}

/** Draw the exercises as they are stored; where that cannot be had, a kernel brings them. */
async function begin() {
  const first = fetched(about.states);
  let mine = about.preview ? { cells: {}, words: {} } : await own();
  if (!mine) return;
  if (!about.preview) {
    saving.begin(mine.person);
    uploading.begin(mine.person);
    showDue(mine);
    if (saving.unsent && (await saving.flush())) mine = (await own()) ?? mine; // what an earlier visit could not save
  }
  const start = await first;
  if (start) {
    drawn = true;
    models.draw(start);
    models.draw(mine);
  }
  ready = Boolean(start) && !mine.away;
  line.attached("connected");
  know();
  if (ready) drawVisible();
  else attachment.need();
}

/** What is stored, asked again: after an upload, another device's work, a return to the page. */
let asking = /** @type {Promise<void>|null} */ (null);
function refresh() {
  asking ??= fetched(about.mine).then((mine) => {
    asking = null;
    if (!mine || mine.away) return;
    models.draw(mine);
    know();
  });
  return asking;
}

/** The versions that the page shows are the ones that its changes are made to. */
function know() {
  for (const model of models.cells.values()) {
    const { version } = model?.get("saved") ?? {};
    if (version) showEarlier(model?.get("exercise"), version);
  }
}

/** From the second version on there is something to go back to. @param {string} exercise @param {number} version */
function showEarlier(exercise, version) {
  saving.know(exercise, version);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button[data-history]")))
    if (button.dataset.history === exercise) button.hidden = version < 2;
}

/** @param {{due: string, late: boolean}} mine */
function showDue({ due, late }) {
  const place = document.getElementById("due");
  if (!place || !(due || late)) return;
  place.textContent = late ? words.overdue : words.due.replace("{date}", () => due);
  place.hidden = false;
}

function drawVisible() {
  for (const section of steps.sections) if (!section.hidden) draw(section);
}

/** @param {HTMLElement} section */
function draw(section) {
  for (const place of steps.places(section)) {
    if (ready) host.show(place, models.cells.get(String(place.dataset.cell)));
    else place.querySelector(".opening")?.removeAttribute("hidden");
  }
}

let noting = 0;

/** @param {HTMLElement} section @param {number} number */
function arrive(section, number) {
  draw(section);
  for (const each of steps.sections.slice(number - 1, number + 1))
    for (const place of steps.places(each)) host.prepare(models.cells.get(String(place.dataset.cell)));
  if (about.preview) return;
  clearTimeout(noting);
  noting = setTimeout(() => note(number), 2500);
  steps.keep();
}

/** Tell the school where she is, so that she can go on there. @param {number} step */
function note(step) {
  const address = `${about.school}api/step/${about.course}/${about.lesson}`;
  ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ step: step - 1 }) }).catch(() => {});
}

/** Earlier versions of an exercise, in a dialogue that is loaded when it is wanted. @param {string} exercise @param {object} [versions] what happened to one just now */
async function history(exercise, versions) {
  const { showHistory, tellAside } = await import("./history.js");
  const places = [...root.querySelectorAll(".exercise")].filter((place) => place instanceof HTMLElement && place.dataset.exercise === exercise);
  if (versions) tellAside(about, /** @type {HTMLElement} */ (places[0]), versions, () => history(exercise));
  else showHistory(about, exercise, { flush, done: () => reload(exercise) });
}

/** The data of another subject. @param {HTMLElement} button */
async function subject(button) {
  if (!button.dataset.subject) return;
  const { begin } = await import("./subjects.js");
  begin(about, button, { flush, done: reload });
}

/** Another version is the answer now: every surface of the exercise shows it. @param {string} exercise */
async function reload(exercise) {
  await refresh();
  for (const el of host.elements(exercise)) el.dispatchEvent(new CustomEvent("mugalim-state"));
}

/** Leave only when all is saved; a second press leaves all the same, and clears what is here. */
function onSignOut(/** @type {MouseEvent} */ event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  event.preventDefault();
  flush().then((sent) => {
    if (!sent && !link.dataset.asked) {
      link.dataset.asked = "yes";
      line.say(words.leaving, "kept");
      return;
    }
    saving.forget();
    uploading.forget().finally(() => location.assign(link.href));
  });
}

/** The other languages open the same step. */
function keepStep(/** @type {Event} */ event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  link.hash = location.hash;
}

if (!about.preview) {
  saving.listen(root);
  uploading.listen(root);
  answerQuestions(root, about);
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".subjects"))) {
    box.hidden = false;
    box.addEventListener("click", (event) => subject(/** @type {HTMLElement} */ (event.target)));
  }
}
for (const link of document.querySelectorAll(".languages a")) link.addEventListener("click", keepStep);
for (const button of document.querySelectorAll("button[data-history]"))
  button.addEventListener("click", () => history(/** @type {HTMLElement} */ (button).dataset.history ?? ""));
document.getElementById("sign-out")?.addEventListener("click", onSignOut);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && ready && !about.preview && !saving.unsent) refresh();
});
addEventListener("pagehide", () => attachment.leave());
sleepAfter(about.rest, () => attachment.rest());
steps.begin();
begin();
