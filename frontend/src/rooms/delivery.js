// 下达: tick all of a unit, and count what is ticked. Without script every box is ticked by hand and the server counts.
const form = document.querySelector("[data-send]");

if (form) {
  const boxes = (within) => [...within.querySelectorAll("input[name=item]")];
  const count = () => {
    form.querySelector("[data-ticked]").textContent = boxes(form).filter((box) => box.checked).length;
  };
  for (const button of form.querySelectorAll("[data-tick]")) button.hidden = false;
  form.addEventListener("change", count);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick]");
    if (!button) return;
    // What may be asked twice is ticked one by one, each with its reason.
    for (const box of boxes(button.closest("[data-group]"))) {
      if (!("doubled" in box.dataset)) box.checked = button.dataset.tick === "yes";
    }
    count();
  });
}
