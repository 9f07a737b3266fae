// One chosen picture: what is not written yet, its credits, its words, its size and edges.

import { make } from "./surface.js";
import { filled } from "./redrawing.js";
import { pieceAddress } from "./pieces.js";
import { brokenName, changedPhoto, longestSide, measures, sizeButtons } from "./photos.js";
import { lackingIn, licenceIn, pictureKey, withCredit, withFile, LICENCES, VERSIONS } from "./picture-credits.js";
import { makeCropper } from "./picture-crop.js";

const LONGEST_LINE = 500, LONGEST_ALT = 1000; // characters
const SEEN = 640; // pixels
const UNWRITABLE_IN_CREDIT = /[\x00-\x1f\ufffe\uffff]|\p{Cs}/gu;

/**
 * @typedef {import("./picture-credits.js").PictureFile} PictureFile
 * @typedef {import("./picture-credits.js").Credit} Credit
 * @typedef {any} PictureDesk what pictures.js gives its cards
 */

/** What a picture's source says about it, as a page of its own. @param {PictureDesk} desk @param {any} item */
export function sourcePage(desk, item) {
  const image = make("img", { alt: "", hidden: true });
  pieceAddress(desk.model, desk.el, item.digest, SEEN)
    .then((src) => { Object.assign(image, { src, hidden: false }); })
    .catch((/** @type {Error} */ refusal) => desk.announce(refusal.message));
  const address = make("p", { className: "address" }, item.address ?? "");
  const lines = String(item.text ?? "").split("\n").filter((line) => line.trim());
  return make("div", { className: "source" }, ...(item.address ? [address] : []),
    make("p", { className: "title" }, item.title), image, ...lines.map((line) => make("p", {}, line)));
}

/**
 * @param {PictureDesk} desk @param {string} name of its file
 * @returns {{item: HTMLElement, update: (file: PictureFile, credit: Credit|null) => void, opener: HTMLElement}}
 */
