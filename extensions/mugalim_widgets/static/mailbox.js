// Mailbox: simulated letters and chats to be judged; passphrases to compare; two-step sign-in.

import { makeEditing } from "./editing.js";
import { drawKeepingFocus, filled } from "./redrawing.js";
import { itemsOf, textOf, withFields, withItem } from "./simulated.js";
import { make } from "./surface.js";

/**
 * @typedef {import("./surface.js").Model} Model
 * @typedef {{id: string, kind: string, sender: string, address: string, subject: string, text: string,
 *   attachment: string, time: string}} Message
 * @typedef {{mail: string, verdict: string, signs: string[]}} Judged
 */

const LINK = /\[([^\]]*)\]\(([^)\s]*)\)/; // [words](where it leads)
const VERDICTS = [["genuine", "genuine"], ["phish", "phish"], ["", "later"]];

/** Which draw this browser began with: it stays until something is judged, from then on the state knows. */
function firstDraw(/** @type {string} */ exercise, /** @type {number} */ many) {
  const name = `mugalim-draw:${exercise}`;
  let found = Math.floor(Math.random() * many);
  try {
    found = Number(localStorage.getItem(name) ?? found);
    localStorage.setItem(name, String(found));
  } catch { /* a browser that keeps nothing draws again */ }
  return Math.abs(Math.trunc(found) || 0) % many;
}

