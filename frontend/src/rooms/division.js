// 分工: the matrix of rows × units. The server draws the rows; this loads them as they are reached, moves the
// selection, and sends what was changed. What a cell says is read from its attributes and nowhere else.
import { bulk } from "./division/bulk.js";
import { loadBlocks } from "./division/blocks.js";
import { grid } from "./division/grid.js";
import { list } from "./division/list.js";
import { settling } from "./division/settling.js";

const NARROW = "(max-width: 767.98px)";

const dialogs = () => {
  document.addEventListener("click", (event) => {
    const open = event.target.closest("[data-open]");
    if (open) document.getElementById(open.dataset.open)?.showModal();
    if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
  });
  document.querySelector("dialog[data-open-now]")?.showModal();
};

const start = () => {
  const root = document.querySelector("[data-division]");
  if (!root && !document.querySelector(".dv-print")) return;
  dialogs();
  if (!root) return;
  const narrow = window.matchMedia(NARROW).matches;
  root.classList.toggle("is-narrow", narrow);
  const blocks = loadBlocks(root, narrow);
  const settle = settling(root, blocks);
  if (narrow) list(root, settle, blocks);
  else grid(root, settle, blocks);
  bulk(root, settle, blocks);
  // The other layout reads its rows anew.
  window.matchMedia(NARROW).addEventListener("change", () => location.reload());
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
