// Voila's full page: its own scripts draw it; here exercises are saved, and a kernel that ended is noticed.

import { answerQuestions, ask } from "./asking.js";
import { Saving } from "./saving.js";
import { StatusLine } from "./status.js";
import { Uploading } from "./uploading.js";

const FIRST_WAIT = 1000, LONGEST_WAIT = 10000, LOOKED = 10000; // milliseconds

const about = JSON.parse(document.body.dataset.about ?? "{}");
const words = about.words;
const line = new StatusLine(/** @type {HTMLElement} */ (document.getElementById("status")), words);
const kernel = `${about.base}api/kernels/${about.kernel}`;

const saving = new Saving(about, {
  status: (status) => line.saving(status),
  elements: surfaces,
  flush: () => flush(),
  saved: (exercise, version) => saving.know(exercise, version),
  aside: tellHistory,
});

const uploading = new Uploading(about, {
  status: (status) => line.saving(status),
  elements: surfaces,
  uploaded(exercise, answer) {
    saving.know(exercise, answer.version);
    line.saving({ state: "saved", at: answer.saved_at });
    tell("mugalim-saved", exercise, { exercise, ...answer });
    tell("mugalim-state", exercise);
  },
  signIn: () => saving.signInAgain(),
});
/** What was typed and what was uploaded, sent. @returns {Promise<boolean>} whether the school has it all */
const flush = async () => (await Promise.all([saving.flush(), uploading.flush()])).every(Boolean);

/** The elements that show an exercise. @param {string} exercise */
function surfaces(exercise) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-mugalim-exercise="${CSS.escape(exercise)}"]`)]);
}

/** Her own states, asked for until they come; null where the school says no. */
async function own() {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      const { status, said } = await ask(about.base + about.mine);
      if (status === 200) return said;
      if (status === 401) saving.signInAgain();
      if (status < 500 && status !== 429) {
        line.say(said.sentence ?? words.cannot_open, "refused");
        return null;
      }
    } catch {
      // the service is away for a moment
    }
    line.attached("cannot_open");
    await new Promise((go) => setTimeout(go, wait));
  }
}

/** Whose page it is, and which versions it shows; what an earlier visit could not save goes first. */
async function begin() {
  const mine = await own();
  if (!mine) return;
  line.attached("connected");
  showDue(mine);
  saving.begin(mine.person);
  uploading.begin(mine.person);
  for (const { exercise, saved } of Object.values(mine.cells)) if (saved?.version) saving.know(exercise, saved.version);
  if (saving.unsent && (await saving.flush())) location.reload(); // the kernel has shown what was there before
}

/** @param {{due: string, late: boolean}} mine */
function showDue({ due, late }) {
  const place = document.getElementById("due");
  if (!place || !(due || late)) return;
  place.textContent = late ? words.overdue : words.due.replace("{date}", () => due);
  place.hidden = false;
}

/** Word of another device's work, or of a late change; the earlier versions beside it. @param {string} exercise @param {object} versions */
async function tellHistory(exercise, versions) {
  const { showHistory, tellAside } = await import("./history.js");
  const done = async () => tell("mugalim-state", exercise);
  const show = () => showHistory(about, exercise, { flush, done });
  tellAside(about, surfaces(exercise)[0], versions, show);
}

/** @param {string} name @param {string} exercise @param {object} [detail] */
function tell(name, exercise, detail) {
  for (const el of surfaces(exercise)) el.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Everything sent, with what is still being typed. @returns {Promise<boolean>} whether the school has it all */
function saveAll() {
  document.dispatchEvent(new CustomEvent("mugalim-flush", { cancelable: true, detail: {} }));
  return flush();
}

let looked = Date.now(), waking = false;

/** A touch: where the kernel has ended meanwhile, the page is opened anew once all is saved. */
async function touched() {
  if (waking || Date.now() - looked < LOOKED) return;
  looked = Date.now();
  const { status } = await ask(kernel).catch(() => ({ status: 0 }));
  if (status === 401) saving.signInAgain();
  if (status !== 403 && status !== 404) return;
  waking = true;
  line.say(words.rested, "attached");
  if (await saveAll()) location.reload();
  else waking = false;
}

/** Leave only when all is saved; a second press leaves all the same, and clears what is here. */
function onSignOut(/** @type {MouseEvent} */ event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  event.preventDefault();
  saveAll().then((saved) => {
    if (!saved && !link.dataset.asked) {
      link.dataset.asked = "yes";
      line.say(words.leaving, "kept");
      return;
    }
    saving.forget();
    uploading.forget().finally(() => location.assign(link.href));
  });
}

const address = new URL(location.href);
address.searchParams.delete("page");
history.replaceState(null, "", address); // a reload stands in line anew
for (const name of ["pointerdown", "keydown"]) addEventListener(name, touched, { capture: true, passive: true });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("pagehide", () => {
  fetch(kernel, { method: "DELETE", keepalive: true, headers: { "X-Mugalim": "1" } }).catch(() => {});
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") touched(); });
if (!about.preview) {
  document.getElementById("sign-out")?.addEventListener("click", onSignOut);
  saving.listen(/** @type {any} */ (document));
  uploading.listen(/** @type {any} */ (document));
  answerQuestions(document, about);
  begin();
}
