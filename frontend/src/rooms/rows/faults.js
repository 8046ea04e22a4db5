// What was typed into a cell and refused: it stays in the cell with the reason until it is mended or given up.
const kept = new Map(); // row id -> Map of field -> { text, message }

export const faultOf = (id, field) => kept.get(id)?.get(field);

export function keepFault(id, field, text, message) {
  if (!kept.has(id)) kept.set(id, new Map());
  kept.get(id).set(field, { text, message });
}

/** Forgets a refused text; gives whether there was one. */
export function dropFault(id, field) {
  return kept.get(id)?.delete(field) ?? false;
}

/** A row as the server sends it, with what was refused in place of what stands. */
export function withFaults(row) {
  const faults = kept.get(row.id);
  if (!faults) return row;
  return { ...row, ...Object.fromEntries([...faults].map(([field, { text }]) => [field, text])) };
}
