// The filter chips: what they say is in the address, in the link for printing and in what a saved view keeps.
const form = document.getElementById("row-filters");
const clear = document.getElementById("clear-filters");
const TYPING_MS = 300;

/** The filters as a query string without empty ones. */
const query = () => {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) chosen.set(name, value.trim());
  return chosen;
};

const show = (root) => {
  const chosen = query();
  let narrowed = 0;
  for (const field of form.querySelectorAll("select, input")) {
    const on = Boolean(field.value.trim());
    field.closest(".chip")?.classList.toggle("is-on", on);
    if (on && field.name !== "group") narrowed += 1;
  }
  clear.hidden = narrowed === 0;
  const count = document.getElementById("filter-count");
  if (count) count.textContent = narrowed ? ` ${narrowed}` : "";
  const link = document.getElementById("print-link");
  if (link) link.href = `${root.dataset.print}?${chosen}`;
  const kept = document.querySelector("#save-view [name=query]");
  if (kept) kept.value = String(chosen);
};

export function startFilters(root) {
  const listeners = [];
  const changed = () => {
    show(root);
    const row = new URLSearchParams(location.search).get("row");
    const chosen = query();
    if (row) chosen.set("row", row);
    history.replaceState(null, "", chosen.size ? `?${chosen}` : location.pathname);
    for (const listener of listeners) listener();
  };
  let typing = 0;
  form.addEventListener("change", (event) => {
    if (event.target.name !== "q") changed();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "q") return;
    clearTimeout(typing);
    typing = setTimeout(changed, TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    changed();
  });
  clear.addEventListener("click", () => {
    for (const field of form.querySelectorAll("select, input")) if (field.name !== "group") field.value = "";
    changed();
  });
  show(root);
  return { query, group: () => form.elements.group.value, onChange: (listener) => listeners.push(listener) };
}
