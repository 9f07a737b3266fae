// A chart as a drawing of lines and boxes: columns, bars that lie, lines, a pie.

/**
 * @typedef {{name: string, values: number[]}} Row
 * @typedef {{words: string[], rows: Row[]}} Numbers what a chart draws: a name for each place, and rows of numbers
 * @typedef {{width: number, height: number, shown: (number: number) => string}} Paper
 * @typedef {{kind: string, lying: boolean, turned: boolean, room: number, base: number, top: number, x0: number, x1: number, y0: number,
 *   middle: (n: number) => number, scale: (value: number) => number}} Field where the numbers are drawn
 */

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["#1f77b4", "#d95f02", "#4a9e5c", "#8e5bb5", "#b08d00", "#c23b6b", "#4d6b80", "#7a5c3e", "#2b9aa0", "#6f7f1f", "#a3488f", "#b35b1e"];
const DASHES = ["", "7 4", "2 4", "9 3 2 3"];
/** Kinds that come from files and are drawn like another. @type {Record<string, string>} */
const LIKE = { area: "line", scatter: "line", radar: "line", doughnut: "pie", other: "column" };
const HEIGHT = 300, LINE = 18, SIGN = 7; // pixels: a drawing, a line of text, about one sign
const LONGEST_NAME = 22; // signs of a word at an axis

/** @param {string} name @param {Record<string, any>} properties @param {...(Node|string)} children */
function svg(name, properties, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}
const colour = (/** @type {number} */ n) => COLOURS[n % COLOURS.length];

/**
 * @param {any} chart its state @param {Numbers} numbers @param {number} width in pixels
 * @param {string} label for whoever cannot see it @param {(number: number) => string} shown a number as she writes it
 */
export function drawing(chart, numbers, width, label, shown) {
  const kind = LIKE[chart.kind] ?? chart.kind, needed = 90 + numbers.words.length * (12 + 14 * numbers.rows.length);
  const paper = { width, height: kind === "bar" ? Math.max(HEIGHT, needed) : HEIGHT, shown };
  const signs = placesOf(kind === "pie" ? numbers.words : numbers.rows.length > 1 ? numbers.rows.map((row, n) => row.name || String(n + 1)) : [], width);
  const below = signs.reduce((last, [, , y]) => Math.max(last, y + LINE + 6), 0);
  const root = svg("svg", { viewBox: `0 0 ${width} ${paper.height + below}`, role: "img", "aria-label": label });
  if (kind === "pie") pie(root, numbers, paper);
  else withAxes(root, chart, kind, numbers, paper);
  for (const [n, [text, x, y]] of signs.entries()) {
    root.append(svg("rect", { x, y: paper.height + y + 2, width: 13, height: 13, fill: colour(n) }));
    root.append(svg("text", { x: x + 19, y: paper.height + y + 13 }, text));
  }
  return root;
}
/** Where the words for the colours stand, line after line. @param {string[]} texts @param {number} width @returns {[string, number, number][]} */
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

// --- axes ---
/** @param {SVGElement} root @param {any} chart @param {string} kind @param {Numbers} numbers @param {Paper} paper */
function withAxes(root, chart, kind, numbers, paper) {
  const [low, high] = limits(chart, kind, numbers), steps = ticks(low, high), field = fieldOf(chart, kind, numbers, paper, low, high, steps);
  rules(root, field, steps, paper.shown);
  names(root, field, numbers.words);
  numbers.rows.forEach((row, n) => (kind === "line" ? lineOf(root, row, n, field) : bars(root, row, n, numbers.rows.length, field)));
  root.append(svg("path", { d: `M${field.x0} ${field.top}V${field.y0}H${field.x1}`, class: "axis" }));
  titles(root, field, chart, paper);
}
/** The lowest and the highest number of the axis: bars begin at 0 unless they are told otherwise. @param {any} chart @param {string} kind @param {Numbers} numbers */
function limits(chart, kind, { rows }) {
  const all = rows.flatMap((each) => each.values).filter((value) => !Number.isNaN(value));
  if (!all.length) return [0, 1];
  const line = kind === "line", lowest = Math.min(...all, line ? Infinity : 0), highest = Math.max(...all, line ? -Infinity : 0);
  const wide = highest - lowest || Math.abs(highest) || 1, steps = ticks(lowest, lowest + wide), step = steps[1] - steps[0] || wide;
  const low = chart.up?.minimum ?? (line && lowest > 0 && lowest < wide ? 0 : Math.floor(lowest / step) * step);
  const high = chart.up?.maximum ?? Math.ceil(highest / step + 1e-9) * step;
  return high > low ? [low, high] : [low, low + 1];
}
/** Steps of 1, 2 or 5 from a limit to the other. @param {number} low @param {number} high @returns {number[]} */
function ticks(low, high) {
  const rough = (high - low) / 5 || 1, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough - 1e-9) ?? rough, found = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-6; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}
/** How long the longest text is, in pixels. @param {string[]} texts @param {number} most */
const longest = (texts, most) => Math.min(most, Math.max(...texts.map((text) => Math.min(text.length, LONGEST_NAME))) * SIGN);

