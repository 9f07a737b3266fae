// Requests to the school and to the lessons service, as only pages of ours can make them.

/** A write to the school. Throws where the school was not reached. @param {string} address @param {RequestInit} [more] */
export async function ask(address, more = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin", cache: "no-store", ...more, headers: { "X-Mugalim": "1", ...more.headers },
  });
  const said = await answer.json().catch(() => ({}));
  return { status: answer.status, said };
}

/**
 * Answer what surfaces ask about questions to the facilitator, once one does.
 * @param {EventTarget} root @param {{course: string, lesson: string, school: string}} about
 */
export function answerQuestions(root, { course, lesson, school }) {
  root.addEventListener("mugalim-ask", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (!/^question/.test(detail?.what)) return;
    event.preventDefault();
    const loaded = import("./questions.js").catch(() => { throw new Error(""); });
    detail.done = loaded.then(({ aboutQuestions }) => aboutQuestions(school, `${course}/${lesson}`, detail));
  });
}
