// Simulated: what mailbox and transcript share, which keep what was decided as the fields of a form.

/**
 * The items of a list among the fields; what is no such list holds none.
 * @param {any} state @param {string} name @returns {Record<string, any>[]}
 */
export function itemsOf(state, name) {
  const found = state?.data?.[name];
  return Array.isArray(found) ? found.filter((each) => each && typeof each === "object" && !Array.isArray(each)) : [];
}

/** @param {any} value @returns {string} */
export const textOf = (value) => (typeof value === "string" ? value : "");

/**
 * The state with other fields; labels are the words by which hints call the fields.
 * @param {any} state @param {Record<string, any>} fields @param {Record<string, string>} labels @param {string} language
 */
export function withFields(state, fields, labels, language) {
  return { data: { ...state?.data, ...fields }, labels, language };
}

/**
 * The list with one item changed, or put at its end where there is none of that id.
 * @param {Record<string, any>[]} items @param {string} key @param {string} id @param {Record<string, any>} changes
 */
export function withItem(items, key, id, changes) {
  if (!items.some((each) => each[key] === id)) return [...items, { [key]: id, ...changes }];
  return items.map((each) => (each[key] === id ? { ...each, ...changes } : each));
}
