// Earlier versions of an exercise: what there is, bringing one back, and word of another device's work.

import { ask } from "./asking.js";

/**
 * @typedef {{course: string, lesson: string, school: string, words: Record<string, string>}} About
 * @typedef {{version: number, saved_at: string, way: string, file: {name: string}|null}} Version
 */

/** @param {string} moment an ISO moment @returns {string} */
function written(moment) {
  const at = new Date(moment), two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @param {string} tag @param {Record<string, any>} properties @param {...(Node|string)} children */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * Show the versions in a dialogue.
 * @param {About} about
 * @param {string} exercise
 * @param {{flush: () => Promise<boolean>, done: () => Promise<void>}} page saves what is unsent; shows what is the answer then
 */
export async function showHistory(about, exercise, page) {
  const { words } = about, address = `${about.school}api/history/${about.course}/${about.lesson}/${encodeURIComponent(exercise)}`;
  const said = element("p", { role: "status" }), list = element("ul", { className: "plain" });
  const close = element("button", { type: "button", className: "quiet" }, words.close);
  const title = element("h2", { id: "earlier-title" }, words.earlier_title);
  const dialogue = /** @type {HTMLDialogElement} */ (element("dialog", { className: "earlier-list" }, title, said, list, close));
  dialogue.setAttribute("aria-labelledby", "earlier-title");
  close.addEventListener("click", () => dialogue.close());
  dialogue.addEventListener("close", () => dialogue.remove());
  document.body.append(dialogue);
  dialogue.showModal();
  await page.flush();

  /** @param {Version} version */
  const bringBack = async (version) => {
    const body = JSON.stringify({ version: version.version });
    const answer = await ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => undefined);
    if (!answer || answer.status !== 200) {
      said.textContent = answer?.said.sentence ?? words.kept_away;
      return;
    }
    await page.done();
    await draw();
    said.textContent = words.brought_back.replace("{time}", written(version.saved_at));
    close.focus();
  };
  /** @param {Version} version @param {boolean} now */
  const line = (version, now) => {
    const file = version.file ? `, ${words.earlier_file.replace("{name}", () => version.file?.name ?? "")}` : "";
    const item = element("li", {}, element("span", {}, written(version.saved_at) + file + (now ? ` (${words.earlier_now})` : "")));
    if (now) return item;
    const button = element("button", { type: "button", className: "quiet" }, words.bring_back);
    button.setAttribute("aria-label", `${words.bring_back}: ${written(version.saved_at)}`);
    button.addEventListener("click", () => bringBack(version));
    item.append(" ", button);
    return item;
  };
  const draw = async () => {
    const answer = await ask(address).catch(() => undefined);
    if (!answer || answer.status !== 200) {
      said.textContent = answer?.said.sentence ?? words.kept_away;
      return;
    }
    const { versions } = answer.said;
    if (versions.length < 2) said.textContent = words.earlier_none;
    list.replaceChildren(...versions.map((/** @type {Version} */ version, /** @type {number} */ index) => line(version, index === 0)));
  };
  await draw();
}

/**
 * Say above an exercise that another device's work, or a late change of this one, is kept.
 * @param {About} about
 * @param {HTMLElement|undefined} place
 * @param {{late?: Version, replaced?: Version, saved_at: string}} versions `saved_at`: of the answer now
 * @param {() => void} show opens the earlier versions
 */
export function tellAside(about, place, { late, replaced, saved_at: newer }, show) {
  if (!place) return;
  const { words } = about;
  const sentence = (late ? words.late : words.replaced).replace("{time}", written(late ? newer : replaced?.saved_at ?? ""));
  const button = element("button", { type: "button", className: "link" }, words.earlier_title);
  button.addEventListener("click", show);
  const note = element("div", { className: "note aside", role: "status" }, element("p", {}, sentence), button);
  if (place.previousElementSibling?.classList.contains("aside")) place.previousElementSibling.remove();
  place.before(note);
}
