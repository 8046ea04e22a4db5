// The grid's keys and pointer: one cell has the focus, Shift stretches the selection from its anchor.
import { notify } from "../../parts/messages.js";

const KEYS = { 1: "sums_up", 2: "does", 3: "cooperates", h: "sums_up", c: "does", p: "cooperates" };
const CLEAR = new Set(["Delete", "Backspace", "0"]);

export function grid(root, { settle }, blocks) {
  const table = root.querySelector("table");
  const editable = root.hasAttribute("data-editable");
  const labels = Object.fromEntries(
    [...root.querySelectorAll(".dv-legend .dv-part")].map((mark) => [mark.className.split(" ").find((c) => /^dv-(?!part)/.test(c)).slice(3), mark.textContent]),
  );
  let anchor = null;
  let focus = null;

  const rows = () => [...table.querySelectorAll("tr[data-row]")];
  const unitOf = (cell) => table.tHead.rows[0].cells[cell.cellIndex]?.dataset.unit ?? "";
  const isClosed = (cell) => cell.parentElement.hasAttribute("data-closed");
  const isCell = (node) => node?.matches?.("td.dv-cell, td.dv-value");

  const selected = () => {
    if (!focus?.isConnected) return [];
    if (!anchor?.isConnected) anchor = focus;
    const all = rows();
    const [a, b] = [anchor, focus].map((cell) => all.indexOf(cell.parentElement)).sort((x, y) => x - y);
    const [left, right] = [anchor.cellIndex, focus.cellIndex].sort((x, y) => x - y);
    return all.slice(a, b + 1).flatMap((row) => [...row.cells].slice(left, right + 1));
  };

  const paint = () => {
    table.querySelectorAll(".is-selected").forEach((cell) => cell.classList.remove("is-selected"));
    const cells = selected();
    if (cells.length > 1) cells.forEach((cell) => cell.classList.add("is-selected"));
  };

  const go = (cell, stretch = false) => {
    if (!isCell(cell)) return;
    if (focus) focus.tabIndex = -1;
    focus = cell;
    if (!stretch) anchor = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    reveal(cell);
    paint();
  };

  /** Keeps the cell clear of the frozen header and the frozen first column. */
  const reveal = (cell) => {
    const scroll = root.querySelector("[data-scroll]");
    const [box, place] = [scroll.getBoundingClientRect(), cell.getBoundingClientRect()];
    const top = box.top + table.tHead.offsetHeight;
    const left = box.left + table.tHead.rows[0].cells[0].offsetWidth;
    if (place.top < top) scroll.scrollTop -= top - place.top;
    else if (place.bottom > box.bottom - 16) scroll.scrollTop += place.bottom - box.bottom + 16;
    if (place.left < left) scroll.scrollLeft -= left - place.left;
    else if (place.right > box.right - 16) scroll.scrollLeft += place.right - box.right + 16;
  };

  const step = (down, right, stretch) => {
    const all = rows();
    const row = all[Math.min(all.length - 1, Math.max(0, all.indexOf(focus.parentElement) + down))];
    const place = Math.min(row.cells.length - 1, Math.max(1, focus.cellIndex + right));
    go(row.cells[place], stretch);
  };

  const show = (cell, part) => {
    if (part) cell.dataset.part = part;
    else delete cell.dataset.part;
    cell.querySelector(".dv-part, .dv-suggested")?.remove();
    if (part) {
      const mark = document.createElement("b");
      mark.className = `dv-part dv-${part}`;
      mark.textContent = labels[part];
      cell.append(mark);
    }
    const row = cell.parentElement;
    if (row.hasAttribute("data-task")) {
      const summing = row.querySelector('td[data-part="sums_up"]');
      const nobody = row.hasAttribute("data-nobody") && !row.querySelector("td[data-part]");
      row.toggleAttribute("data-lacks", !summing && !nobody);
      if (summing) row.querySelectorAll(".dv-suggested").forEach((mark) => mark.remove());
    }
  };

  const showValue = (cell, value) => {
    cell.dataset.value = value;
    cell.querySelector(".dv-set").textContent = value;
  };

  /** The changes that give cells a part; whoever summed up before does its part from now on. */
  const collect = (cells, partOf) => () => {
    const planned = new Map();
    let refused = 0;
    let closed = 0;
    for (const cell of cells) {
      if (!cell.isConnected || !cell.matches("td.dv-cell")) continue;
      if (isClosed(cell)) {
        closed += 1;
        continue;
      }
      const row = cell.parentElement;
      const now = partOf(cell);
      if (now === "sums_up" && !row.hasAttribute("data-task")) {
        refused += 1;
        continue;
      }
      if (now === "sums_up") {
        for (const other of row.querySelectorAll("td.dv-cell")) {
          const has = planned.get(other) ?? other.dataset.part;
          if (other !== cell && has === "sums_up") planned.set(other, "does");
        }
      }
      planned.set(cell, now);
    }
    if (refused) notify("warning", root.dataset.textTask);
    if (closed) notify("warning", root.dataset.textClosed);
    const changed = [...planned].filter(([cell, now]) => (cell.dataset.part ?? "") !== now);
    return {
      changes: changed.map(([cell, now]) => [cell.parentElement.dataset.row, "part", unitOf(cell), cell.dataset.part ?? "", now]),
      done: () => changed.forEach(([cell, now]) => show(cell, now)),
    };
  };

  const values = (cells, value) => () => {
    const changed = cells.filter((cell) => cell.isConnected && !isClosed(cell) && cell.matches("td.dv-value") && cell.dataset.value !== value);
    return {
      changes: changed.map((cell) => [cell.parentElement.dataset.row, cell.dataset.name, "", cell.dataset.value, value]),
      done: () => changed.forEach((cell) => showValue(cell, value)),
    };
  };

  const fill = () => {
    const cells = selected();
    const first = cells[0]?.parentElement;
    const rest = cells.filter((cell) => cell.parentElement !== first);
    if (!rest.length) return notify("info", root.dataset.textNone);
    const source = (cell) => first.cells[cell.cellIndex];
    settle(() => {
      const parts = collect(rest, (cell) => source(cell).dataset.part ?? "")();
      const others = rest.filter((cell) => cell.matches("td.dv-value")).map((cell) => values([cell], source(cell).dataset.value)());
      return {
        changes: [...parts.changes, ...others.flatMap((other) => other.changes)],
        done: () => [parts, ...others].forEach((each) => each.done()),
      };
    });
  };

  const act = (key) => {
    const cells = selected();
    if (!cells.length) return notify("info", root.dataset.textNone);
    if (key === "fill") return fill();
    if (CLEAR.has(key)) {
      return settle(() => {
        const [parts, rest] = [collect(cells, () => "")(), values(cells, "")()];
        return { changes: [...parts.changes, ...rest.changes], done: () => [parts, rest].forEach((each) => each.done()) };
      });
    }
    return settle(collect(cells, () => KEYS[key]));
  };

  /** A date field or a list over a value's cell; Enter or leaving it settles, Escape leaves it as it was. */
  const edit = (cell) => {
    if (!editable || cell.querySelector("input, select")) return;
    if (isClosed(cell)) {
      notify("warning", root.dataset.textClosed);
      return;
    }
    const cells = selected().filter((other) => other.dataset.name === cell.dataset.name);
    const source = root.querySelector(cell.dataset.name === "due" ? "#dv-bulk-due" : "#dv-bulk-cadence");
    const field = source.cloneNode(true);
    field.removeAttribute("id");
    field.className = "dv-edit form-control form-control-sm";
    field.setAttribute("aria-label", table.tHead.rows[0].cells[cell.cellIndex].textContent);
    if (field.tagName === "SELECT") [...field.options].find((option) => option.value === "-")?.remove();
    field.value = cell.dataset.value;
    cell.append(field);
    field.focus();
    let over = false;
    const finish = (keep) => {
      if (over) return;
      over = true;
      const value = field.value;
      field.remove();
      if (keep) settle(values(cells.length ? cells : [cell], value));
    };
    field.addEventListener("blur", () => finish(true));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape" || event.key === "Tab") {
        event.preventDefault();
        finish(event.key !== "Escape");
        go(cell);
      }
    });
  };

  table.addEventListener("keydown", (event) => {
    if (!isCell(event.target)) return;
    const arrows = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [15, 0], PageUp: [-15, 0] };
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    let done = true;
    if (arrows[event.key] && plain) step(...arrows[event.key], event.shiftKey);
    else if (event.key === "Home" && plain) step(0, -999, event.shiftKey);
    else if (event.key === "End" && plain) step(0, 999, event.shiftKey);
    else if (editable && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") fill();
    else if (editable && plain && (event.key === "Enter" || event.key === "F2") && event.target.matches(".dv-value")) edit(event.target);
    else if (editable && plain && event.target.matches(".dv-cell") && KEYS[event.key.toLowerCase()]) act(event.key.toLowerCase());
    else if (editable && plain && CLEAR.has(event.key)) act(event.key);
    else if (event.key === "Escape") go(focus);
    else done = false;
    if (done) event.preventDefault();
  });

  let dragging = false;
  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td");
    if (!isCell(cell) || event.button || event.target.closest("input, select")) return;
    event.preventDefault();
    dragging = true;
    go(cell, event.shiftKey);
  });
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td");
    if (dragging && isCell(cell) && cell !== focus) go(cell, true);
  });
  document.addEventListener("mouseup", () => (dragging = false));
  table.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td.dv-value");
    if (cell) edit(cell);
  });
  table.addEventListener("focusin", (event) => {
    if (isCell(event.target) && event.target !== focus) go(event.target);
  });

  root.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key) act(key.dataset.key);
  });
  // The first cell that is drawn can be reached by Tab.
  blocks.drawn.addEventListener("rows", () => {
    if (!focus?.isConnected) {
      focus = null;
      const first = table.querySelector("td.dv-cell, td.dv-value");
      if (first) first.tabIndex = 0;
    }
  });
  root.querySelector("[data-next-lacking]")?.addEventListener("click", async () => {
    const row = await blocks.nextLacking(focus?.isConnected ? focus.parentElement : null);
    if (!row) return notify("success", root.dataset.textDone);
    const place = row.querySelector(".dv-suggested")?.closest("td") ?? row.cells[3];
    go(place);
    return undefined;
  });
}
