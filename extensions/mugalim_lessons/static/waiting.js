// The text of a lesson while its page is being made: asks now and then, and goes there when it is ready.

const ASKED_AGAIN = 1500; // milliseconds

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const note = /** @type {HTMLElement} */ (document.getElementById("waiting"));
const address = new URL(location.href);
address.searchParams.set("page", main.dataset.page ?? "");

/** The step that is read just now, which the other page has, too. */
function step() {
  let found = "";
  for (const section of document.querySelectorAll(".step")) if (section.getBoundingClientRect().top < innerHeight / 2) found = section.id;
  return found && found !== "step-1" ? `#${found}` : location.hash;
}

/** Whether to go there: the page is ready, or it has something to say. */
async function look() {
  const asked = new URL(address);
  asked.searchParams.set("wait", "1");
  try {
    const answer = await fetch(asked, { credentials: "same-origin", cache: "no-store" });
    if (answer.status >= 500) return false;
    const { ready, place } = await answer.json();
    if (place) note.textContent = (main.dataset.inLine ?? "").replace("{place}", place);
    return ready;
  } catch (error) {
    return error instanceof SyntaxError; // a page where a word was expected
  }
}

while (!(await look())) await new Promise((go) => setTimeout(go, ASKED_AGAIN));
address.hash = step();
location.replace(address);
