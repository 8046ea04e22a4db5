"""Writing what a version says: sections, readings, responsibilities, deadlines, citations, the task force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.core.figures import parse
from gongjin.ledger.actions.deadlines import deadlines, origin_of
from gongjin.ledger.models import (
    Citation,
    DraftKind,
    PlanVersion,
    Reading,
    Responsibility,
    RowKind,
    Section,
    TaskForce,
    TaskForceMember,
)
from gongjin.ledger.review.result import NOWHERE, FutureRow, Result, persons, without_persons
from gongjin.people.models import Unit


def _figure(value: object) -> Decimal | None:
    return parse(str(value)) if value else None


@dataclass(slots=True)
class Writer:
    """Writes one version.

    A row is of origin 专班确定 when a reviewer typed something into it that its own words do not say.
    """

    version: PlanVersion
    result: Result
    units: Mapping[str, Unit | None]
    act: Act
    _people: list[tuple[int, int, str]] = field(init=False)
    _sections: dict[str, Section] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._people = persons(self.result.rows, self.version.text)

    def write(self) -> None:
        """Create everything; the future rows have their rows."""
        self._write_sections()
        self.act.create_all(self._reading(order, future) for order, future in enumerate(self.result.future, 1))
        self._write_responsibilities()
        self._write_deadlines()
        self._write_citations()
        self._write_task_force()

    def _said(self, words: object, start: int, end: int) -> str:
        return without_persons(str(words), start, end, self._people)

    def _write_sections(self) -> None:
        waiting: dict[int, list[tuple[str, Section]]] = {}
        if NOWHERE in self.result.places:
            waiting[0] = [(NOWHERE, self._made_section())]
        for order, (key, draft) in enumerate(self.result.sections.items(), 1):
            place = self.result.places[key]
            values = draft.values
            section = Section(
                version=self.version, order=order, level=place.count(".") + 1, number=place[:40],
                label=values["label"], title=self._said(values["title"], draft.start, draft.end),
                start=draft.start, end=draft.end, body_start=values["body_start"], body_end=values["body_end"],
            )  # fmt: skip
            waiting.setdefault(place.count("."), []).append((key, section))
        for depth in sorted(waiting):
            for key, section in waiting[depth]:
                if depth:
                    section.parent = self._sections[str(self.result.sections[key].values["parent"])]
            created = self.act.create_all(section for _key, section in waiting[depth])
            self._sections.update(zip((key for key, _section in waiting[depth]), created, strict=True))

    def _made_section(self) -> Section:
        title = str(self.version.compiled.get("title") or "") or _("未分章节")
        end = len(self.version.text)
        return Section(
            version=self.version, order=0, level=1, number=self.result.places[NOWHERE], title=title[:300],
            start=0, end=0, body_start=0, body_end=end,
        )  # fmt: skip

    def _reading(self, order: int, future: FutureRow) -> Reading:
        section = self._sections[future.section]
        draft, parent = future.draft, future.parent
        reading = Reading(
            version=self.version, row=future.lasting, section=section, parent=parent.lasting if parent else None,
            order=order, title=section.title, text="", start=section.body_start, end=section.body_end,
            origin=origin_of(draft),
        )  # fmt: skip
        if draft is not None:
            reading.confidence, reading.reason = draft.confidence, draft.reason
        if draft is None or future.kind == RowKind.TASK:
            words = self.version.text[reading.start : reading.end].strip() if draft is not None else ""
            reading.text = self._said(words, reading.start, reading.end)
            return reading
        values = draft.values
        reading.start, reading.end = draft.start, draft.end
        reading.text = self._said(values["text"], draft.start, draft.end)
        reading.title = self._said(values.get("metric", ""), draft.start, draft.end)
        reading.strength = values.get("strength", "")
        if future.kind == RowKind.TARGET:
            self._fill_target(reading, values)
        elif future.kind == RowKind.COMMITMENT:
            reading.commitment_kind, reading.reference = values["kind"], values["reference"]
        return reading

    def _fill_target(self, reading: Reading, values: dict[str, Any]) -> None:
        reading.comparator = values["comparator"]
        reading.value, reading.value2 = _figure(values["value"]), _figure(values["value2"])
        reading.unit_of_measure, reading.target_kind = values["unit"], values["kind"]
        reading.accrual, reading.base = values["accrual"], _figure(values["base"])
        reading.base_period, reading.period = values["base_period"], values["period"]
        reading.scope, reading.each = values["scope"], values["each"]
        whole = self.result.lasting.get((DraftKind.TARGET, values["part_of"]))
        reading.part_of = whole.lasting if whole is not None else None

    def _write_responsibilities(self) -> None:
        self.act.create_all(
            Responsibility(
                version=self.version, row=self.result.stands_in(draft).lasting, order=order,
                unit=self.units[draft.values["unit"]], written=draft.values["unit"], role=draft.values["role"],
                is_class=draft.values["is_class"], open_ended=draft.values["open_ended"],
                inferred=draft.values["inferred"], start=draft.start, end=draft.end,
                confidence=draft.confidence, origin=origin_of(draft),
            )
            for order, draft in enumerate(self.result.of_kind(DraftKind.RESPONSIBILITY), 1)
        )  # fmt: skip

    def _write_deadlines(self) -> None:
        made = []
        for deadline, draft in deadlines(self.version, self.result):
            deadline.text = self._said(deadline.text, draft.start, draft.end)
            made.append(deadline)
        self.act.create_all(made)

    def _write_citations(self) -> None:
        self.act.create_all(
            Citation(
                version=self.version, kind=draft.values["kind"], name=draft.values["name"], start=draft.start,
                end=draft.end,
            )
            for draft in self.result.of_kind(DraftKind.CITATION)
        )  # fmt: skip

    def _write_task_force(self) -> None:
        for draft in self.result.of_kind(DraftKind.TASK_FORCE):
            values, everywhere = draft.values, (0, len(self.version.text))
            self.act.create(
                TaskForce(
                    version=self.version, name=self._said(values["name"], *everywhere),
                    convener_post=self._said(values["convener_post"], *everywhere),
                    deputy_posts=[self._said(post, *everywhere) for post in values["deputy_posts"]],
                    office_in=self._said(values["office_in"], *everywhere),
                    duties=self._said(values["duties"], *everywhere),
                    members_open_ended=values["members_open_ended"],
                )
            )  # fmt: skip
            break
        self.act.create_all(
            TaskForceMember(
                version=self.version, unit=self.units[draft.values["unit"]], written=draft.values["unit"], order=order,
                start=draft.start, end=draft.end,
            )
            for order, draft in enumerate(self.result.of_kind(DraftKind.MEMBER), 1)
        )  # fmt: skip
