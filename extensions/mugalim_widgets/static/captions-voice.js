// Captions' voice: recording a minute by the browser, asked for in words before the microphone is.

import { filled } from "./redrawing.js";
import { make } from "./surface.js";

const LONGEST_VOICE = 120000; // milliseconds
const LARGEST_VOICE = 1000000; // bytes
const VOICE_BITS = 24000; // a second: speech stays clear, a minute is about 180 kB
const VOICE_FORMS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/**
 * @param {{words: Record<string, string>, keep: (sound: Blob) => Promise<void>, remove: () => void,
 *   begun: () => void, ended: () => void, has: () => boolean, announce: (sentence: string) => void}} given
 */
export function makeVoice({ words, keep, remove, begun, ended, has, announce }) {
  const status = make("p", { className: "help", role: "status" });
  const agree = make("button", { type: "button", className: "quiet", "data-name": "record" }, words.record);
  const end = make("button", { type: "button", className: "primary", "data-name": "record-end", hidden: true }, words.record_end);
  const away = make("button", { type: "button", className: "quiet", "data-name": "voice-away" }, words.voice_remove);
  const can = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
  const element = make("details", { className: "voice" }, make("summary", {}, words.voice), make("p", {}, can ? words.consent : words.cannot_record),
    status, make("div", { className: "row" }, agree, end, away));
  /** @type {MediaRecorder|null} */
  let recorder = null;
  let timer = 0, left = false, asking = false;

  const show = (/** @type {string} */ sentence = "") => {
    status.textContent = sentence || (has() ? words.voice_kept : "");
    agree.hidden = !can || Boolean(recorder);
    end.hidden = !recorder;
    away.hidden = !has() || Boolean(recorder);
    agree.textContent = has() ? words.record_again : words.record;
  };
  const keepSound = async (/** @type {Blob} */ sound) => {
    if (sound.size > LARGEST_VOICE) return show(words.voice_long);
    show(filled(words, "voice_sending", { size: Math.ceil(sound.size / 1000) }));
    try {
      await keep(sound);
      show();
      announce(words.voice_kept);
    } catch (trouble) {
      show(trouble instanceof Error ? trouble.message : words.not_saved);
    }
  };
  const record = async () => {
    let stream;
    if (asking) return;
    asking = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
    } catch {
      return show(words.no_microphone);
    } finally {
      asking = false;
    }
    const form = VOICE_FORMS.find((each) => MediaRecorder.isTypeSupported(each));
    const made = new MediaRecorder(stream, { audioBitsPerSecond: VOICE_BITS, ...(form && { mimeType: form }) });
    /** @type {Blob[]} */
    const parts = [];
    made.ondataavailable = (event) => parts.push(event.data);
    made.onstop = () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      if (left) return;
      ended();
      keepSound(new Blob(parts, { type: made.mimeType.split(";")[0] }));
      agree.focus();
    };
    recorder = made;
    made.start();
    timer = window.setTimeout(() => made.state !== "inactive" && made.stop(), LONGEST_VOICE);
    show(words.recording);
    begun();
    end.focus();
  };
  agree.addEventListener("click", record);
  end.addEventListener("click", () => recorder?.stop());
  away.addEventListener("click", () => {
    remove();
    show();
    agree.focus();
    announce(words.voice_removed);
  });
  show();
  return {
    element,
    show,
    stop() {
      left = true;
      clearTimeout(timer);
      recorder?.stop();
    },
  };
}
