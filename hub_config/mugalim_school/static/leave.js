// Signing out: what a lesson could not save yet is told first, and nothing stays on the device.
const link = document.getElementById("leave"), note = document.getElementById("unsent");

/** The lessons with work that the school does not have yet: keys are mugalim: or mugalim-files:, then <person>:<course>/<lesson>. */
function unsent() {
  try {
    return Object.keys(localStorage).filter((key) => /^mugalim(-files)?:/.test(key)).map((key) => key.split(":")[2]);
  } catch {
    return [];
  }
}

function forget() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("mugalim")) localStorage.removeItem(key);
    indexedDB.deleteDatabase("mugalim-files");
  } catch {
    return; // closed storage holds nothing
  }
}

link?.addEventListener("click", (event) => {
  const lessons = unsent();
  if (!lessons.length || link.dataset.asked) return forget();
  event.preventDefault();
  link.dataset.asked = "yes";
  note.querySelector("a").href = note.dataset.lessons + lessons[0];
  note.hidden = false;
  note.focus();
});
