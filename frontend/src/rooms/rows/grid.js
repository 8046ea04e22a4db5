// The grid: Tabulator with virtual rows, fed page by page by the server, edited in place.
import { TabulatorFull as Tabulator } from "tabulator-tables";

import { formatters } from "./cells.js";
import { keep, offerColumns, recall } from "./columns.js";
import { startDrawer } from "./drawer.js";
import { dropFault, withFaults } from "./faults.js";
import "./keys.js";
import { startPaste } from "./paste.js";
import { makeSettler, rowsOf } from "./settle.js";

const PAGE = 200;
const ROW_PX = 38;
const GROUPS = { section: "group", unit: "group" };

function definition(column, formats, kept) {
  const editing = column.edit
    ? column.choices.length
      ? { editor: "list", editorParams: { values: ["", ...column.choices], autocomplete: false } }
      : { editor: "input", editorParams: { selectContents: true, elementAttributes: { autocomplete: "off" } } }
    : {};
  return {
    field: column.field,
    title: column.title,
    width: kept[column.field]?.width || column.width,
    visible: kept[column.field]?.shown ?? column.shown,
    frozen: column.field === "code",
    ...(column.field === "code" ? { cssClass: "code-cell" } : {}),
    headerSort: column.sorts,
    hozAlign: column.right ? "right" : "left",
    headerHozAlign: column.right ? "right" : "left",
    formatter: column.settled ? formats.stated : (formats[column.field] ?? "plaintext"),
    editable: (cell) => column.edit && !cell.getData().dropped && column.kinds.includes(cell.getData().kind),
    ...editing,
  };
}

/** The query of one page of rows. */
function address(url, params, filters) {
  const query = filters.query();
  query.set("page", params.page ?? 1);
  query.set("size", params.size ?? PAGE);
  const sort = params.sort?.[0];
  if (sort) query.set("sort", `${sort.dir === "desc" ? "-" : ""}${sort.field}`);
  return `${url}?${query}`;
}

/** The height in px from the top of the grid to the end of the window, less the hint and the margin below it. */
const BELOW_PX = 64;
const LEAST_PX = 320;
const heightLeft = (holder) => Math.max(LEAST_PX, Math.floor(window.innerHeight - (holder.getBoundingClientRect().top + window.scrollY) - BELOW_PX));

/** Keeps the hint below the grid in the window, however many lines the filters take. */
function fitWindow(holder, table) {
  const fit = () => {
    const height = heightLeft(holder);
    document.getElementById("rows").style.setProperty("--rows-height", `${height}px`);
    if (holder.offsetHeight && Math.abs(holder.offsetHeight - height) > 1) table.setHeight(height);
  };
  fit();
  window.addEventListener("resize", fit);
  new ResizeObserver(fit).observe(document.getElementById("row-filters"));
}

const activeCell = (table) => table.getRanges()[0]?.getCells().flat()[0] ?? null;

