// What may be typed: the rules of cells, and their lists to choose from. Loaded where a sheet has rules.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */

const LONGEST_LIST = 255; // signs of a list, as in Excel
const MOST_NUMBERS = 100; // of a list that stands for numbers and letters

/** @param {Table} table */
export function makeLimits(table) {
  const { work, grid, editing, say, announce, text: { addressOf, areaOf, holds, NUMBER, rowAndColumn } } = table;
  const pick = /** @type {HTMLSelectElement} */ (make("select", { className: "in-cell pick", tabIndex: -1 }));

  /** @param {number} row @param {number} column */
  const ruleAt = (row, column) => (work.sheet().around.validations ?? []).find((/** @type {any} */ each) => holds(areaOf(each.range), row, column))?.rule;
  /** What a list allows, as it is typed. @param {any} rule @returns {string[]} */
  function listOf(rule) {
    if (rule?.type !== "list") return [];
    if (!rule.source) return rule.values ?? [];
    const [, , , quoted, plain, cells] = /^=(('((?:[^']|'')+)'|([^!]+))!)?(.+)$/.exec(rule.source) ?? [];
    const name = quoted?.replaceAll("''", "'") ?? plain, data = name ? work.sheets.find((each) => each.name === name) : work.sheet(), area = areaOf(cells ?? "");
    const found = [];
    for (let row = area?.top ?? 1; data && area && row <= Math.min(area.bottom, data.rows); row++)
      for (let column = area.left; column <= Math.min(area.right, data.columns); column++) found.push(data.shown[addressOf(row, column)]);
    return found.filter(Boolean);
  }
  /** @param {any} rule */
  function ruleInWords(rule) {
    if (rule.type !== "list") return say("rule_numbers", { low: work.typed(String(rule.first)), high: work.typed(String(rule.second)) });
    const listed = listOf(rule), numbers = listed.filter((value) => NUMBER.test(value)).map(Number), others = listed.filter((value) => !NUMBER.test(value));
    if (!numbers.length) return others.join(", ");
    return say("rule_letters", { low: Math.min(...numbers), high: Math.max(...numbers), letters: others.join(", ") });
  }
  /** @param {string} value @param {string} address */
  function accepted(value, address) {
    const rule = ruleAt(...rowAndColumn(address));
    if (allows(rule, listOf(rule), value)) return true;
    announce(say("limit_refused", { rule: ruleInWords(rule) }), true);
    return false;
  }
  /** @param {any} rule @param {string[]} listed @param {string} input */
  function allows(rule, listed, input) {
    if (!rule || rule.warns || input === "" || input.startsWith("=")) return true;
    const number = NUMBER.test(input.trim()) && !input.includes("%") ? Number(input.trim().replace(",", ".")) : NaN;
    if (rule.type === "list" && listed.length)
      return listed.some((value) => value === input.trim() || Number(value.replace(",", ".")) === number);
    const low = Number(rule.first ?? NaN), high = Number(rule.second ?? NaN);
    const simple = (rule.operator ?? "between") === "between" && !Number.isNaN(low + high);
    if (!["whole", "decimal"].includes(rule.type) || !simple) return true;
    return number >= low && number <= high && (rule.type !== "whole" || Number.isInteger(number));
  }
  /** A cell that may hold one of a list offers the list. */
  function offer() {
    const listed = listOf(ruleAt(work.at.row, work.at.column)), cell = grid.cellAt(work.at);
    pick.remove();
    if (!listed.length || editing.isOpen() || !cell) return;
    const values = listed.map((value) => work.typed(value.replace(/^'/, ""))), now = editing.shown(grid.here());
    pick.replaceChildren(...["", ...values].map((value) => make("option", { value, selected: value === now }, value || "—")));
    if (!values.includes(now)) pick.selectedIndex = now ? -1 : 0;
    pick.setAttribute("aria-label", say("pick", { cell: grid.here() }));
    cell.append(pick);
  }
  pick.addEventListener("change", () => {
    work.setCells({ [grid.here()]: pick.value });
    grid.select(work.at, work.at);
  });
  pick.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") grid.select(work.at, work.at);
  });

  pick.addEventListener("click", (event) => {
    event.stopPropagation();
    if (event.isTrusted) return;
    try { pick.showPicker?.(); } catch { /* where a browser wants a tap, the arrow keys choose */ }
  });
  return { accepted, offer };
}

