// What may be typed: the rules of cells, and their lists to choose from. Loaded where a sheet has rules.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */

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
