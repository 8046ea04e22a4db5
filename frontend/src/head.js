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

  /* A form is sent once: a second click while the first is under way would be a second act, and on a page that changes
     would be answered by a refusal of what was just done. Forms that a script sends are that script's matter. */
  var PATIENCE_MS = 20000; /* after that nothing may have arrived, and the buttons come back */
  var lock = function (form, locked) {
    for (var i = 0; i < form.elements.length; i += 1) {
      var part = form.elements[i];
      if (part.type !== "submit" && part.type !== "image") continue;
      if (locked && !part.disabled) {
        part.disabled = true;
        part.setAttribute("data-locked", "");
      } else if (!locked && part.hasAttribute("data-locked")) {
        part.disabled = false;
        part.removeAttribute("data-locked");
      }
    }
    if (locked) form.setAttribute("data-sent", "");
    else form.removeAttribute("data-sent");
  };
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    /* Only afterwards: the button that was pressed is still to be among what is sent. */
    setTimeout(function () {
      lock(form, true);
    }, 0);
    setTimeout(function () {
      lock(form, false);
    }, PATIENCE_MS);
  });
  /* A page that comes back from the browser's memory comes back as it was left. */
  window.addEventListener("pageshow", function (event) {
    var sent = event.persisted ? document.querySelectorAll("form[data-sent]") : [];
    for (var i = 0; i < sent.length; i += 1) lock(sent[i], false);
  });
})();
