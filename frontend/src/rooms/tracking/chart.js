// One chart: the course of a figure against what is due. On the page it is a canvas, since the policy of the site lets
// no style be written into markup; SVG is made from the same options, as text, only when it is saved.
import { LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

import { courseOption } from "./course.js";
import { saveBlob, saveCsv, svgToPng } from "./save.js";

echarts.use([LineChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer, SVGRenderer]);

const SAVED = { width: 1200, height: 600 };

const dark = () => document.documentElement.dataset.bsTheme === "dark";

export function startChart(figure) {
  const place = figure.querySelector(".chart-place");
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const large = place.classList.contains("chart-large");
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const look = (paper) => ({ dark: !paper && dark(), large, narrow: place.clientWidth < 480, paper });
  const draw = (paper = false) => chart.setOption({ animation: !still && !paper, ...courseOption(data, look(paper)) }, true);

  draw();
  figure.dataset.drawn = "";
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(() => draw()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  window.addEventListener("beforeprint", () => draw(true));
  window.addEventListener("afterprint", () => draw());

  figure.addEventListener("click", (event) => {
    const format = event.target.closest("[data-chart-get]")?.dataset.chartGet;
    if (!format) return;
    const name = `${data.name} ${figure.querySelector(".chart-head span").textContent}`;
    if (format === "csv") return saveCsv(tableOf(data), name);
    const apart = echarts.init(null, null, { renderer: "svg", ssr: true, ...SAVED });
    apart.setOption({ animation: false, backgroundColor: "#fff", ...courseOption(data, { dark: false, large, paper: true }) });
    const text = apart.renderToSVGString();
    apart.dispose();
    if (format === "svg") saveBlob(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
    else svgToPng(text, SAVED.width, SAVED.height, name);
  });
}

function tableOf({ actual, expected, words, unit }) {
  const named = (word) => (unit ? `${word}（${unit}）` : word);
  const rows = new Map();
  for (const [day, value] of actual) rows.set(day, [day, value, ""]);
  for (const [day, value] of expected) rows.set(day, [day, rows.get(day)?.[1] ?? "", value]);
  return [[words.day, named(words.actual), named(words.expected)], ...[...rows.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1))];
}
