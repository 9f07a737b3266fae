// @ts-check
// JupyterLab's way into the school, written by hand as the container that JupyterLab loads:
// two buttons on a lesson's notebook, "Open as an app" and "Check and publish"; and in an exercise
// the keys are hers.

const NAME = "mugalim-lab";

/** @type {Record<string, Record<string, {get: () => Promise<() => any>}>>} */
let shared = {};

/** One of the packages that JupyterLab shares with its extensions. */
async function sharedPackage(name) {
  const [version] = Object.keys(shared[name] ?? {});
  const factory = await shared[name][version].get();
  return factory();
}

/** The address that the Hub gives its services, seen from a Lab at /user/<name>/. */
function services() {
  const hub = window.location.pathname.split("/user/")[0];
  return `${hub}/services`;
}

/** Course and lesson of a notebook's path, such as spreadsheets/gradebook/lesson.ipynb. */
function lessonOf(path) {
  const [course, lesson, file] = path.split("/").slice(-3);
  return file === "lesson.ipynb" ? { course, lesson } : null;
}

function button(label, title, onClick) {
  const element = document.createElement("jp-button");
  element.setAttribute("appearance", "stealth");
  element.textContent = label;
  element.title = title;
  element.addEventListener("click", onClick);
  return element;
}

/** Put the two buttons on a lesson's notebook. */
function decorate(panel, Widget) {
  const lesson = lessonOf(panel.context.path);
  if (!lesson) return;
  const address = `${lesson.course}/${lesson.lesson}`;
  const app = button("Open as an app", "Save, and see the lesson as a teacher sees it", async () => {
    const tab = window.open("about:blank", `mugalim-${address}`);
    await panel.context.save();
    if (tab) tab.location.href = `${services()}/lessons/preview/${address}`;
  });
  const publish = button("Check and publish", "Save, and go to the designer's page", async () => {
    const tab = window.open("about:blank", "mugalim-designing");
    await panel.context.save();
    if (tab) tab.location.href = `${services()}/school/designing/`;
  });
  panel.toolbar.insertItem(10, "mugalim-app", new Widget({ node: app }));
  panel.toolbar.insertItem(11, "mugalim-publish", new Widget({ node: publish }));
}

/**
 * Let an exercise have the keys that are pressed in it: of the Lab's shortcuts, such as "x" that
 * cuts a cell, saving alone stays. The Lab asks the element with the focus first.
 */
function leaveKeys(event) {
  const focused = event.target instanceof Element && event.target.closest(".mugalim") ? event.target : null;
  const saving = (event.ctrlKey || event.metaKey) && event.code === "KeyS";
  focused?.toggleAttribute("data-lm-suppress-shortcuts", !saving);
}

async function makePlugin() {
  const { INotebookTracker } = await sharedPackage("@jupyterlab/notebook");
  const { Widget } = await sharedPackage("@lumino/widgets");
  return {
    id: `${NAME}:lesson-buttons`,
    description: "Buttons that open a lesson as an app and lead to publishing it; keys for exercises.",
    autoStart: true,
    requires: [INotebookTracker],
    activate: (_app, tracker) => {
      window.addEventListener("keydown", leaveKeys, true);
      tracker.forEach((panel) => decorate(panel, Widget));
      tracker.widgetAdded.connect((_tracker, panel) => decorate(panel, Widget));
    },
  };
}

globalThis._JUPYTERLAB = globalThis._JUPYTERLAB ?? {};
globalThis._JUPYTERLAB[NAME] = {
  init: (scope) => {
    shared = scope;
  },
  get: async () => {
    const plugin = await makePlugin();
    return () => ({ __esModule: true, default: plugin });
  },
};
