// CheckPanel: "Check my work", each check with its outcome and hint, the points so far.

import { makeQuestions } from "./check-questions.js";
import { make } from "./surface.js";

/**
 * @typedef {{get: (key: string) => any, send: (content: object) => void,
 *   on: (event: string, heard: Function) => void, off: (event: string, heard: Function) => void}} Model
 * @typedef {{id: string, outcome: string, title: string, hint: string, points: string, most: string, where: string[]}} Item
 */

const PATIENCE = 20000; // milliseconds until it is said that no answer came

/** Have everything that is still being typed saved. @param {HTMLElement} el @returns {Promise<boolean>} whether it is */
async function saveAll(el) {
  const detail = /** @type {{done?: Promise<any>}} */ ({});
  const asked = new CustomEvent("mugalim-flush", { bubbles: true, composed: true, cancelable: true, detail });
  if (el.dispatchEvent(asked)) return true;
  try {
    return (await detail.done) !== false;
  } catch {
    return false;
  }
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (trouble) {
    el.append(make("p", { className: "mugalim error" }, trouble));
    return () => {};
  }
  const words = model.get("words");
  const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", className: "primary" }, words.check));
  const status = make("p", { className: "status", role: "status" });
  const results = make("div", { className: "results" }), news = make("div", { className: "news" });
  const box = make("div", { className: "mugalim mugalim-check" }, news, make("div", { className: "row" }, button, status), results);
  const questions = makeQuestions(el, model.get("exercise"), words, () => saveAll(el));
  /** @type {{item: Item, place: HTMLElement}[]} */
  const besides = [];
  let timer = 0, waiting = false;

  /** @param {boolean} on */
  const setBusy = (on) => {
    waiting = on;
    clearTimeout(timer);
    button.setAttribute("aria-disabled", String(on));
    button.textContent = on ? words.busy : model.get("report").results ? words.check_again : words.check;
  };
  const check = async () => {
    if (waiting) return;
    setBusy(true);
    status.textContent = words.busy;
    const saved = await saveAll(el);
    status.textContent = saved ? "" : words.not_saved;
    status.dataset.state = saved ? "" : "not-saved";
    timer = setTimeout(() => { setBusy(false); status.textContent = words.no_answer; }, PATIENCE);
    model.send({ type: "check" });
  };
  /** @param {Item} item */
  const line = (item) => {
    const score = item.most !== "0" && item.points ? ` (${item.points} / ${item.most})` : "";
    const head = make("span", { className: "outcome" }, words[item.outcome] + score);
    const li = make("li", { className: item.outcome }, head);
    if (item.title) li.append(" ", make("span", { className: "check-title" }, item.title));
    if (item.hint) li.append(make("p", { className: "hint" }, item.hint));
    if (item.where.length) {
      const places = item.where.map((place) => words[place] ?? place).join(", ");
      li.append(make("p", { className: "help" }, words.where.replace("{where}", places)));
    }
    const place = make("div", {});
    besides.push({ item, place });
    li.append(place);
    return li;
  };
  /** What was asked and answered, put beside the checks; what is there already is not moved. */
  const showQuestions = () => {
    news.replaceChildren(...questions.elsewhere(besides.map(({ item }) => item.id)));
    for (const { item, place } of besides) {
      const wanted = questions.beside(item);
      if (wanted.length !== place.children.length || wanted.some((each, index) => each !== place.children[index])) place.replaceChildren(...wanted);
    }
  };
  const loadQuestions = async () => {
    await questions.load();
    showQuestions();
  };
  /** @param {any} report @param {boolean} asked whether she waits for it just now */
  const show = (report, asked) => {
    if (!report.results) return;
    besides.splice(0);
    const heading = make("h3", { tabIndex: -1 }, words.heading);
    const points = words.points.replace("{points}", report.points).replace("{most}", report.most);
    const seen = report.results.filter((/** @type {Item} */ item) => item.outcome !== "later");
    const done = seen.filter((/** @type {Item} */ item) => item.outcome === "passed").length;
    const counted = words.done_of.replace("{done}", done).replace("{all}", seen.length);
    const summary = make("p", { className: "points" }, make("strong", {}, report.most !== "0" ? points : counted), " ", words.again);
    results.replaceChildren(heading, summary, make("ul", { className: "checks" }, ...report.results.map(line)));
    showQuestions();
    if (asked) heading.focus();
  };
  const onReport = () => {
    const asked = waiting;
    setBusy(false);
    show(model.get("report"), asked);
    if (questions.waits) loadQuestions();
  };
  const onNotice = () => { setBusy(false); status.textContent = model.get("notice").sentence ?? ""; };

  button.addEventListener("click", check);
  model.on("change:report", onReport);
  model.on("change:notice", onNotice);
  setBusy(false);
  show(model.get("report"), false);
  el.append(box);
  loadQuestions();
  return () => {
    clearTimeout(timer);
    model.off("change:report", onReport);
    model.off("change:notice", onNotice);
    box.remove();
  };
}

export default { render };
