// Pasting from Excel: the block is compared by the server, shown with counts, and applied as one act.
import { notify } from "../../parts/messages.js";
import { post } from "./settle.js";

/** The cells of a text as Excel puts it on the clipboard: tabs, line ends, quotes around what holds them. */
export function cellsOf(text) {
  const rows = [[]];
  let [cell, quoted] = ["", false];
  const endCell = () => {
    rows.at(-1).push(cell.trim());
    cell = "";
  };
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[place + 1] === '"') cell += text[(place += 1)];
      else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === "\t") endCell();
    else if (character === "\n") {
      endCell();
      rows.push([]);
    } else if (character !== "\r") cell += character;
  }
  if (cell || rows.at(-1).length) endCell();
  else rows.pop();
  return rows;
}

/** A block with a line of headers: rows are found by their 编号, columns by their titles. */
function byHeaders(block, columns) {
  const titles = new Map(columns.map((column) => [column.title, column]));
  const head = block[0].map((title) => titles.get(title));
  const code = head.findIndex((column) => column?.field === "code");
  if (code < 0 || !head.some((column) => column?.settled)) return null;
  return block.slice(1).flatMap((line) =>
    head.flatMap((column, place) =>
      column?.settled && line[place] !== undefined
        ? [{ code: line[code] ?? "", field: column.field, text: line[place] }]
        : [],
    ),
  );
}

/** A block without headers goes to the cells right of and below the active one; one value fills the whole selection. */
function byPlace(block, table, columns) {
  const range = table.getRanges()[0];
  if (!range) return [];
  const settled = new Map(columns.filter((column) => column.settled).map((column) => [column.field, column]));
  const of = (row, field, text) => {
    const column = settled.get(field);
    if (!column || (!text && !column.kinds.includes(row.getData().kind))) return [];
    return [{ row: row.getData().id, field, text }];
  };
  const [rows, shown] = [table.getRows("active"), table.getColumns().filter((column) => column.isVisible())];
  const [inRows, inColumns] = [range.getRows(), range.getColumns()];
  if (block.length === 1 && block[0].length === 1) {
    return inRows.flatMap((row) => inColumns.flatMap((column) => of(row, column.getField(), block[0][0])));
  }
  const top = rows.findIndex((row) => row.getIndex() === inRows[0].getIndex());
  const left = shown.findIndex((column) => column.getField() === inColumns[0].getField());
  return block.flatMap((line, down) =>
    line.flatMap((text, right) => {
      const [row, column] = [rows[top + down], shown[left + right]];
      if (!column) return [];
      if (row) return of(row, column.getField(), text);
      return settled.has(column.getField()) && text ? [{ code: `+${down + 1}`, field: column.getField(), text }] : [];
    }),
  );
}

export function startPaste(root, table, columns, settler) {
  const dialog = document.getElementById("paste-dialog");

  const preview = async (cells) => {
    const answer = await post(root.dataset.paste, { cells }, root.dataset, "text/html, application/json");
    if (!answer) return;
    dialog.innerHTML = await answer.text();
    dialog.showModal();
  };

  dialog.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "apply") return;
    const rows = JSON.parse(event.target.dataset.rows);
    settler.settle(rows, root.dataset.textMany.replace("{n}", rows.length));
  });

  document.addEventListener("paste", (event) => {
    const inside = document.getElementById("rows-grid").contains(document.activeElement);
    if (!inside || event.target.closest?.("input, textarea, select") || !root.dataset.edit) return;
    const block = cellsOf(event.clipboardData.getData("text/plain"));
    if (!block.length) return;
    event.preventDefault();
    const cells = byHeaders(block, columns) ?? byPlace(block, table, columns);
    if (cells.length) preview(cells);
    else notify("warning", root.dataset.textReadonly);
  });
}
