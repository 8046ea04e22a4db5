// Short messages at the corner of the page. A good one leaves by itself; a bad one waits to be closed.
const STAY_MS = 6000;

const arm = (toast) => {
  if (toast.dataset.armed) return;
  toast.dataset.armed = "yes";
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  if (toast.dataset.level === "danger" || toast.querySelector("a, form")) return;
  let left = setTimeout(() => toast.remove(), STAY_MS);
  toast.addEventListener("pointerenter", () => clearTimeout(left));
  toast.addEventListener("pointerleave", () => {
    left = setTimeout(() => toast.remove(), STAY_MS);
  });
};

const area = () => document.getElementById("messages");

/** Shows a message: level is one of success, info, warning, danger. */
export function notify(level, message) {
  const [place, template] = [area(), document.getElementById("message-template")];
  if (!place || !template || !message) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.level = level;
  toast.classList.add(`message-${level}`);
  toast.querySelector("[data-text]").textContent = message;
  place.append(toast);
  arm(toast);
}

const start = () => {
  const place = area();
  if (!place) return;
  place.querySelectorAll(".message").forEach(arm);
  new MutationObserver(() => place.querySelectorAll(".message").forEach(arm)).observe(place, { childList: true });
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
