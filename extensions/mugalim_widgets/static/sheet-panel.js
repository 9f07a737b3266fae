// The menu of the table, and what its tools share: a panel under the buttons, and fields in it.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */

const FINGER = matchMedia("(pointer: coarse)"); // a field that takes the focus would bring up its keyboard

const LOOKALIKES = "АВСЕНКМОРТХ", LATIN = "ABCEHKMOPTX"; // Cyrillic letters typed for Latin ones

/** Groups of the menu: [module, tool, where it is shown]. @type {[string, [string, string, string?][]][]} */
const MENU = [
  ["menu_cells", [["panel", "clipboard"], ["panel", "fill_right", "if-narrow"], ["looks", "numbers"], ["looks", "rules"]]],
  ["menu_table", [["rows", "rows"], ["rows", "freeze", "if-narrow"], ["rows", "sheets"]]],
  ["menu_data", [["sorting", "sort"], ["filters", "filter"], ["limits", "limit", "if-narrow"]]],
  ["menu_show", [["chart", "charts"], ["file", "file"], ["panel", "download"], ["panel", "restore"]]],
];

const ASKS_NOTHING = new Set(["fill_right", "freeze", "download"]);

/** @param {Table} table */
export function menu(table) {
  const groups = MENU.flatMap(([group, tools]) => [make("h4", {}, table.words[group]), make("div", { className: "choices" },
    ...tools.map(([module, tool, where = ""]) => button(nameOf(table, tool), () => {
      if (ASKS_NOTHING.has(tool)) table.close();
      table.use(module, tool);
    }, `quiet ${where}`, { "data-tool": tool })))]);
  show(table, table.words.more, ...groups);
}
/** @param {Table} table @param {string} tool */
const nameOf = (table, tool) => table.words[tool === "freeze" && table.work.sheet().around.frozen[0] ? "unfreeze" : tool];

/**
 * Open the panel with what is asked; the first thing in it takes the keyboard.
 * @param {Table} table @param {string} title @param {...(Node|string)} content
 */
export function show(table, title, ...content) {
  const { asking, id, words } = table, inside = asking.contains(document.activeElement), again = asking.dataset.title === title && !asking.hidden;
  const heading = make("p", { className: "question", id: `${id}-asking`, tabIndex: -1 }, title);
  asking.replaceChildren(make("header", {}, heading, button(words.close, table.close)), ...content);
  asking.setAttribute("aria-labelledby", `${id}-asking`);
  asking.dataset.title = title;
  asking.hidden = false;
  asking.onkeydown = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.preventDefault(); table.close(); } };
  if (again && !inside) return;
  const first = /** @type {HTMLElement|null} */ (asking.querySelector(":is(input, select, textarea, button):not(header button)"));
  (first && (first.localName === "button" || !FINGER.matches) ? first : heading).focus();
}
/** What follows what is chosen in the table while the panel is open. @param {Table} table @param {() => void} follow */
export function following(table, follow) {
  table.onPlace = table.onChange = follow;
  follow();
}

/** @param {string} text @param {() => void} act @param {string} [className] @param {object} [more] */
export function button(text, act, className = "quiet", more = {}) {
  const element = make("button", { type: "button", className, ...more }, text);
  element.addEventListener("click", act);
  return element;
}
/** @param {...(Node|string)} content */
export const row = (...content) => make("div", { className: "row" }, ...content);

/**
 * A field with its label.
 * @param {Table} table @param {string} key of its words @param {string} [value] @param {object} [more]
 * @returns {{box: HTMLElement, input: HTMLInputElement}}
 */
export function field(table, key, value = "", more = {}) {
  const properties = { id: `${table.id}-${key}`, value, autocomplete: "off", maxLength: 1000, ...more };
  const input = /** @type {HTMLInputElement} */ (make("rows" in more ? "textarea" : "input", properties));
  return { input, box: make("div", {}, make("label", { for: input.id }, table.words[key]), input) };
}
/**
 * A field for a range, which can be chosen in the table; its `range` is in Latin letters, whatever was typed.
 * @param {Table} table @param {string} key @param {string} [value]
 */
