// The Jupyter protocol over a websocket: JSON text, or a binary frame when there are buffers.

/** The closing code of the service when a kernel was put to sleep. */
export const ASLEEP = 4001;

/**
 * One frame: text without buffers; else a count and offsets (uint32, big-endian), JSON, buffers.
 * @param {object} message
 * @param {(ArrayBuffer|ArrayBufferView)[]} [buffers]
 */
export function encode(message, buffers = []) {
  const text = JSON.stringify(message);
  if (!buffers.length) return text;
  const parts = [new TextEncoder().encode(text), ...buffers.map(bytes)];
  const head = 4 * (parts.length + 1);
  const whole = new Uint8Array(head + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(whole.buffer);
  view.setUint32(0, parts.length);
  let at = head;
  parts.forEach((part, index) => {
    view.setUint32(4 * (index + 1), at);
    whole.set(part, at);
    at += part.length;
  });
  return whole.buffer;
}

/**
 * A frame as a message with its buffers.
 * @param {string|ArrayBuffer} frame
 */
export function decode(frame) {
  if (typeof frame === "string") return { ...JSON.parse(frame), buffers: [] };
  const view = new DataView(frame);
  const count = view.getUint32(0);
  const offsets = Array.from({ length: count }, (_, index) => view.getUint32(4 * (index + 1)));
  const parts = offsets.map((from, index) => new DataView(frame, from, (offsets[index + 1] ?? frame.byteLength) - from));
  return { ...JSON.parse(new TextDecoder().decode(parts[0])), buffers: parts.slice(1) };
}

/** @param {ArrayBuffer|ArrayBufferView} buffer */
function bytes(buffer) {
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer) : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** A connection to one kernel. `heard` gets every message, `closed` the reason of the end. */
export class KernelSocket {
  /**
   * @param {string} base the service's prefix
   * @param {string} kernel
   * @param {{heard: (message: any) => void, closed: (code: number) => void, opened: () => void}} on
   */
  constructor(base, kernel, on) {
    this.session = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
    const address = new URL(`${base}api/kernels/${kernel}/channels?session_id=${this.session}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => on.opened();
    this.socket.onmessage = (event) => on.heard(decode(event.data));
    this.socket.onclose = (event) => on.closed(event.code);
  }

  get open() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /**
   * Send a message of a comm; gives the message's id, or "" when the connection is closed.
   * @param {object} content
   * @param {(ArrayBuffer|ArrayBufferView)[]} [buffers]
   */
  send(content, buffers) {
    if (!this.open) return "";
    const id = `${this.session}-${(this.count = (this.count ?? 0) + 1)}`;
    const header = { msg_id: id, msg_type: "comm_msg", session: this.session, username: "", version: "5.2", date: new Date().toISOString() };
    this.socket.send(encode({ header, parent_header: {}, metadata: {}, content, channel: "shell" }, buffers));
    return id;
  }

  close() {
    this.socket.onclose = this.socket.onmessage = this.socket.onopen = null;
    this.socket.close();
  }
}
