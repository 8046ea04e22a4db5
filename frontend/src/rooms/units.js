// 单位: the directory as a tree that folds. Without script it stands unfolded; what is folded is kept while the tab is open.
const KEPT = "gongjin-units-folded";
const root = document.querySelector("[data-units]");

const start = () => {
  const rows = [...root.querySelectorAll(".un-row")];
  const level = (row) => Number(row.dataset.level);
  const toggle = (row) => row.querySelector(".un-toggle");
  const isFolded = (row) => toggle(row)?.getAttribute("aria-expanded") === "false";
  const asked = root.hasAttribute("data-asked"); // what was looked for is not folded away

  const draw = () => {
    let hiddenBelow = Infinity; // rows deeper than this stand under one that is folded
    for (const row of rows) {
      if (level(row) <= hiddenBelow) hiddenBelow = Infinity;
      row.hidden = level(row) > hiddenBelow;
      if (!row.hidden && isFolded(row)) hiddenBelow = level(row);
    }
  };

  const set = (row, folded) => toggle(row)?.setAttribute("aria-expanded", String(!folded));

  const keep = () => {
    if (asked) return;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(rows.filter(isFolded).map((row) => row.dataset.unit)));
    } catch {
      // Storage is switched off: the tree unfolds with the next page.
    }
  };

  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    } catch {
      return null;
    }
  };

  const fold = (row, folded) => {
    set(row, folded);
    draw();
    keep();
  };

  for (const button of root.querySelectorAll(".un-toggle")) button.hidden = false;
  for (const part of document.querySelectorAll("[data-fold-all]")) part.hidden = !root.querySelector(".un-toggle");
  const before = asked ? [] : kept();
  for (const row of rows) {
    if (before) set(row, before.includes(row.dataset.unit));
    else if (root.hasAttribute("data-folded")) set(row, level(row) > 1);
  }
  draw();

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".un-toggle");
    if (button) fold(button.closest(".un-row"), button.getAttribute("aria-expanded") === "true");
    const all = event.target.closest("[data-fold]");
    if (!all) return;
    for (const row of rows) set(row, all.dataset.fold === "yes");
    draw();
    keep();
  });

  const shown = () => rows.filter((row) => !row.hidden);
  const go = (row) => row?.querySelector(".un-name a")?.focus();
  const above = (row) => rows.slice(0, rows.indexOf(row)).reverse().find((other) => level(other) < level(row));
  const keys = {
    ArrowDown: (row) => go(shown()[shown().indexOf(row) + 1]),
    ArrowUp: (row) => go(shown()[shown().indexOf(row) - 1]),
    ArrowRight: (row) => (isFolded(row) ? fold(row, false) : toggle(row) && go(shown()[shown().indexOf(row) + 1])),
    ArrowLeft: (row) => (toggle(row) && !isFolded(row) ? fold(row, true) : go(above(row))),
    Home: () => go(shown()[0]),
    End: () => go(shown().at(-1)),
  };
  root.addEventListener("keydown", (event) => {
    const row = event.target.closest(".un-row");
    if (!row || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    keys[event.key](row);
  });
};

if (root) start();
