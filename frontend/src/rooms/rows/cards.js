// Cards for narrow screens: the server renders them, the next ones come when the last is reached.
import htmx from "htmx.org";

export function startCards(root, filters) {
  const load = () => htmx.ajax("GET", `${root.dataset.cards}?${filters.query()}`, { target: "#row-cards", swap: "innerHTML" });
  filters.onChange(load);
  load();
  return { load };
}