// --- setting a limit ---
/** @param {Table} table @param {any} panel the module sheet-panel.js */
export function limit(table, { show, rangeField, field, choice, button, form, refusal }) {
  const { work, words, text: { rangeOf, NUMBER } } = table, unclear = refusal(), kinds = [["numbers", words.limit_numbers], ["list", words.limit_list]];
  const range = rangeField(table, "limit_range", rangeOf(work.area())), kind = choice(table, "limit_kind", kinds, "numbers");
  const from = field(table, "limit_from", "", { inputMode: "decimal" }), to = field(table, "limit_to", "", { inputMode: "decimal" });
  const extra = field(table, "limit_letters"), list = field(table, "limit_values", "", { rows: 3 });
  const numbers = make("div", {}, make("div", { className: "pair" }, from.box, to.box), extra.box);
  const choose = () => { numbers.hidden = kind.input.value !== "numbers"; list.box.hidden = !numbers.hidden; };
  const set = (/** @type {object|null|undefined} */ rule) => {
    if (rule === undefined || !put(table, range.range(), rule)) {
      unclear.textContent = rule === undefined && numbers.hidden ? words.limit_list_unclear : words.limit_unclear;
      (rule !== undefined ? range : numbers.hidden ? list : from).input.focus();
    }
  };
  const asked = form(words.limit_set, () => set(numbers.hidden ? listed(list.input.value) : ruleFrom(from.input.value, to.input.value, extra.input.value, NUMBER)),
    [range.box, kind.box, numbers, list.box, unclear], [button(words.limit_remove, () => set(null))]);
  kind.input.addEventListener("change", choose);
  choose();
  asked.className = "limits";
  show(table, words.limit_heading, asked);
}
/** Put a rule on a range, or take it away. @param {Table} table @param {string} text @param {object|null} rule @returns {boolean} whether the range is one */
function put(table, text, rule) {
  const { work, say, announce, text: { areaOf, rangeOf } } = table, area = areaOf(text);
  if (!area) return false;
  table.close();
  work.perform([{ op: "validate", sheet: work.sheet().name, range: rangeOf(area), rule }]);
  announce(say(rule ? "limit_done" : "limit_removed", { range: rangeOf(area) }));
  return true;
}
/** @param {string} text words with commas, semicolons or lines between */
function listed(text) {
  const values = text.split(/[,;\n]/).map((value) => value.trim()).filter(Boolean);
  return values.length && values.join(",").length <= LONGEST_LIST ? { type: "list", values } : undefined;
}
/** Whole numbers with letters are a list, as in Excel; else two limits. @param {string} from @param {string} to @param {string} extra @param {RegExp} number */
function ruleFrom(from, to, extra, number) {
  if (!number.test(from.trim()) || !number.test(to.trim())) return undefined;
  const [low, high] = [from, to].map((text) => Number(text.trim().replace(",", "."))).sort((a, b) => a - b);
  const letters = extra.split(/[,;]/).map((text) => text.trim()).filter(Boolean), whole = Number.isInteger(low) && Number.isInteger(high);
  if (!letters.length) return { type: whole ? "whole" : "decimal", operator: "between", first: String(low), second: String(high) };
  if (!whole || high - low > MOST_NUMBERS) return undefined;
  return { type: "list", values: [...Array.from({ length: high - low + 1 }, (_, n) => String(low + n)), ...letters] };
}
