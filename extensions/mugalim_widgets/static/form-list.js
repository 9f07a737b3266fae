// Lists: items of fields, of which one is open at a time; added, moved and taken out by buttons.

import { fillIn, makeField, makeFields, newId } from "./form-fields.js";
import { make } from "./surface.js";

/**
 * @typedef {import("./form-fields.js").Field} Field
 * @typedef {import("./form-fields.js").Form} Form
 * @typedef {import("./form-fields.js").Control} Control
 * @typedef {{el: HTMLElement, head: HTMLElement, control: Control, number: (n: number, last: boolean) => void, open: (on: boolean) => void}} Entry
 */

/**
 * A list of items. With `flat` they all stand open, each with small buttons; with `bare` an item is the
 * value of its one field. `begin` is how many empty ones an empty list shows, `copies` adds a button that
 * duplicates, `blank` gives what a new one begins with, `choice` stands beside the button that adds, and
 * `after` says more of the n-th item behind its name.
 * @param {Field} field @param {Form} form @returns {Control}
 */
export function makeList(field, form) {
  const { words } = form, id = newId(form), fields = /** @type {Field[]} */ (field.fields);
  const flat = field.flat ?? fields.length === 1, begin = field.begin ?? 1;
  /** @type {Entry[]} */
  const entries = [];
  const list = make("ol", { className: `items${flat ? " flat" : ""}${fields.length === 1 ? " one" : ""}` });
  const tally = make("span", { className: "tag" });
  const title = make("p", { className: "list-title", id }, field.label, " ", tally);
  const help = field.help ? [make("p", { className: "help" }, field.help)] : [];

  /** @param {string} look @param {string} text @param {() => void} act */
  const button = (look, text, act) => {
    const element = make("button", { type: "button", className: look }, text);
    element.addEventListener("click", act);
    return element;
  };
  const nameOf = (/** @type {Entry} */ entry) => `${field.name} ${entries.indexOf(entry) + 1}`;
  const refresh = () => {
    entries.forEach((entry, n) => entry.number(n + 1, n === entries.length - 1));
    const done = entries.filter(({ control }) => control.done()).length, enough = done >= (field.least ?? 1);
    tally.textContent = field.least && !enough ? fillIn(words.tally, { done, least: field.least }) : String(done);
    tally.className = enough ? "tag good" : "tag";
    tally.hidden = !done && !field.least;
    add.hidden = Boolean(field.most && entries.length >= field.most);
  };
  /** What she did to the list as a whole. @param {string} said */
  const changed = (said) => {
    refresh();
    form.changed();
    form.announce(said);
  };
  /** @param {number} at @returns {Entry} */
  const put = (at) => {
    const entry = makeEntry();
    list.insertBefore(entry.el, entries[at]?.el ?? null);
    entries.splice(at, 0, entry);
    return entry;
  };
  /** @param {any} given @param {number} at */
  const addEntry = (given, at) => {
    const entry = put(at);
    entry.control.show(given);
    back.hidden = true;
    for (const each of entries) each.open(each === entry);
    changed(fillIn(words.added, { name: nameOf(entry) }));
    /** @type {HTMLElement|null} */ (entry.control.el.querySelector("input, textarea, select"))?.focus();
  };
  /** @param {Entry} entry @param {number} by */
  const move = (entry, by) => {
    const from = entries.indexOf(entry), pressed = /** @type {HTMLElement} */ (document.activeElement);
    if (!entries[from + by]) return;
    entries.splice(from, 1);
    entries.splice(from + by, 0, entry);
    list.insertBefore(entry.el, entries[from + by + 1]?.el ?? null);
    pressed.focus();
    changed(fillIn(words.moved, { name: nameOf(entry) }));
  };
  /** @param {Entry} entry */
  const remove = (entry) => {
    const at = entries.indexOf(entry), said = fillIn(words.removed, { name: nameOf(entry) }), held = entry.control.value() !== undefined;
    entries.splice(at, 1);
    entry.el.remove();
    if (held) changed(said);
    else refresh();
    back.hidden = !held;
    ((entries[at] ?? entries[at - 1])?.head ?? add).focus();
  };
  /** @returns {Entry} */
  const makeEntry = () => {
    const inner = { ...form, narrow: true, changed(/** @type {string} */ typing) { back.hidden = true; refresh(); form.changed(typing); } };
    const control = field.bare ? makeField(fields[0], inner) : makeFields(fields, inner);
    const name = make("strong"), gist = make("span", { className: "gist" });
    const tick = make("span", { className: "tick", role: "img", "aria-label": words.complete }, "✓");
    const acts = /** @type {[string, string, () => void][]} */ ([["up", "↑", () => move(entry, -1)], ["down", "↓", () => move(entry, 1)]]);
    if (field.copies) acts.push(["copy_item", "⧉", () => addEntry(control.value() ?? field.blank?.(), entries.indexOf(entry) + 1)]);
    acts.push(["remove", "✕", () => remove(entry)]);
    const tools = acts.map(([key, sign, act]) => ({ key, element: button("quiet", flat ? sign : words[key], act) }));
    const row = make("div", { className: "row item-tools" }, ...tools.map(({ element }) => element));
    const head = flat ? tools[tools.length - 1].element : make("summary", {}, name, tick, gist);
    const box = flat
      ? make("div", { role: "group" }, make("div", { className: "item-head" }, name, row), control.el)
      : make("details", {}, head, control.el, row);
    if (!flat) head.addEventListener("click", () => {
      if (/** @type {HTMLDetailsElement} */ (box).open) return;
      for (const each of entries) if (each !== entry) each.open(false);
      requestAnimationFrame(() => head.scrollIntoView({ block: "nearest" })); // a card above it may have closed
    });
    /** @type {Entry} */
    const entry = {
      el: make("li", {}, box), head, control,
      open(on) { if (!flat) /** @type {HTMLDetailsElement} */ (box).open = on; },
      number(n, last) {
        name.textContent = `${field.name} ${n}${field.after?.(n) ?? ""}`;
        if (flat) box.setAttribute("aria-label", name.textContent);
        gist.textContent = control.gist() || (control.value() === undefined ? words.empty : "");
        tick.hidden = !control.done();
        for (const { key, element } of tools) {
          element.setAttribute("aria-label", `${words[key]}: ${name.textContent}`);
          element.hidden = n === 1 && last && ["up", "down"].includes(key);
          element.setAttribute("aria-disabled", String(key === "up" ? n === 1 : key === "down" && last));
        }
      },
    };
    return entry;
  };
  const value = () => {
    const found = entries.map(({ control }) => control.value()).filter((each) => each !== undefined);
    return found.length ? found : undefined;
  };
  const add = button("", fillIn(words.add, { name: field.name }), () => addEntry(field.blank?.(), entries.length));
  const back = button("quiet", words.bring_back, () => form.undo());
  back.hidden = true;
  return {
    el: make("div", { className: "field list", role: "group", "aria-labelledby": id }, title, ...help, list, make("div", { className: "row" }, ...(field.choice ? [field.choice] : []), add, back)),
    value,
    gist: () => "",
    done: () => !field.required || value() !== undefined,
    show(given) {
      const items = Array.isArray(given) ? given : [], wanted = items.length || begin;
      for (const entry of entries.splice(wanted)) entry.el.remove();
      while (entries.length < wanted) put(entries.length);
      entries.forEach((entry, n) => entry.control.show(items[n] ?? field.blank?.()));
      if (!items.length) entries[0]?.open(true);
      back.hidden = true;
      refresh();
    },
  };
}
