// The narrow page: for each row its units, each with a list of parts, and fields for the date and cadence.
import { notify } from "../../parts/messages.js";

export function list(root, { settle }, blocks) {
  let seen = null;

  const parts = (row) => [...row.querySelectorAll("li[data-unit]")];

  const setPart = (row, unit, now) =>
    settle(() => {
      const changes = [];
      const at = parts(row).find((item) => item.dataset.unit === unit);
      if (now === "sums_up") {
        for (const other of parts(row)) {
          if (other !== at && other.dataset.part === "sums_up") {
            changes.push([row.dataset.row, "part", other.dataset.unit, "sums_up", "does"]);
          }
        }
      }
      changes.push([row.dataset.row, "part", unit, at?.dataset.part ?? "", now]);
      return { changes, done: () => draw(row, changes) };
    });

  const draw = (row, changes) => {
    for (const [, , unit, , now] of changes) {
      const item = parts(row).find((each) => each.dataset.unit === unit);
      if (!item) continue;
      item.dataset.part = now;
      const field = item.querySelector("select");
      if (field) field.value = now;
      item.querySelector(".dv-suggested")?.remove();
    }
    if (row.hasAttribute("data-task")) {
      const has = (part) => parts(row).some((item) => (part ? item.dataset.part === part : item.dataset.part));
      row.toggleAttribute("data-lacks", !has("sums_up") && (!row.hasAttribute("data-nobody") || has()));
    }
  };

  root.querySelector("[data-next-lacking]")?.addEventListener("click", async () => {
    seen = await blocks.nextLacking(seen?.isConnected ? seen : null);
    if (!seen) {
      notify("success", root.dataset.textDone);
      return;
    }
    seen.scrollIntoView({ block: "start" });
    seen.querySelector("select, input")?.focus({ preventScroll: true });
  });

  root.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.target.matches("[data-part-select]")) {
      setPart(row, event.target.closest("[data-unit]").dataset.unit, event.target.value);
    } else if (event.target.dataset.name) {
      const field = event.target;
      settle(() => ({
        changes: [[row.dataset.row, field.dataset.name, "", field.dataset.value, field.value]],
        done: () => (field.dataset.value = field.value),
      }));
    }
  });

  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-add-part]")) return;
    event.preventDefault();
    const row = event.target.closest("[data-row]");
    const name = event.target.querySelector("input").value.trim();
    const unit = document.querySelector(`#dv-units option[value="${CSS.escape(name)}"]`)?.dataset.unit;
    if (!unit) {
      notify("warning", root.dataset.textUnknown);
      return;
    }
    const known = parts(row).find((item) => item.dataset.unit === unit);
    setPart(row, unit, "does").then(() => {
      if (!known) addLine(row, unit, name);
    });
    event.target.reset();
  });

  const addLine = (row, unit, name) => {
    const line = row.querySelector("li");
    const pattern = root.querySelector("li[data-unit]");
    if (!pattern) return location.reload();
    const item = pattern.cloneNode(true);
    item.dataset.unit = unit;
    item.dataset.part = "does";
    item.querySelector(".dv-unit-name").textContent = name;
    const field = item.querySelector("select");
    field.setAttribute("aria-label", name);
    field.querySelector('[value="sums_up"]')?.toggleAttribute("hidden", !row.hasAttribute("data-task"));
    field.value = "does";
    if (line && !line.dataset.unit) line.remove();
    row.querySelector(".dv-units").append(item);
    return undefined;
  };
}
