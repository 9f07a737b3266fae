// Sleep: a page that nobody touches, or that lies behind others, gives its kernel up and keeps its look.

const BEHIND = 4; // a hidden page rests this many times sooner
const SIGNS = ["pointerdown", "keydown", "input", "scroll"];

/**
 * @param {number} seconds without a touch
 * @param {() => boolean} rest gives the kernel up; false where it is busy, and is asked again
 */
export function sleepAfter(seconds, rest) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    const hidden = document.visibilityState === "hidden";
    timer = setTimeout(() => { if (!rest()) wait(); }, (1000 * seconds) / (hidden ? BEHIND : 1));
  };
  for (const name of SIGNS) addEventListener(name, wait, { capture: true, passive: true });
  document.addEventListener("visibilitychange", wait);
  wait();
}
