"""One step of a review: what it changed is kept before and after, so that it can be undone."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from gongjin.audit.errors import Conflict, Invalid
from gongjin.core import clock
from gongjin.ledger.models import DraftKind, DraftRow, DraftStep, PlanVersion
from gongjin.ledger.review import naming, pairing
from gongjin.ledger.review.access import reviewing
from gongjin.people.models import User

Seen: TypeAlias = Mapping[UUID, int]
"""Public ids of rows and the revisions that the reviewer last saw."""

FIELDS = (
    "kind", "key", "section", "order", "values", "start", "end", "confidence", "reason", "status", "origin",
)  # fmt: skip
POINTERS: Mapping[str, tuple[str, ...]] = {
    DraftKind.MEASURE: ("measure",),
    DraftKind.TARGET: ("target", "part_of"),
    DraftKind.SECTION: ("parent",),
}
"""The fields by which rows point at a row, by its kind."""
_CHUNK = 400


def state(row: DraftRow) -> dict[str, object]:
    """What a step keeps of a row."""
    return {name: copy.deepcopy(getattr(row, name)) for name in FIELDS}


def changed_meanwhile() -> Conflict:
    """The refusal for a row that another reviewer changed."""
    return Conflict(_("这一条刚被其他核对人修改过，您的改动没有保存。请查看最新内容后再改。"))


class Changes:
    """The rows that one step changes."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.before: dict[str, dict[str, object] | None] = {}
        self.after: dict[str, dict[str, object]] = {}
        self._touched: dict[int, DraftRow] = {}
        self._known: dict[int, DraftRow] = {}
        self._live: list[DraftRow] | None = None
        self._names = False
        self._sections: set[str] = set()

    def rows(self, seen: Seen) -> list[DraftRow]:
        """The rows of these ids, in the order of the text. Raises `Conflict` if one is gone or was changed."""
        if not seen:
            raise Invalid(_("请先选择条目。"))
        ids = list(seen)
        found: list[DraftRow] = []
        for first in range(0, len(ids), _CHUNK):
            found += self.version.drafts.filter(public_id__in=ids[first : first + _CHUNK])
        if len(found) != len(seen) or any(row.revision != seen[row.public_id] for row in found):
            raise changed_meanwhile()
        return sorted(self._one_each(found), key=lambda row: (row.start, row.order))

    def _one_each(self, rows: Iterable[DraftRow]) -> list[DraftRow]:
        """The same object for the same row, however it was found, so that no change of it is lost."""
        return [self._known.setdefault(row.pk, row) for row in rows]

    def live(self) -> list[DraftRow]:
        """All rows of the review that are not removed, in the order of the text."""
        if self._live is None:
            self._live = self._one_each(self.version.drafts.exclude(status="removed"))
        return self._live

    def pointing_at(self, row: DraftRow) -> list[DraftRow]:
        """The live rows that point at a row."""
        named = Q()
        for name in POINTERS[row.kind]:
            named |= Q(**{f"values__{name}": row.key})
        return self._one_each(self.version.drafts.filter(named).exclude(status="removed").exclude(pk=row.pk))

    def inside(self, sections: Collection[str]) -> list[DraftRow]:
        """The live rows of some sections, in the order of the text."""
        keys, found = sorted(sections), list[DraftRow]()
        for first in range(0, len(keys), _CHUNK):
            found += self.version.drafts.filter(section__in=keys[first : first + _CHUNK]).exclude(status="removed")
        return sorted(self._one_each(found), key=lambda row: (row.start, row.order))

    def outline(self) -> list[DraftRow]:
        """The live sections, in the order of the text."""
        return self._one_each(self.version.drafts.filter(kind=DraftKind.SECTION).exclude(status="removed"))

    def change(self, row: DraftRow, **fields: object) -> None:
        """Change fields of a row; unchanged ones are not recorded."""
        key = str(row.public_id)
        for name, value in fields.items():
            old = getattr(row, name)
            if old == value:
                continue
            before = self.before.setdefault(key, {})
            if before is not None:
                before.setdefault(name, copy.deepcopy(old))
            if name == "section":
                self._sections.add(str(old))
            setattr(row, name, value)
            self.after.setdefault(key, {})[name] = copy.deepcopy(value)
            self._touched[row.pk] = row
            # From open to accepted nothing comes or goes; to and from removed it does.
            self._note(row, {name} if "removed" in (old, value) or name != "status" else ())

    def create(self, row: DraftRow) -> DraftRow:
        """Store a new row."""
        row.version = self.version
        row.order = 1 + (self.version.drafts.order_by("-order").values_list("order", flat=True).first() or 0)
        row.save(force_insert=True)
        self.before[str(row.public_id)] = None
        self.after[str(row.public_id)] = state(row)
        self._note(row, FIELDS)
        return row

    def set_status(self, rows: Iterable[DraftRow], status: str) -> int:
        """Give many rows a status with few statements; returns how many had another."""
        changing = [row for row in rows if row.status != status]
        for row in changing:
            if "removed" in (row.status, status):
                self._note(row, {"status"})
            self.before[str(row.public_id)] = {"status": row.status}
            self.after[str(row.public_id)] = {"status": status}
        ids = [row.pk for row in changing]
        for first in range(0, len(ids), _CHUNK):
            chunk = DraftRow.objects.filter(pk__in=ids[first : first + _CHUNK])
            chunk.update(status=status, revision=F("revision") + 1)
        return len(changing)

    def store(self) -> None:
        """Write the changed rows; each one's revision goes up."""
        for row in self._touched.values():
            row.revision += 1
            row.save()

    def _note(self, row: DraftRow, names: Iterable[str]) -> None:
        """Remember what a change may mean for names and matches."""
        if row.kind in (DraftKind.RESPONSIBILITY, DraftKind.MEMBER):
            self._names = True
        if "section" in names or "status" in names or row.kind == DraftKind.SECTION:
            self._sections.add(row.section)

    def settle(self) -> None:
        """Bring names and matches in line with the rows as they now are."""
        if self._names:
            naming.keep_up(self.version)
        if self._sections:
            pairing.keep_up(self.version, self._sections)


@contextmanager
def step(version: PlanVersion, user: User | None, label: str) -> Iterator[Changes]:
    """One step in one transaction; a step that changed nothing leaves no trace."""
    with transaction.atomic():
        changes = Changes(reviewing(version, user))
        yield changes
        changes.store()
        if changes.before:
            DraftStep.objects.create(
                version=changes.version,
                user=user,
                at=clock.now(),
                label=label[:120],
                before=changes.before,
                after=changes.after,
            )
            changes.settle()


def name_of(row: DraftRow) -> str:
    """A few words by which a reviewer knows a row."""
    values = row.values
    words = str(values.get("title") or values.get("metric") or values.get("unit") or values.get("name") or "")
    words = words or str(values.get("text") or DraftKind(row.kind).label)
    return words if len(words) <= 20 else f"{words[:20]}…"
