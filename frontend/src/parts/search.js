// Ctrl+K (or ⌘K) goes to the search box from anywhere; Escape goes back to where one was.
let before = null;

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("search");
  if (!box) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    // On a narrow screen the box lies in the folded menu: unfold it first.
    if (box.offsetParent === null) document.querySelector("[data-bs-target='#menu']")?.click();
    if (document.activeElement !== box) before = document.activeElement;
    box.focus();
    box.select();
  } else if (event.key === "Escape" && document.activeElement === box) {
    box.blur();
    if (before?.isConnected) before.focus({ preventScroll: true });
    before = null;
  }
});
