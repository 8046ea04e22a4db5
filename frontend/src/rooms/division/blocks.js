// Rows come section by section, when they are about to be seen.
const ROW = 38;

const html = async (url) => {
  const response = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return response.text();
};

export function loadBlocks(root, narrow) {
  const scroll = root.querySelector("[data-scroll]");
  const table = root.querySelector("table");
  const added = new Set();
  const waiting = new Map();
  const sections = new Map();
  const drawn = new EventTarget();

  const withOptions = (url) => {
    const full = new URL(url, location.href);
    if (narrow) full.searchParams.set("as", "list");
    if (added.size) full.searchParams.set("units", [...added].join(","));
    return full;
  };

  const homeOf = (block) => sections.get(block.dataset.block) ?? block;

  const parse = (block, text) => {
    const holder = document.createElement(narrow ? "div" : "tbody");
    // A row outside a table is no row to the parser: the fragment is read inside one.
    const template = document.createElement("template");
    template.innerHTML = narrow ? text : `<table><tbody>${text}</tbody></table>`;
    holder.append(...(narrow ? template.content : template.content.querySelector("tbody")).childNodes);
    return holder;
  };

  const fill = async (block, url) => {
    const holder = parse(block, await html(withOptions(url)));
    const home = homeOf(block);
    home.querySelector(":scope > .dv-more")?.remove();
    home.append(...holder.childNodes);
    const more = home.querySelector(":scope > .dv-more");
    if (more) watch.observe(more);
    drawn.dispatchEvent(new CustomEvent("rows", { detail: home }));
  };

  /** Loads the first rows of a block, once. */
  const load = (block) => {
    const pk = block.dataset.block;
    if (!waiting.has(pk)) {
      block.querySelector(".dv-space")?.remove();
      waiting.set(pk, fill(block, block.dataset.src));
    }
    return waiting.get(pk);
  };

  const loadMore = async (more) => {
    if (more.dataset.loading) return;
    more.dataset.loading = "yes";
    const home = more.parentElement;
    await fill(home.dataset.block ? home : root.querySelector(`[data-block="${home.dataset.of}"]`), more.dataset.next);
  };

  /** Loads a block to its end. */
  const loadAll = async (block) => {
    await load(block);
    for (let more = homeOf(block).querySelector(":scope > .dv-more"); more; more = homeOf(block).querySelector(":scope > .dv-more")) {
      more.dataset.loading = "";
      await loadMore(more);
    }
  };

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        if (target.classList.contains("dv-more")) loadMore(target);
        else load(target.dataset.of ? root.querySelector(`[data-block="${target.dataset.of}"]`) : target);
      }
    },
    { root: narrow ? null : scroll, rootMargin: "400px" },
  );

  const space = (block) => {
    const row = document.createElement("tr");
    row.className = "dv-space";
    const cell = document.createElement("td");
    cell.colSpan = 3;
    cell.style.height = `${Math.min(100, Number(block.dataset.rows)) * ROW}px`;
    row.append(cell);
    block.append(row);
  };

  const blocks = [...root.querySelectorAll("[data-block]")];
  for (const block of blocks) {
    if (narrow) {
      const section = document.createElement("section");
      section.dataset.of = block.dataset.block;
      const title = document.createElement("h2");
      title.textContent = block.querySelector("label").textContent.trim();
      section.append(title);
      root.querySelector("[data-list]").append(section);
      sections.set(block.dataset.block, section);
      watch.observe(section);
    } else {
      space(block);
      watch.observe(block);
    }
  }
  root.addEventListener("click", (event) => {
    const more = event.target.closest(".dv-more");
    if (more) loadMore(more);
  });

  /** Draws what is loaded anew, with as many rows as it had. */
  const reload = async () => {
    const open = blocks.filter((block) => waiting.has(block.dataset.block));
    const top = scroll.scrollTop;
    await Promise.all(
      open.map(async (block) => {
        const home = homeOf(block);
        const before = home.querySelectorAll("[data-row]").length;
        const fresh = parse(block, await html(withOptions(block.dataset.src)));
        for (let more = fresh.querySelector(":scope > .dv-more"); more && fresh.querySelectorAll("[data-row]").length < before; more = fresh.querySelector(":scope > .dv-more")) {
          more.remove();
          fresh.append(...parse(block, await html(withOptions(more.dataset.next))).childNodes);
        }
        const checked = new Set([...home.querySelectorAll("[data-check]:checked")].map((box) => box.closest("[data-row]").dataset.row));
        const active = document.activeElement?.closest?.("td, [data-row]");
        const place = active && home.contains(active) ? [active.closest("[data-row]").dataset.row, active.cellIndex] : null;
        home.querySelectorAll(":scope > [data-row], :scope > .dv-more").forEach((row) => row.remove());
        home.append(...fresh.childNodes);
        for (const box of home.querySelectorAll("[data-check]")) box.checked = checked.has(box.closest("[data-row]").dataset.row);
        const more = home.querySelector(":scope > .dv-more");
        if (more) watch.observe(more);
        drawn.dispatchEvent(new CustomEvent("rows", { detail: home }));
        if (place) home.querySelector(`[data-row="${place[0]}"]`)?.cells?.[place[1]]?.focus();
      }),
    );
    scroll.scrollTop = top;
  };

  /** The next row without who sums up, below a row; loads blocks until one is found. */
  const nextLacking = async (from) => {
    const all = () => [...root.querySelectorAll("[data-row][data-lacks]")];
    const below = (row) => !from || from.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
    for (;;) {
      const found = all().find(below);
      const pending = blocks.find(
        (block) =>
          Number(block.dataset.lacking) > 0 &&
          (!waiting.has(block.dataset.block) || homeOf(block).querySelector(":scope > .dv-more")),
      );
      if (found) return found;
      if (!pending) return all()[0] ?? null;
      await loadAll(pending);
    }
  };

  /** Adds a column for a unit of the directory. */
  const addUnit = async (id, name) => {
    added.add(id);
    const head = document.createElement("th");
    Object.assign(head, { scope: "col", className: "dv-head-unit", title: name });
    head.dataset.unit = id;
    head.append(Object.assign(document.createElement("span"), { textContent: name }));
    table.tHead.rows[0].append(head);
    for (const cell of table.querySelectorAll(".dv-block-head th")) cell.colSpan += 1;
    await reload();
    head.scrollIntoView({ inline: "end", block: "nearest" });
  };

  // A link to one row (#r-…) finds it, wherever it is.
  const follow = async () => {
    const wanted = location.hash.startsWith("#r-") ? location.hash.slice(1) : "";
    for (const block of wanted ? blocks : []) {
      if (document.getElementById(wanted)) break;
      await loadAll(block);
    }
    const row = wanted && document.getElementById(wanted);
    if (row) {
      row.scrollIntoView({ block: "center" });
      row.classList.add("dv-found");
      row.cells?.[3]?.focus({ preventScroll: true });
    }
  };
  follow();
  window.addEventListener("hashchange", follow);

  return { blocks, load, loadAll, reload, nextLacking, addUnit, drawn };
}
