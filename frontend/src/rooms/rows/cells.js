// How a cell of the grid shows a value, and where the value comes from.
import { faultOf } from "./faults.js";

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");

/** The mark 原文 or 专班 with its meaning. */
function mark(texts, origin, plan) {
  const office = origin === "office";
  const made = element("span", `origin origin-${origin}`, office ? texts.textOffice : texts.textPlan);
  const full = office ? texts.textOfficeFull : texts.textPlanFull;
  made.title = plan ? fill(full, { plan }) : office ? texts.textOfficeBare : texts.textPlanBare;
  return made;
}

const missing = (texts) => element("span", "not-stated", texts.textMissing);

/** What was typed and refused, in red, and the reason below it. */
function refused(cell, { text, message }) {
  const place = cell.getElement();
  place.classList.add("has-fault");
  place.setAttribute("aria-invalid", "true");
  const [made, reason] = [element("span", "cell-fault"), element("span", "cell-fault-reason", message)];
  reason.setAttribute("role", "alert");
  made.append(element("span", "cell-fault-text", text), reason);
  return made;
}

/** Formatters by the name of the column; every other column is plain text. */
export function formatters(texts, kinds) {
  const stated = (cell) => {
    const [field, data] = [cell.getField(), cell.getData()];
    const fault = faultOf(data.id, field);
    if (fault) return refused(cell, fault);
    cell.getElement().classList.remove("has-fault");
    cell.getElement().removeAttribute("aria-invalid");
    const fits = kinds.get(field);
    if (fits.length && !fits.includes(data.kind)) return "";
    const value = cell.getValue();
    if (!value) return field === "note" ? "" : missing(texts);
    const made = element("span", "stated-cell");
    made.append(element("span", "stated-value", value), mark(texts, data[`${field}_o`], data[`${field}_p`]));
    made.firstChild.title = value;
    return made;
  };
  return {
    stated,
    code: (cell) => {
      const made = element("a", "row-link tabular", cell.getValue());
      made.href = cell.getData().url;
      made.tabIndex = -1;
      return made;
    },
    kind_label: (cell) => element("span", `kind kind-${cell.getData().kind}`, cell.getValue()),
    text: (cell) => {
      const [made, lead] = [element("span", "row-text"), cell.getData().lead];
      if (lead) made.append(element("strong", "row-metric", lead), " ");
      made.append(cell.getValue());
      made.title = lead ? `${lead}：${cell.getValue()}` : cell.getValue();
      return made;
    },
    light: (cell) => {
      const { light, light_word: word, light_note: note, light_url: url } = cell.getData();
      if (!light) return "";
      const made = element("a", `light light-${light}`, word);
      made.href = url;
      made.title = note;
      made.tabIndex = -1;
      return made;
    },
    handed: (cell) => {
      if (!cell.getValue()) return "";
      const made = element("a", "", cell.getValue());
      made.href = cell.getData().handed_url;
      made.title = cell.getData().handed_note;
      made.tabIndex = -1;
      return made;
    },
    figure: (cell) => {
      const made = element("span", "", cell.getValue());
      made.title = cell.getData().exact;
      return made;
    },
    units: (cell) => {
      if (!cell.getValue()) return missing(texts);
      const data = cell.getData();
      const made = element("span", data.inherited ? "inherited" : "", cell.getValue());
      if (data.group_role) made.prepend(element("span", "group-role", data.group_role), " ");
      made.title = data.inherited ? `${cell.getValue()}（${texts.textInherited}）` : cell.getValue();
      return made;
    },
    sums_up: (cell) => {
      if (!cell.getValue()) return "";
      const made = element("span", "stated-cell");
      made.append(element("span", "stated-value", cell.getValue()), mark(texts, "office", ""));
      return made;
    },
  };
}
