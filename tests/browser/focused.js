/* What has the keyboard (null: the page itself), where it stands on the whole page, and whether one sees that it has it.
   The first call remembers how everything looks without the focus. */
() => {
  const look = (node) => {
    const style = getComputedStyle(node);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return { outlined, shadow: style.boxShadow };
  };
  if (!window.lookBefore) {
    window.lookBefore = new WeakMap([...document.querySelectorAll("*")].map((node) => [node, look(node).shadow]));
    window.stops = 0;
  }
  const now = document.activeElement;
  if (!now || now === document.body || now === document.documentElement) return null;
  const lit = (node, ring) => {
    const { outlined, shadow } = look(node);
    return outlined || (ring && shadow !== "none" && shadow !== window.lookBefore.get(node));
  };
  const shown = (node) => {
    const at = node.getBoundingClientRect();
    const inside = at.bottom > 0 && at.right > 0 && at.top < innerHeight && at.left < innerWidth;
    return inside && at.width > 4 && at.height > 4 && node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const box = now.getBoundingClientRect();
  let [left, top, pinned] = [box.left + scrollX, box.top + scrollY, false];
  for (let up = now; up && up !== document.body; up = up.parentElement) {
    if (up !== now) [left, top] = [left + up.scrollLeft, top + up.scrollTop];
    pinned = pinned || ["fixed", "sticky"].includes(getComputedStyle(up).position);
  }
  // What is hidden is drawn by its label; what has no edge of its own is outlined by the frame around it.
  const faces = [now, ...(now.labels || [])].filter(shown);
  const frames = [now.parentElement, now.parentElement?.parentElement].filter(Boolean);
  const places = { skip: ".skip-link", overlay: "dialog, aside, [role=dialog], .dropdown-menu", header: ".topbar", main: "main" };
  const region = Object.keys(places).find((place) => now.closest(places[place])) || "after";
  now.dataset.stop ||= String((window.stops += 1));
  return {
    stop: Number(now.dataset.stop),
    what: now.outerHTML.slice(0, now.outerHTML.indexOf(">") + 1).slice(0, 160),
    region,
    tabindex: now.tabIndex,
    left, top, right: left + box.width, bottom: top + box.height,
    pinned,
    shown: faces.length > 0,
    lit: faces.some((node) => lit(node, true)) || frames.some((node) => lit(node, false)),
  };
}
