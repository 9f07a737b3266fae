// The data of another subject: the same work begun anew, the earlier one among the earlier versions.

import { ask } from "./asking.js";

/**
 * Begin an exercise with the start of the subject whose button was pressed.
 * @param {{course: string, lesson: string, school: string, words: Record<string, string>}} about
 * @param {HTMLElement} button
 * @param {{flush: () => Promise<boolean>, done: (exercise: string) => Promise<void>}} page saves what is unsent; shows what is the answer then
 */
export async function begin(about, button, page) {
  const { words } = about, box = /** @type {HTMLElement} */ (button.closest("details"));
  const note = /** @type {HTMLElement} */ (box.querySelector(".note")), exercise = box.dataset.exercise ?? "";
  const address = `${about.school}api/subject/${about.course}/${about.lesson}/${encodeURIComponent(exercise)}`;
  const body = JSON.stringify({ subject: button.dataset.subject });
  const say = (/** @type {string} */ sentence) => { note.textContent = sentence; note.hidden = false; };
  if (!(await page.flush())) return say(words.kept);
  const answer = await ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => undefined);
  if (!answer || answer.status !== 200) return say(answer?.said.sentence ?? words.subject_away);
  await page.done(exercise);
  say(words.subject_chosen.replace("{subject}", () => button.textContent ?? ""));
}
