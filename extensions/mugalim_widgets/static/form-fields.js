// The fields of a form: each a label, a control, and after leaving it what is amiss; and groups of them.

import { make } from "./surface.js";

/**
 * @typedef {{id: string, type: string, label: string, help?: string, required?: boolean, private?: boolean,
 *   when?: Record<string, any[]>, options?: {id: any, text: string}[], rows?: {id: any, text: string}[], fields?: Field[],
 *   key?: string, name?: string, lines?: number, unit?: string, min?: number, max?: number, least?: number, most?: number,
 *   marks?: {id: string, text: string}, lang?: string, [more: string]: any}} Field as Python says it; a `light` one fills
 *   nothing by itself, `none` is the word where nothing is chosen
 * @typedef {{id: string, ids: {last: number}, words: Record<string, string>, comma: boolean, narrow?: boolean,
 *   changed: (typing?: string) => void, announce: (sentence: string) => void, undo: () => void, addresses?: string,
 *   makers: Record<string, (field: any, form: any) => Control>, beside?: (id: string) => any, above?: (id: string) => any}} Form
 *   `beside` gives the values of the fields around, `above` those around the list
 * @typedef {{el: HTMLElement, show: (value: any) => void, value: () => any, gist: () => string, done: () => boolean,
 *   spread?: boolean}} Control `value` is undefined where nothing is filled in; one that is spread saves several fields
 */

const LONGEST = 10000; // characters of one text
const SHORT = 6; // characters of options that stand side by side as a scale
const INPUTS = /** @type {Record<string, string>} */ ({ date: "date", time: "time", address: "url" });

/** @param {string} text @param {Record<string, any>} values */
export const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** @param {Form} form */
export const newId = (form) => `${form.id}-${++form.ids.last}`;

const isNothing = (/** @type {any} */ value) => value === undefined || value === null || value === "";

/** A day as a date input wants it, from "2026-11-23" or "23.11.2026"; else "". @param {string} text */
export function isoDay(text) {
  const found = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text) ?? /^(\d\d?)[./](\d\d?)[./](\d{4})$/.exec(text);
  const parts = (found ?? []).slice(1).map((part) => part.padStart(2, "0"));
  return (parts[0]?.length === 4 ? parts : parts.reverse()).join("-");
}

/** A time as a time input wants it, from "9.30"; else "". @param {string} text */
function isoTime(text) {
  const found = /^([01]?\d|2[0-3])[:.-]([0-5]\d)$/.exec(text);
  return found ? `${found[1].padStart(2, "0")}:${found[2]}` : "";
}

/** A number as it is typed in any language, else the text. @param {string} text */
export function numberOf(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^[-+]?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : text;
}

/** @param {Field} field @param {Form} form @returns {Control} */
export const makeField = (field, form) => (form.makers[field.type] ?? FIELD_MAKERS[field.type] ?? makeLine)(field, form);

/**
 * The frame of a control, or of several in a set: its name, that it is needed, what helps.
 * @param {Field} field @param {Form} form @param {string} id of the one control; "" for a set @param {...HTMLElement} content
 */
function framed(field, form, id, ...content) {
  const mark = field.required ? make("span", { className: "mark" }, ` (${form.words.needed_mark})`) : "";
  const name = make(id ? "label" : "legend", id ? { for: id } : {}, field.label, field.unit ? `, ${field.unit}` : "", mark);
  const help = field.help ? [make("p", { className: "help", id: newId(form) }, field.help)] : [];
  const el = make(id ? "div" : "fieldset", { className: "field" }, name, ...help, ...content);
  const control = id ? content[0] : el, about = [...help, ...content.slice(1)].filter((each) => each.id).map((each) => each.id);
  if (about.length) control.setAttribute("aria-describedby", about.join(" "));
  if (id && field.required) control.setAttribute("aria-required", "true");
  return el;
}

