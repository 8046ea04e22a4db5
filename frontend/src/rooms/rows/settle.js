// Sending settled values: one act for whatever was changed, the rows as the server has them afterwards, and a way back.
import { notify } from "../../parts/messages.js";
import { offerUndo } from "./toast.js";

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Posts JSON; gives the answer, or null after the refusal has been shown. */
export async function post(url, body, texts, accept = "application/json") {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept, "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
  } catch {
    notify("danger", texts.textOffline);
    return null;
  }
  if (answer.ok && !answer.redirected) return answer;
  if (answer.redirected) location.reload(); // the session has ended
  const refusal = await answer.json().catch(() => null);
  notify("danger", refusal?.message ?? texts.textFailed);
  return null;
}

export function makeSettler(root, table) {
  const texts = root.dataset;
  const done = [];

  const put = (rows) =>
    table.updateData(rows).then(() => {
      for (const row of rows) table.getRow(row.id)?.reformat?.();
    });

  /** The rows as the server has them now. */
  const refresh = async (ids) => {
    const answer = await fetch(`${texts.url}?${ids.map((id) => `row=${id}`).join("&")}`).catch(() => null);
    if (answer?.ok) await put((await answer.json()).data.filter((row) => table.getRow(row.id)));
  };

  const settle = async (rows, message) => {
    const answer = await post(texts.settle, { rows }, texts);
    if (!answer) {
      await refresh(rows.map((row) => row.row));
      return false;
    }
    const body = await answer.json();
    await put(body.rows.filter((row) => table.getRow(row.id)));
    document.body.dispatchEvent(new CustomEvent("gongjin:rows-settled", { detail: body.rows.map((row) => row.id) }));
    if (message) {
      done.push(body.undo);
      offerUndo(message, texts.textUndo, undo);
    }
    return true;
  };

  async function undo() {
    const last = done.pop();
    if (!last) return;
    if (await settle(last, "")) notify("success", texts.textUndone);
  }

  return { settle, refresh, undo };
}