/** @param {any} chart @param {string} kind @param {Numbers} numbers @param {Paper} paper @param {number} low @param {number} high @param {number[]} steps @returns {Field} */
function fieldOf(chart, kind, { words }, { width, height, shown }, low, high, steps) {
  const lying = kind === "bar", across = chart.across?.title, up = chart.up?.title, [beside, under] = lying ? [across, up] : [up, across];
  const x0 = (beside ? LINE + 4 : 0) + 12 + longest(lying ? words : steps.map(shown), width / 3), x1 = width - 12, top = 10;
  const turned = !lying && words.length * (longest(words, 200) + 10) > x1 - x0;
  const y0 = height - (turned ? Math.min(120, longest(words, 160) * 0.72 + 16) : LINE) - (under ? LINE + 4 : 0) - 4;
  const room = (lying ? y0 - top : x1 - x0) / words.length;
  const scale = (/** @type {number} */ value) => {
    const share = (Math.min(Math.max(value, low), high) - low) / (high - low);
    return lying ? x0 + share * (x1 - x0) : y0 - share * (y0 - top);
  };
  const middle = (/** @type {number} */ n) => (lying ? top : x0) + room * (n + 0.5);
  return { kind, lying, turned, room, base: Math.max(low, Math.min(0, high)), top, x0, x1, y0, middle, scale };
}
/** A thin line and a number for each step. @param {SVGElement} root @param {Field} field @param {number[]} steps @param {(number: number) => string} shown */
function rules(root, { lying, top, x0, x1, y0, scale }, steps, shown) {
  for (const step of steps) {
    const at = scale(step);
    root.append(svg("line", { ...(lying ? { x1: at, x2: at, y1: top, y2: y0 } : { x1: x0, x2: x1, y1: at, y2: at }), class: "rule" }));
    const place = lying ? { x: at, y: y0 + LINE - 2, "text-anchor": "middle" } : { x: x0 - 6, y: at + 4, "text-anchor": "end" };
    root.append(svg("text", place, shown(step)));
  }
}
/** The names of the places, as many as there is room for. @param {SVGElement} root @param {Field} field @param {string[]} words */
function names(root, { lying, turned, top, x0, x1, y0, middle }, words) {
  const long = turned || lying ? LINE : longest(words, 200) + 8, every = Math.max(1, Math.ceil((long * words.length) / (lying ? y0 - top : x1 - x0)));
  for (const [n, word] of words.entries()) {
    if (n % every) continue;
    const at = middle(n), text = word.length > LONGEST_NAME ? `${word.slice(0, LONGEST_NAME - 1)}…` : word;
    const upright = { x: at, y: y0 + LINE - 2, "text-anchor": "middle" }, slanted = { transform: `translate(${at + 4} ${y0 + 12}) rotate(-45)`, "text-anchor": "end" };
    root.append(svg("text", lying ? { x: x0 - 6, y: at + 4, "text-anchor": "end" } : turned ? slanted : upright, text));
  }
}
/** @param {SVGElement} root @param {Field} field @param {any} chart @param {Paper} paper */
function titles(root, { lying, top, x0, x1, y0 }, chart, { height }) {
  const across = chart.across?.title, up = chart.up?.title, [beside, under] = lying ? [across, up] : [up, across], middle = { "text-anchor": "middle", class: "title" };
  if (beside) root.append(svg("text", { transform: `translate(13 ${(top + y0) / 2}) rotate(-90)`, ...middle }, beside));
  if (under) root.append(svg("text", { x: (x0 + x1) / 2, y: height - 5, ...middle }, under));
}

// --- the numbers ---
/** @param {SVGElement} root @param {Row} row @param {number} n which row @param {number} of how many @param {Field} field */
function bars(root, row, n, of, { lying, room, base, middle, scale }) {
  const thick = Math.min(48, (room * 0.72) / of), from = scale(base);
  for (const [m, value] of row.values.entries()) {
    if (Number.isNaN(value)) continue;
    const at = middle(m) - (thick * of) / 2 + n * thick, to = scale(value), first = Math.min(from, to), long = Math.abs(to - from);
    root.append(svg("rect", { ...(lying ? { x: first, y: at, width: long, height: thick } : { x: at, y: first, width: thick, height: long }), fill: colour(n) }));
  }
}
/** @param {SVGElement} root @param {Row} row @param {number} n @param {Field} field */
function lineOf(root, row, n, { middle, scale }) {
  const points = row.values.map((value, m) => (Number.isNaN(value) ? null : [middle(m), scale(value)]));
  const d = points.map((point, m) => (point ? `${m && points[m - 1] ? "L" : "M"}${point.join(" ")}` : "")).join("");
  root.append(svg("path", { d, fill: "none", stroke: colour(n), "stroke-width": 2.5, "stroke-dasharray": DASHES[n % DASHES.length] }));
  for (const point of points) if (point) root.append(svg("circle", { cx: point[0], cy: point[1], r: 3.5, fill: colour(n) }));
}
/** @param {SVGElement} root @param {Numbers} numbers @param {Paper} paper */
function pie(root, { rows, words }, { width, height, shown }) {
  const values = words.map((_, n) => Math.max(0, rows[0]?.values[n] || 0)), total = values.reduce((sum, value) => sum + value, 0) || 1;
  const radius = Math.min(width, height) / 2 - 30, full = 2 * Math.PI;
  const point = (/** @type {number} */ angle, far = radius) => [width / 2 + far * Math.cos(angle), height / 2 + far * Math.sin(angle)];
  let at = -Math.PI / 2;
  for (const [n, value] of values.entries()) {
    const to = at + (value / total) * full, [x, y] = point((at + to) / 2, radius + 16), end = point(Math.min(to, at + full - 1e-4));
    const d = `M${width / 2} ${height / 2}L${point(at).join(" ")}A${radius} ${radius} 0 ${to - at > Math.PI ? 1 : 0} 1 ${end.join(" ")}Z`;
    if (value) root.append(svg("path", { d, fill: colour(n), class: "slice" }), svg("text", { x, y: y + 4, "text-anchor": "middle" }, shown(value)));
    at = to;
  }
}
