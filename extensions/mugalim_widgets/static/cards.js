// Cards of items: put in an order without losing the focus, and dragged by mouse, finger or pen.

const FIRST_MOVE = 5, EDGE = 70, SPEED = 9; // pixels: before a drag begins, near an edge, in a frame

/**
 * Have the cards stand in an order; who has the focus keeps it.
 * @param {HTMLElement} list @param {Map<string, HTMLElement>} cards @param {string[]} order
 */
export function putInOrder(list, cards, order) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  order.forEach((id, at) => {
    const card = /** @type {HTMLElement} */ (cards.get(id));
    if (list.children[at] !== card) list.insertBefore(card, list.children[at] ?? null);
  });
  if (list.contains(focused) && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

/**
 * Let a card be dragged: by a mouse anywhere but on its controls, by finger or pen by its handle, so
 * that the page still scrolls. Near an edge of the screen the page scrolls along; Escape drops it.
 * @param {HTMLElement} card
 * @param {HTMLElement} handle
 * @param {boolean} sideways whether it follows to the sides, too
 * @param {{over: (x: number, y: number) => void, end: (kept: boolean) => void}} heard
 */
export function makeDraggable(card, handle, sideways, heard) {
  card.addEventListener("pointerdown", (down) => {
    const target = /** @type {HTMLElement} */ (down.target);
    const byMouse = down.pointerType === "mouse" && !target.closest("button, select, input, label");
    if (down.button === 0 && (byMouse || handle.contains(target))) drag(card, down, sideways, heard);
  });
}

/**
 * @param {HTMLElement} card @param {PointerEvent} down @param {boolean} sideways
 * @param {{over: (x: number, y: number) => void, end: (kept: boolean) => void}} heard
 */
function drag(card, down, sideways, heard) {
  const box = card.getBoundingClientRect(), end = new AbortController(), { signal } = end;
  const held = { x: down.clientX - box.left, y: down.clientY - box.top };
  let at = down, frame = 0;

  const follow = () => {
    heard.over(at.clientX, at.clientY);
    card.style.transform = "";
    const { left, top } = card.getBoundingClientRect();
    const x = sideways ? at.clientX - held.x - left : 0;
    card.style.transform = `translate(${x}px, ${at.clientY - held.y - top}px)`;
  };
  const scroll = () => {
    const way = at.clientY < EDGE ? -1 : at.clientY > innerHeight - EDGE ? 1 : 0;
    if (way) {
      scrollBy({ top: way * SPEED, behavior: "instant" });
      follow();
    }
    frame = requestAnimationFrame(scroll);
  };
  const stop = (/** @type {boolean} */ kept) => {
    end.abort();
    cancelAnimationFrame(frame);
    card.style.transform = "";
    card.classList.remove("dragged");
    if (frame) heard.end(kept);
  };
  const onMove = (/** @type {PointerEvent} */ move) => {
    if (move.pointerId !== down.pointerId) return;
    at = move;
    if (!frame && Math.hypot(at.clientX - down.clientX, at.clientY - down.clientY) < FIRST_MOVE) return;
    if (!frame) {
      card.classList.add("dragged");
      scroll();
    }
    follow();
  };
  const ofIt = (/** @type {(event: PointerEvent) => void} */ act) => (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === down.pointerId) act(event);
  };
  document.addEventListener("pointermove", onMove, { signal });
  document.addEventListener("pointerup", ofIt(() => stop(true)), { signal });
  document.addEventListener("pointercancel", ofIt(() => stop(false)), { signal });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(false); }, { signal });
}
