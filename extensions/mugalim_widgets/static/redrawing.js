// Redrawing: sentences with their values, and drawing anew without losing the place where she is.

/**
 * A word of the surface with its values put in.
 * @param {Record<string, string>} words @param {string} key @param {Record<string, any>} values
 */
export function filled(words, key, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), words[key] ?? key);
}

/**
 * Draw anew; the control that had the focus has it again, and its caret, if one of the same
 * data-name is there.
 * @param {HTMLElement} box @param {() => void} drawAnew
 */
export function drawKeepingFocus(box, drawAnew) {
  const before = /** @type {any} */ (document.activeElement);
  const name = box.contains(before) ? before.dataset.name : "", caret = before?.selectionStart;
  drawAnew();
  const after = name && /** @type {any} */ (box.querySelector(`[data-name="${CSS.escape(name)}"]`));
  if (!after || after === document.activeElement) return;
  after.focus({ preventScroll: true });
  if (typeof caret === "number") after.setSelectionRange?.(caret, caret);
}
