// Files that prove something: chosen or dropped, large photos made smaller here, each sent with its progress.
// What was taken rides on the form as `proofs`; without script the files go with the form itself.
const LONGEST = 2560;
const WORTH_IT = 1_500_000;

/** A photo of bearable size; whatever cannot be drawn is sent as it is. */
const smaller = async (file) => {
  if (file.size < WORTH_IT || !["image/jpeg", "image/png"].includes(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return file;
  }
};

const setUp = (field) => {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-proofs-list]");
  const form = field.closest("form");
  const texts = field.dataset;

  const line = (name) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    label.textContent = name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    item.append(label, bar, state);
    list.append(item);
    const say = (message) => {
      bar.remove();
      state.textContent = message;
      state.className = "text-danger";
    };
    const take = (taken) => {
      bar.remove();
      const kept = document.createElement("input");
      kept.type = "hidden";
      kept.name = "proofs";
      kept.value = taken.id;
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "btn btn-link btn-sm";
      remove.textContent = texts.textRemove;
      remove.addEventListener("click", () => item.remove());
      item.append(kept, remove);
    };
    return { bar, say, take };
  };

  const send = async (chosen) => {
    const shown = line(chosen.name);
    const file = await smaller(chosen);
    if (file.size > Number(texts.limit)) {
      shown.say(texts.textTooLarge);
      return;
    }
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("files", file, file.name);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("error", () => shown.say(texts.textOffline));
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // Not our own answer: the status says what happened.
      }
      if (answer.taken?.length) shown.take(answer.taken[0]);
      else if (request.status === 413) shown.say(texts.textTooLarge);
      else shown.say(answer.refused?.[0]?.message || answer.message || texts.textFailed);
    });
    request.open("POST", texts.action);
    request.setRequestHeader("Accept", "application/json");
    const ended = new Promise((done) => request.addEventListener("loadend", done));
    request.send(body);
    await ended;
  };

  // A page that lists what was handed in shows it once all is there.
  const sendAll = async (files) => {
    await Promise.all(files.map(send));
    if ("reload" in form.dataset && !list.querySelector(".text-danger")) location.reload();
  };

  input.addEventListener("change", () => {
    sendAll([...input.files]);
    input.value = "";
  });
  field.addEventListener("dragover", (event) => {
    event.preventDefault();
    field.classList.add("is-over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("is-over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("is-over");
    sendAll([...event.dataTransfer.files]);
  });
};

const seen = new WeakSet();
const setUpAll = () => {
  for (const field of document.querySelectorAll("[data-proofs]")) {
    if (seen.has(field)) continue;
    seen.add(field);
    setUp(field);
  }
};
setUpAll();
document.addEventListener("htmx:afterSettle", setUpAll);