/** @param {{model: Model, el: HTMLElement}} view */
function render({ model, el }) {
  if (model.get("trouble")) {
    el.append(make("p", { className: "mugalim error" }, model.get("trouble")));
    return () => {};
  }
  const words = model.get("words"), draws = model.get("draws");
  /** @type {Map<string, Message>} */
  const messages = new Map(model.get("messages").map((/** @type {Message} */ each) => [each.id, each]));
  const labels = {
    judged: words.messages, passphrases: words.pairs, two_step: words.two_step, "two_step.on": words.on, "two_step.backup": words.backup,
    "judged.verdict=genuine": words.genuine, "judged.verdict=phish": words.phish, // for whoever reads it elsewhere
  };
  const id = `mailbox-${model.get("exercise")}-${Math.random().toString(36).slice(2)}`;
  const first = firstDraw(model.get("exercise"), draws.length);
  let opened = "", addressOpen = false;
  /** @type {Set<number>} */
  let linksOpen = new Set();

  /** What is judged, or to be judged: ten messages in the order drawn. @returns {Judged[]} */
  const judged = () => {
    const found = itemsOf(editing.state(), "judged").filter((each) => messages.has(each.mail));
    if (found.length) return found.map(({ mail, verdict, signs }) => ({ mail, verdict: textOf(verdict), signs: Array.isArray(signs) ? signs : [] }));
    return blank(draws[first]);
  };
  const blank = (/** @type {string[]} */ ids) => ids.map((mail) => ({ mail, verdict: "", signs: [] }));
  const put = (/** @type {object} */ fields, together = "") =>
    editing.change(withFields(editing.state(), fields, labels, model.get("language")), together);
  const done = () => filled(words, "judged", { done: judged().filter((each) => each.verdict).length, all: judged().length });
  const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ act, className = "quiet") => {
    const element = make("button", { type: "button", className, "data-name": name }, text);
    element.addEventListener("click", act);
    return element;
  };

  // --- the list ---
  const preview = (/** @type {string} */ text) => text.replaceAll(new RegExp(LINK, "g"), "$1");
  const line = (/** @type {Judged} */ { mail, verdict }, /** @type {number} */ n) => {
    const message = /** @type {Message} */ (messages.get(mail));
    const chat = message.kind === "chat";
    const face = make("span", { className: `face ${message.kind}`, "aria-hidden": "true" }, [...message.sender][0] ?? "");
    const open = button("", `open-${mail}`, () => show(mail), `line ${verdict ? "" : "fresh"}`);
    open.append(face, make("span", { className: "about" },
      make("span", { className: "top" }, make("span", { className: "sender" }, `${n + 1}. ${message.sender}`), make("span", { className: "time" }, message.time)),
      make("span", { className: "subject" }, message.subject || preview(message.text)),
      make("span", { className: "top" }, make("span", { className: "kind" }, chat ? words.chat : words.mail),
        make("span", { className: `verdict ${verdict}` }, words[verdict] ?? words.open))));
    return make("li", {}, open);
  };
  const list = () => [
    make("div", { className: "screen-top" }, make("span", { className: "grows" }, words.messages), make("span", { className: "count" }, done())),
    make("ol", { className: "letters" }, ...judged().map(line)),
  ];

  // --- an open message ---
  /** A link is a button here: it says where it leads, and leads nowhere. */
  const link = (/** @type {string} */ text, /** @type {string} */ address, /** @type {number} */ n) => {
    const leads = make("span", { className: "leads", id: `${id}-link-${n}`, hidden: !linksOpen.has(n) }, filled(words, "leads_to", { address }));
    const open = button(text, `link-${n}`, () => {
      linksOpen[linksOpen.has(n) ? "delete" : "add"](n);
      leads.hidden = !linksOpen.has(n);
      open.setAttribute("aria-expanded", String(!leads.hidden));
    }, "leading");
    open.setAttribute("aria-expanded", String(linksOpen.has(n)));
    open.setAttribute("aria-controls", leads.id);
    return [open, leads];
  };
  const body = (/** @type {string} */ text) =>
    text.split(new RegExp(LINK.source, "")).reduce((/** @type {(Node|string)[]} */ parts, piece, n, all) => {
      if (n % 3 === 0) parts.push(piece);
      if (n % 3 === 1) parts.push(...link(piece, all[n + 1], n));
      return parts;
    }, []);
  const sender = (/** @type {Message} */ message) => {
    const address = make("span", { className: "address", id: `${id}-address`, hidden: !addressOpen }, message.address);
    const toggle = button(words[addressOpen ? "hide_address" : "show_address"], "address", () => {
      addressOpen = !addressOpen;
      address.hidden = !addressOpen;
      toggle.textContent = words[addressOpen ? "hide_address" : "show_address"];
      toggle.setAttribute("aria-expanded", String(addressOpen));
    });
    toggle.setAttribute("aria-expanded", String(addressOpen));
    toggle.setAttribute("aria-controls", address.id);
    return make("div", { className: "from" }, make("span", { className: `face ${message.kind}`, "aria-hidden": "true" }, [...message.sender][0] ?? ""),
      make("span", { className: "grows" }, make("strong", {}, message.sender), " ", make("span", { className: "time" }, message.time), address), toggle);
  };
  const verdict = (/** @type {Judged} */ now) => {
    const signs = make("fieldset", { className: "signs", hidden: now.verdict !== "phish" }, make("legend", {}, words.signs),
      ...model.get("signs").map((/** @type {any} */ sign) => tick(now.mail, sign)));
    const choose = (/** @type {string} */ value) => {
      judge(now.mail, value === "phish" ? { verdict: value } : { verdict: value, signs: [] });
      signs.hidden = value !== "phish";
      if (signs.hidden) for (const box of signs.querySelectorAll("input")) box.checked = false;
    };
    const radios = VERDICTS.map(([value, word]) => {
      const input = make("input", { type: "radio", name: `${id}-verdict`, checked: now.verdict === value, "data-name": `verdict-${word}` });
      input.addEventListener("change", () => choose(value));
      return make("label", {}, input, make("span", {}, words[word]));
    });
    return [make("fieldset", { className: "verdicts" }, make("legend", {}, words.verdict), make("div", { className: "options" }, ...radios)), signs];
  };
  const tick = (/** @type {string} */ mail, /** @type {{id: string, text: string}} */ sign) => {
    const now = () => /** @type {Judged} */ (judged().find((each) => each.mail === mail)).signs;
    const input = make("input", { type: "checkbox", checked: now().includes(sign.id), "data-name": `sign-${sign.id}` });
    input.addEventListener("change", () =>
      judge(mail, { signs: input.checked ? [...now(), sign.id] : now().filter((each) => each !== sign.id) }));
    return make("label", {}, input, make("span", {}, sign.text));
  };
  const letter = (/** @type {Judged} */ now, /** @type {number} */ n) => {
    const message = /** @type {Message} */ (messages.get(now.mail)), all = judged();
    const title = make("h3", { tabIndex: -1, "data-name": "title" }, message.subject || words[message.kind]);
    const attached = message.attachment ? [make("p", { className: "attached" }, filled(words, "attached", { name: message.attachment }))] : [];
    const next = all.length > 1 ? [button(words.next, "next", () => show(all[(n + 1) % all.length].mail), "primary")] : [];
    return [
      make("div", { className: "screen-top" }, button(words.all, "back", back),
        make("span", { className: "count" }, filled(words, "number", { n: n + 1, all: all.length }))),
      make("article", { className: `message ${message.kind}` }, title, sender(message),
        make("div", { className: "body" }, ...body(message.text), ...attached)),
      make("div", { className: "judging" }, ...verdict(now), make("div", { className: "row" }, ...next)),
    ];
  };
  const judge = (/** @type {string} */ mail, /** @type {object} */ changes) => {
    put({ judged: withItem(judged(), "mail", mail, changes) });
    editing.announce(done());
  };
  const focusOn = (/** @type {string} */ name) => {
    const target = /** @type {HTMLElement|null} */ (screen.querySelector(`[data-name="${CSS.escape(name)}"]`));
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  };
  const show = (/** @type {string} */ mail) => {
    opened = mail;
    addressOpen = false;
    linksOpen = new Set();
    drawScreen();
    focusOn("title");
  };
  const back = () => {
    const from = opened;
    opened = "";
    drawScreen();
    focusOn(`open-${from}`);
  };
  const drawAgain = () => {
    const now = judged().map((each) => each.mail), at = draws.findIndex((/** @type {string[]} */ each) => now.every((mail) => each.includes(mail)));
    opened = "";
    put({ judged: blank(draws[(at + 1) % draws.length]) });
    drawScreen();
    editing.announce(words.new_done);
  };

  // --- passphrases, accounts ---
  const pair = (/** @type {any} */ { pair: name, first: one, second }, /** @type {number} */ n) => {
    const chosen = itemsOf(editing.state(), "passphrases").find((each) => each.pair === name)?.choice;
    const radios = [["first", one], ["second", second]].map(([choice, phrase]) => {
      const input = make("input", { type: "radio", name: `${id}-pair-${n}`, checked: chosen === choice, "data-name": `pair-${name}-${choice}` });
      input.addEventListener("change", () =>
        put({ passphrases: withItem(itemsOf(editing.state(), "passphrases"), "pair", name, { choice }) }));
      return make("label", {}, input, make("span", { className: "phrase", lang: "", translate: false }, phrase));
    });
    return make("fieldset", { className: "pair" }, make("legend", {}, filled(words, "pair", { n: n + 1 })), ...radios);
  };
  const account = (/** @type {{id: string, text: string}} */ { id: name, text }, /** @type {number} */ n) => {
    const now = itemsOf(editing.state(), "two_step").find((each) => each.id === name);
    const set = (/** @type {object} */ changes, together = "") => {
      const before = itemsOf(editing.state(), "two_step");
      const known = before.find((each) => each.id === name) ?? { on: false, backup: "" };
      put({ two_step: withItem(before, "id", name, { ...known, account: text, ...changes }) }, together);
    };
    const on = make("input", { type: "checkbox", checked: now?.on === true, "data-name": `on-${name}` });
    const backup = make("input", { id: `${id}-backup-${n}`, maxLength: 300, autocomplete: "off", value: textOf(now?.backup), "data-name": `backup-${name}` });
    on.addEventListener("change", () => set({ on: on.checked }));
    backup.addEventListener("input", () => set({ backup: backup.value }, `backup-${name}`));
    return make("fieldset", { className: "account" }, make("legend", {}, text), make("label", { className: "on" }, on, make("span", {}, words.on)),
      make("div", {}, make("label", { for: backup.id }, words.backup), backup));
  };

  const screen = make("div", { className: "screen" });
  const pairs = make("div", { className: "pairs" }), accounts = make("div", { className: "accounts" });
  function drawScreen() {
    const at = judged().findIndex((each) => each.mail === opened);
    screen.replaceChildren(...(at < 0 ? list() : letter(judged()[at], at)));
  }
  const draw = () => drawKeepingFocus(box, () => {
    drawScreen();
    pairs.replaceChildren(...model.get("pairs").map(pair));
    accounts.replaceChildren(...model.get("accounts").map(account));
  });
  const editing = makeEditing(model, el, draw);
  editing.tools.append(button(words.new, "new", drawAgain));
  const known = model.get("help") ? [make("details", {}, make("summary", {}, words.known), make("p", {}, model.get("help")))] : [];
  const box = editing.frame(make("p", { className: "help" }, words.simulated), ...known, screen, editing.tools,
    ...(model.get("pairs").length ? [make("h3", {}, words.pairs), pairs] : []),
    ...(model.get("accounts").length ? [make("h3", {}, words.two_step), make("p", { className: "help" }, words.two_step_help), accounts] : []));
  draw();
  el.append(box);
  return () => {
    editing.stop();
    box.remove();
  };
}

export default { render };
