// Sending changes: one act after the other, each with what its author saw; the toast takes an act back.
import { notify } from "../../parts/messages.js";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Posts JSON and gives back the answer; a refusal is shown and thrown. */
export async function post(url, body, accept = "application/json") {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept, "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
  } catch (offline) {
    notify("danger", document.body.dataset.textOffline);
    throw offline;
  }
  if (response.redirected || response.status === 401) {
    location.reload();
    throw new Error("signed out");
  }
  if (!response.ok) {
    const said = await response.json().catch(() => ({}));
    notify("danger", said.message ?? document.body.dataset.textFailed);
    throw new Error(said.message ?? String(response.status));
  }
  return response;
}

const toastWithUndo = (answer, undo) => {
  notify("success", answer.message);
  const toast = document.querySelector("#messages .message:last-child");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm dv-undo";
  button.textContent = answer.undo_label;
  button.addEventListener("click", () => {
    toast.remove();
    undo(answer.undo);
  });
  toast.querySelector("[data-text]").after(button);
  // Only the last act is offered to be taken back: an earlier one would collide with it.
  for (const old of document.querySelectorAll("#messages .dv-undo")) if (old !== button) old.closest(".message").remove();
};

export function settling(root, blocks) {
  let queue = Promise.resolve();

  const showCounts = (answer) => {
    root.querySelector("[data-lacking-count]").textContent = answer.lacking;
    root.querySelector("[data-lacking-total]").dataset.lackingTotal = answer.lacking;
    for (const part of document.querySelectorAll("[data-unanswered]")) part.hidden = !answer.unanswered;
    for (const count of document.querySelectorAll("[data-unanswered-count]")) count.textContent = answer.unanswered;
    // The form that fixes the division says what its author saw: that is now this.
    const fix = document.getElementById("dv-fix");
    if (fix) {
      fix.querySelector("[name=revision]").value = answer.revision;
      fix.querySelector("[data-when-lacking]").hidden = !answer.lacking;
      fix.querySelector("[data-when-complete]").hidden = Boolean(answer.lacking);
      fix.querySelector("[data-when-lacking] b").textContent = answer.lacking;
    }
    for (const [pk, lacking] of Object.entries(answer.blocks)) {
      const block = root.querySelector(`[data-block="${pk}"]`);
      if (!block) continue;
      block.dataset.lacking = lacking;
      const mark = block.querySelector("[data-block-lacking]");
      if (mark) {
        mark.hidden = !lacking;
        mark.querySelector("b").textContent = lacking;
      }
    }
  };

  const after = async (response) => {
    const answer = await response.json();
    showCounts(answer);
    toastWithUndo(answer, apply);
    return answer;
  };

  /** Applies a sealed preview (or takes an act back) and draws the loaded rows anew. */
  const apply = (sealed) => {
    queue = queue.then(async () => {
      await after(await post(root.dataset.apply, { sealed }));
      await blocks.reload();
    }).catch(() => blocks.reload());
    return queue;
  };

  /** Settles cells: `collect` reads the page when its turn comes, so that it sees the acts before it. */
  const settle = (collect) => {
    queue = queue.then(async () => {
      const { changes, done } = collect();
      if (!changes.length) return;
      await after(await post(root.dataset.settle, { changes }));
      await done?.();
    }).catch(() => blocks.reload());
    return queue;
  };

  return { apply, settle, post };
}
