// A file dropped on the page or chosen: sent with its progress, refused in its place with what to do, and asked about
// when it looks like a new version of a plan that is published. Without script the form sends itself as any form does.
const setUp = (form) => {
  const input = form.querySelector("input[type=file]");
  const [bar, percent, name, refusal, offer] = ["bar", "percent", "name", "refusal", "offer"].map((part) =>
    form.querySelector(`[data-upload-${part}]`),
  );
  const limit = Number(form.dataset.limit);
  let running = null;
  let asked = null; // the file that a question is about: it is sent again with the answer
  input.tabIndex = -1; // the button beside it opens it: one stop for one thing

  const rest = () => {
    form.classList.remove("is-sending", "is-asking");
    offer.hidden = true;
    input.value = "";
    running = null;
    asked = null;
  };

  const refuse = (message, known) => {
    rest();
    const link = refusal.querySelector("[data-known]");
    link.hidden = !known;
    if (known) [link.href, link.textContent] = [known.url, known.label];
    refusal.querySelector("[data-message]").textContent = message;
    refusal.hidden = false;
  };

  const ask = (question, file) => {
    rest();
    asked = { file, version: question.version };
    offer.querySelector("[data-offer-name]").textContent = file.name;
    offer.querySelector("[data-offer-message]").textContent = question.message;
    const [version, review] = ["version", "review"].map((part) => offer.querySelector(`[data-offer-${part}]`));
    version.hidden = !question.version;
    review.hidden = !question.review;
    const first = question.version ? version : review;
    first.textContent = question.label;
    if (question.review) review.href = question.review;
    form.classList.add("is-asking");
    offer.hidden = false;
    first.focus();
  };

  const send = (file, { to = form.action, as = "" } = {}) => {
    if (running || !file) return;
    refusal.hidden = true;
    offer.hidden = true;
    form.classList.remove("is-asking");
    name.textContent = file.name;
    if (file.size > limit) {
      refuse(form.dataset.textTooLarge);
      return;
    }
    form.classList.add("is-sending");
    const body = new FormData(form);
    body.set("file", file, file.name);
    if (as) body.set("as", as);
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
      else if (answer.offer) ask(answer.offer, file);
      else refuse(answer.message || form.dataset.textFailed, answer.known);
    });
    running.open("POST", to);
    running.setRequestHeader("Accept", "application/json");
    running.send(body);
  };

  input.addEventListener("change", () => send(input.files[0]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) send(input.files[0]);
    else input.click();
  });
  offer.addEventListener("click", (event) => {
    if (!asked) return;
    if (event.target.closest("[data-offer-version]")) send(asked.file, { to: asked.version });
    else if (event.target.closest("[data-offer-plan]")) send(asked.file, { as: "plan" });
    else if (event.target.closest("[data-offer-cancel]")) {
      rest();
      form.querySelector("[type=submit]").focus();
    }
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
