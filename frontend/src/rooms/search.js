// The box at the top finds as one types: a list below it, walked with the arrows, Enter opens, Escape closes.
const box = document.getElementById("search");
const TYPING_MS = 200;

if (box?.form) {
  const list = document.createElement("div");
  Object.assign(list, { id: "search-found", className: "found-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("aria-label"));
  box.form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "search-found");
  box.setAttribute("aria-autocomplete", "list");

  let [typing, asked, at] = [0, "", -1];
  const options = () => [...list.querySelectorAll("[role=option]")];

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const go = (to) => {
    const all = options();
    if (!all.length) return;
    at = (to + all.length) % all.length;
    all.forEach((option, place) => {
      option.id = `found-${place}`;
      option.setAttribute("aria-selected", String(place === at));
    });
    all[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", all[at].id);
  };
  const find = async () => {
    const words = box.value.trim();
    asked = words;
    if (!words) return close();
    const answer = await fetch(`${box.form.action}?box=1&q=${encodeURIComponent(words)}`).catch(() => null);
    // A slow answer to older words must not replace a newer one.
    if (!answer?.ok || answer.redirected || asked !== words) return undefined;
    list.innerHTML = await answer.text();
    for (const option of options()) option.tabIndex = -1; // the arrows walk the list, Tab leaves it
    at = -1;
    list.hidden = !list.childElementCount;
    box.setAttribute("aria-expanded", String(!list.hidden));
    return undefined;
  };

  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(find, TYPING_MS);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) find();
      else go(event.key === "ArrowDown" ? at + 1 : at - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      options()[at].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.form.contains(event.target)) close();
  });
  box.form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.form.contains(event.relatedTarget)) close();
  });
}
