// Charts: drawn under the table by lines and boxes, with their numbers as a table; made and changed.

import { make } from "./surface.js";

/** @typedef {import("./spreadsheet.js").Table} Table */
/** @typedef {any} Panel the module sheet-panel.js */
/** @typedef {{name: string, values: number[]}} Row */
/** @typedef {{words: string[], rows: Row[]}} Numbers what a chart draws */

const SVG = "http://www.w3.org/2000/svg";
const KINDS = ["column", "bar", "line", "pie"];
/** Kinds that come from files and are drawn like another. @type {Record<string, string>} */
const LIKE = { area: "line", scatter: "line", radar: "line", doughnut: "pie", other: "column" };
const COLOURS = ["#1f77b4", "#d95f02", "#4a9e5c", "#8e5bb5", "#b08d00", "#c23b6b", "#4d6b80", "#7a5c3e"];
const DASHES = ["", "7 4", "2 4", "9 3 2 3"];
const HEIGHT = 300, LINE = 18, SIGN = 7; // pixels: a drawing, a line of text, about one sign

/** @param {string} name @param {Record<string, any>} properties @param {...(Node|string)} children */
function svg(name, properties, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

// --- what a chart draws ---
/** @param {Table} table @param {string} [reference] such as Marks!B2:B4 @returns {string[]} what the cells show */
function shownIn(table, reference = "") {
  const found = cellsOf(table, reference), texts = [];
  for (let row = found?.area.top ?? 1; found && row <= Math.min(found.area.bottom, found.data.rows); row++)
    for (let column = found.area.left; column <= Math.min(found.area.right, found.data.columns); column++) texts.push(found.data.shown[table.text.addressOf(row, column)] ?? "");
  return texts;
}
/** @param {Table} table @param {string} reference */
function cellsOf({ work, text }, reference) {
  const cut = reference.lastIndexOf("!"), name = reference.slice(0, Math.max(0, cut)).replace(/^'|'$/g, "").replaceAll("''", "'");
  const data = cut < 0 ? work.sheet() : work.sheets.find((/** @type {any} */ each) => each.name.toLowerCase() === name.toLowerCase()), area = text.areaOf(reference.slice(cut + 1));
  return data && area && { data, area };
}
/** @param {string} text @returns {number} */
const numberOf = (text) => {
  const number = parseFloat(text.replace(/[\s\u00a0]/g, "").replace(",", "."));
  return text.trim().endsWith("%") ? number / 100 : number;
};
/** @param {Table} table @param {any} chart @returns {Numbers} */
function numbersOf(table, chart) {
  const series = chart.series ?? [], words = shownIn(table, series[0]?.categories);
  const rows = series.map((/** @type {any} */ each) => ({ name: shownIn(table, each.name_cell)[0] || each.name || "", values: shownIn(table, each.values).map(numberOf) }));
  const length = Math.max(0, ...rows.map((/** @type {Row} */ each) => each.values.length));
  return { rows, words: Array.from({ length }, (_, n) => words[n] || String(n + 1)) };
}

// --- drawing ---
/** Every chart of the sheet, drawn under it. @param {Table} table */
export function draw(table) {
  const all = table.work.sheet().around.charts ?? [], { charts, words } = table;
  charts.replaceChildren(...all.map((/** @type {any} */ chart, /** @type {number} */ n) => figure(table, chart, n, Math.max(280, Math.min(640, table.grid.scroll.clientWidth || 320)))));
  charts.hidden = !all.length;
  charts.setAttribute("aria-label", words.charts);
}
/** @param {Table} table @param {any} chart @param {number} n @param {number} width */
function figure(table, chart, n, width) {
  const { words, say, work } = table, numbers = numbersOf(table, chart), name = chart.title || say("chart_number", { n: n + 1 });
  const edit = make("button", { type: "button", className: "quiet", "aria-label": `${words.chart_change}: ${name}` }, words.chart_change), remove = make("button", { type: "button", className: "quiet", "aria-label": `${words.remove}: ${name}` }, words.remove);
  edit.addEventListener("click", () => table.use("charts", "charts", n));
  remove.addEventListener("click", () => {
    work.perform([{ op: "part", sheet: work.sheet().name, part: "charts", value: work.sheet().around.charts.filter((/** @type {any} */ _, /** @type {number} */ m) => m !== n) }]);
    table.announce(words.chart_removed);
    table.grid.cellAt(work.at)?.focus({ preventScroll: true });
  });
  return make("figure", {}, make("figcaption", {}, name), numbers.words.length ? drawing(table, chart, numbers, width, name) : make("p", { className: "help" }, words.chart_empty),
    make("details", {}, make("summary", {}, words.chart_numbers), make("div", { className: "scroll" }, inTable(table, numbers, chart))), make("div", { className: "row" }, edit, remove));
}
/** @param {Table} table @param {Numbers} numbers @param {any} chart */
function inTable({ work, words }, { words: groups, rows }, chart) {
  const shown = (/** @type {number} */ number) => (Number.isNaN(number) ? "–" : work.typed(String(Number(number.toPrecision(6)))));
  return make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, chart.across?.title || words.chart_group), ...rows.map((each) => make("th", { scope: "col" }, each.name || chart.up?.title || words.chart_value)))),
    make("tbody", {}, ...groups.map((group, n) => make("tr", {}, make("th", { scope: "row" }, group), ...rows.map((each) => make("td", {}, shown(each.values[n])))))));
}
/** @param {Table} table @param {any} chart @param {Numbers} numbers @param {number} width @param {string} name */
function drawing(table, chart, numbers, width, name) {
  const kind = LIKE[chart.kind] ?? chart.kind, height = kind === "bar" ? Math.max(HEIGHT, 90 + numbers.words.length * (12 + 14 * numbers.rows.length)) : HEIGHT;
  const root = svg("svg", { viewBox: `0 0 ${width} ${height + legendHeight(numbers, kind, width)}`, role: "img", "aria-label": chart.alt || name });
  if (kind === "pie") pie(root, numbers, width, height, table);
  else axes(root, chart, kind, numbers, width, height, table);
  legend(root, numbers, kind, width, height);
  return root;
}
/** Steps of 1, 2 or 5 from a limit to the other. @param {number} low @param {number} high @returns {number[]} */
function ticks(low, high) {
  const rough = (high - low) / 5 || 1, power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough - 1e-9) ?? rough, found = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-6; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}
