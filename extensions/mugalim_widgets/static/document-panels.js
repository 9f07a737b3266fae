// The panels of a document's tools: what is added, links, tables, and the rest; loaded when she begins to write.

import { make } from "./surface.js";

const COLOURS = ["#000000", "#595959", "#8A8A8A", "#C4C4C4", "#FFFFFF", "#B3261E", "#0B5D8F", "#17663A", "#F2C200", "#FFF3C4", "#DCEBFA", "#1D2733"];
const BLANK_LINE = "____________";
const BARE_ADDRESS = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(\/|$)/u;
const MOST_SHOWN = 60; // numbers of the table at once
const MANY = 8; // numbers that need to be searched

/**
 * What each panel holds when it opens.
 * @param {import("./document-tools.js").Given & {id: string, named: (name: string, act: () => void) => HTMLElement,
 *   select: (key: string, options: [string, string][], value: string, act: (value: string) => void) => HTMLElement,
 *   done: (act: () => void) => () => void, close: () => void, fill: (content: Node[]) => void, mayLead: (address: string) => boolean,
 *   languages: Record<string, string>}} given
 */
export function panels({ flow, model, words, announce, changed, addPicture, id, named, select, done, close, fill, mayLead, languages }) {
  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => named(words[key], act);
  /** @param {string} key @param {Record<string, any>} more */
  const field = (key, more) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { id: `${id}-${key}`, autocomplete: "off", ...more }));
    return { input, box: make("div", { className: more.type ? "field" : "field wide" }, make("label", { for: input.id }, words[key]), input) };
  };
  /** @param {Node[]} content @param {() => boolean|void} act false where it could not be done */
  const form = (content, act) => {
    const made = make("form", { className: "row" }, ...content, make("button", { type: "submit", className: "primary" }, words.insert));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      if (act() !== false) close();
    });
    return made;
  };
  const putText = (/** @type {string} */ text, like = {}) => done(() => flow.putBits([{ text, like }]));

  // --- adding ---
  const pickFile = () => {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: "image/*", hidden: true }));
    flow.paper.parentElement?.querySelector("[type=file]")?.remove();
    flow.paper.after(input); // some phones choose nothing for one that stands nowhere
    input.addEventListener("change", () => { if (input.files?.[0]) addPicture(input.files[0]); });
    input.click();
  };
  const add = (asking = true) => {
    const counts = model.get("counts");
    if (counts && asking) model.send({ type: "figures" }); // the table may have changed since; the kernel alone can count
    const styles = flow.shape.styles.filter((style) => style !== "title");
    const all = [
      ...styles.map((style) => named(flow.styleName(style), done(() => flow.putBlocks([flow.newText(style)])))),
      button("new_table", () => fill([tableForm()])), button("picture", done(pickFile)), button("box", putText("☐ ")), button("blank", putText(BLANK_LINE)),
      ...(counts ? [button("figure", () => fill(figures())), ...model.get("charts").map(chartButton)] : []),
    ];
    all[0].dataset.adds = "";
    return all;
  };
  const tableForm = () => {
    const rows = field("rows", { type: "number", min: 2, max: 40, value: 4, "data-first": "" }), columns = field("columns", { type: "number", min: 1, max: 12, value: 3 });
    const size = (/** @type {HTMLInputElement} */ { value, max }) => Math.min(Number(max), Math.max(1, Math.round(Number(value)) || 1));
    return form([rows.box, columns.box], () => flow.tables.put(size(rows.input), size(columns.input)));
  };
  const figures = () => {
    const all = model.get("figures"), list = make("div", { className: "figures" }), search = field("search", { type: "search" });
    const show = () => {
      const wanted = search.input.value.toLowerCase(), fits = (/** @type {any} */ each) => Object.values(each).join(" ").toLowerCase().includes(wanted);
      list.replaceChildren(...all.filter(fits).slice(0, MOST_SHOWN).map((/** @type {any} */ { shown, source, row, column }) => {
        const element = named(shown, done(() => flow.putBits([{ text: shown, like: { source } }, { text: " ", like: {} }])));
        element.append(" ", make("small", {}, [row, column].filter(Boolean).join(", "), ` (${source})`));
        return element;
      }));
    };
    search.input.addEventListener("input", show);
    show();
    return [make("p", { className: "help" }, all.length ? words.figure_help : words.no_figures), ...(all.length > MANY ? [search.box] : []), list];
  };
  const chartButton = (/** @type {any} */ { title, ...image }) => named(`${words.chart}: ${title}`, done(() => flow.putPicture(image)));

  // --- links ---
  const link = () => {
    const { target = "" } = flow.likeHere(), range = target ? flow.linkAround() : flow.worked(), text = flow.textIn(range);
    const said = field("link_words", { value: text }), address = field("link_address", { value: target, inputMode: "url", placeholder: words.link_start });
    const unclear = make("p", { role: "alert", className: "refused" });
    (text ? address : said).input.dataset.first = "";
    const act = () => {
      const typed = address.input.value.trim(), shown = said.input.value.trim(), leads = BARE_ADDRESS.test(typed) ? `${words.link_start}${typed}` : typed;
      if (!shown || !mayLead(leads)) {
        unclear.textContent = words.link_unclear;
        (shown ? address : said).input.focus();
        return false;
      }
      const after = flow.textIn({ from: range.to, to: Infinity }) ? [] : [{ text: " ", like: {} }]; // to go on behind the link
      flow.putBits([{ text: shown, like: { target: leads } }, ...after], range);
      announce(words.link_done);
    };
    return [form([said.box, address.box, unclear], act), ...(target ? [button("unlink", done(() => flow.setLike({ target: undefined }, range)))] : [])];
  };

  // --- tables ---
  const table = () => {
    const drawn = flow.current().list.table, whole = drawn.element.classList, { rows, columns } = flow.tables.size();
    const gone = (/** @type {"row"|"column"} */ axis, /** @type {number} */ count) => done(() => (count < 2 ? announce(words.last_line) : flow.tables.remove(axis)));
    const headed = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", checked: flow.tables.isHeaded() }));
    headed.addEventListener("change", () => flow.tables.setHeaded(headed.checked));
    const narrow = button(whole.contains("whole") ? "as_cells" : "as_table", done(() => whole.toggle("whole")));
    narrow.classList.add("narrow");
    return [
      make("label", { className: "choice" }, headed, make("span", {}, words.headed)),
      ...(drawn.fixed ? [make("p", { className: "help" }, words.fixed_table)] : [
        button("row_add", done(() => flow.tables.add("row"))), button("column_add", done(() => flow.tables.add("column"))),
        button("row_remove", gone("row", rows)), button("column_remove", gone("column", columns)),
        ...(model.get("points") ? ["points", "total"].map((key) => button(`${key}_row`, done(() => flow.tables.addNamed(words[key])))) : []),
      ]),
      narrow,
    ];
  };

  // --- the rest ---
  const more = () => {
    const current = flow.current(), like = flow.likeHere(), { from, to } = flow.chosen(), range = from < to ? { from, to } : { from: 0, to: Infinity };
    const colours = words.colours.split(", ").map((name, at) => /** @type {[string, string]} */ ([COLOURS[at], name]));
    const inside = current.list.table ? current.list.table.cells.flatMap((/** @type {any} */ cell) => cell.blocks) : [current];
    const wide = inside.filter((/** @type {any} */ each) => each.look?.width > 320 || each.images?.some((/** @type {any} */ { image }) => image.fixed));
    const narrow = () => {
      for (const each of wide) each.look.width = 0;
      for (const shown of wide.flatMap((/** @type {any} */ each) => each.images)) shown.image = { ...shown.image, fixed: undefined };
      changed();
    };
    return [
      make("div", { className: "row" }, button("up", () => flow.move(-1)), button("down", () => flow.move(1)),
        button(current.list.table ? "remove_table" : "remove", done(flow.remove))),
      ...(flow.isText(current) ? [
        select("language_part", [["", words.language_same], ...Object.entries(languages)], like.language ?? "", (value) => flow.setLike({ language: value || undefined }, range)),
        select("colour", colours, like.colour ?? "#000000", (value) => flow.setLike({ colour: value }, range)),
        select("background", colours, like.background === undefined ? "#FFFFFF" : String(like.background), (value) => flow.setLike({ background: value }, range)),
      ] : []),
      ...(wide.length ? [button("narrow", done(narrow))] : []),
    ];
  };

  return { add, link, table, more };
}
