// htmx under a strict content security policy, what it sends with each request, and what happens when one fails.
import htmx from "htmx.org";

import { notify } from "./messages.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0; // pages hold data of an office: none of it stays in the browser's storage
htmx.config.scrollBehavior = "auto";
htmx.config.timeout = 60000;
// While it settles, htmx gives a new element the old one's style attribute. Browsers leave an empty one behind on what
// was measured or scrolled, and the policy blocks writing any: a complaint in the console for each field of a form.
htmx.config.attributesToSettle = ["class", "width", "height"];
// A refusal comes back as a fragment with its reason (409, 422): it is shown in its place like any answer.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "409", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

const text = (name) => document.body.dataset[name] ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
});

// A part is sent once: a second click while the first is under way does nothing (htmx would send it afterwards).
const sending = new WeakSet();
document.addEventListener("htmx:confirm", (event) => {
  const { elt, verb } = event.detail;
  if (verb !== "get" && sending.has(elt)) event.preventDefault();
});
document.addEventListener("htmx:beforeSend", (event) => {
  if (event.detail.requestConfig.verb !== "get") sending.add(event.detail.elt);
});
document.addEventListener("htmx:afterRequest", (event) => sending.delete(event.detail.elt));

// The bar at the top shows only when a request takes longer than a glance (the delay is in the style sheet).
let running = 0;
const show = (change) => {
  running = Math.max(0, running + change);
  document.documentElement.classList.toggle("is-loading", running > 0);
};
document.addEventListener("htmx:beforeRequest", () => show(+1));
document.addEventListener("htmx:afterRequest", () => show(-1));

// Messages of the server ride on the answer (web/messages.html), so that one pattern serves page and fragment.
const failures = {
  "htmx:sendError": "textOffline",
  "htmx:timeout": "textTimeout",
};
for (const [name, key] of Object.entries(failures)) {
  document.addEventListener(name, () => notify("danger", text(key)));
}
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401) {
    location.reload();
    return;
  }
  const key = { 403: "textForbidden", 404: "textGone", 413: "textTooLarge" }[status] ?? "textFailed";
  notify("danger", text(key));
});
