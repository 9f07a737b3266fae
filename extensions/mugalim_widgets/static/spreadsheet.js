// Spreadsheet: an accessible grid with a formula bar; the kernel counts, the page saves.

import { make, makeSaver } from "./surface.js";
import { makeEditing } from "./sheet-editing.js";
import { makeGrid } from "./sheet-grid.js";
import { addressOf, areaOf, columnNumber, holds, letters, NUMBER, numbersIn, rangeOf, rowAndColumn } from "./sheet-text.js";
import { makeWork } from "./sheet-work.js";

/** @typedef {import("./surface.js").Model} Model */
/** @typedef {import("./sheet-text.js").Place} Place */
/** @typedef {any} Table what the modules of the table share: see `open` */

/** What is loaded when it is needed. @type {Record<string, () => Promise<any>>} */
const MODULES = {
  panel: () => import("./sheet-panel.js"), hands: () => import("./sheet-hands.js"), limits: () => import("./sheet-limits.js"),
  structure: () => import("./sheet-structure.js"), rows: () => import("./sheet-rows.js"), sorting: () => import("./sheet-sorting.js"),
  filters: () => import("./sheet-filters.js"), looks: () => import("./sheet-looks.js"), charts: () => import("./sheet-charts.js"),
  chart: () => import("./sheet-chart.js"), file: () => import("./sheet-file.js"),
};

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  const trouble = model.get("trouble");
  if (!trouble) return open(model, el);
  el.append(make("p", { className: "mugalim error" }, trouble));
  return () => {};
}