/** @param {any} chart @param {string} kind @param {Numbers} numbers */
function limits(chart, kind, { rows }) {
  const all = rows.flatMap((each) => each.values).filter((value) => !Number.isNaN(value)), lowest = Math.min(...all, kind === "line" ? Infinity : 0), highest = Math.max(...all, kind === "line" ? -Infinity : 0);
  if (!all.length) return [0, 1];
  const wide = highest - lowest || Math.abs(highest) || 1, steps = ticks(lowest, lowest + wide), step = steps[1] - steps[0] || wide;
  const low = chart.up?.minimum ?? (kind === "line" && lowest > 0 && lowest < wide ? 0 : Math.floor(lowest / step) * step), high = chart.up?.maximum ?? Math.ceil(highest / step + 1e-9) * step;
  return high > low ? [low, high] : [low, low + 1];
}
/** @param {SVGElement} root @param {any} chart @param {string} kind @param {Numbers} numbers @param {number} width @param {number} height @param {Table} table */
function axes(root, chart, kind, numbers, width, height, { work }) {
  const { words, rows } = numbers, lying = kind === "bar", [low, high] = limits(chart, kind, numbers), steps = ticks(low, high), shown = (/** @type {number} */ value) => work.typed(String(value));
  const longest = (/** @type {string[]} */ texts, /** @type {number} */ most) => Math.min(most, Math.max(...texts.map((text) => text.length)) * SIGN), up = chart.up?.title ?? "", across = chart.across?.title ?? "";
  const side = (lying ? across : up) ? LINE + 4 : 0, x0 = side + 12 + longest(lying ? words : steps.map(shown), width / 3), turned = !lying && words.length * (longest(words, 200) + 10) > width - x0;
  const below = lying ? LINE : turned ? Math.min(90, longest(words, 90) + 8) : LINE, foot = (lying ? up : across) ? LINE + 4 : 0, y0 = height - below - foot - 4, top = 10, x1 = width - 12;
  const scale = (/** @type {number} */ value) => { const share = (Math.min(Math.max(value, low), high) - low) / (high - low); return lying ? x0 + share * (x1 - x0) : y0 - share * (y0 - top); };
  for (const step of steps) {
    const at = scale(step);
    root.append(svg("line", lying ? { x1: at, x2: at, y1: top, y2: y0, class: "rule" } : { x1: x0, x2: x1, y1: at, y2: at, class: "rule" }),
      svg("text", lying ? { x: at, y: y0 + LINE - 2, "text-anchor": "middle" } : { x: x0 - 6, y: at + 4, "text-anchor": "end" }, shown(step)));
  }
  const room = ((lying ? y0 - top : x1 - x0) / words.length), middle = (/** @type {number} */ n) => (lying ? top : x0) + room * (n + 0.5), every = Math.max(1, Math.ceil(((turned || lying ? LINE : longest(words, 200) + 8) * words.length) / (lying ? y0 - top : x1 - x0)));
  words.forEach((word, n) => {
    if (n % every) return;
    const at = middle(n), text = word.length > 22 ? `${word.slice(0, 21)}…` : word;
    root.append(svg("text", lying ? { x: x0 - 6, y: at + 4, "text-anchor": "end" } : turned ? { transform: `translate(${at + 4} ${y0 + 10}) rotate(-45)`, "text-anchor": "end" } : { x: at, y: y0 + LINE - 2, "text-anchor": "middle" }, text));
  });
  if (kind === "line") rows.forEach((row, n) => lineOf(root, row, n, middle, scale));
  else rows.forEach((row, n) => bars(root, row, n, rows.length, room, middle, scale, Math.max(low, Math.min(0, high)), lying));
  root.append(svg("path", { d: `M${x0} ${top}V${y0}H${x1}`, class: "axis" }));
  const beside = lying ? across : up, under = lying ? up : across;
  if (beside) root.append(svg("text", { transform: `translate(13 ${(top + y0) / 2}) rotate(-90)`, "text-anchor": "middle", class: "title" }, beside));
  if (under) root.append(svg("text", { x: (x0 + x1) / 2, y: height - 5, "text-anchor": "middle", class: "title" }, under));
}
/** @param {SVGElement} root @param {Row} row @param {number} n @param {number} of @param {number} room @param {(n: number) => number} middle @param {(value: number) => number} scale @param {number} base @param {boolean} lying */
function bars(root, row, n, of, room, middle, scale, base, lying) {
  const thick = Math.min(48, (room * 0.72) / of), from = scale(base);
  row.values.forEach((value, m) => {
    if (Number.isNaN(value)) return;
    const at = middle(m) - (thick * of) / 2 + n * thick, to = scale(value), first = Math.min(from, to), long = Math.abs(to - from);
    root.append(svg("rect", { ...(lying ? { x: first, y: at, width: long, height: thick } : { x: at, y: first, width: thick, height: long }), fill: COLOURS[n % COLOURS.length] }));
  });
}
/** @param {SVGElement} root @param {Row} row @param {number} n @param {(n: number) => number} middle @param {(value: number) => number} scale */
function lineOf(root, row, n, middle, scale) {
  const points = row.values.map((value, m) => (Number.isNaN(value) ? null : [middle(m), scale(value)])), colour = COLOURS[n % COLOURS.length];
  const path = points.map((point, m) => (point ? `${m && points[m - 1] ? "L" : "M"}${point[0]} ${point[1]}` : "")).join("");
  root.append(svg("path", { d: path, fill: "none", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": DASHES[n % DASHES.length] }));
  for (const point of points) if (point) root.append(svg("circle", { cx: point[0], cy: point[1], r: 3.5, fill: colour }));
}
/** @param {SVGElement} root @param {Numbers} numbers @param {number} width @param {number} height @param {Table} table */
function pie(root, { rows, words }, width, height, { work }) {
  const values = words.map((_, n) => Math.max(0, rows[0]?.values[n] || 0)), total = values.reduce((sum, value) => sum + value, 0) || 1, radius = Math.min(width, height) / 2 - 30;
  let at = -Math.PI / 2;
  values.forEach((value, n) => {
    const to = at + (value / total) * 2 * Math.PI, point = (/** @type {number} */ angle, far = radius) => [width / 2 + far * Math.cos(angle), height / 2 + far * Math.sin(angle)];
    const [x1, y1] = point(at), [x2, y2] = point(Math.min(to, at + 2 * Math.PI - 1e-4)), [x, y] = point((at + to) / 2, radius + 16);
    if (value) root.append(svg("path", { d: `M${width / 2} ${height / 2}L${x1} ${y1}A${radius} ${radius} 0 ${to - at > Math.PI ? 1 : 0} 1 ${x2} ${y2}Z`, fill: COLOURS[n % COLOURS.length], class: "slice" }),
      svg("text", { x, y: y + 4, "text-anchor": "middle" }, work.typed(String(value))));
    at = to;
  });
}
/** What the colours mean. @param {Numbers} numbers @param {string} kind */
const signed = ({ rows, words }, kind) => (kind === "pie" ? words : rows.length > 1 ? rows.map((row, n) => row.name || String(n + 1)) : []);
/** @param {Numbers} numbers @param {string} kind @param {number} width */
function legendHeight(numbers, kind, width) {
  return placesOf(signed(numbers, kind), width).reduce((last, [, , y]) => Math.max(last, y + LINE + 6), 0);
}
/** @param {string[]} texts @param {number} width @returns {[string, number, number][]} */
function placesOf(texts, width) {
  let x = 8, y = 4;
  return texts.map((text) => {
    const long = 26 + text.length * SIGN;
    if (x > 8 && x + long > width) { x = 8; y += LINE + 4; }
    const place = /** @type {[string, number, number]} */ ([text, x, y]);
    x += long + 8;
    return place;
  });
}
/** @param {SVGElement} root @param {Numbers} numbers @param {string} kind @param {number} width @param {number} height */
function legend(root, numbers, kind, width, height) {
  placesOf(signed(numbers, kind), width).forEach(([text, x, y], n) => root.append(svg("rect", { x, y: height + y + 2, width: 13, height: 13, fill: COLOURS[n % COLOURS.length] }), svg("text", { x: x + 19, y: height + y + 13 }, text)));
}

// --- making and changing ---
/** @param {Table} table @param {Panel} panel @param {number} [n] which chart is changed; a new one without */
export function charts(table, panel, n) {
  const { show, rangeField, field, choice, form, refusal } = panel, { work, words, announce } = table;
  const data = work.sheet(), all = data.around.charts ?? [], chart = n === undefined ? { kind: "column", ...guessed(table) } : all[n], unclear = refusal();
  const first = chart.series?.[0], plain = (/** @type {string} */ text = "") => (cellsOf(table, text)?.data === data ? text.slice(text.lastIndexOf("!") + 1) : text);
  const kind = choice(table, "chart_kind", [...KINDS, ...(KINDS.includes(chart.kind) ? [] : [chart.kind])].map((each) => [each, words[`chart_${each}`] ?? words.chart_other]), chart.kind);
  const values = rangeField(table, "chart_values", joinedColumns(table, chart) || plain(first?.values)), groups = rangeField(table, "chart_groups", plain(first?.categories));
  const title = field(table, "chart_title", chart.title ?? ""), across = field(table, "chart_across", chart.across?.title ?? ""), up = field(table, "chart_up", chart.up?.title ?? "");
  const from = field(table, "chart_from", chart.up?.minimum === undefined || chart.up.minimum === null ? "" : work.typed(String(chart.up.minimum)), { inputMode: "decimal" }), alt = field(table, "chart_alt", chart.alt ?? "", { rows: 3 });
  const titles = make("div", {}, across.box, up.box, from.box), choose = () => { titles.hidden = kind.input.value === "pie"; };
  kind.input.addEventListener("change", choose);
  choose();
  show(table, n === undefined ? words.chart_new : words.chart_change, ...(n === undefined ? [make("p", { className: "help" }, words.chart_about)] : []), form(n === undefined ? words.chart_add : words.chart_keep, () => {
    const series = seriesOf(table, values.range(), groups.range()), minimum = from.input.value.trim() === "" ? null : numberOf(from.input.value);
    if (!series) { unclear.textContent = words.chart_unclear; return values.input.focus(); }
    if (Number.isNaN(minimum)) { unclear.textContent = words.chart_from_unclear; return from.input.focus(); }
    const axis = (/** @type {any} */ before, /** @type {any} */ input, more = {}) => ({ ...before, title: input.value.trim(), ...more });
    const next = { ...chart, kind: kind.input.value, title: title.input.value.trim(), series, remembered: [], across: axis(chart.across, across.input), up: axis(chart.up, up.input, { minimum }), alt: alt.input.value.trim() || null, cell: chart.cell ?? beside(table) };
    work.perform([{ op: "part", sheet: data.name, part: "charts", value: n === undefined ? [...all, next] : all.map((/** @type {any} */ each, /** @type {number} */ m) => (m === n ? next : each)) }]);
    table.close();
    announce(n === undefined ? words.chart_added : words.chart_changed);
    table.load("charts").then(() => table.charts.children[n ?? all.length]?.scrollIntoView({ block: "nearest" }));
  }, [kind.box, values.box, groups.box, title.box, titles, alt.box, unclear]));
}
/** The columns of all series in one range, where they stand side by side. @param {Table} table @param {any} chart */
function joinedColumns(table, chart) {
  const found = (chart.series ?? []).map((/** @type {any} */ each) => cellsOf(table, each.values ?? "")), first = found[0], { text, work } = table;
  if (!first || !found.every((/** @type {any} */ each, /** @type {number} */ n) => each?.data === first.data && each.area.top === first.area.top && each.area.left === each.area.right && each.area.left === first.area.left + n)) return "";
  const range = text.rangeOf({ ...first.area, right: first.area.left + found.length - 1 });
  return first.data === work.sheet() ? range : `${quoted(first.data.name)}!${range}`;
}
/** What is chosen: words in its first column, numbers in the others. @param {Table} table */
function guessed(table) {
  const { work, text: { addressOf, rangeOf } } = table, chosen = work.area(), { shown } = work.sheet(), isNumber = (/** @type {number} */ row, /** @type {number} */ column) => !Number.isNaN(numberOf(shown[addressOf(row, column)] ?? ""));
  if (chosen.top === chosen.bottom) return {};
  const wide = chosen.right > chosen.left, left = wide && !isNumber(chosen.bottom, chosen.left) ? chosen.left + 1 : chosen.left, top = isNumber(chosen.top, left) ? chosen.top : chosen.top + 1;
  const words = left > 1 && !isNumber(chosen.bottom, left - 1) && shown[addressOf(chosen.bottom, left - 1)] ? rangeOf({ top, bottom: chosen.bottom, left: left - 1, right: left - 1 }) : "";
  return { series: seriesOf(table, rangeOf({ ...chosen, top, left }), words) };
}
/** One series for each column of the numbers, named by the word on top of it. @param {Table} table @param {string} values @param {string} groups */
function seriesOf(table, values, groups) {
  const found = cellsOf(table, values), names = groups && cellsOf(table, groups), { text: { addressOf, rangeOf } } = table;
  if (!found || found.area.right - found.area.left > 20 || found.area.bottom > 5000 || (groups && !names)) return null;
  const sheet = `${quoted(found.data.name)}!`, { top, bottom, left, right } = found.area;
  return Array.from({ length: right - left + 1 }, (_, n) => {
    const column = left + n, head = top > 1 ? addressOf(top - 1, column) : "", named = head && Number.isNaN(numberOf(found.data.shown[head] ?? "")) && found.data.shown[head];
    return { ...(named && { name_cell: sheet + head }), ...(names && { categories: `${quoted(names.data.name)}!${rangeOf(names.area)}` }), values: sheet + rangeOf({ top, bottom, left: column, right: column }) };
  });
}
/** @param {string} name of a sheet, as a reference writes it */
const quoted = (name) => `'${name.replaceAll("'", "''")}'`;
/** Where a new chart lies in a file: beside the table, below the charts before. @param {Table} table */
function beside({ work, text: { addressOf } }) {
  const data = work.sheet();
  return addressOf(2 + 16 * (data.around.charts ?? []).length, Math.min(250, Math.max(1, data.columns - 1)));
}
