// Questions beside the checks: asking the facilitator, and what she answered. The page carries them.

import { askPage, make } from "./surface.js";

const LONGEST = 1000; // characters of a question
let boxes = 0; // of this page, for ids

/**
 * @typedef {{id: string, exercise: string, check: string, title: string, words: string, asked: string,
 *   answer: string, answered: string, by: string, news: boolean}} Question
 * @typedef {{id: string, outcome: string, title: string, hint: string}} Check
 */

/**
 * @param {HTMLElement} el
 * @param {string} exercise
 * @param {Record<string, string>} words
 * @param {() => Promise<boolean>} save whether all that she did is with the school
 */
export function makeQuestions(el, exercise, words, save) {
  /** @type {Question[]} the newest first */
  let known = [];
  let facilitator = true, heard = false;
  /** @type {Map<string, {place: HTMLElement, fill: (check: Check) => void}>} by check, so that nothing typed is lost */
  const asking = new Map();
  /** @type {Map<string, HTMLElement>} by question */
  const answers = new Map();

  /** @param {Question} question */
  const answerOf = (question) => {
    const known = answers.get(question.id);
    if (known) return known;
    const fresh = make("span", { className: "tag good", hidden: !question.news }, words.new);
    const about = make("span", { className: "about" }, question.title);
    const said = make("p", { className: "kept" }, question.answer);
    const from = make("p", { className: "help" }, [question.by, question.answered].filter(Boolean).join(", "));
    const details = /** @type {HTMLDetailsElement} */ (make("details", { className: "answered" }, make("summary", {}, `${words.answered} `, fresh, " ", about), said, from));
    details.addEventListener("toggle", () => {
      if (!details.open || !question.news) return;
      question.news = false;
      fresh.hidden = true;
      askPage(el, { what: "question-read", id: question.id })?.catch(() => { question.news = true; });
    });
    answers.set(question.id, details);
    return details;
  };
  /** @param {string} check */
  const about = (check) => known.filter((question) => question.exercise === exercise && question.check === check);
  /** @param {string} check */
  const answeredOf = (check) => {
    const newest = about(check).find((question) => question.answer);
    return newest ? [answerOf(newest)] : [];
  };

  const makeAsking = () => {
    const id = `mugalim-question-${++boxes}`;
    /** @type {Check} */
    let check, busy = false;
    const open = make("button", { type: "button", className: "quiet", "aria-expanded": "false", "aria-controls": id });
    const waits = make("p", { className: "help", role: "status" });
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: 3, maxLength: LONGEST, id: `${id}-words` }));
    const send = make("button", { type: "submit" }, words.send);
    const refused = make("p", { className: "refused", role: "alert" });
    const none = make("p", { className: "note" }, words.no_facilitator);
    const form = make("form", { id, hidden: true }, make("label", { for: field.id }, words.unclear), field, make("p", { className: "help" }, words.gets), make("div", { className: "row" }, send), refused);
    const place = make("div", { className: "asking-facilitator" }, waits, open, form);

    const fill = (/** @type {Check} */ now) => {
      check = now;
      const waiting = about(check.id).find((question) => !question.answer);
      waits.textContent = waiting ? words.asked.replace("{date}", waiting.asked) : "";
      open.replaceChildren(waiting ? words.change : words.ask, make("span", { className: "hidden-text" }, `: ${check.title}`));
      if (form.hidden) field.value = waiting?.words ?? "";
      if (!facilitator) form.replaceChildren(none);
    };
    /** @param {boolean} on */
    const show = (on) => {
      form.hidden = !on;
      open.setAttribute("aria-expanded", String(on));
      if (on && facilitator) field.focus();
    };
    const ask = async () => {
      if (!(await save())) throw new Error("");
      const detail = { what: "question", exercise, check: check.id, hint: check.hint, words: field.value };
      const { question } = await askPage(el, detail);
      known = [question, ...known.filter((each) => each.id !== question.id)];
    };
    const onSend = async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      send.setAttribute("aria-disabled", "true");
      refused.textContent = "";
      try {
        await ask();
        show(false);
        fill(check);
        open.focus();
      } catch (error) {
        refused.textContent = (error instanceof Error && error.message) || words.not_sent;
        field.focus();
      }
      busy = false;
      send.removeAttribute("aria-disabled");
    };
    open.addEventListener("click", () => show(form.hidden));
    form.addEventListener("submit", onSend);
    // a question goes to the school by itself: no kernel need wake for it
    for (const name of ["pointerdown", "focusin"]) place.addEventListener(name, (event) => event.stopPropagation());
    return { place, fill };
  };

  return {
    /** Ask the page for the questions; in the Lab there is none that knows them. */
    async load() {
      const asked = askPage(el, { what: "questions", exercise });
      heard = Boolean(asked);
      try {
        const said = await asked;
        known = said?.questions ?? known;
        facilitator = said?.facilitator ?? facilitator;
      } catch {
        // without a connection: she can still write, and is told when she sends
      }
    },
    /** What stands beside a check. @param {Check} check @returns {HTMLElement[]} */
    beside(check) {
      const found = answeredOf(check.id);
      if (!heard || !["not_yet", "did_not_run"].includes(check.outcome)) return found;
      const one = asking.get(check.id) ?? makeAsking();
      asking.set(check.id, one);
      one.fill(check);
      return [...found, one.place];
    },
    /** New answers about checks that are not on the page. @param {string[]} shown ids of those that are */
    elsewhere(shown) {
      const fresh = known.filter((question) => question.exercise === exercise && question.news && !shown.includes(question.check));
      return fresh.map(answerOf);
    },
    get waits() {
      return known.some((question) => question.exercise === exercise && !question.answer);
    },
  };
}
