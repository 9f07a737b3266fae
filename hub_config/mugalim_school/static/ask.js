// A question to the facilitator: sent without leaving the page, so that no word is lost on the way.

/** @param {HTMLFormElement} form @param {string} sentence */
function say(form, sentence) {
  const said = form.querySelector("[role=alert]");
  said.textContent = sentence;
  said.hidden = !sentence;
}

/** The page as it is now, at the same check. @param {HTMLFormElement} form */
function showAgain(form) {
  const here = new URL(location.href);
  here.searchParams.set("asked", form.action.split("/").at(-1));
  here.hash = form.parentElement.id;
  history.replaceState(null, "", here);
  location.reload();
}

/** @param {SubmitEvent} event */
async function send(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target), button = form.querySelector("button");
  button.disabled = true;
  say(form, "");
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return showAgain(form); // it is kept
    const said = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .error");
    say(form, said?.textContent.trim() || form.dataset.kept);
  } catch {
    say(form, form.dataset.kept);
  }
  button.disabled = false;
  form.querySelector("textarea").focus();
}

for (const form of document.querySelectorAll(".ask form")) form.addEventListener("submit", send);