/** @param {Model} model @param {HTMLElement} el @returns {() => void} what takes it all away */
function open(model, el) {
  const words = model.get("words"), id = `sheet-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const say = (/** @type {string} */ key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), words[key] ?? key);
  let dragging = false, finger = false, choosingMore = false, opener = /** @type {HTMLElement|null} */ (null);

  // --- the frame ---
  const button = (/** @type {string} */ key, /** @type {() => void} */ act, /** @type {string} */ name = "") => {
    const element = make("button", { type: "button", className: `quiet ${name}`, "data-tool": key }, make("span", {}, words[key]));
    element.addEventListener("click", act);
    return element;
  };
  const p = (/** @type {string} */ className, properties = {}) => make("p", { className, ...properties });
  const live = p("live", { role: "status" }), status = p("status", { role: "status" }), late = p("note", { role: "status", hidden: true });
  const fileNote = p("note", { hidden: true }), cut = p("help", { hidden: true });
  const tabs = make("div", { className: "tabs", role: "group", "aria-label": words.sheets });
  const asking = make("section", { className: "asking", hidden: true });
  const charts = make("div", { className: "charts" }), checks = make("ul", { className: "checks", "aria-live": "polite" });
  const announce = (/** @type {string} */ text, seen = false) => {
    if (text) live.textContent = text;
    live.classList.toggle("seen", seen);
  };
  const undoButton = button("undo", () => back("undo")), redoButton = button("redo", () => back("redo"));
  const freezeButton = button("freeze", () => use("rows", "freeze"), "if-wide");
  const moreCells = button("choose_more", chooseMore), moreButton = button("more", () => (asking.hidden ? use("panel", "menu") : close()));
  const tools = make("div", { className: "tools", role: "group", "aria-label": words.tools }, undoButton, redoButton,
    button("fill", () => act((found) => found.fillDown())), button("fill_right", () => act((found) => found.fillRight()), "if-wide"), moreCells,
    freezeButton, button("limit", () => use("limits", "limit"), "if-wide"), moreButton);
  moreButton.setAttribute("aria-expanded", "false");
  moreCells.setAttribute("aria-pressed", "false");
  moreCells.title = words.choose_more;
  const saver = makeSaver(model, el, status);
  const elsewhere = () => void el.dispatchEvent(new CustomEvent("mugalim-state"));

  const table = /** @type {Table} */ ({
    model, el, words, say, announce, id, saver, elsewhere, asking, charts, load, use, close, show, touch: () => hands(),
    most: model.get("most"), text: { addressOf, areaOf, columnNumber, holds, letters, NUMBER, numbersIn, rangeOf, rowAndColumn },
    draw: () => table.editing.around(draw), redraw,
    placed() {
      table.grid.select(work.at, work.anchor, table.grid.element.contains(document.activeElement));
      showBack();
    },
    waiting(/** @type {boolean} */ is) {
      late.hidden = !is;
      late.textContent = is ? words.waiting : "";
      table.grid.element.classList.toggle("waiting", is);
    },
    chose() {
      table.editing.showBar();
      table.limits?.offer();
      table.onPlace?.();
    },
    /** Do what moves rows, columns or sheets. @param {any[]} operations */
    async restructure(operations) {
      work.structure = (await hands()) && (await load("structure"));
      if (work.structure) work.perform(operations);
    },
  });
  const work = (table.work = makeWork(table)), grid = (table.grid = makeGrid(table)), editing = (table.editing = makeEditing(table));
  const box = make("div", { className: "mugalim mugalim-sheet" }, make("p", { className: "question" }, model.get("question") || model.get("title")),
    fileNote, tabs, tools, asking, editing.bar, live, grid.scroll, cut, charts, late, status, checks, make("p", { className: "help", id: `${id}-help` }, words.help));
  saver.beforeFlush(editing.takeAll);

  // --- drawing ---
  function draw() {
    showTabs();
    grid.build();
    for (const part of ["validations", "filters", "charts"]) redraw(part);
    showBack();
    const [rows, columns] = table.most;
    cut.hidden = work.sheet().rows < rows && work.sheet().columns < columns;
    cut.textContent = say("shown_part", { rows, columns });
    /** @type {HTMLElement} */ (freezeButton.lastElementChild).textContent = words[work.sheet().around.frozen[0] ? "unfreeze" : "freeze"];
  }
  /** What surrounds the cells has changed. @param {string} part */
  function redraw(part) {
    const { validations, filters, charts: drawn } = work.sheet().around;
    if (part === "size") grid.more();
    else if (part === "hidden") showTabs();
    else if (part === "hidden_rows") grid.hide();
    else if (part === "validations" && validations.length) load("limits").then((module) => module && (table.limits ??= module.makeLimits(table)).offer());
    else if (["charts", "values"].includes(part) && (drawn || charts.firstChild)) load("charts").then((module) => module?.draw(table));
    else if (part === "filters" && (filters || table.filters)) load("filters").then((module) => module && (table.filters ??= module.makeFilters(table)).draw());
    else if (["frozen", "hidden_columns", "widths", "comments"].includes(part)) table.draw();
    table.onChange?.(part);
  }
  function showBack() {
    [undoButton, redoButton].forEach((each, n) => each.setAttribute("aria-disabled", String(!work.steps[n].length)));
  }
  function showTabs() {
    const seen = work.sheets.filter((data) => !data.around.hidden || data === work.sheet());
    tabs.hidden = seen.length < 2;
    tabs.replaceChildren(...seen.map((data) => {
      const tab = make("button", { type: "button", className: "quiet", "aria-pressed": String(data === work.sheet()) }, data.name);
      tab.addEventListener("click", () => show(work.sheets.indexOf(data)));
      return tab;
    }));
  }
  /** @param {number} number of the sheet */
  function show(number) {
    editing.commit(false);
    work.current = number;
    work.at = work.anchor = { row: 1, column: 1 };
    draw();
    table.onChange?.("sheet");
  }
  function showFile() {
    const saved = model.get("saved");
    fileNote.hidden = saved?.way !== "file";
    fileNote.textContent = fileNote.hidden ? "" : say("file_is_answer", { name: saved.file?.name ?? "" });
  }
  function showReport() {
    checks.replaceChildren(...(model.get("report").results ?? []).map((/** @type {any} */ item) => {
      const li = make("li", { className: item.outcome }, make("span", { className: "outcome" }, words[item.outcome]));
      if (item.title) li.append(" ", make("span", { className: "check-title" }, item.title));
      if (item.hint) li.append(make("p", { className: "hint" }, item.hint));
      return li;
    }));
  }

  // --- what is done ---
  /** A module; undefined, and said so, where it does not come. @param {string} name @returns {Promise<any>} */
  function load(name) {
    return MODULES[name]().catch(() => announce(words.not_loaded, true));
  }
  /** Use a tool, once what is being typed is taken. @param {string} module @param {string} tool @param {...any} given */
  async function use(module, tool, ...given) {
    if (!editing.commit(false)) return;
    opener ??= /** @type {HTMLElement} */ (document.activeElement);
    const [panel, found] = await Promise.all([load("panel"), load(module)]);
    if (panel) found?.[tool](table, panel, ...given);
    moreButton.setAttribute("aria-expanded", String(!asking.hidden));
    if (asking.hidden) opener = null;
  }
  function close() {
    asking.hidden = true;
    asking.replaceChildren();
    table.onChange = table.onPlace = undefined;
    moreButton.setAttribute("aria-expanded", "false");
    (opener?.checkVisibility?.() ? opener : moreButton).focus();
    opener = null;
  }
  /** @type {Promise<any>|undefined} */
  let touched;
  const hands = () => (touched ??= load("hands").then((module) => (module ? (table.hands = module.makeHands(table)) : (touched = undefined))));
  /** What hands do, once what is being typed is taken. @param {(found: any) => void} what */
  const act = (what) => { if (editing.commit(false)) hands().then((found) => found && what(found)); };
  const back = (/** @type {"undo"|"redo"} */ way) => act((found) => found.back(way));
  function chooseMore() {
    choosingMore = !choosingMore;
    moreCells.setAttribute("aria-pressed", String(choosingMore));
    announce(choosingMore ? words.choosing_more : grid.described());
  }

  // --- the mouse, the finger, the clipboard ---
  const isHere = (/** @type {Place} */ place) => place.row === work.at.row && place.column === work.at.column;
  /** @param {PointerEvent} event */
  function press(event) {
    finger = event.pointerType === "touch";
    const target = /** @type {Element} */ (event.target), place = grid.placeOf(target);
    if (target === grid.handle && !event.button) return void table.hands?.drag(event);
    if (!place || event.button || finger || target.closest(".in-cell") || (editing.isOpen() && isHere(place))) return;
    event.preventDefault();
    if (!editing.commit(false)) return;
    dragging = !(event.shiftKey || choosingMore);
    grid.select(place, dragging ? place : work.anchor);
  }
  /** @param {PointerEvent} event */
  function drag(event) {
    const place = dragging && event.buttons ? grid.placeOf(event.target) : null;
    if (place && !isHere(place)) grid.select(place, work.anchor);
  }
  /** A tap: the first chooses, the next one opens; on a heading, all of its row or column. @param {MouseEvent} event */
  async function tap(event) {
    const target = /** @type {Element} */ (event.target), place = grid.placeOf(target), more = event.shiftKey || choosingMore;
    dragging = false;
    if (target.closest(".in-cell")) return;
    if (!place) return void (await hands())?.chooseLine(target, more);
    if (editing.isOpen() || !finger) return;
    if (!choosingMore && isHere(place) && document.activeElement === grid.cellAt(work.at)) editing.start(null);
    else grid.select(place, choosingMore ? work.anchor : place);
  }
  /** @param {ClipboardEvent} event */
  async function paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (editing.isOpen()) return;
    event.preventDefault();
    (await hands())?.paste(text);
  }
  const onTable = /** @type {[string, any][]} */ ([["pointerdown", press], ["pointerover", drag], ["click", tap], ["paste", paste], ["focusin", hands]]);
  for (const [event, listener] of onTable) grid.element.addEventListener(event, listener);

  // --- what the kernel and the page say ---
  const listeners = /** @type {[string, Function][]} */ ([
    ["change:values", work.onValues], ["change:sheets", work.onSheets], ["change:notice", () => announce(model.get("notice").sentence ?? "", true)],
    ["change:report", showReport], ["change:saved", showFile],
    ["msg:custom", (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => {
      if (message?.type === "saved") work.onSaved(message);
      if (message?.type === "file" && buffers?.length) load("panel").then((panel) => panel?.handOver(message.name, buffers[0]));
    }],
  ]);
  const onPage = /** @type {[string, any][]} */ ([
    ["mugalim-saved", (/** @type {CustomEvent} */ event) => work.onSaved(event.detail)],
    ["mugalim-not-saved", (/** @type {CustomEvent} */ event) => { if (event.detail?.kept === false) model.send({ type: "reload" }); }],
  ]);
  for (const [event, listener] of listeners) model.on(event, listener);
  for (const [event, listener] of onPage) el.addEventListener(event, listener);
  draw();
  showFile();
  showReport();
  el.append(box);
  return () => {
    saver.stop();
    for (const [event, listener] of listeners) model.off(event, listener);
    for (const [event, listener] of onPage) el.removeEventListener(event, listener);
    box.remove();
  };
}

export default { render };
