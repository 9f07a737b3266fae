// How far the grading is: asks the school every two seconds, then shows the page anew.
const place = document.getElementById("how-far");

/** @returns {Promise<boolean>} whether the grading has ended */
async function ask() {
  const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return answer.status < 500;
  const { done, total, ended } = await answer.json();
  const words = place.dataset.words.replace("{done}", done).replace("{total}", total);
  const said = place.querySelector("[role=status]");
  if (said.textContent !== words) said.textContent = words;
  const bar = place.querySelector("progress");
  bar.max = total;
  bar.value = done;
  return ended;
}

async function follow() {
  const ended = await ask().catch(() => false);
  if (ended) location.replace(location.href);
  else setTimeout(follow, 2000);
}

if (place) follow();