export function makeCard(desk, name) {
  const { words } = desk;
  const id = `picture-${Math.random().toString(36).slice(2)}`;
  /** @type {PictureFile} */
  let file = { name };
  /** @type {Credit|null} */
  let credit = null;
  let working = false;

  // --- the head: always there ---
  const thumb = make("span", {}), about = make("span", { className: "about" });
  const opener = make("button", { type: "button", className: "opens", "aria-expanded": "false" }, thumb, about);
  const lacking = make("ul", { className: "lacking" });
  const body = make("div", { className: "card-body", hidden: true });
  opener.addEventListener("click", () => open(body.hidden));
  const item = make("li", {}, opener, lacking, body);

  // --- the credits ---
  /** @param {Credit} changes @param {string} [part] */
  const write = (changes, part = "") => desk.change(withCredit(desk.state(), file, changes, desk.endings), part && `${part}-${name}`);
  const plain = (/** @type {string} */ text) => text.replace(UNWRITABLE_IN_CREDIT, " ").split(/\s+/).join(" ").trim();
  /** @type {[HTMLInputElement|HTMLTextAreaElement, keyof Credit][]} */
  const typed = [];
  const field = (/** @type {"title"|"author"|"source"|"alt"} */ key, /** @type {string} */ tag, more = {}) => {
    const input = /** @type {HTMLInputElement} */ (make(tag, { id: `${id}-${key}`, maxLength: LONGEST_LINE, autocomplete: "off", "aria-describedby": `${id}-${key}-help`, ...more }));
    input.addEventListener("input", () => write({ [key]: plain(input.value) }, key));
    typed.push([input, key]);
    return [make("label", { for: input.id }, words[key]), input, make("p", { className: "help", id: `${id}-${key}-help` }, words[`${key}_help`])];
  };
  const option = (/** @type {string} */ value, /** @type {string} */ text) => make("option", { value }, text);
  const licence = /** @type {HTMLSelectElement} */ (make("select", { id: `${id}-licence`, "aria-describedby": `${id}-licence-help` },
    option("", words.choose_licence), ...LICENCES.map((each) => option(each.id, each.named ? words[each.named] : each.written ?? each.id))));
  const version = /** @type {HTMLSelectElement} */ (make("select", { id: `${id}-version` }, option("", "—"), ...VERSIONS.map((each) => option(each, each))));
  const otherWords = /** @type {HTMLInputElement} */ (make("input", { id: `${id}-other`, maxLength: LONGEST_LINE, autocomplete: "off" }));
  const versionPart = make("div", { hidden: true }, make("label", { for: version.id }, words.version), version);
  const otherPart = make("div", { hidden: true }, make("label", { for: otherWords.id }, words.licence_words), otherWords);
  const licenceSays = make("p", { className: "help", id: `${id}-licence-help`, "aria-live": "polite" });
  const chosenLicence = () => LICENCES.find((each) => each.id === licence.value);
  const showLicence = () => {
    const known = chosenLicence();
    licenceSays.textContent = (known?.says ?? []).map((key) => words[key]).join(" ");
    versionPart.hidden = !known?.versions;
    otherPart.hidden = known?.id !== "other";
  };
  const writeLicence = () => {
    const known = chosenLicence();
    const named = known?.named && known.id !== "other" ? words[known.named] : known?.written ?? known?.id ?? "";
    write({ licence: known?.id === "other" ? plain(otherWords.value) : known?.versions ? `${named} ${version.value}`.trim() : named }, "licence");
    showLicence();
  };
  licence.addEventListener("change", () => { version.value = ""; writeLicence(); });
  version.addEventListener("change", writeLicence);
  otherWords.addEventListener("input", writeLicence);
  const changed = ["yes", "no"].map((value) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: `${id}-changed`, value }));
    input.addEventListener("change", () => write({ changed: value === "yes" }));
    return input;
  });
  const changedPart = make("fieldset", { "aria-describedby": `${id}-changed-help` }, make("legend", {}, words.changed),
    ...changed.map((input) => make("label", { className: "choice" }, input, make("span", {}, words[input.value]))),
    make("p", { className: "help", id: `${id}-changed-help` }, words.changed_help));
  const altLength = make("span", {});
  const altField = field("alt", "textarea", { rows: 3, maxLength: LONGEST_ALT });
  altField[2].append(" ", altLength);

  // --- size and edges ---
  const facts = make("p", { className: "facts" });
  const edits = make("div", { className: "row" });
  const cropping = make("div", { className: "cropping" });
  const button = (/** @type {string} */ key, /** @type {() => void} */ act, className = "quiet") => {
    const made = make("button", { type: "button", className }, words[key]);
    made.addEventListener("click", act);
    return made;
  };
  const original = () => desk.originalOf(name);
  const cropButton = button("crop", () => openCropper());
  const originalButton = button("original", () => {
    const kept = original();
    if (!kept) return;
    desk.change(withFile(desk.state(), file, kept, desk.endings));
    desk.say("original_back", { name });
  });
  /** @param {import("./pieces.js").PieceChange} how */
  const changePicture = async (how) => {
    if (working) return;
    working = true;
    cropping.replaceChildren();
    desk.say("working");
    try {
      const made = await changedPhoto(desk.model, desk.el, file.name, file, how);
      const now = (desk.state().files ?? []).find((/** @type {PictureFile} */ each) => each.name === file.name);
      if (now) desk.replace(now, { ...made.file, name: made.name });
      desk.say("changed_to", { name: made.name, measures: measures(words, made.file) });
    } catch (refusal) {
      desk.announce(/** @type {Error} */ (refusal).message);
    }
    working = false;
    if (document.activeElement === document.body) cropButton.focus();
  };
  const openCropper = async () => {
    if (!file.photo || !file.digest) return;
    try {
      const src = await pieceAddress(desk.model, desk.el, file.digest, SEEN);
      const cropper = makeCropper(words, src, file.photo);
      const close = () => { cropping.replaceChildren(); cropButton.focus(); };
      const done = button("crop_do", () => (cropper.isCut() ? changePicture({ crop: cropper.kept() }) : desk.say("crop_nothing")), "primary");
      cropping.replaceChildren(make("div", { className: "asking", role: "group", "aria-label": words.crop },
        make("p", { className: "help" }, words.crop_help), ...cropper.content, make("div", { className: "row" }, done, button("close", close))));
      cropper.first.focus();
    } catch (refusal) {
      desk.announce(/** @type {Error} */ (refusal).message);
    }
  };
  const showFacts = () => {
    const kept = original(), facts_ = [file.photo ? measures(words, file) : words.not_a_picture];
    if (kept && kept.digest !== file.digest && kept.photo && file.photo) {
      const shape = (/** @type {any} */ photo) => photo.width / photo.height;
      facts_.push(Math.abs(shape(kept.photo) / shape(file.photo) - 1) > 0.02 ? words.was_cropped : longestSide(file.photo) < longestSide(kept.photo) ? words.was_smaller : "");
    }
    facts.textContent = facts_.filter((each) => each).join(" · ");
    edits.replaceChildren(...(file.photo ? [...sizeButtons(words, [file], (longest) => changePicture({ longest })), cropButton] : []),
      ...(kept && kept.digest !== file.digest ? [originalButton] : []));
  };

  function build() {
    const source = desk.gallery.get(pictureKey(name, desk.endings));
    const page = source ? [make("details", { open: true }, make("summary", {}, words.source_page), sourcePage(desk, source))] : [];
    body.append(...page,
      ...field("title", "input"), ...field("author", "input"), ...field("source", "input", { inputMode: "url", autocapitalize: "off", spellcheck: false }),
      make("label", { for: licence.id }, words.licence), licence, licenceSays, versionPart, otherPart, changedPart, ...altField,
      make("p", { className: "title" }, words.size_and_edges), facts, edits, cropping,
      make("div", { className: "row last" }, button("take_out", () => desk.remove(file))));
  }
  /** @param {boolean} isOpen */
  function open(isOpen) {
    if (isOpen && !body.childElementCount) build();
    if (isOpen) showWritten();
    body.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) desk.opened(file.name);
  }
  function showWritten() {
    for (const [input, key] of typed) {
      const text = String(credit?.[key] ?? "");
      if (plain(input.value) !== text) input.value = text;
    }
    altLength.textContent = filled(words, "alt_length", { count: (credit?.alt ?? "").length });
    for (const input of changed) input.checked = credit?.changed === (input.value === "yes") && typeof credit?.changed === "boolean";
    const found = licenceIn(credit?.licence ?? "", words), isTyping = document.activeElement === otherWords;
    if (!isTyping && !(licence.value === "other" && found.id === "" && document.activeElement === licence)) {
      licence.value = found.id;
      version.value = found.version;
      otherWords.value = found.id === "other" ? credit?.licence ?? "" : "";
    }
    showLicence();
    showFacts();
  }
  return {
    item,
    opener,
    update(now, line) {
      const isNew = now.digest !== file.digest || !thumb.childElementCount;
      [file, credit] = [now, line];
      if (isNew) thumb.replaceChildren(desk.thumbnails.of(now.name, now));
      about.replaceChildren(make("span", { className: "name" }, credit?.title || ""), brokenName(now.name));
      const keys = lackingIn(credit);
      lacking.replaceChildren(...(keys.length ? keys : ["all_written"]).map((key) => make("li", {}, words[key])));
      if (!body.hidden) showWritten();
    },
    open,
  };
}
