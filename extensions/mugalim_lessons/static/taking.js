// A file of the school's that is made when it is asked for: taken along, or else the sentence that says why not.

const READY = 10000; // milliseconds that a browser has to take the file over

/**
 * Fetch a file and have the browser keep it. Rejects with the school's sentence where it refuses, and
 * with none where it was not reached; gives the status where she has to sign in first.
 * @param {string} address
 * @returns {Promise<number>}
 */
export async function takeFile(address) {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } })
    .catch(() => { throw new Error(""); });
  if (answer.ok) handOver(await answer.blob(), nameIn(answer));
  else if (answer.status !== 401) throw new Error((await answer.json().catch(() => ({}))).sentence ?? "");
  return answer.status;
}

/** @param {Response} answer */
function nameIn(answer) {
  return /filename="([^"]*)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
}

/** @param {Blob} file @param {string} name */
function handOver(file, name) {
  const address = URL.createObjectURL(file), link = document.createElement("a");
  Object.assign(link, { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), READY);
}
