// A question to the facilitator: sent without leaving the page, so that no word is lost on the way.

/** @param {HTMLFormElement} form @param {string} sentence */
function say(form, sentence) {
  const said = form.querySelector("[role=alert]");
  said.textContent = sentence;
  said.hidden = !sentence;
}

/** @param {SubmitEvent} event */
async function send(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target), button = form.querySelector("button");
  button.disabled = true;
  say(form, "");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.ok && answer.redirected) {
      history.replaceState(null, "", `${answer.url}#${form.parentElement.id}`);
      return location.reload();
    }
    const said = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .error");
    say(form, said?.textContent.trim() || form.dataset.kept);
  } catch {
    say(form, form.dataset.kept);
  }
  button.disabled = false;
  form.querySelector("textarea").focus();
}

for (const form of document.querySelectorAll(".ask form")) form.addEventListener("submit", send);
