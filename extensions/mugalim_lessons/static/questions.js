// Questions to the facilitator: those about the lesson, a new one, an answer that was opened.

import { ask } from "./asking.js";

const FRESH = 3000; // milliseconds in which the panels of a page share one answer

/** @type {Promise<any>|undefined} */
let listed;

/**
 * What a surface asks, asked of the school. Rejects with a sentence for her, or with none where it is away.
 * @param {string} school @param {string} lesson course/lesson
 * @param {Record<string, any>} detail `what`: questions, question (with its exercise, check, hint, words), question-read (with its id)
 * @returns {Promise<any>}
 */
export async function aboutQuestions(school, lesson, { what, exercise, id, check, hint, words }) {
  const address = `${school}api/questions/`;
  if (what === "questions") return list(address + lesson);
  listed = undefined;
  if (what === "question") return said(`${address}${lesson}/${encodeURIComponent(exercise)}`, { check, hint, words });
  return said(`${address}${encodeURIComponent(id)}/read`, {});
}

/** Every question about the lesson. @param {string} address */
function list(address) {
  if (!listed) {
    listed = said(address);
    setTimeout(() => { listed = undefined; }, FRESH);
  }
  return listed;
}

/** @param {string} address @param {object} [sent] */
async function said(address, sent) {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(address, sent && { method: "POST", headers, body: JSON.stringify(sent) }).catch(() => { throw new Error(""); });
  if (answer.status !== 200) throw new Error(answer.said.sentence ?? "");
  return answer.said;
}