export function startGrid(root, filters) {
  const texts = root.dataset;
  const columns = JSON.parse(document.getElementById("row-columns").textContent);
  const kept = recall(root);
  const formats = formatters(texts, new Map(columns.map((column) => [column.field, column.kinds])));
  const holder = document.getElementById("rows-grid");
  const total = document.getElementById("rows-count");

  const turns = { free: () => {} };

  const table = new Tabulator(holder, {
    index: "key", // a row stands once under each of its units
    columns: columns.map((column) => definition(column, formats, kept)),
    columnDefaults: { resizable: "header", headerSortTristate: true },
    height: heightLeft(holder),
    rowHeight: ROW_PX,
    rowFormatter: (row) => {
      const drawn = row.getElement();
      drawn.dataset.row = row.getData().id;
      drawn.classList.toggle("is-open", drawn.dataset.row === holder.dataset.open);
      // The grid is one stop for Tab, and not three a row; a cell takes the focus while it is edited.
      for (const cell of drawn.querySelectorAll(".tabulator-cell[tabindex]")) cell.tabIndex = -1;
    },
    ajaxURL: texts.url,
    ajaxURLGenerator: (url, _config, params) => address(url, params, filters),
    ajaxConfig: { headers: { Accept: "application/json" } },
    ajaxResponse: (_url, _params, answer) => {
      total.textContent = texts.textTotal.replace("{n}", answer.last_row.toLocaleString("zh-CN"));
      setTimeout(() => turns.free()); // once the grid has taken the rows in
      return { ...answer, data: answer.data.map(withFaults) };
    },
    progressiveLoad: "scroll",
    progressiveLoadScrollMargin: 20 * ROW_PX,
    paginationSize: PAGE,
    sortMode: "remote",
    placeholder: texts.textEmpty,
    dataLoaderLoading: texts.textLoading,
    dataLoaderError: texts.textFailed,
    groupBy: GROUPS[filters.group()] ?? false,
    groupHeader: (value, loaded, data) => {
      const [made, count] = [document.createElement("span"), document.createElement("span")];
      count.className = "group-count tabular";
      count.textContent = texts.textCount.replace("{n}", data[0]?.group_count ?? loaded);
      made.append(value || texts.textNoUnit, " ", count);
      return made;
    },
    selectableRange: 1,
    selectableRangeColumns: false,
    selectableRangeRows: true, // 编号 is the header of its row
    selectableRangeAutoFocus: false,
    selectableRangeClearCells: false,
    editTriggerEvent: "dblclick",
    clipboard: "copy",
    clipboardCopyRowRange: "range",
    clipboardCopyStyled: false,
    clipboardCopyConfig: { columnHeaders: false, rowHeaders: false, columnGroups: false, rowGroups: false },
  });

  return new Promise((ready) => {
    table.on("tableBuilt", () => {
      nameParts(holder);
      fitWindow(holder, table);
      const settler = makeSettler(root, table);
      const drawer = startDrawer(root, table);
      offerColumns(root, table);
      startPaste(root, table, columns, settler);
      table.on("columnResized", () => keep(root, table));

      filters.onChange(makeReload(table, texts.url, filters, turns));

      table.on("cellEdited", (cell) => {
        const [field, data] = [cell.getField(), cell.getData()];
        const typed = String(cell.getValue() ?? "").trim();
        const seen = data.seen[field] ?? "";
        if (typed === seen || (!typed && !seen)) {
          if (dropFault(data.id, field)) settler.refresh([data.id]);
          else cell.restoreOldValue();
          return;
        }
        const label = cell.getColumn().getDefinition().title;
        const message = texts.textSaved.replace("{code}", data.code).replace("{label}", label);
        const change = { row: data.id, revision: data.rev, values: { [field]: typed }, seen: { [field]: seen } };
        settler.settle([change], message);
      });

      table.on("cellClick", (event, cell) => {
        if (!["code", "text"].includes(cell.getField())) return;
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const data = cell.getData();
        drawer.open(data.id, data.url);
      });

      holder.addEventListener(
        "keydown",
        (event) => {
          if (event.target.closest("input, textarea, select")) return;
          if (event.key === "Tab") {
            event.stopImmediatePropagation(); // arrows move in the grid, Tab leaves it
            return;
          }
          const cell = activeCell(table);
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
            event.preventDefault();
            settler.undo();
          } else if (!cell) {
            return;
          } else if (event.key === "Escape" && dropFault(cell.getData().id, cell.getField())) {
            event.preventDefault();
            settler.refresh([cell.getData().id]);
          } else if (event.key === "Enter" && !editable(cell, columns)) {
            event.preventDefault();
            event.stopPropagation();
            drawer.open(cell.getData().id, cell.getData().url);
          } else if (typesText(event) && editable(cell, columns)) {
            cell.edit(); // the character then goes into the field, as in a spreadsheet
          }
        },
        true,
      );

      document.body.addEventListener("gongjin:row-changed", () => {
        if (drawer.shown()) settler.refresh([drawer.shown()]);
      });

      const linked = new URLSearchParams(location.search).get("row");
      if (linked) {
        table.on("dataProcessed", function once() {
          if (!table.getDataCount()) return;
          table.off("dataProcessed", once);
          const [row] = rowsOf(table, linked);
          if (row) drawer.open(linked, row.getData().url, false);
        });
      }
      ready(table);
    });
  });
}

/** Roles that a screen reader can follow: what scrolls is the group of rows, and takes the focus as such. */
function nameParts(holder) {
  holder.removeAttribute("aria-owns");
  holder.querySelector(".tabulator-header")?.removeAttribute("tabindex"); // no key does anything there
  const rows = holder.querySelector(".tabulator-tableholder");
  rows?.setAttribute("role", "rowgroup");
  rows?.setAttribute("aria-label", holder.getAttribute("aria-label"));
  holder.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
}

/** Reads the rows anew; while a page of them is under way it waits for its turn, and many changes become one. */
function makeReload(table, url, filters, turns) {
  let [busy, again, group] = [false, false, filters.group()];
  const reload = () => {
    if (!busy && group !== filters.group()) {
      group = filters.group();
      table.setGroupBy(GROUPS[group] ?? false); // drawing anew may itself ask for a page
    }
    if (busy) again = true;
    else table.setData(url);
  };
  const free = () => {
    busy = false;
    if (!again) return;
    again = false;
    setTimeout(reload);
  };
  table.on("dataLoading", () => {
    busy = true;
  });
  table.on("dataLoadError", free);
  turns.free = free;
  return reload;
}

const editable = (cell, columns) => {
  const column = columns.find((one) => one.field === cell.getField());
  return Boolean(column?.edit && !cell.getData().dropped && column.kinds.includes(cell.getData().kind));
};

const typesText = (event) =>
  event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
