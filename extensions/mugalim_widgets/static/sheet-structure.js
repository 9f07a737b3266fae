// What moves rows, columns and sheets, as it is drawn before the kernel answers, and what takes it back.

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {import("./sheet-work.js").Sheet} Sheet */
/** @typedef {import("./sheet-text.js").Area} Area */
/** @typedef {{sheet: string, axis: "row"|"column", at: number, count: number}} Shift count below 0: taken out */

const LAST = { row: 1048576, column: 16384 };
const CELLS = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$])(\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\d_(.!])/gu;

/**
 * Do an operation to the work on the page; its sheets are new ones then.
 * @param {Table} table @param {any} op @returns {any[]} what takes it back
 */
export function applied(table, op) {
  const { work, text } = table, before = work.sheets, about = work.about;
  if (op.op === "about") {
    const { op: name, ...given } = op;
    work.about = { ...about, ...given };
    return [{ op: "about", ...Object.fromEntries(Object.keys(given).map((part) => [part, about[part] ?? (part === "properties" ? {} : [])])) }];
  }
  if (op.op === "restore") return [{ op: "put", state: stateOf(work) }];
  if (op.op === "put") {
    const back = [{ op: "put", state: stateOf(work) }];
    put(work, op.state);
    return back;
  }
  const back = inverse(work, op), { name } = work.sheet(), seen = op.op === "rename" && op.sheet === name ? op.name : name;
  work.sheets = STEPS[op.op](before, op, table);
  const at = work.sheets.findIndex((/** @type {Sheet} */ data) => data.name === seen);
  work.current = at < 0 ? Math.min(work.current, work.sheets.length - 1) : at;
  if (!["insert", "delete", "arrange"].includes(op.op)) return [back];
  return [back, ...patches(STEPS[back.op](work.sheets, back, table), before, work)];
}

/** The operation that goes the other way, as far as one can. @param {any} work @param {any} op */
function inverse(work, op) {
  const at = work.sheets.findIndex((/** @type {Sheet} */ data) => data.name === op.sheet);
  const first = Math.min(...(op.order ?? [])), back = [];
  (op.order ?? []).forEach((/** @type {number} */ row, /** @type {number} */ n) => { back[row - first] = first + n; });
  return {
    insert: { ...op, op: "delete" }, delete: { ...op, op: "insert" }, arrange: { ...op, order: back },
    sheet: { op: "remove", sheet: op.state?.name }, remove: { op: "sheet", at, state: at < 0 ? {} : sheetState(work, work.sheets[at]) },
    move: { ...op, at }, rename: { op: "rename", sheet: op.name, name: op.sheet },
  }[/** @type {string} */ (op.op)];
}
/** What is still other after going back: lost cells, formulas that named them, rules and so on. @param {Sheet[]} from @param {Sheet[]} to @param {any} work */
function patches(from, to, work) {
  return to.flatMap((data, n) => {
    const other = from[n], sheet = data.name, cells = /** @type {Record<string, any>} */ ({});
    for (const address of new Set([...Object.keys(data.inputs), ...Object.keys(other.inputs)])) {
      const wanted = work.cell(data, address);
      if (!same(wanted, work.cell(other, address))) cells[address] = wanted;
    }
    const parts = Object.keys({ ...data.around, ...other.around }).filter((part) => !same(data.around[part] ?? [], other.around[part] ?? []));
    return [...(Object.keys(cells).length ? [{ op: "cells", sheet, cells }] : []), ...parts.map((part) => ({ op: "part", sheet, part, value: data.around[part] ?? [] }))];
  });
}
const same = (/** @type {any} */ one, /** @type {any} */ other) => JSON.stringify(one) === JSON.stringify(other);

/** @type {Record<string, (sheets: Sheet[], op: any, table: Table) => Sheet[]>} */
const STEPS = {
  insert: (sheets, op, table) => sheets.map((data) => shifted(data, op, table)),
  delete: (sheets, op, table) => sheets.map((data) => shifted(data, { ...op, count: -op.count }, table)),
  arrange: (sheets, op, table) => sheets.map((data) => (data.name === op.sheet ? arranged(data, op, table) : data)),
  sheet: (sheets, op, { work }) => [...sheets.slice(0, op.at), drawnOf(work, op.state), ...sheets.slice(op.at)],
  remove: (sheets, op) => sheets.filter((data) => data.name !== op.sheet),
  move: (sheets, op) => {
    const others = sheets.filter((data) => data.name !== op.sheet), moving = sheets.filter((data) => data.name === op.sheet);
    return [...others.slice(0, op.at), ...moving, ...others.slice(op.at)];
  },
  rename: (sheets, op, table) => sheets.map((data) => {
    const named = (/** @type {string} */ formula) => rewritten(formula, table, (sheet, cells) => (sheet ? `${quoted(sheet === op.sheet ? op.name : sheet)}!${cells}` : cells));
    return { ...withFormulas(data, named), name: data.name === op.sheet ? op.name : data.name };
  }),
};

