"""A row under review as a page shows it. What the plan does not say is shown as an explicit gap, never left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from gongjin.ledger.models import DraftKind, DraftRow
from gongjin.ledger.review import values as shapes
from gongjin.ledger.review.result import without_persons
from gongjin.ledger.views import words


@dataclass(frozen=True, slots=True)
class Detail:
    """A fact beside a row. An empty `value` is what the plan leaves open."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What one line at the right says. `headline` is what was understood, `figure` a target's quantity."""

    row: DraftRow
    headline: str
    figure: str = ""
    details: tuple[Detail, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        return words.confidence_level(self.row.confidence)

    @property
    def confidence(self) -> str:
        return words.confidence_word(self.row.confidence)

    @property
    def kind_label(self) -> str:
        return str(DraftKind(self.row.kind).label)


@dataclass(slots=True)
class Around:
    """Who answers and by when, for rows and sections: from the responsibilities and deadlines near them.

    A measure or target that has a unit or date of its own shows that; else it shows its section's.
    """

    units: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, list[str]] = field(default_factory=dict)
    names: tuple[tuple[int, int, str], ...] = ()

    @classmethod
    def of(cls, rows: Iterable[DraftRow], names: tuple[tuple[int, int, str], ...] = ()) -> Around:
        """From responsibility and deadline rows; removed ones are passed over. `names` are people's names."""
        around = cls(names=names)
        for row in rows:
            if row.status == "removed":
                continue
            if row.kind == DraftKind.RESPONSIBILITY:
                around._note(
                    around.units, row, str(row.values.get("unit") or ""), lead=row.values.get("role") == "lead"
                )
            elif row.kind == DraftKind.DEADLINE:
                around._note(around.dates, row, str(row.values.get("text") or ""))
        return around

    @staticmethod
    def _note(into: dict[str, list[str]], row: DraftRow, name: str, lead: bool = False) -> None:
        shown = _("%(unit)s（牵头）") % {"unit": name} if lead else name
        for key in ("target", "measure"):
            if row.values.get(key):
                into.setdefault(f"{key}:{row.values[key]}", []).append(shown)
                return
        into.setdefault(f"section:{row.section}", []).append(shown)

    def details(self, row: DraftRow) -> list[Detail]:
        """Unit and date of a row, each with its gap if the plan says none."""
        return [
            Detail(_("责任单位"), _short(self._find(self.units, row))),
            Detail(_("时限"), str(row.values.get("period") or "") or _short(self._find(self.dates, row))),
        ]

    @staticmethod
    def _find(among: dict[str, list[str]], row: DraftRow) -> list[str]:
        if row.kind == DraftKind.SECTION:
            return among.get(f"section:{row.key}", [])
        own = among.get(f"{row.kind}:{row.key}") or among.get(f"measure:{row.values.get('measure')}")
        return own or among.get(f"section:{row.section}", [])


def _short(names: list[str]) -> str:
    distinct = list(dict.fromkeys(names))
    if len(distinct) > 3:
        return _("%(first)s等 %(count)d 个") % {"first": "、".join(distinct[:2]), "count": len(distinct)}
    return "、".join(distinct)


def shown(row: DraftRow, around: Around) -> ShownRow:
    """One row for the page; a person's name in its words is put out of sight."""
    item = _BY_KIND[row.kind](row, around)
    return replace(item, headline=without_persons(item.headline, row.start, row.end, around.names))


def _text(row: DraftRow, *names: str) -> str:
    return next((str(row.values[name]) for name in names if row.values.get(name)), "")


def _word(among: Mapping[str, object], key: str) -> str:
    return str(among.get(key, key))


def _section(row: DraftRow, around: Around) -> ShownRow:
    details = around.details(row) if row.values.get("task") else []
    marks = [_("任务")] if row.values.get("task") else []
    return ShownRow(row, f"{_text(row, 'label')}{_text(row, 'title')}", details=tuple(details), marks=tuple(marks))


def _measure(row: DraftRow, around: Around) -> ShownRow:
    return ShownRow(row, _text(row, "text"))


def _responsibility(row: DraftRow, around: Around) -> ShownRow:
    marks = [_word(shapes.ROLES, _text(row, "role"))]
    if row.values.get("is_class"):
        marks.append(_("一类单位"))
    if row.values.get("open_ended"):
        marks.append(_("等（列名未尽）"))
    if row.values.get("inferred"):
        marks.append(_("推定，非原文"))
    return ShownRow(row, _text(row, "unit"), marks=tuple(marks))


def _target(row: DraftRow, around: Around) -> ShownRow:
    values = row.values
    marks = (
        [_word(shapes.STRENGTHS, _text(row, "strength"))] if values.get("strength") not in (None, "", "plain") else []
    )
    if values.get("accrual") in ("added", "cumulative"):
        marks.append(_word(shapes.ACCRUALS, _text(row, "accrual")))
    if values.get("each"):
        marks.append(_("每个单位各自达到"))
    if values.get("scope"):
        marks.append(_text(row, "scope"))
    headline = _text(row, "metric", "text") or _("（未识别出指标名称）")
    return ShownRow(row, headline, words.quantity(values), tuple(around.details(row)), tuple(marks))


def _commitment(row: DraftRow, around: Around) -> ShownRow:
    marks = [_word(shapes.COMMITMENT_KINDS, _text(row, "kind"))]
    if row.values.get("strength") not in (None, "", "plain"):
        marks.append(_word(shapes.STRENGTHS, _text(row, "strength")))
    if row.values.get("reference"):
        marks.append(_("参照：%(what)s") % {"what": row.values["reference"]})
    return ShownRow(row, _text(row, "text"), details=tuple(around.details(row)), marks=tuple(marks))


def _deadline(row: DraftRow, around: Around) -> ShownRow:
    span = [_text(row, "start"), _text(row, "date")]
    said = " — ".join(part for part in span if part) or _text(row, "rule")
    return ShownRow(row, _text(row, "text"), said, marks=(_word(shapes.DEADLINE_KINDS, _text(row, "kind")),))


def _citation(row: DraftRow, around: Around) -> ShownRow:
    programme = _text(row, "kind") == "programme"
    name = _text(row, "name")
    return ShownRow(
        row, f"“{name}”" if programme else f"《{name}》", marks=(_("专名") if programme else _("引用文件"),)
    )


def _member(row: DraftRow, around: Around) -> ShownRow:
    return ShownRow(row, _text(row, "unit"))


def _task_force(row: DraftRow, around: Around) -> ShownRow:
    deputies = row.values.get("deputy_posts") or []
    details = (
        Detail(_("召集人"), _text(row, "convener_post")),
        Detail(_("副召集人"), "、".join(str(post) for post in deputies)),
        Detail(_("办公室设在"), _text(row, "office_in")),
        Detail(_("职责"), _text(row, "duties")),
    )
    return ShownRow(row, _text(row, "name") or _("工作专班"), details=details)


_BY_KIND = {
    "section": _section,
    "measure": _measure,
    "responsibility": _responsibility,
    "target": _target,
    "commitment": _commitment,
    "deadline": _deadline,
    "citation": _citation,
    "member": _member,
    "task_force": _task_force,
}
