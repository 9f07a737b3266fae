// The open workbook: what is done to it is drawn at once, told to the kernel, saved, and undone.

import { areaOf, holds, NUMBER, rowAndColumn } from "./sheet-text.js";

/**
 * @typedef {import("./spreadsheet.js").Table} Table
 * @typedef {import("./sheet-text.js").Place} Place
 * @typedef {{name: string, inputs: Record<string, string>, own: Record<string, any>, looks: Record<string, any>,
 *   shown: Record<string, string>, problems: Record<string, string>, around: any, rows: number, columns: number}} Sheet
 * @typedef {{operations: any[], back: any[], sheet: string, at: Place}} Step
 */

const DELAY = 300; // milliseconds of quiet before an edit is sent to be saved
const PATIENCE = 2500; // milliseconds before it is said that values are waited for
const MOST_STEPS = 100;
const SPARE = 4; // empty rows below what is filled

/** @param {Table} table */
export function makeWork(table) {
  const { model, saver } = table, comma = model.get("language") !== "en", view = Math.random().toString(36).slice(2, 12);
  /** @type {{number: number, operations: any[]}[]} */
  let unanswered = [];
  let serial = model.get("values").serial ?? 0, number = 0, late = 0, version = model.get("saved").version ?? 0;

  const work = {
    sheets: /** @type {Sheet[]} */ (structuredClone(model.get("sheets"))),
    about: model.get("about"),
    current: Math.max(0, model.get("sheets").findIndex((/** @type {Sheet} */ data) => !data.around.hidden)),
    at: { row: 1, column: 1 },
    anchor: { row: 1, column: 1 },
    /** What changes rows, columns and sheets; loaded when it is needed. @type {any} */
    structure: null,
    /** What a person would type: numbers with the sign of her language. @param {string} input */
    typed: (input) => (comma && NUMBER.test(input) ? input.replace(".", ",") : input),
    sheet: () => work.sheets[work.current],
    input: (/** @type {string} */ address) => work.sheet().inputs[address] ?? "",
    area: () => ({
      top: Math.min(work.at.row, work.anchor.row), bottom: Math.max(work.at.row, work.anchor.row),
      left: Math.min(work.at.column, work.anchor.column), right: Math.max(work.at.column, work.anchor.column),
    }),
    perform, run, setCells, grow, onValues, onSheets,
    /** What can be undone, and done again. @type {Step[][]} */
    steps: [[], []],
    /** The state of a cell, as it is stored; null where it is empty. @param {Sheet} data @param {string} address */
    cell: (data, address) => (data.inputs[address] ? { input: data.inputs[address], ...data.own[address] } : null),
    /** The school or the kernel has saved. @param {{version?: number}} saved */
    onSaved(saved) { version = saved?.version ?? version; },
  };

  // --- what is done ---
  /** Do operations: they are drawn, told and saved, and can be undone in one step. @param {any[]} operations */
  function perform(operations) {
    if (!operations.length) return;
    const step = { operations, back: [], sheet: work.sheet().name, at: work.at };
    step.back = run(operations);
    work.steps = [[...work.steps[0].slice(-MOST_STEPS), step], []];
    table.placed();
  }
  /** Type into cells of this sheet; what stands there already is left. @param {Record<string, string>} inputs */
  function setCells(inputs) {
    const other = Object.entries(inputs).filter(([cell, input]) => work.input(cell) !== input), sheet = work.sheet().name;
    if (other.length === 1) perform([{ op: "set", sheet, cell: other[0][0], input: other[0][1] }]);
    else if (other.length) perform([{ op: "cells", sheet, cells: Object.fromEntries(other) }]);
  }
  /** @param {any[]} operations @returns {any[]} what takes them back */
  function run(operations) {
    const undoing = draw(operations);
    number += 1;
    unanswered.push({ number, operations });
    model.send({ type: "edit", operations, view, number, base: version });
    saver.add(operations, DELAY);
    late ||= setTimeout(() => table.waiting(true), PATIENCE);
    return undoing;
  }
  /** @param {any[]} operations @returns {any[]} what takes them back */
  const draw = (operations) => operations.map(apply).reverse().flat();

  // --- one operation, before the kernel answers ---
  /** @type {Record<string, (data: Sheet, op: any) => Record<string, any>>} what each writes into which cell */
  const OF_CELLS = {
    set: (data, op) => ({ [op.cell]: op.input }),
    cells: (data, op) => op.cells,
    look: (data, op) => {
      const area = areaOf(op.range), inside = Object.keys(data.inputs).filter((cell) => data.inputs[cell] && holds(area, ...rowAndColumn(cell)));
      return Object.fromEntries(inside.map((cell) => [cell, { ...work.cell(data, cell), ...op.look }]));
    },
  };
  /** @type {Record<string, (data: Sheet, op: any) => [string, any]>} which part becomes what */
  const OF_PARTS = {
    freeze: (data, op) => ["frozen", [op.rows, op.columns]],
    validate: (data, op) => {
      const others = (data.around.validations ?? []).filter((/** @type {any} */ each) => each.range !== op.range);
      return ["validations", op.rule ? [{ range: op.range, rule: op.rule }, ...others] : others];
    },
    part: (data, op) => [op.part, op.value],
  };
  const isOfAll = (/** @type {any} */ op) => !(op.op in OF_CELLS || op.op in OF_PARTS);
  /** @param {any} op @returns {any[]} what takes it back */
  function apply(op) {
    const data = work.sheets.find((each) => each.name === op.sheet);
    if (data && op.op in OF_CELLS) return typeInto(data, OF_CELLS[op.op](data, op));
    if (data && op.op in OF_PARTS) return putPart(data, ...OF_PARTS[op.op](data, op));
    const back = work.structure.applied(table, op);
    table.draw();
    return back;
  }
  /** @param {Sheet} data @param {Record<string, any>} cells a text that is typed, a cell's state, or null */
  function typeInto(data, cells) {
    const before = Object.fromEntries(Object.keys(cells).map((cell) => [cell, work.cell(data, cell)]));
    for (const [cell, given] of Object.entries(cells)) {
      const { input, ...own } = given !== null && typeof given === "object" ? given : { input: given ?? "", ...data.own[cell] };
      if (input !== data.inputs[cell]) {
        data.shown[cell] = input.startsWith("=") ? "…" : work.typed(input.replace(/^'/, ""));
        delete data.problems[cell];
      }
      data.inputs[cell] = input;
      data.own[cell] = input ? own : {};
      if (input) grow(...rowAndColumn(cell), data);
      if (data === work.sheet()) table.grid.patch(cell);
    }
    return [{ op: "cells", sheet: data.name, cells: before }];
  }
  /** @param {Sheet} data @param {string} part @param {any} value */
  function putPart(data, part, value) {
    const before = data.around[part] ?? (part === "hidden" ? "" : []);
    data.around = { ...data.around, [part]: value };
    if (data === work.sheet() || part === "hidden") table.redraw(part);
    return [{ op: "part", sheet: data.name, part, value: before }];
  }
  /** Have room around a cell, as far as a page draws. @param {number} row @param {number} column @param {Sheet} [data] */
  function grow(row, column, data = work.sheet()) {
    const [rows, columns] = table.most, before = data.rows + data.columns;
    data.rows = Math.min(rows, Math.max(data.rows, row + SPARE));
    data.columns = Math.min(columns, Math.max(data.columns, column + 1));
    if (data.rows + data.columns > before && data === work.sheet()) table.redraw("size");
  }

  // --- what the kernel says ---
  function onValues() {
    const said = model.get("values"), gap = said.serial > serial + 1, mine = said.view === view;
    if (said.serial === serial) return;
    serial = said.serial ?? 0;
    if (!serial) return;
    if (gap && !said.whole) return table.elsewhere();
    if (mine) {
      unanswered = unanswered.filter((each) => each.number > said.number);
      if (!unanswered.length) answered();
    }
    if (!said.whole) said.sheets.forEach(takePart);
    else if (mine) take(said.sheets);
    else takeOther(said.sheets);
  }
  function answered() {
    clearTimeout(late);
    late = 0;
    table.waiting(false);
  }
  /** What was typed since stays as it was typed. @param {any} part of a sheet */
  function takePart(part) {
    const data = /** @type {any} */ (work.sheets.find((each) => each.name === part.name)), since = unanswered.flatMap(({ operations }) => operations);
    if (!data || since.some(isOfAll)) return; // all of it comes anew
    const newer = new Set(since.flatMap((op) => (op.sheet === data.name ? [op.cell, ...Object.keys(op.cells ?? {})] : [])));
    const fresh = Object.keys(part.inputs).filter((cell) => !newer.has(cell));
    for (const cell of fresh) for (const kind of ["inputs", "own", "shown", "problems"]) data[kind][cell] = part[kind][cell];
    Object.assign(data.looks, part.looks);
    if (part.around && !since.length) data.around = part.around;
    if (data !== work.sheet()) return;
    for (const cell of new Set([...fresh, ...Object.keys(part.looks)])) table.grid.patch(cell);
    table.redraw("values");
  }
  /** The whole work anew, with what was done since. @param {Sheet[]} sheets */
  function take(sheets) {
    const name = work.sheet().name;
    work.sheets = structuredClone(sheets);
    work.about = model.get("about");
    work.current = Math.max(0, work.sheets.findIndex((data) => data.name === name));
    for (const { operations } of unanswered) if (!operations.some(({ op }) => op === "restore")) draw(operations);
    table.draw();
  }
  /** What is stored, be it hers or another's; steps back are kept where it is hers. @param {Sheet[]} sheets */
  function takeOther(sheets) {
    if (saver.busy()) return table.elsewhere();
    const stored = model.get("saved").version ?? 0;
    if (stored !== version) work.steps = [[], []];
    version = stored;
    unanswered = [];
    answered();
    take(sheets);
  }
  /** A kernel that has begun anew. */
  function onSheets() {
    serial = model.get("values").serial ?? 0;
    takeOther(model.get("sheets"));
  }
  return work;
}