export function rangeField(table, key, value = "") {
  const { input, box } = field(table, key, value, { autocapitalize: "characters", spellcheck: false });
  box.append(button(table.words.take_chosen, () => {
    input.value = table.text.rangeOf(table.work.area());
    input.dispatchEvent(new Event("change"));
    table.announce(table.say("selected", { range: input.value }));
  }, "quiet take"));
  const range = () => {
    const text = input.value.trim(), cut = text.lastIndexOf("!") + 1;
    return text.slice(0, cut) + text.slice(cut).toUpperCase().replace(/[А-Я]/g, (letter) => LATIN[LOOKALIKES.indexOf(letter)] ?? letter);
  };
  return { input, box, range };
}
/** @param {Table} table @param {string} key @param {[string, string][]} options values and their words @param {string} value */
export function choice(table, key, options, value) {
  const offered = options.map(([each, text]) => make("option", { value: each, selected: each === value }, text));
  const input = /** @type {HTMLSelectElement} */ (make("select", { id: `${table.id}-${key}` }, ...offered));
  return { input, box: make("div", {}, make("label", { for: input.id }, table.words[key]), input) };
}
/** @param {string} text @param {boolean} checked @param {object} [more] */
export function check(text, checked, more = {}) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", checked, ...more }));
  return { input, box: make("label", { className: "check" }, input, text) };
}
/** A form of the panel: sent by Enter, too. @param {string} send @param {() => void} act @param {(Node|string)[]} content @param {Node[]} [beside] */
export function form(send, act, content, beside = []) {
  const element = make("form", {}, ...content, row(make("button", { type: "submit", className: "primary" }, send), ...beside));
  element.addEventListener("submit", (event) => { event.preventDefault(); act(); });
  return element;
}
export const refusal = () => make("p", { className: "refused", role: "alert" });

// --- the small tools ---
/** @param {Table} table */
export async function fill_right(table) {
  (await table.touch()).fillRight();
}
/** @param {Table} table */
export async function clipboard(table) {
  const { words, work, grid, announce } = table, hands = await table.touch();
  const box = /** @type {HTMLTextAreaElement} */ (/** @type {any} */ (field(table, "paste_box", "", { rows: 3, maxLength: 500000 }).input));
  const pasting = form(words.paste_here, () => { hands.paste(box.value); table.close(); }, [/** @type {any} */ (box.parentElement)]);
  const copy = async (/** @type {boolean} */ cut) => {
    const text = hands.copy(cut);
    box.value = text;
    try { await navigator.clipboard.writeText(text); } catch { grid.cellAt(work.at).focus(); document.execCommand("copy"); }
  };
  const paste = async () => {
    try {
      hands.paste(await navigator.clipboard.readText());
      table.close();
    } catch {
      pasting.hidden = false;
      box.focus();
      announce(words.paste_into);
    }
  };
  pasting.hidden = true;
  const ways = [button(words.copy, () => copy(false)), button(words.cut, () => copy(true)), button(words.paste, paste), button(words.clear, hands.clear)];
  show(table, words.clipboard, make("div", { className: "choices" }, ...ways), pasting);
}
/** @param {Table} table */
export function download(table) {
  const { el, model, words } = table, detail = { exercise: model.get("exercise"), kind: model.get("kind"), download: true, format: "xlsx" };
  table.saver.flush();
  table.announce(words.downloading);
  if (el.dispatchEvent(new CustomEvent("mugalim-save", { bubbles: true, composed: true, cancelable: true, detail }))) model.send({ type: "download" });
}
/** @param {string} name @param {DataView} content */
export function handOver(name, content) {
  const address = URL.createObjectURL(new Blob([/** @type {any} */ (content)]));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
/** @param {Table} table */
export function restore(table) {
  const { words } = table, no = button(words.restore_no, table.close);
  const yes = button(words.restore_yes, async () => {
    await table.restructure([{ op: "restore" }]);
    table.close();
    table.announce(words.restored);
  }, "primary");
  show(table, words.restore, make("p", {}, words.restore_question), row(no, yes));
}
