// Showing exercises: each one's ES module by its hashed address, drawn into its place.

/**
 * @typedef {import("./models.js").Model} Model
 * @typedef {{model: Model, el: HTMLElement, end: AbortController, clean?: () => void}} View
 */

export class Host {
  /**
   * @param {string} widgets where the modules are
   * @param {{failed: string}} words
   * @param {() => void} touched an exercise that works with a kernel was touched
   */
  constructor(widgets, words, touched) {
    this.widgets = widgets;
    this.words = words;
    this.touched = touched;
    /** @type {Map<HTMLElement, View>} */
    this.views = new Map();
    /** @type {Map<string, Promise<any>>} */
    this.modules = new Map();
  }

  /**
   * Draw an exercise in its place, once; a fault becomes a sentence there and stays there.
   * @param {HTMLElement} place
   * @param {Model|undefined} model
   */
  async show(place, model) {
    if (this.views.has(place)) return;
    if (!model) return this.fail(place);
    const el = document.createElement("div");
    const view = /** @type {View} */ ({ model, el, end: new AbortController() });
    this.views.set(place, view);
    if (model.get("wakes") !== false)
      for (const name of ["pointerdown", "focusin"]) el.addEventListener(name, () => this.touched());
    try {
      const widget = await this.load(model.get("module"));
      await widget.initialize?.(this.given(view));
      place.replaceChildren(el);
      view.clean = await widget.render?.(this.given(view));
    } catch (error) {
      console.error(error);
      this.views.delete(place);
      this.fail(place);
    }
  }

  /** @param {View} view */
  given({ model, el, end }) {
    const getModel = async (/** @type {string} */ name) => model.models.find(name);
    return { model, el, signal: end.signal, host: { getModel }, experimental: { invoke: undefined } };
  }

  /** Load an exercise's module ahead. @param {Model|undefined} model */
  prepare(model) {
    if (model) this.load(model.get("module")).catch(() => {});
  }

  /** @param {string} name */
  load(name) {
    if (!/^[a-z-]+\.js$/.test(name)) return Promise.reject(new Error("An exercise without a module"));
    if (!this.modules.has(name))
      this.modules.set(
        name,
        import(this.widgets + name).then((module) => (typeof module.default === "function" ? module.default() : module.default)),
      );
    const loading = this.modules.get(name);
    loading?.catch(() => this.modules.delete(name));
    return /** @type {Promise<any>} */ (loading);
  }

  /** @param {HTMLElement} place */
  fail(place) {
    const said = document.createElement("p");
    said.className = "note";
    said.textContent = this.words.failed;
    place.replaceChildren(said);
  }

  /** The elements that show an exercise. @param {string} exercise */
  elements(exercise) {
    return [...this.views].filter(([place]) => place.dataset.exercise === exercise).map(([, view]) => view.el);
  }
}
