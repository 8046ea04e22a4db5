// Messages of the list. One with a way back: 撤销 is a new act, offered while the message stands.
import { notify } from "../../parts/messages.js";

const STAY_MS = 10000;
const WARNING_MS = 20000;

export function clearWarnings() {
  for (const older of document.querySelectorAll("#messages .message-danger")) older.remove();
}

/** A refusal that belongs to no cell: one at a time; it leaves by itself, or with the next act that goes well. */
export function warn(message) {
  clearWarnings();
  notify("danger", message);
  const shown = document.querySelector("#messages .message-danger");
  setTimeout(() => shown?.remove(), WARNING_MS);
}

export function offerUndo(message, label, undo) {
  const [place, template] = [document.getElementById("messages"), document.getElementById("message-template")];
  if (!place || !template) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.level = "success";
  toast.classList.add("message-success");
  toast.dataset.armed = "yes"; // the shell's own timer leaves it alone
  toast.querySelector("[data-text]").textContent = message;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-link p-0 pt-1";
  button.textContent = label;
  button.addEventListener("click", () => {
    toast.remove();
    undo();
  });
  toast.querySelector("[data-text]").after(button);
  toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
  for (const older of place.querySelectorAll("[data-undo]")) older.remove();
  toast.dataset.undo = "yes";
  place.append(toast);
  let left = setTimeout(() => toast.remove(), STAY_MS);
  toast.addEventListener("pointerenter", () => clearTimeout(left));
  toast.addEventListener("pointerleave", () => {
    left = setTimeout(() => toast.remove(), STAY_MS);
  });
}
