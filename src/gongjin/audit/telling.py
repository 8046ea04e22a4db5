"""The chain's records as a person reads them: each act by its label, what it was about by code and name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from gongjin.audit.models import Audited, Record, Touched
from gongjin.audit.states import tables

NAMED_AT_MOST = 3
"""Objects of one act that are named; of more only the first is, with how many there are."""


@dataclass(frozen=True, slots=True)
class Told:
    """One record: the label of its act, the sort of object that it was about, and their names with their number."""

    record: Record
    label: str
    kind: str
    names: tuple[str, ...]
    count: int

    @property
    def objects(self) -> str:
        """The names as one text."""
        if not self.names:
            return ""
        if self.count <= len(self.names):
            return "、".join(self.names)
        return _("%(name)s 等 %(n)d 个") % {"name": self.names[0], "n": self.count}


@dataclass(frozen=True, slots=True)
class Named:
    """One object that an act left behind: its sort, its name if it still exists, and the row of the chain."""

    kind: str
    name: str
    touched: Touched


def labels() -> dict[str, str]:
    """The label of every action, by its code."""
    return {rule.action: str(rule.label) for table in tables() for rule in table.rules}


def kind_label(kind: str) -> str:
    """The Chinese name of a sort of object (`ledger.plan`); the code of one that this program no longer knows."""
    model = _model(kind)
    return str(model._meta.verbose_name) if model else kind


def actions_on(kind: str) -> set[str]:
    """The codes of the actions in a sort of object's table; empty for one without."""
    return {rule.action for table in tables() if table.kind == kind for rule in table.rules}


def sorts() -> list[tuple[str, str]]:
    """The sorts of object that actions are about: kind and label, for a filter."""
    return [(table.kind, str(table.label)) for table in tables() if table.rules]


def called(words: str, most: int = 500) -> set[UUID]:
    """The objects that a person finds by a code or a part of a name."""
    found: set[UUID] = set()
    for model in apps.get_models():
        condition = model.audit_called(words) if issubclass(model, Audited) else None
        if condition is not None:
            found.update(model._base_manager.filter(condition).values_list("public_id", flat=True)[:most])
    return found


def tell(records: Iterable[Record]) -> list[Told]:
    """Records as lines, in their order, in a number of queries that grows with the sorts of objects only."""
    each = list(records)
    about = _about(each)
    rows = _rows_to_name(about)
    names = names_of(rows)
    by_record: dict[int, list[str]] = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(names.get((row.kind, row.object_id), _gone(row.kind)))
    known = labels()
    told = []
    for record in each:
        kind, count, _first = about.get(record.pk, ("", 0, 0))
        said = tuple(name for name in by_record.get(record.pk, ()) if name)
        told.append(
            Told(record, known.get(record.action, record.action), kind_label(kind) if kind else "", said, count)
        )
    return told


def names_of(rows: Iterable[Touched]) -> dict[tuple[str, UUID], str]:
    """The names of the touched objects that still exist, by kind and public id: a query a sort."""
    ids: dict[str, set[UUID]] = {}
    for row in rows:
        ids.setdefault(row.kind, set()).add(row.object_id)
    found: dict[tuple[str, UUID], str] = {}
    for kind, wanted in ids.items():
        model = _model(kind)
        if model is not None:
            for target in model.audit_listed(model._base_manager.filter(public_id__in=wanted)):
                found[kind, target.public_id] = target.audit_name
    return found


def named(rows: Sequence[Touched]) -> list[Named]:
    """Touched objects with their names, for the page of one record."""
    names = names_of(rows)
    return [Named(kind_label(row.kind), names.get((row.kind, row.object_id), _gone(row.kind)), row) for row in rows]


def counted(record: Record) -> list[tuple[str, int]]:
    """How many objects of each sort an act left behind, the most first."""
    by_kind = record.touched.order_by().values_list("kind").annotate(count=Count("pk"))
    return [(kind_label(kind), count) for kind, count in sorted(by_kind, key=lambda found: (-found[1], found[0]))]


def _model(kind: str) -> type[Audited] | None:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if issubclass(model, Audited) else None


def _gone(kind: str) -> str:
    return _("已删除的%(kind)s") % {"kind": kind_label(kind)}


def _about(records: Sequence[Record]) -> dict[int, tuple[str, int, int]]:
    """What each act was about, of all that it touched: kind, number, and the first row of it.

    That is the sort of object in whose table the action stands; where it touched none of them, the sort it touched
    least often: a link that is issued to a user, say.
    """
    tables_of = {rule.action: table.kind for table in tables() for rule in table.rules}
    touched = Touched.objects.filter(record__in=[record.pk for record in records]).values_list("record", "kind")
    by_record: dict[int, list[tuple[str, int, int]]] = {}
    for pk, kind, count, first in touched.order_by("record", "kind").annotate(Count("pk"), Min("pk")):
        by_record.setdefault(pk, []).append((kind, count, first))
    about = {}
    for record in records:
        sorts_of = by_record.get(record.pk, [])
        own = [found for found in sorts_of if found[0] == tables_of.get(record.action)]
        if sorts_of:
            about[record.pk] = own[0] if own else min(sorts_of, key=lambda found: found[1])
    return about


def _rows_to_name(about: dict[int, tuple[str, int, int]]) -> list[Touched]:
    wanted = Q()
    for pk, (kind, count, first) in about.items():
        wanted |= Q(record=pk, kind=kind) if count <= NAMED_AT_MOST else Q(pk=first)
    return list(Touched.objects.filter(wanted).order_by("pk")) if about else []
