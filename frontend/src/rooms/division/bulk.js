// Bulk acts: rows by their boxes, a preview with counts, and one act for all of it. Columns for further units.
import { notify } from "../../parts/messages.js";

const unitByName = (name) => document.querySelector(`#dv-units option[value="${CSS.escape(name)}"]`)?.dataset.unit ?? "";

export function bulk(root, { apply, post }, blocks) {
  const form = root.querySelector("[data-bulk]");
  const dialog = document.getElementById("dv-preview");
  const boxes = () => [...root.querySelectorAll("[data-check]")];
  const checked = () => boxes().filter((box) => box.checked);
  let last = null;

  const count = () => {
    const number = checked().length;
    if (form) form.hidden = !number;
    root.querySelector("[data-checked-count]")?.replaceChildren(String(number));
    for (const box of boxes()) box.closest("[data-row]").classList.toggle("is-checked", box.checked);
  };

  const rowsChosen = () => {
    const chosen = checked().map((box) => box.closest("[data-row]").dataset.row);
    return chosen.length ? chosen : null;
  };

  const preview = async (body) => {
    const response = await post(root.dataset.preview, body, "text/html, application/json;q=0.9").catch(() => null);
    if (!response) return;
    dialog.querySelector("[data-preview-body]").innerHTML = await response.text();
    dialog.showModal();
    dialog.scrollTop = 0; // its first button stands at the end of what is to be read
  };

  root.addEventListener("click", async (event) => {
    const box = event.target.closest("[data-check]");
    if (box) {
      if (event.shiftKey && last) {
        const all = boxes();
        const [a, b] = [all.indexOf(last), all.indexOf(box)].sort((x, y) => x - y);
        all.slice(a, b + 1).forEach((each) => (each.checked = box.checked));
      }
      last = box;
      count();
    }
    const whole = event.target.closest("[data-check-block]");
    if (whole) {
      const block = whole.closest("[data-block]");
      await blocks.loadAll(block);
      block.querySelectorAll("[data-check]").forEach((each) => (each.checked = whole.checked));
      count();
    }
    const take = event.target.closest("[data-take]");
    if (take) preview({ mode: take.dataset.take, rows: rowsChosen() });
    if (event.target.closest("[data-uncheck]")) {
      root.querySelectorAll("[data-check], [data-check-block]").forEach((each) => (each.checked = false));
      count();
    }
  });
  blocks.drawn.addEventListener("rows", count);

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = (id) => root.querySelector(id).value.trim();
    preview({
      mode: "set",
      rows: rowsChosen(),
      unit: unitByName(value("#dv-bulk-unit")),
      part: value("#dv-bulk-part"),
      due: root.querySelector("#dv-bulk-no-due").checked ? "-" : value("#dv-bulk-due"),
      cadence: value("#dv-bulk-cadence"),
    });
  });

  dialog?.addEventListener("click", (event) => {
    const button = event.target.closest("[data-apply-sealed]");
    if (!button) return;
    button.disabled = true;
    dialog.close();
    apply(button.dataset.sealed);
  });

  root.querySelector("[data-add-unit]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.querySelector("input");
    const id = unitByName(field.value.trim());
    if (!id) return notify("warning", root.dataset.textUnknown);
    const known = root.querySelector(`th[data-unit="${id}"]`);
    field.value = "";
    if (known) {
      known.scrollIntoView({ inline: "center", block: "nearest" });
      return notify("info", root.dataset.textKnown);
    }
    return blocks.addUnit(id, unitName(id));
  });
}

const unitName = (id) => document.querySelector(`#dv-units option[data-unit="${id}"]`)?.value ?? "";
