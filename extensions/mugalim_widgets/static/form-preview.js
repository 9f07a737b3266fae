// How a form's data look to others: names, paragraphs and lists, and nothing to fill in.

import { isoDay } from "./form-fields.js";
import { make } from "./surface.js";

/** @typedef {import("./form-fields.js").Field} Field @typedef {import("./form-fields.js").Form & {texts: any[]}} Form */

/** The fields that others may see and that say something. @param {Field[]} fields @param {any} data */
const toShow = (fields, data) => fields.filter((field) => !field.private && data[field.id] !== undefined);

/** A value in words. @param {Field} field @param {any} value @param {Form} form @returns {string} */
function inWords(field, value, { words, comma }) {
  const said = (/** @type {any} */ id) => field.options?.find((each) => each.id === id)?.text ?? String(id);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (field.type === "date") return isoDay(value).split("-").reverse().join(".") || value;
  const text = Array.isArray(value) ? value.map(said).join(", ") : said(value);
  return (typeof value === "number" && comma ? text.replace(".", ",") : text) + (field.unit ? ` ${field.unit}` : "");
}

/** @param {string} text @param {string} [lang] */
const paragraphs = (text, lang = "") => text.split(/\n+/).map((line) => make("p", lang ? { lang } : {}, line));

/** The fields under their names. @param {Field[]} fields @param {any} data @param {Form} form @returns {HTMLElement[]} */
export const previewOf = (fields, data, form) => toShow(fields, data).map((field) =>
  make("div", { className: "shown" }, make("p", { className: "list-title" }, field.label), ...shownAs(field, data[field.id], form)));

/** @param {Field} field @param {any} value @param {Form} form @returns {HTMLElement[]} */
function shownAs(field, value, form) {
  const inner = /** @type {Field[]} */ (field.fields ?? []);
  if (field.type === "list") return [make("ol", {}, ...value.map((/** @type {any} */ item) => make("li", {}, ...insideItem(inner, item, form))))];
  if (field.type === "languages") return previewOf(inner.map((own) => ({ ...own, lang: own.id })), value, form);
  if (field.type === "group") return previewOf(inner, value, form);
  if (field.type === "rows") {
    const row = (/** @type {any} */ each) => `${field.rows?.find(({ id }) => id === each[String(field.key)])?.text ?? ""}: ${inWords(inner[0], each[inner[0].id], form)}`;
    return [make("ul", {}, ...value.filter((/** @type {any} */ each) => each?.[inner[0].id] !== undefined).map((/** @type {any} */ each) => make("li", {}, row(each))))];
  }
  if (field.type !== "texts") return paragraphs(inWords(field, value, form), field.lang);
  return value.flatMap((/** @type {{source: string, text: string}} */ { source, text }) => {
    const known = form.texts.find(({ id }) => id === source);
    return [make("p", {}, make("strong", {}, known?.title ?? source)), make("p", { className: "help" }, known?.caption ?? ""), ...paragraphs(text)];
  });
}

/** An item of a list: what it begins with, and the rest by its names. @param {Field[]} fields @param {any} item @param {Form} form */
const insideItem = (fields, item, form) => toShow(fields, item).map((field, n) => {
  const content = field.type === "rows" ? shownAs(field, item[field.id], form) : [inWords(field, item[field.id], form)];
  return make("div", {}, n ? make("span", { className: "soft" }, `${field.label}: `) : "", ...content);
});