/** @param {Field} field @param {Form} form a text, a date, a time, a number or an address @returns {Control} */
function makeLine(field, form) {
  const id = newId(form), { words } = form, { type } = field, native = { date: isoDay, time: isoTime }[type];
  const input = /** @type {any} */ (type === "long"
    ? make("textarea", { id, rows: field.lines ?? 3, maxLength: LONGEST })
    : make("input", { id, type: INPUTS[type] ?? "text", maxLength: LONGEST, autocomplete: "off" }));
  const amiss = make("p", { className: "amiss", id: `${id}-amiss`, "aria-live": "polite" });
  const count = make("p", { className: "help", id: `${id}-count`, hidden: !field.most });
  if (type === "long") input.style.minHeight = `${1.5 * (field.lines ?? 3) + 1.1}em`; // it grows with what is written
  if (field.lang) input.lang = field.lang;
  if (type === "number") input.inputMode = "decimal";
  if (type === "address") input.spellcheck = false;
  if (type === "address" && form.addresses) input.setAttribute("list", form.addresses);

  const value = () => {
    const text = input.value.toWellFormed?.() ?? input.value;
    if (!text.trim()) return undefined;
    return type === "number" ? numberOf(text) : text;
  };
  const trouble = () => {
    const found = value();
    if (input.validity.badInput) return words.date_wanted;
    if (found === undefined) return field.required ? words.needed : "";
    if (type === "number" && typeof found !== "number") return words.number_wanted;
    if (type === "number" && field.max !== undefined && !(found >= (field.min ?? 0) && found <= field.max)) return fillIn(words.number_range, field);
    return type === "address" && (!found.trim().startsWith(words.address_start) || /\s/.test(found.trim())) ? words.address_wanted : "";
  };
  const say = (/** @type {string} */ sentence) => {
    amiss.textContent = sentence;
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const counted = () => {
    const n = [...input.value.trim()].length;
    count.textContent = fillIn(words.characters, { n, most: field.most });
    count.classList.toggle("over", n > (field.most ?? n));
  };
  input.addEventListener("input", () => {
    if (amiss.textContent) say(trouble());
    counted();
    form.changed(id);
  });
  // Not while something is pressed: what is said moves the page, and the press would miss its button.
  const left = () => setTimeout(() => (document.querySelector(":active") ? left() : say(trouble())), 100);
  input.addEventListener("blur", left);
  counted();
  return {
    el: framed(field, form, id, input, ...(field.most ? [count] : []), amiss),
    value,
    gist: () => (native ? "" : input.value.trim()),
    done: () => !field.required || value() !== undefined,
    show(given) {
      let text = isNothing(given) ? "" : String(given);
      if (typeof given === "number" && form.comma) text = text.replace(".", ",");
      if (native) {
        input.type = text && !native(text) ? "text" : type; // what a file has instead stays readable
        text = native(text) || text;
      }
      if (input.value !== text) input.value = text;
      if (!text || amiss.textContent) say("");
      counted();
    },
  };
}

/**
 * One of several, or several of them: a few stand side by side, more of them fold up.
 * @param {Field} field @param {Form} form @returns {Control}
 */
function makeChoice(field, form) {
  const { words } = form, id = newId(form), many = field.type === "several";
  const options = field.type === "yes_no" ? [{ id: true, text: words.yes }, { id: false, text: words.no }] : /** @type {{id: any, text: string}[]} */ (field.options);
  const folds = !many && options.length > (form.narrow ? 3 : 6);
  const select = /** @type {HTMLSelectElement} */ (make("select", { id }, make("option", { value: "" }, field.none ?? words.choose), ...options.map(({ text }, n) => make("option", { value: String(n) }, text))));
  const inputs = options.map(() => /** @type {HTMLInputElement} */ (make("input", { type: many ? "checkbox" : "radio", name: id })));
  const short = options.every(({ text }) => text.length <= SHORT);
  const pills = make("div", { className: short ? "pills scale" : "pills" }, ...options.map(({ text }, n) => make("label", { className: "choice" }, inputs[n], make("span", {}, text))));
  const content = folds ? select : pills;
  /** @type {any[]} */
  let others = []; // what is none of the options, from a file
  content.addEventListener("change", () => {
    if (!many) others = [];
    form.changed();
  });
  const value = () => {
    const chosen = options.filter((option, n) => (folds ? select.value === String(n) : inputs[n].checked)).map((option) => option.id);
    const all = [...chosen, ...others];
    return many && all.length ? all : many ? undefined : all[0];
  };
  return {
    el: framed(field, form, folds ? id : "", content),
    value,
    gist: () => "",
    done: () => !field.required || value() !== undefined,
    show(given) {
      const all = (many ? (Array.isArray(given) ? given : []) : [given]).filter((each) => !isNothing(each));
      others = all.filter((each) => !options.some((option) => option.id === each));
      inputs.forEach((input, n) => { input.checked = all.includes(options[n].id); });
      const at = options.findIndex((option) => option.id === given);
      select.value = at < 0 ? "" : String(at);
      select.options[0].textContent = others.length ? String(others[0]) : (field.none ?? words.choose);
    },
  };
}

/**
 * Fields under one another; one with `when` is there, and saved, only while another has such a value.
 * @param {Field[]} fields @param {Form} form @returns {Control}
 */
export function makeFields(fields, form) {
  /** @type {Record<string, any>} */
  let kept = {}; // what a file has beside our fields
  const valueOf = (/** @type {string} */ id) => parts.find((part) => part.field.id === id)?.control.value();
  const meet = () => {
    for (const { field, control } of parts)
      if (field.when) control.el.hidden = !Object.entries(field.when).every(([id, wanted]) => wanted.includes(valueOf(id)));
  };
  const inner = {
    ...form, beside: valueOf, above: form.beside,
    changed(/** @type {string} */ typing) { meet(); form.changed(typing); },
  };
  const parts = fields.map((field) => ({ field, control: makeField(field, inner) }));
  const there = () => parts.filter(({ control }) => !control.el.hidden);
  const value = () => {
    const found = { ...kept };
    for (const { field, control } of parts) {
      const own = control.el.hidden ? undefined : control.value();
      Object.assign(found, control.spread ? own : { [field.id]: own });
    }
    for (const [name, own] of Object.entries(found)) if (own === undefined) delete found[name];
    const light = fields.filter((field) => field.light).map((field) => field.id);
    return Object.keys(found).some((name) => !light.includes(name)) ? found : undefined;
  };
  meet();
  return {
    el: make("div", { className: "fields" }, ...parts.map(({ control }) => control.el)),
    value,
    gist: () => there().map(({ control }) => control.gist()).find(Boolean) ?? "",
    done: () => value() !== undefined && there().every(({ control }) => control.done()),
    show(given) {
      kept = given && typeof given === "object" && !Array.isArray(given) ? { ...given } : {};
      for (const { field, control } of parts) control.show(control.spread ? kept : kept[field.id]);
      meet();
    },
  };
}

/** @param {Field} field @param {Form} form fields that belong together; those of languages stand beside each other @returns {Control} */
function makeGroup(field, form) {
  const isPair = field.type === "languages";
  const own = (field.fields ?? []).map((each) => (isPair ? { ...each, lang: each.id } : each));
  const group = makeFields(own, form);
  const el = framed(field, form, "", group.el);
  el.classList.add("group");
  group.el.classList.toggle("beside", isPair);
  return { ...group, el, done: () => group.done() || own.every((each) => !each.required) };
}

/** @param {Field} field @param {Form} form the same question to each of some given rows @returns {Control} */
function makeRows(field, form) {
  const one = /** @type {Field[]} */ (field.fields)[0], key = String(field.key);
  const rows = (field.rows ?? []).map((row) => ({ id: row.id, control: makeField({ ...one, label: row.text }, form) }));
  /** @type {any[]} */
  let others = [];
  const value = () => {
    const found = [...rows.map(({ id, control }) => ({ [key]: id, [one.id]: control.value() })).filter((row) => row[one.id] !== undefined), ...others];
    return found.length ? found : undefined;
  };
  const el = framed(field, form, "", ...rows.map(({ control }) => control.el));
  el.classList.add("group");
  return {
    el,
    value,
    gist: () => "",
    done: () => !field.required || rows.every(({ control }) => control.value() !== undefined),
    show(given) {
      const all = Array.isArray(given) ? given : [];
      for (const { id, control } of rows) control.show(all.find((each) => each?.[key] === id)?.[one.id]);
      others = all.filter((each) => !rows.some(({ id }) => each?.[key] === id));
    },
  };
}

const FIELD_MAKERS = /** @type {Record<string, (field: any, form: Form) => Control>} */ ({
  choice: makeChoice, yes_no: makeChoice, several: makeChoice, group: makeGroup, languages: makeGroup, rows: makeRows,
});
