// Progress pages: charts are drawn once they come into sight, drawings and tables are saved, the big screen has keys.
import { saveDrawing, saveTable } from "./tracking/save.js";

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    import("./tracking/chart.js").then(({ startChart }) => startChart(entry.target));
  }
});

const watch = (root) => {
  for (const figure of root.querySelectorAll("[data-chart]:not([data-watched])")) {
    figure.dataset.watched = "";
    seen.observe(figure);
  }
};
watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
// Paper wants every chart, seen or not.
window.addEventListener("beforeprint", () => {
  for (const figure of document.querySelectorAll("[data-chart]")) seen.unobserve(figure);
});

document.addEventListener("click", (event) => {
  const drawing = event.target.closest("[data-drawing-get]");
  if (drawing) saveDrawing(drawing.closest("[data-drawing]"), drawing.dataset.drawingGet);
  const table = event.target.closest("[data-table-get]");
  if (table) saveTable(document.getElementById(table.dataset.tableGet), table.closest("[data-drawing]")?.dataset.drawing);
});

// Of a form that asks on by an answer, only what belongs to the answer is shown; the server leaves out the rest anyway.
const ask = (form) => {
  const answer = form.querySelector("select")?.value;
  for (const part of form.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split("|").includes(answer);
};
for (const form of document.querySelectorAll("[data-when-form]")) {
  ask(form);
  form.addEventListener("change", () => ask(form));
}

if (document.querySelector("[data-screen]")) {
  const ways = { ArrowLeft: "[rel=prev]", PageUp: "[rel=prev]", ArrowRight: "[rel=next]", PageDown: "[rel=next]", " ": "[rel=next]", Escape: "[data-screen-out]" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("button, input, select")) return;
    if (event.key === " " && event.target.closest("a")) return;
    const link = ways[event.key] && document.querySelector(`[data-screen] ${ways[event.key]}`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
}
