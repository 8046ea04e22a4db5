"""What became of each row since the last version: proposed by the program, confirmed by a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongjin.audit.errors import Conflict, Invalid
from gongjin.compiler.compare.match import Item, match
from gongjin.ledger.models import DraftKind, DraftPairing, DraftRow, PairingKind, PlanVersion, Reading, Row, RowKind
from gongjin.ledger.review.access import reviewing
from gongjin.ledger.review.result import LASTING, FutureRow, Result, persons, without_persons
from gongjin.people.models import User

_HELD = (*LASTING, DraftKind.RESPONSIBILITY, DraftKind.DEADLINE)
_FEW = 400
_ONE_SIDE = (PairingKind.NEW, PairingKind.DROPPED)


def result_of(version: PlanVersion) -> Result:
    """The rows that the review comes to as it stands, open ones included."""
    return Result(list(version.drafts.exclude(status="removed").order_by("start", "order", "pk")))


def _old_items(version: PlanVersion, only: Collection[int] | None = None) -> list[Item]:
    """The rows of the version in force; or only some, by their ids, and then without their places."""
    found = Reading.objects.filter(version__plan=version.plan, version__state="published", row__state="current")
    if only is not None and len(only) <= _FEW:
        found = found.filter(row_id__in=only)
    readings = [r for r in found.select_related("row").order_by("order") if only is None or r.row_id in only]
    by_row = {reading.row_id: reading for reading in readings}

    def task_of(reading: Reading) -> int | None:
        if only is not None:
            return None
        parent = reading.parent_id
        while parent in by_row and by_row[parent].row.kind != RowKind.TASK:
            parent = by_row[parent].parent_id
        return parent

    return [
        Item(
            r.row_id, r.row.kind, r.text or r.title, r.title if r.row.kind == RowKind.TASK else "", task_of(r), r.order
        )
        for r in readings
    ]


def _new_items(version: PlanVersion, result: Result) -> list[Item]:
    people = persons(result.rows, version.text)

    def task_of(future: FutureRow) -> int | None:
        task = future.parent if future.kind == RowKind.TASK else result.task_of(future)
        return task.draft.pk if task is not None and task.draft is not None else None

    return [
        Item(
            future.draft.pk,
            future.kind,
            _words(version, future.draft, people),
            str(future.draft.values.get("title", "")),
            task_of(future),
            future.draft.order,
        )
        for future in result.future
        if future.draft is not None
    ]


def propose(version: PlanVersion) -> int:
    """Store a proposal for every row of the version in force and of this review; returns how many."""
    proposals = match(_old_items(version), _new_items(version, result_of(version)))
    DraftPairing.objects.bulk_create(
        (DraftPairing(version=version, row_id=p.old, draft_id=p.new, kind=p.kind, score=p.score) for p in proposals),
        batch_size=500,
    )
    return len(proposals)


def keep_up(version: PlanVersion, sections: Collection[str] | None = None) -> None:
    """Bring the proposals in line after a step in some sections (None: anywhere); those that still hold keep their
    confirmation.

    What is no longer a row loses its matches; what has become one is matched with what is left over of the last
    version, or proposed as new; a lasting row that nothing goes on with is proposed as dropped.
    """
    if version.plan.state != "published":
        return
    present = version.pairings.filter(draft__isnull=False)
    live = version.drafts.filter(kind__in=_HELD).exclude(status="removed")
    if sections is not None:
        present, live = present.filter(draft__section__in=sections), live.filter(section__in=sections)
    future = _future(live)
    paired = dict(present.values_list("pk", "draft_id"))
    _delete(pk for pk, draft in paired.items() if draft not in future)
    missing = [draft for pk, draft in sorted(future.items()) if pk not in set(paired.values())]
    taken = _match_again(version, missing)
    covered = version.pairings.filter(row__isnull=False).values("row_id")
    gone = version.plan.rows.filter(state="current").exclude(pk__in=covered).values_list("pk", flat=True)
    DraftPairing.objects.bulk_create(
        [DraftPairing(version=version, draft=draft, kind=PairingKind.NEW) for draft in missing if draft.pk not in taken]
        + [DraftPairing(version=version, row_id=row, kind=PairingKind.DROPPED) for row in gone],
        batch_size=500,
    )


def _future(live: Iterable[DraftRow]) -> dict[int, DraftRow]:
    """Of the live rows of whole sections, those that make rows of the ledger (see `Result`), by id."""
    rows = list(live)
    held = {row.section for row in rows if row.kind != DraftKind.SECTION}
    return {
        row.pk: row
        for row in rows
        if (row.kind in LASTING if row.kind != DraftKind.SECTION else row.values.get("task") or row.key in held)
    }


def _match_again(version: PlanVersion, drafts: list[DraftRow]) -> set[int]:
    """Match rows that have just come (or come back) with lasting rows that nothing goes on with; the ids of those that
    found one. A drop that somebody confirmed is left alone."""
    if not drafts:
        return set()
    one_sided = version.pairings.filter(kind=PairingKind.DROPPED, confirmed=False)
    loose = set(one_sided.values_list("row_id", flat=True))
    covered = version.pairings.filter(row__isnull=False).values("row_id")
    loose |= set(version.plan.rows.filter(state="current").exclude(pk__in=covered).values_list("pk", flat=True))
    old = _old_items(version, loose) if loose else []
    people = persons(version.drafts.filter(kind=DraftKind.TASK_FORCE), version.text)
    new = [
        Item(row.pk, _kind(row), _words(version, row, people), str(row.values.get("title", "")), None, row.order)
        for row in drafts
    ]
    found = [p for p in match(old, new) if p.old is not None and p.new is not None]
    _delete(one_sided.filter(row_id__in=[p.old for p in found]).values_list("pk", flat=True))
    DraftPairing.objects.bulk_create(
        [DraftPairing(version=version, row_id=p.old, draft_id=p.new, kind=p.kind, score=p.score) for p in found],
        batch_size=500,
    )
    return {p.new for p in found if p.new is not None}


def _kind(draft: DraftRow) -> str:
    return RowKind.TASK.value if draft.kind == DraftKind.SECTION else draft.kind


def _words(version: PlanVersion, draft: DraftRow, people: Iterable[tuple[int, int, str]]) -> str:
    """The words of a reviewed row, as publishing would keep them."""
    if draft.kind == DraftKind.SECTION:
        start, end = int(draft.values["body_start"]), int(draft.values["body_end"])
        return without_persons(version.text[start:end], start, end, people)
    return without_persons(str(draft.values["text"]), draft.start, draft.end, people)


def _delete(ids: Iterable[int]) -> None:
    numbers = list(ids)
    for first in range(0, len(numbers), 400):
        DraftPairing.objects.filter(pk__in=numbers[first : first + 400]).delete()


def _seen(version: PlanVersion, seen: Mapping[int, int]) -> list[DraftPairing]:
    found = list(version.pairings.filter(pk__in=list(seen)))
    if len(found) != len(seen) or any(pairing.revision != seen[pairing.pk] for pairing in found):
        raise Conflict(_("这条对应关系刚被其他核对人修改过，您的改动没有保存。请查看最新内容。"))
    return found


def _stand_so(version: PlanVersion, seen: Mapping[int, int], confirmed: bool) -> bool:
    """Whether all of these were given this answer since they were seen, and nothing else: a second click."""
    found = dict(version.pairings.filter(pk__in=list(seen), confirmed=confirmed).values_list("pk", "revision"))
    return found == {pk: revision + 1 for pk, revision in seen.items()}


def confirm(version: PlanVersion, user: User | None, seen: Mapping[int, int], *, confirmed: bool = True) -> int:
    """Confirm proposals as they stand (or take that back): ids and the revisions last seen. How many changed."""
    with transaction.atomic():
        found = reviewing(version, user)
        if _stand_so(found, seen, confirmed):
            return 0
        changing = [pairing for pairing in _seen(found, seen) if pairing.confirmed != confirmed]
        for pairing in changing:
            pairing.confirmed = confirmed
            pairing.revision += 1
            pairing.save(update_fields=["confirmed", "revision"])
        return len(changing)


def confirm_all(version: PlanVersion, user: User | None, kinds: Iterable[str], threshold: float = 0.0) -> int:
    """Confirm all open proposals of some kinds with a score of at least `threshold`; one act of a person. How many."""
    with transaction.atomic():
        found = reviewing(version, user)
        waiting = found.pairings.filter(confirmed=False, kind__in=list(kinds))
        changing = [p for p in waiting if p.kind in _ONE_SIDE or p.score >= threshold]
        ids = [pairing.pk for pairing in changing]
        for first in range(0, len(ids), 400):
            chunk = DraftPairing.objects.filter(pk__in=ids[first : first + 400])
            chunk.update(confirmed=True, revision=F("revision") + 1)
        return len(changing)


def _kind_fits(kind: str, rows: list[Row], drafts: list[DraftRow]) -> bool:
    counts = (len(rows), len(drafts))
    match kind:
        case PairingKind.KEPT | PairingKind.REWORDED:
            return counts == (1, 1)
        case PairingKind.SPLIT:
            return counts[0] == 1 and counts[1] >= 2
        case PairingKind.MERGED:
            return counts[0] >= 2 and counts[1] == 1
        case PairingKind.DROPPED:
            return counts[0] >= 1 and counts[1] == 0
        case PairingKind.NEW:
            return counts[0] == 0 and counts[1] >= 1
    return False


def set_pairing(
    version: PlanVersion, user: User | None, kind: str, rows: Iterable[Row], drafts: Iterable[DraftRow],
    seen: Mapping[int, int],
) -> list[DraftPairing]:  # fmt: skip
    """Say what became of rows, in place of what was proposed; it is confirmed by that.

    `seen` holds the present pairings of all these rows with the revisions last seen. What loses its partner is proposed
    as new or dropped again. Raises `Invalid` when the numbers or sorts of rows do not fit the kind, `Conflict` when
    somebody changed one of the pairings meanwhile.
    """
    olds, news = list(rows), list(drafts)
    with transaction.atomic():
        found = reviewing(version, user)
        if not _kind_fits(kind, olds, news):
            raise Invalid(_("所选条目数与对应关系不符：保留、改写是一对一，拆分是一对多，合并是多对一。"), "kind")
        future = {item.draft.pk: item.kind for item in result_of(found).future if item.draft is not None}
        if any(row.plan_id != found.plan_id for row in olds) or any(draft.pk not in future for draft in news):
            raise Conflict(_("所选条目已不在本方案中，请刷新页面。"))
        if len({row.kind for row in olds} | {future[draft.pk] for draft in news}) > 1:
            raise Invalid(_("任务、举措、目标、要求不能互相对应，请选择同一类条目。"), "kind")
        _seen(found, seen)
        old_ids, new_ids = {row.pk for row in olds}, {draft.pk for draft in news}
        present = [p for p in found.pairings.all() if p.row_id in old_ids or p.draft_id in new_ids]
        if {pairing.pk for pairing in present} - set(seen):
            raise Conflict(_("这条对应关系刚被其他核对人修改过，您的改动没有保存。请查看最新内容。"))
        _delete(pairing.pk for pairing in present)
        left: list[int | None] = [*sorted(old_ids)] or [None]
        right: list[int | None] = [*sorted(new_ids)] or [None]
        made = [
            DraftPairing(version=found, row_id=row, draft_id=draft, kind=kind, score=1.0, confirmed=True)
            for row in left
            for draft in right
        ]
        DraftPairing.objects.bulk_create(made)
        keep_up(found)
        return made
