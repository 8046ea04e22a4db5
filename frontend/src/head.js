/* Runs before the first paint, written so that a very old browser can run it too. */
(function () {
  var root = document.documentElement;

  /* What the pages need and Chromium 109 has. An older browser gets a plain page that says so. */
  var able =
    "noModule" in document.createElement("script") &&
    typeof Element.prototype.replaceChildren === "function" &&
    typeof structuredClone === "function" &&
    window.CSS &&
    CSS.supports("selector(:has(a))") &&
    CSS.supports("container-type: inline-size");
  var page = root.getAttribute("data-old-browser");
  if (!able && page && location.pathname !== page) {
    location.replace(page);
    return;
  }

  var chosen = null;
  try {
    chosen = localStorage.getItem("gongjin-theme");
  } catch (refused) {
    /* Storage may be switched off: the system's choice then holds. */
  }
  var dark = chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.setAttribute("data-bs-theme", dark ? "dark" : "light");
  root.classList.add("has-script");
})();
