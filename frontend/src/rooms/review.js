// 核对: the text at left and what was understood at right, by keyboard and by mouse.
//
// The server draws everything; here is only what lights up, which row is the current one, and which key means what.
// Offsets that go to the server are code points; the browser counts UTF-16 units (see `pointOffset`).
import htmx from "htmx.org";

const root = document.querySelector("[data-review]");

const escape = (id) => CSS.escape(id);
const rows = () => [...root.querySelectorAll(".rv-row")].filter((row) => row.offsetParent !== null);
const rowOf = (id) => document.getElementById(`row-${id}`);
const piecesOf = (id) => root.querySelectorAll(`.rv-par [data-rows~="${escape(id)}"]`);
const narrow = () => matchMedia("(max-width: 767.98px)").matches;
const readonly = () => root.hasAttribute("data-readonly");

// --- lighting up ------------------------------------------------------------------------------------------------------

let lit = null;

const light = (id) => {
  if (lit === id) return;
  for (const element of root.querySelectorAll(".is-lit")) element.classList.remove("is-lit");
  lit = id;
  if (!id) return;
  rowOf(id)?.classList.add("is-lit");
  for (const piece of piecesOf(id)) piece.classList.add("is-lit");
};

const showTab = (name) => {
  root.dataset.tab = name;
  for (const button of root.querySelectorAll("[data-show-tab]")) {
    button.setAttribute("aria-pressed", String(button.dataset.showTab === name));
  }
};

const inSight = (element) => {
  const box = element.getBoundingClientRect();
  const top = root.querySelector(".rv-bar").getBoundingClientRect().bottom;
  return box.top >= top && box.bottom <= innerHeight - 48;
};

const reveal = (element) => {
  if (element && !inSight(element)) element.scrollIntoView({ block: "center", behavior: "auto" });
};

/** Shows where in the text a row stands. */
const see = (id) => {
  if (narrow()) showTab("text");
  light(id);
  reveal(piecesOf(id)[0]);
};

// --- the current row --------------------------------------------------------------------------------------------------

let current = null; // the id of the row that keys act on
let shownFor = null;
let place = 0; // where among the rows on the page it stands

const toolbar = document.getElementById("rv-toolbar")?.content.firstElementChild.cloneNode(true);

const dress = (row) => {
  if (!toolbar || row.querySelector(".rv-form")) return;
  const { status } = row.dataset;
  for (const button of toolbar.querySelectorAll("[data-for]")) {
    button.hidden = !button.dataset.for.split(" ").includes(status);
  }
  row.append(toolbar);
};

const choose = (row, { focus = true } = {}) => {
  if (!row) return;
  if (shownFor && shownFor !== row) {
    shownFor.classList.remove("is-current");
    shownFor.tabIndex = -1;
  }
  shownFor = row;
  current = row.dataset.row;
  place = Math.max(0, rows().indexOf(row));
  row.classList.add("is-current");
  row.tabIndex = 0;
  dress(row);
  light(current);
  if (focus && !row.contains(document.activeElement)) row.focus({ preventScroll: true });
  if (focus) reveal(row);
  if (focus && root.dataset.order === "low" && !narrow()) reveal(piecesOf(current)[0]);
};

/** The row `step` places on; `open` passes over those that are settled. Waiting parts are fetched on the way. */
const neighbour = async (step, open = false) => {
  const all = rows();
  let at = all.findIndex((row) => row.dataset.row === current);
  if (at < 0) return all.find((row) => !open || row.dataset.status === "open") ?? null;
  for (at += step; at >= 0 && at < all.length; at += step) {
    if (!open || all[at].dataset.status === "open") return all[at];
  }
  return step > 0 && (await fetchWaiting()) ? neighbour(step, open) : null;
};

const fetchWaiting = () =>
  new Promise((done) => {
    const waiting = root.querySelector(root.dataset.order === "low" ? "#rv-list [data-waiting]" : ".rv-chunk[data-waiting]");
    if (!waiting) {
      done(false);
      return;
    }
    const swapped = (event) => {
      if (event.detail.requestConfig?.elt !== waiting && waiting.isConnected) return;
      document.removeEventListener("htmx:afterSettle", swapped);
      done(true);
    };
    document.addEventListener("htmx:afterSettle", swapped);
    htmx.trigger(waiting, "load-now");
  });

// --- acts -------------------------------------------------------------------------------------------------------------

const state = () => {
  const values = {};
  for (const [name, value] of new FormData(root.querySelector("[data-filters]"))) values[name] = value;
  return values;
};

let busy = Promise.resolve();

const post = (url, values, source) => {
  // One after the other, so that quick keys do not overtake each other.
  busy = busy.then(() =>
    htmx.ajax("POST", url, { source: source ?? root, target: source ?? root, swap: "none", values: { ...state(), ...values } }),
  );
  return busy;
};

