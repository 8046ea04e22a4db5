// Files made in the browser: a chart, a drawing or a table, saved under a name.
export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows of texts as CSV that Excel opens in Chinese; a leading = + - @ would be a formula and is made text. */
export function saveCsv(rows, name) {
  const safe = (cell) => (/^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell);
  const text = rows.map((row) => row.map((cell) => quoted(safe(String(cell ?? "")))).join(",")).join("\r\n");
  saveBlob(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

/** A table's words, without the columns that are only there to tick. */
export function saveTable(table, name) {
  const ticked = new Set([...table.querySelectorAll("td > input")].map((input) => input.parentElement.cellIndex));
  const rows = [...table.rows].map((row) =>
    [...row.cells].filter((cell) => !ticked.has(cell.cellIndex)).map((cell) => cell.textContent.trim().replace(/\s+/g, " ")),
  );
  saveCsv(rows, name || document.title.split(" · ")[0]);
}

/** SVG text as a PNG of twice its size. */
export function svgToPng(text, width, height, name) {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveBlob(blob, `${name}.png`), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-linejoin", "font-size", "font-family", "text-anchor", "paint-order", "dominant-baseline"];

/** An inline SVG with what the style sheet gives it, so that it looks the same alone. */
export function saveDrawing(figure, format) {
  const svg = figure.querySelector("svg[data-picture]");
  const copy = svg.cloneNode(true);
  const [from, to] = [[...svg.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  // Paper is white, whatever the screen is.
  const theme = document.documentElement.dataset;
  const shown = theme.bsTheme;
  theme.bsTheme = "light";
  from.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) to[place].setAttribute(name, style.getPropertyValue(name));
  });
  theme.bsTheme = shown;
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.removeAttribute("class");
  const text = new XMLSerializer().serializeToString(copy);
  const name = figure.dataset.drawing;
  if (format === "png") svgToPng(text, width, height, name);
  else saveBlob(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
}
