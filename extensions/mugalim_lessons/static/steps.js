// The steps of a lesson: one at a time, a map of all, and the place in the address.

const WIDE = matchMedia("(min-width: 60rem)");

export class Steps {
  /**
   * @param {{step_of: string}} words
   * @param {string} key under which this device remembers the step
   * @param {(step: HTMLElement, number: number) => void} shown
   */
  constructor(words, key, shown) {
    this.words = words;
    this.key = key;
    this.shown = shown;
    this.sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".step")]);
    this.links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#map a")]);
    this.map = /** @type {HTMLDetailsElement} */ (document.getElementById("map"));
    this.back = /** @type {HTMLButtonElement} */ (document.getElementById("back"));
    this.next = /** @type {HTMLButtonElement} */ (document.getElementById("next"));
    this.toggle = /** @type {HTMLButtonElement} */ (document.getElementById("show-all"));
    this.all = false;
    this.now = 1;
  }

  begin() {
    this.back.addEventListener("click", () => this.go(this.now - 1));
    this.next.addEventListener("click", () => this.go(this.now + 1));
    this.toggle.addEventListener("click", () => this.showAll(!this.all));
    addEventListener("hashchange", () => this.fromAddress(true));
    WIDE.addEventListener("change", () => { this.map.open = WIDE.matches; });
    this.map.open = WIDE.matches;
    this.toggle.hidden = false;
    for (const section of this.sections) section.querySelector("h2")?.setAttribute("tabindex", "-1");
    const before = Number(recall(() => localStorage.getItem(this.key)));
    if (!location.hash && before > 1) window.history.replaceState(null, "", `#step-${before}`);
    this.fromAddress(false);
  }

  /** Remember the step on this device, for an address that names none. */
  keep() {
    recall(() => localStorage.setItem(this.key, String(this.now)));
  }

  forget() {
    recall(() => localStorage.removeItem(this.key));
  }

  /** @param {number} number */
  go(number) {
    location.hash = `#step-${number}`;
  }

  /** @param {boolean} moved whether she went there now, so that reading begins at its title */
  fromAddress(moved) {
    const wanted = Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? 1);
    this.now = Math.min(Math.max(1, wanted), this.sections.length);
    this.draw();
    const section = this.sections[this.now - 1];
    if (moved) {
      if (!WIDE.matches) this.map.open = false;
      if (this.all) section.scrollIntoView();
      else scrollTo(0, 0);
      section.querySelector("h2")?.focus({ preventScroll: true });
    }
    this.shown(section, this.now);
  }

  draw() {
    this.sections.forEach((section, index) => { section.hidden = !this.all && index !== this.now - 1; });
    this.links.forEach((link, index) => {
      if (index === this.now - 1) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    });
    const said = this.words.step_of.replace("{n}", String(this.now)).replace("{all}", String(this.sections.length));
    const label = document.getElementById("step-now");
    if (label) label.textContent = said;
    this.back.hidden = this.all || this.now === 1;
    this.next.hidden = this.all || this.now === this.sections.length;
    document.documentElement.dataset.steps = this.all ? "all" : "one";
    document.documentElement.classList.toggle("one-step", !this.all && this.now > 1);
  }

  /** @param {boolean} all */
  showAll(all) {
    this.all = all;
    this.toggle.setAttribute("aria-pressed", String(all));
    this.draw();
    this.sections[this.now - 1].scrollIntoView();
    for (const [index, section] of this.sections.entries()) if (all) this.shown(section, index + 1);
  }

  /** The exercises of a step, as places. @param {HTMLElement} section */
  places(section) {
    return /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".exercise")]);
  }

  /** Whether this step or the next one holds an exercise. @param {number} number */
  needsExercises(number) {
    return this.sections.slice(number - 1, number + 1).some((section) => this.places(section).length);
  }
}

/** The browser's storage may be closed. @template T @param {() => T} what */
function recall(what) {
  try {
    return what();
  } catch {
    return undefined;
  }
}