const openIn = (row, address) => {
  const target = row.querySelector(".rv-place");
  const query = new URLSearchParams(state());
  return htmx.ajax("GET", `${row.dataset.url}/${address}?${query}`, { source: row, target, swap: "innerHTML" }).then(() => {
    toolbar?.remove();
    target.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
};

const close = (row) => {
  row.querySelector(".rv-place").replaceChildren();
  choose(row);
};

const acts = {
  accept: async (row) => {
    const next = await neighbour(+1, true);
    const sent = post(`${row.dataset.url}/accept`, { revision: row.dataset.revision });
    if (next) choose(next);
    return sent;
  },
  reopen: (row) => post(`${row.dataset.url}/reopen`, { revision: row.dataset.revision }),
  edit: (row) => openIn(row, "edit"),
  split: (row) => openIn(row, "split"),
  merge: (row) => post(`${row.dataset.url}/merge`, { revision: row.dataset.revision }),
  remove: async (row) => {
    const next = (await neighbour(+1)) ?? (await neighbour(-1));
    await post(`${row.dataset.url}/remove`, { revision: row.dataset.revision });
    if (next) choose(rowOf(next.dataset.row));
  },
  restore: (row) => post(`${row.dataset.url}/restore`, { revision: row.dataset.revision }),
  see: (row) => see(row.dataset.row),
};

const act = (name, row) => {
  if (!row || (readonly() && name !== "see")) return;
  acts[name](row);
};

// --- selecting text and adding ----------------------------------------------------------------------------------------

/** The code point offset in the whole text of a place in the page; null outside the text. */
export function pointOffset(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-s]");
  if (!piece) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? piece.textContent : "";
  return Number(piece.dataset.s) + [...before].length;
}

const selected = () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!root.querySelector(".rv-document")?.contains(range.commonAncestorContainer)) return null;
  const [start, end] = [
    pointOffset(range.startContainer, range.startOffset),
    pointOffset(range.endContainer, range.endOffset),
  ];
  if (start === null || end === null || end <= start) return null;
  return { start, end, text: selection.toString(), box: range.getBoundingClientRect() };
};

const addButton = root?.querySelector("[data-add]");
let chosenText = null;

