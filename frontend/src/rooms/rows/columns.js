// Which columns are shown, and how wide: this browser's memory, for each user its own.
const key = (root) => `gongjin-rows-columns:${root.dataset.user}`;

export function recall(root) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(root)) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

export function keep(root, table) {
  const kept = {};
  for (const column of table.getColumns()) {
    kept[column.getField()] = { shown: column.isVisible(), width: column.getWidth() };
  }
  try {
    localStorage.setItem(key(root), JSON.stringify(kept));
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}

/** The list of check boxes behind 列. */
export function offerColumns(root, table) {
  const menu = document.getElementById("columns-menu");
  for (const column of table.getColumns()) {
    const label = document.createElement("label");
    label.className = "dropdown-item form-check";
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", className: "form-check-input", checked: column.isVisible() });
    box.disabled = column.getField() === "code";
    box.addEventListener("change", () => {
      if (box.checked) column.show();
      else column.hide();
      keep(root, table);
    });
    label.append(box, column.getDefinition().title);
    menu.append(label);
  }
}