/** @param {any} work @returns {any} everything, as it is stored */
function stateOf(work) {
  return { sheets: work.sheets.map((/** @type {Sheet} */ data) => sheetState(work, data)), ...work.about };
}
/** @param {any} work @param {Sheet} data */
function sheetState(work, data) {
  const filled = Object.keys(data.inputs).filter((address) => data.inputs[address]);
  return { name: data.name, ...data.around, cells: Object.fromEntries(filled.map((address) => [address, work.cell(data, address)])) };
}
/** @param {any} work @param {any} state */
function put(work, { sheets, ...about }) {
  work.about = about;
  work.sheets = sheets.map((/** @type {any} */ state) => drawnOf(work, state));
  work.current = Math.min(work.current, sheets.length - 1);
}
/** A sheet as it is drawn before its values come. @param {any} work @param {any} state @returns {Sheet} */
function drawnOf(work, { name, cells, ...around }) {
  const plain = { inputs: {}, own: {}, looks: {}, shown: {}, problems: {} }, usual = { frozen: [0, 0], validations: [], widths: {} };
  const data = /** @type {any} */ ({ name, ...plain, around: { ...usual, ...around }, ...room(cells) });
  for (const [address, { input, ...own }] of /** @type {[string, any][]} */ (Object.entries(cells))) {
    data.inputs[address] = input;
    data.own[address] = own;
    data.shown[address] = input.startsWith("=") ? "…" : work.typed(input.replace(/^'/, ""));
  }
  return data;
}
/** How many rows and columns are drawn for some cells. @param {Record<string, any>} cells */
function room(cells) {
  const places = Object.keys(cells).map((address) => /** @type {RegExpExecArray} */ (/^([A-Z]+)(\d+)$/.exec(address)));
  return { rows: Math.max(8, ...places.map((place) => Number(place[2]) + 4)), columns: Math.max(6, ...places.map((place) => numberOf(place[1]) + 3)) };
}
const numberOf = (/** @type {string} */ text) => [...text].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

// --- formulas and ranges ---
/**
 * A formula with each of its areas rewritten; texts in quotes stay.
 * @param {string} formula @param {Table} table @param {(sheet: string, cells: string) => string} rewrite given the sheet's name, "" for its own
 */
const rewritten = (formula, table, rewrite) =>
  table.hands.outsideTexts(formula, (/** @type {string} */ part) => part.replace(CELLS, (whole, prefix, cells) => rewrite(unquoted(prefix ?? ""), cells)));
/** @param {string} prefix with its ! */
const unquoted = (prefix) => prefix.slice(0, -1).replace(/^'|'$/g, "").replaceAll("''", "'");
/** @param {string} name of a sheet, as a formula writes it */
const quoted = (name) => (/^[\p{L}_][\p{L}\d_]*$/u.test(name) && !/^[A-Za-z]{1,3}\d*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`);

/** Every formula and reference of a sheet rewritten. @param {Sheet} data @param {(formula: string) => string} rewrite @returns {Sheet} */
function withFormulas(data, rewrite) {
  const { validations, formats, charts } = data.around;
  const around = { ...data.around, validations: validations.map((/** @type {any} */ each) => ({ ...each, rule: ruleWith(each.rule, rewrite) })) };
  if (formats) around.formats = formats.map((/** @type {any} */ each) => formatWith(each, rewrite));
  if (charts) around.charts = charts.map((/** @type {any} */ each) => chartWith(each, rewrite));
  return { ...data, inputs: Object.fromEntries(Object.entries(data.inputs).map(([address, input]) => [address, rewrite(input)])), around };
}
/** @param {any} format @param {(formula: string) => string} rewrite */
const formatWith = (format, rewrite) => (format.formulas ? { ...format, formulas: format.formulas.map(rewrite) } : format);
/** Cells that are gone are left out. @param {any} chart @param {(formula: string) => string} rewrite */
function chartWith(chart, rewrite) {
  const cells = (/** @type {string} */ reference) => {
    const after = rewrite(`=${reference}`);
    return after.includes("#REF!") ? "" : after.slice(1);
  };
  const series = (/** @type {any} */ each) => revalued(each, (name, value) => (name === "name" ? value : cells(value)));
  return chart.series ? { ...chart, series: chart.series.map(series) } : chart;
}
/** @param {Record<string, any>} map @param {(name: string, value: any) => any} to the new value; an empty one is left out */
const revalued = (map, to) => Object.fromEntries(Object.entries(map).map(([name, value]) => [name, to(name, value)]).filter(([, value]) => value));
/** @param {any} rule @param {(formula: string) => string} rewrite */
const ruleWith = (rule, rewrite) =>
  Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, ["first", "second", "source", "formula"].includes(name) ? rewrite(value) : value]));

// --- rows and columns put in or taken out ---
/** @param {Shift} shift @param {number} number @returns {number} where a row or column is afterwards; 0 where it is gone */
function placeAfter({ axis, at, count }, number) {
  const moved = number < at ? number : number + count;
  return number >= at && (moved < at || moved > LAST[axis]) ? 0 : moved;
}
/** @param {Shift} shift @param {number} first @param {number} last @returns {[number, number]|null} the ends of a run afterwards */
function endsAfter(shift, first, last) {
  const { axis, at, count } = shift, behind = at - count;
  if (first === 1 && last === LAST[axis]) return [first, last];
  if (count > 0) return placeAfter(shift, first) ? [placeAfter(shift, first), placeAfter(shift, last) || LAST[axis]] : null;
  const start = first < at ? first : Math.max(first, behind) + count, end = last < at ? last : Math.max(last, behind - 1) + count;
  return start <= end ? [start, end] : null;
}
/** @param {Shift} shift @param {Area} area @returns {Area|null} */
function areaAfter(shift, area) {
  const ends = shift.axis === "row" ? endsAfter(shift, area.top, area.bottom) : endsAfter(shift, area.left, area.right);
  return ends && (shift.axis === "row" ? { ...area, top: ends[0], bottom: ends[1] } : { ...area, left: ends[0], right: ends[1] });
}
/** @param {Sheet} data @param {Shift} shift @param {Table} table @returns {Sheet} */
function shifted(data, shift, table) {
  const own = data.name === shift.sheet, follow = (/** @type {string} */ formula) => rewritten(formula, table, (sheet, cells) => {
    const prefix = sheet && `${quoted(sheet)}!`;
    if (sheet ? sheet !== shift.sheet : !own) return prefix + cells;
    const after = cellsAfter(shift, cells, table.text);
    return after ? prefix + after : "#REF!";
  });
  return own ? movedAlong(withFormulas(withKeptCorners(data, shift, table), follow), shift, table) : withFormulas(data, follow);
}
/** Rules and formats written for the first cell of their range that stays. @param {Sheet} data @param {Shift} shift @param {Table} table @returns {Sheet} */
function withKeptCorners(data, shift, { text, hands }) {
  const behind = shift.at - shift.count, byRow = shift.axis === "row", { validations, formats } = data.around;
  const kept = (/** @type {string} */ range) => {
    const area = text.areaOf(range), [first, last] = byRow ? [area.top, area.bottom] : [area.left, area.right];
    if (shift.count > 0 || first < shift.at || first >= behind || behind > last) return (/** @type {string} */ formula) => formula;
    return (/** @type {string} */ formula) => (byRow ? hands.moved(formula, behind - first, 0) : hands.moved(formula, 0, behind - first));
  };
  const around = { ...data.around, validations: validations.map((/** @type {any} */ each) => ({ ...each, rule: ruleWith(each.rule, kept(each.range)) })) };
  if (formats) around.formats = formats.map((/** @type {any} */ each) => formatWith(each, kept(each.range)));
  return { ...data, around };
}
/** Everything that has a place on the sheet at its new one; what is taken out is left away. @param {Sheet} data @param {Shift} shift @param {Table} table @returns {Sheet} */
function movedAlong(data, shift, { text, most }) {
  const byRow = shift.axis === "row", { around } = data, [rows, columns] = around.frozen;
  const cell = (/** @type {string} */ address) => {
    const [row, column] = text.rowAndColumn(address), after = placeAfter(shift, byRow ? row : column);
    return after ? text.addressOf(byRow ? after : row, byRow ? column : after) : "";
  };
  const range = (/** @type {string} */ each) => {
    const area = areaAfter(shift, text.areaOf(each));
    return area ? rangeText(area, text) : "";
  };
  const along = (/** @type {Record<string, any>} */ map) => renamed(map, cell);
  const frozen = (/** @type {number} */ count) => (shift.at > count ? count : Math.max(count + shift.count, shift.at - 1));
  const width = (/** @type {string} */ letters) => text.letters(placeAfter(shift, numberOf(letters)));
  const staying = (/** @type {any} */ each) => ({ ...each, cell: cell(each.cell ?? "A1") || (each.cell ?? "A1") });
  /** @type {Record<string, (value: any) => any>} how each part moves */
  const moves = {
    frozen: () => (byRow ? [frozen(rows), columns] : [rows, frozen(columns)]),
    widths: (map) => (byRow ? map : renamed(map, width)),
    merged: (list) => list.map(range).filter((/** @type {string} */ each) => each.includes(":")),
    ...Object.fromEntries(["hidden_rows", "hidden_columns", "filters"].map((part) => [part, (/** @type {string[]} */ list) => list.map(range).filter(Boolean)])),
    ...Object.fromEntries(["validations", "formats"].map((part) => [part, (/** @type {any[]} */ list) => placed(list, "range", range)])),
    comments: (list) => placed(list, "cell", cell),
    ...Object.fromEntries(["charts", "images"].map((part) => [part, (/** @type {any[]} */ list) => list.map(staying)])),
  };
  return {
    ...data, inputs: along(data.inputs), own: along(data.own), looks: along(data.looks), shown: along(data.shown), problems: along(data.problems),
    rows: Math.min(most[0], Math.max(8, data.rows + (byRow ? shift.count : 0))), columns: Math.min(most[1], Math.max(6, data.columns + (byRow ? 0 : shift.count))),
    around: Object.fromEntries(Object.entries(around).map(([part, value]) => [part, moves[part] ? moves[part](value) : value])),
  };
}
/** @param {Record<string, any>} map @param {(name: string) => string} to the new name; "" leaves it out */
const renamed = (map, to) => Object.fromEntries(Object.entries(map).map(([name, value]) => [to(name), value]).filter(([name]) => name));
/** @param {any[]} list @param {string} name of the place @param {(place: string) => string} to the new place; "" leaves it out */
const placed = (list, name, to) => list.map((each) => ({ ...each, [name]: to(each[name]) })).filter((each) => each[name]);

/** @param {Shift} shift @param {string} cells such as $B$2, B2:C4, C:N or 2:41 @param {any} text @returns {string} "" where they are gone */
function cellsAfter(shift, cells, text) {
  const parts = cells.split(":"), part = shift.axis === "row" ? /\d+$/ : /[A-Z]+/;
  const numbers = parts.map((each) => part.exec(each)?.[0] ?? "").map((each) => (shift.axis === "row" ? Number(each) : numberOf(each)));
  if (numbers.some((number) => !number)) return cells;
  const ends = endsAfter(shift, Math.min(...numbers), Math.max(...numbers));
  if (!ends) return "";
  const after = numbers[0] <= numbers[numbers.length - 1] ? ends : [ends[1], ends[0]];
  return parts.map((each, n) => each.replace(part, shift.axis === "row" ? String(after[n]) : text.letters(after[n]))).join(":");
}
/** @param {Area} area @param {any} text */
function rangeText(area, text) {
  if (area.top === 1 && area.bottom === LAST.row) return `${text.letters(area.left)}:${text.letters(area.right)}`;
  if (area.left === 1 && area.right === LAST.column) return `${area.top}:${area.bottom}`;
  return text.rangeOf(area);
}

/** The rows of an area in another order; formulas move as if they were copied. @param {Sheet} data @param {any} op @param {Table} table @returns {Sheet} */
function arranged(data, op, { text, hands }) {
  const area = text.areaOf(op.range), target = new Map(op.order.map((/** @type {number} */ row, /** @type {number} */ n) => [row, area.top + n]));
  const there = (/** @type {string} */ address) => {
    const [row, column] = text.rowAndColumn(address);
    return column >= area.left && column <= area.right && target.has(row) ? text.addressOf(target.get(row), column) : address;
  };
  const along = (/** @type {Record<string, any>} */ map) => Object.fromEntries(Object.entries(map).map(([address, value]) => [there(address), value]));
  const down = (/** @type {string} */ address) => text.rowAndColumn(there(address))[0] - text.rowAndColumn(address)[0];
  const inputs = Object.fromEntries(Object.entries(data.inputs).map(([address, input]) => [there(address), hands.moved(input, down(address), 0)]));
  const comments = data.around.comments?.map((/** @type {any} */ each) => ({ ...each, cell: there(each.cell) }));
  const around = { ...data.around, ...(comments && { comments }) };
  return { ...data, inputs, own: along(data.own), looks: along(data.looks), shown: along(data.shown), problems: along(data.problems), around };
}
