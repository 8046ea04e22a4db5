// 任务清单: the grid on wide screens, cards on narrow ones, one drawer for details. The grid is fetched when it is needed.
import { startCards } from "./rows/cards.js";
import { startFilters } from "./rows/filters.js";

const root = document.getElementById("rows");
if (root) {
  const wide = window.matchMedia("(min-width: 768px)");
  const filters = startFilters(root);
  let [cards, grid] = [null, null];

  const open = async () => {
    if (wide.matches && !grid) {
      grid = import("./rows/grid.js").then(({ startGrid }) => startGrid(root, filters));
      await grid;
    } else if (!wide.matches && !cards) {
      cards = startCards(root, filters);
    }
  };
  wide.addEventListener("change", open);
  open();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});
