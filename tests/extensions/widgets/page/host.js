// The smallest host of the AFM contract: its models talk to the real Python widgets of the test.
const models = {};

function makeModel(id, state) {
  const heard = {};
  const tell = (event, ...values) => (heard[event] ?? []).forEach((listener) => listener(...values));
  const model = {
    get: (key) => state[key],
    on: (event, listener) => (heard[event] ??= []).push(listener),
    off: (event, listener) => (heard[event] = (heard[event] ?? []).filter((one) => one !== listener)),
    async send(content, callbacks, buffers = []) {
      const pieces = buffers.map((buffer) => Array.from(new Uint8Array(buffer)));
      for (const message of await window.toPython(id, content, pieces)) model.receive(message);
    },
    receive({ method, content, state: changed, buffers }) {
      if (method === "custom") tell("msg:custom", content, buffers.map((piece) => new DataView(new Uint8Array(piece).buffer)));
      for (const [key, value] of Object.entries(changed ?? {})) {
        state[key] = value;
        tell(`change:${key}`);
      }
    },
  };
  return model;
}

window.mount = async (id, state) => {
  const el = document.createElement("div");
  el.className = "exercise";
  el.id = id;
  document.querySelector("main").append(el);
  const module = await import(`/static/${state.module}`);
  models[id] = makeModel(id, state);
  window.unmount = await module.default.render({ model: models[id], el });
};
window.receive = (id, messages) => messages.forEach((message) => models[id].receive(message));

window.asked = [];
window.savesItself = (answer) =>
  document.addEventListener("mugalim-save", (event) => {
    event.preventDefault();
    const { file, ...rest } = event.detail;
    window.asked.push({ ...rest, ...(file && { file: file.name, size: file.size }) });
    setTimeout(() => event.target.dispatchEvent(new CustomEvent(answer.event, { detail: answer.detail })), 50);
  });
window.ready = true;
