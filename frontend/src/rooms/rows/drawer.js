// The drawer at the right: details of a row while the place in the table is kept.
import htmx from "htmx.org";

import { rowsOf } from "./settle.js";

export function startDrawer(root, table) {
  const drawer = document.getElementById("drawer");
  let shown = null;
  let from = null;

  const address = (id) => {
    const query = new URLSearchParams(location.search);
    if (id) query.set("row", id);
    else query.delete("row");
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };
  // Rows drawn later take the mark from here (rowFormatter in grid.js).
  const mark = () => {
    table.element.dataset.open = shown ?? "";
    for (const row of table.element.querySelectorAll(".tabulator-row[data-row]")) {
      row.classList.toggle("is-open", row.dataset.row === shown);
    }
  };

  const open = async (id, url, focus = true) => {
    if (focus && shown === id && !drawer.hidden) {
      drawer.querySelector(".row-title")?.focus({ preventScroll: true }); // what was typed there stays
      return;
    }
    if (focus) from = document.activeElement;
    shown = id;
    await htmx.ajax("GET", `${url}?drawer=1`, { target: "#drawer", swap: "innerHTML" });
    if (drawer.hidden) {
      drawer.hidden = false;
      table.redraw();
    }
    address(id);
    mark();
    if (focus) drawer.querySelector(".row-title")?.focus({ preventScroll: true });
  };

  const close = () => {
    if (drawer.hidden) return;
    drawer.hidden = true;
    drawer.replaceChildren();
    shown = null;
    address(null);
    mark();
    table.redraw();
    from?.focus?.({ preventScroll: true });
  };

  drawer.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-drawer]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], .dropdown-menu.show")) return;
    if (!event.target.closest?.("input, textarea, select") || drawer.contains(event.target)) close();
  });
  // A row that was changed in the grid is read anew in the drawer.
  document.body.addEventListener("gongjin:rows-settled", (event) => {
    const row = shown && event.detail.includes(shown) ? rowsOf(table, shown)[0] : null;
    if (row) open(shown, row.getData().url, false);
  });
  return { open, close, shown: () => shown };
}