const offerAdd = () => {
  if (!addButton) return;
  chosenText = selected();
  addButton.hidden = !chosenText;
  if (!chosenText) return;
  const { box } = chosenText;
  addButton.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 160))}px`;
  addButton.style.top = `${Math.min(box.bottom + 6, innerHeight - 56)}px`;
};

const addDialog = () => document.getElementById("rv-add-dialog");

const startAdd = () => {
  if (!chosenText) return;
  const dialog = addDialog();
  dialog.querySelector("[data-quote]").textContent = chosenText.text;
  dialog.dataset.start = chosenText.start;
  dialog.dataset.end = chosenText.end;
  document.getElementById("rv-new").replaceChildren();
  for (const button of dialog.querySelectorAll("[data-new-kind]")) button.setAttribute("aria-pressed", "false");
  addButton.hidden = true;
  dialog.showModal();
};

const chooseKind = async (button) => {
  const dialog = addDialog();
  for (const other of dialog.querySelectorAll("[data-new-kind]")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  const { start, end } = dialog.dataset;
  const query = new URLSearchParams({ ...state(), from: start, to: end, "new-kind": button.dataset.newKind });
  await htmx.ajax("GET", `${root.dataset.urlNew}?${query}`, { source: button, target: "#rv-new", swap: "innerHTML" });
  document.querySelector("#rv-new input:not([type=hidden]), #rv-new textarea, #rv-new select")?.focus();
};

// --- wiring -----------------------------------------------------------------------------------------------------------

const openDialog = (id) => {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const preview = dialog.querySelector("#rv-accept-preview");
  if (preview) htmx.trigger(preview, "preview");
};

const history = (which) => readonly() || post(root.dataset.urlHistory, { which });

const keys = {
  ArrowDown: async () => choose(await neighbour(+1)),
  ArrowUp: async () => choose(await neighbour(-1)),
  Enter: (row) => act({ open: "accept", accepted: "reopen", removed: "restore" }[row?.dataset.status] ?? "see", row),
  e: (row) => act("edit", row),
  s: (row) => act("split", row),
  m: (row) => act("merge", row),
  Delete: (row) => act("remove", row),
  a: () => startAdd(),
  "?": () => openDialog("rv-help-dialog"),
};

const onKey = (event) => {
  const typing = event.target.closest("input, textarea, select, dialog, [contenteditable]");
  const form = event.target.closest(".rv-form");
  if (form && event.key === "Escape") {
    const row = form.closest(".rv-row");
    if (row) close(row);
    event.preventDefault();
    return;
  }
  if (form && event.key === "Enter" && event.ctrlKey) {
    form.requestSubmit(form.querySelector(".btn-primary"));
    event.preventDefault();
    return;
  }
  if (typing || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    const which = { z: "undo", y: "redo" }[event.key.toLowerCase()];
    if (!which) return;
    event.preventDefault();
    history(event.shiftKey && which === "undo" ? "redo" : which);
    return;
  }
  // Enter on a button presses that button.
  if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
  const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!key) return;
  event.preventDefault();
  key(current ? rowOf(current) : null);
};

let cycle = { at: "", index: 0 };

const onClick = (event) => {
  const { target } = event;
  const button = target.closest("button");
  if (button) {
    const row = button.closest(".rv-row");
    if (button.dataset.act) act(button.dataset.act, row);
    else if (button.dataset.history) history(button.dataset.history);
    else if (button.dataset.openDialog) openDialog(button.dataset.openDialog);
    else if (button.hasAttribute("data-close-dialog")) button.closest("dialog").close();
    else if (button.hasAttribute("data-cancel")) close(row);
    else if (button.hasAttribute("data-add")) startAdd();
    else if (button.dataset.newKind) chooseKind(button);
    else if (button.dataset.showTab) showTab(button.dataset.showTab);
    else if (button.hasAttribute("data-hide-last")) (document.getElementById("rv-last").hidden = true);
    return;
  }
  if (target.closest(".rv-form, a, select, summary, label")) return;
  const row = target.closest(".rv-row");
  if (row) {
    choose(row, { focus: !row.contains(document.activeElement) });
    if (!narrow()) reveal(piecesOf(current)[0]);
    return;
  }
  const piece = target.closest(".rv-par [data-rows]");
  if (piece && getSelection()?.isCollapsed !== false) {
    // A piece may belong to several rows, the shortest first; clicking again goes on to the next.
    const ids = piece.dataset.rows.split(" ").filter(rowOf);
    if (!ids.length) return;
    cycle = cycle.at === piece.dataset.rows ? { ...cycle, index: (cycle.index + 1) % ids.length } : { at: piece.dataset.rows, index: 0 };
    if (narrow()) showTab("rows");
    choose(rowOf(ids[cycle.index]));
  }
};

let pointer = "";

const onOver = (event) => {
  // What comes to lie under a resting pointer because the page scrolled was not pointed at.
  const here = `${event.clientX} ${event.clientY}`;
  if (here === pointer) return;
  pointer = here;
  const row = event.target.closest(".rv-row");
  const piece = event.target.closest(".rv-par [data-rows]");
  if (row) light(row.dataset.row);
  else if (piece) light(piece.dataset.rows.split(" ").find(rowOf) ?? null);
  else light(current);
};

const start = () => {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  root.addEventListener("pointerover", onOver);
  root.addEventListener("focusin", (event) => {
    const row = event.target.closest(".rv-row");
    if (row && row.dataset.row !== current) choose(row, { focus: false });
  });
  document.addEventListener("selectionchange", offerAdd);
  document.addEventListener("scroll", () => addButton && !addButton.hidden && offerAdd(), { passive: true });
  root.querySelector("[data-filters]").addEventListener("change", (event) => {
    for (const input of event.currentTarget.elements) if (input.tagName === "SELECT" && !input.value) input.disabled = true;
    event.currentTarget.requestSubmit();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // What an act changed may stand in a part that is not fetched yet: it has no place on the page, and needs none.
    const answer = document.createElement("template");
    answer.innerHTML = event.detail.serverResponse;
    const homeless = [...answer.content.querySelectorAll("[hx-swap-oob='true']")].filter((part) => !document.getElementById(part.id));
    if (!homeless.length) return;
    for (const part of homeless) part.remove();
    event.detail.serverResponse = answer.innerHTML;
  });
  document.addEventListener("htmx:afterSettle", () => {
    // A redrawn row is a new element, and settling gives an element the classes that the server sent: the current row
    // is marked again.
    const row = current && rowOf(current);
    if (row && (row !== shownFor || !row.classList.contains("is-current"))) {
      const typing = document.activeElement?.closest(".rv-form, dialog");
      lit = null;
      choose(row, { focus: !typing && (document.activeElement === document.body || !document.activeElement) });
    } else if (row) {
      lit = null;
      light(current);
    } else if (current) {
      // The current row is gone (undone, or merged): the one that has come to its place is next.
      const all = rows();
      choose(all[Math.min(place, all.length - 1)]);
    }
    place = Math.max(0, rows().indexOf(shownFor));
  });
  // The last step's message leaves by itself; taking back stays possible by key and in the bar.
  let leaving = 0;
  document.addEventListener("htmx:oobAfterSwap", () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      const last = document.getElementById("rv-last");
      if (last && !last.matches(":hover, :focus-within")) last.hidden = true;
    }, 10000);
  });
  document.body.addEventListener("review:go", (event) => {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const row = rowOf(event.detail.row);
    if (row) choose(row);
  });

  const wanted = rowOf(location.hash.replace("#row-", ""));
  choose(wanted ?? rows().find((row) => row.dataset.status === "open") ?? rows()[0], { focus: Boolean(wanted) });
};

if (root) start();
