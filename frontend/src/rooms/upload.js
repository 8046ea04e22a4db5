// A file dropped on the page or chosen: sent with its progress, and refused in its place with what to do.
// Without script the form sends itself as any form does.
const setUp = (form) => {
  const input = form.querySelector("input[type=file]");
  const [bar, percent, name, refusal] = ["bar", "percent", "name", "refusal"].map((part) =>
    form.querySelector(`[data-upload-${part}]`),
  );
  const limit = Number(form.dataset.limit);
  let running = null;
  input.tabIndex = -1; // the button beside it opens it: one stop for one thing

  const refuse = (message) => {
    form.classList.remove("is-sending");
    refusal.querySelector("[data-message]").textContent = message;
    refusal.hidden = false;
    input.value = "";
    running = null;
  };

  const send = (file) => {
    if (running || !file) return;
    refusal.hidden = true;
    name.textContent = file.name;
    if (file.size > limit) {
      refuse(form.dataset.textTooLarge);
      return;
    }
    form.classList.add("is-sending");
    const body = new FormData(form);
    body.set("file", file, file.name);
    running = new XMLHttpRequest();
    running.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const done = Math.round((event.loaded / event.total) * 100);
      bar.value = done;
      // All bytes are there: what takes time now is reading the document.
      percent.textContent = done < 100 ? `${done}%` : form.dataset.textReading;
    });
    running.addEventListener("error", () => refuse(form.dataset.textOffline));
    running.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(running.responseText);
      } catch {
        // Not our own answer: the status says what happened.
      }
      if (running.status === 413) refuse(form.dataset.textTooLarge);
      else if (answer.url) location.assign(answer.url);
      else refuse(answer.message || form.dataset.textFailed);
    });
    running.open("POST", form.action);
    running.setRequestHeader("Accept", "application/json");
    running.send(body);
  };

  input.addEventListener("change", () => send(input.files[0]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) send(input.files[0]);
    else input.click();
  });

  let depth = 0;
  const over = (change) => {
    depth = Math.max(0, depth + change);
    form.classList.toggle("is-over", depth > 0);
  };
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragenter", (event) => hasFile(event) && over(+1));
  document.addEventListener("dragleave", (event) => hasFile(event) && over(-1));
  document.addEventListener("dragover", (event) => hasFile(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    over(-depth);
    if (event.dataTransfer.files.length > 1) refuse(form.dataset.textOne);
    else send(event.dataTransfer.files[0]);
  });
};

for (const form of document.querySelectorAll("form[data-upload]")) setUp(form);
