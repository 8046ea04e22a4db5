// Light and dark. The choice is kept in the browser; until there is one, the system's holds (see head.js).
const root = document.documentElement;

const mark = () => {
  const dark = root.getAttribute("data-bs-theme") === "dark";
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.setAttribute("aria-pressed", String(dark));
  }
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
  root.setAttribute("data-bs-theme", next);
  try {
    localStorage.setItem("gongjin-theme", next);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
  mark();
});

mark();
