// The pages around a review: dialogs that ask before what cannot be undone, the sentence that a link asked for, and
// keys on 版本匹配.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show-dialog], [data-hide-dialog]");
  if (!button) return;
  if (button.dataset.showDialog) document.getElementById(button.dataset.showDialog)?.showModal();
  else button.closest("dialog")?.close();
});

document.querySelector("[data-source] .is-lit")?.scrollIntoView({ block: "center" });

const pairs = document.querySelector("[data-pairs]");

const moves = { ArrowDown: +1, ArrowUp: -1 };

const go = (from, step) => {
  const all = [...pairs.querySelectorAll("[data-pair]")];
  all[Math.min(Math.max(all.indexOf(from) + step, 0), all.length - 1)]?.focus();
};

if (pairs) {
  let here = null; // the id of the pair that keys act on: an answer puts a new element in its place
  pairs.addEventListener("focusin", (event) => {
    const pair = event.target.closest("[data-pair]");
    for (const other of pairs.querySelectorAll(".is-current")) other.classList.remove("is-current");
    pair?.classList.add("is-current");
    here = pair?.id ?? null;
  });
  document.addEventListener("keydown", (event) => {
    const pair = event.target.closest?.("[data-pair]");
    if (!pair || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) {
      event.preventDefault();
      go(pair, moves[event.key]);
    } else if (event.key === "Enter" && event.target === pair) {
      event.preventDefault();
      pair.querySelector("[data-pair-main]")?.click();
    } else if (event.key.toLowerCase() === "e" && event.target === pair) {
      pair.querySelector("[data-pair-edit]")?.click();
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    const pair = here && document.getElementById(here);
    if (pair && !pair.contains(document.activeElement)) go(pair, pair.classList.contains("is-confirmed") ? +1 : 0);
  });
}
