// Ctrl+K (or ⌘K) goes to the search box from anywhere; Escape leaves it.
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("search");
  if (!box) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    // On a narrow screen the box lies in the folded menu: unfold it first.
    if (box.offsetParent === null) document.querySelector("[data-bs-target='#menu']")?.click();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && document.activeElement === box) {
    box.blur();
  }
});
