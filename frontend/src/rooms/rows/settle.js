// Sending settled values: one act for whatever was changed, the rows as the server has them afterwards, and a way back.
import { notify } from "../../parts/messages.js";
import { dropFault, keepFault, withFaults } from "./faults.js";
import { clearWarnings, offerUndo, warn } from "./toast.js";

const AT_THE_CELL = new Set(["Invalid", "WrongState"]); // what the one who types can see and mend where it was typed

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Posts JSON; gives the answer, or null after the refusal has been shown: by `shows` if it takes it, else by a message. */
export async function post(url, body, texts, accept = "application/json", shows = () => false) {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: accept, "X-CSRFToken": token() },
      body: JSON.stringify(body),
    });
  } catch {
    warn(texts.textOffline);
    return null;
  }
  if (answer.ok && !answer.redirected) return answer;
  if (answer.redirected) location.reload(); // the session has ended
  const refusal = await answer.json().catch(() => null);
  if (!shows(refusal)) warn(refusal?.message ?? texts.textFailed);
  return null;
}

/** The lines of a row; in a list grouped by unit there may be several. */
export const rowsOf = (table, id) => table.getRows().filter((row) => row.getData().id === id);

export function makeSettler(root, table) {
  const texts = root.dataset;
  const done = [];

  const put = async (rows) => {
    for (const { key: _key, ...row } of rows) {
      for (const line of rowsOf(table, row.id)) {
        await line.update(withFaults(row));
        line.reformat();
      }
    }
  };

  /** The rows as the server has them now. */
  const refresh = async (ids) => {
    const answer = await fetch(`${texts.url}?${ids.map((id) => `row=${id}`).join("&")}`).catch(() => null);
    if (answer?.ok) await put((await answer.json()).data);
  };

  /** Leaves what was typed in its one cell, with the reason; an offline or conflicting change is shown elsewhere. */
  const stays = ({ row, values }, message) => {
    const fields = Object.keys(values);
    if (fields.length !== 1 || !rowsOf(table, row).length) return false;
    keepFault(row, fields[0], values[fields[0]], message);
    for (const line of rowsOf(table, row)) line.reformat();
    return true;
  };

  const settle = async (rows, message) => {
    const shows = (refusal) => rows.length === 1 && AT_THE_CELL.has(refusal?.kind) && stays(rows[0], refusal.message);
    const answer = await post(texts.settle, { rows }, texts, undefined, shows);
    if (!answer) {
      await refresh(rows.map((row) => row.row));
      return false;
    }
    clearWarnings();
    for (const row of rows) for (const field of Object.keys(row.values)) dropFault(row.row, field);
    const body = await answer.json();
    await put(body.rows);
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
