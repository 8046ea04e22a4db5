"""Recomputing the chains and the present state of every object, and naming what does not agree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from gongjin.audit.chain import kind_of, payload_digest, record_digest, touched_row
from gongjin.audit.digests import digest, state_digest
from gongjin.audit.heads import read_heads
from gongjin.audit.models import Audited, ChainHead, Record
from gongjin.audit.telling import kind_label


class FaultKind(StrEnum):
    """What was done behind the program's back."""

    ALTERED = "altered"
    REMOVED = "removed"
    REORDERED = "reordered"
    CUT_OFF = "cut_off"
    CHANGED_WITHOUT_ACTION = "changed_without_action"
    ADDED_WITHOUT_ACTION = "added_without_action"
    REMOVED_WITHOUT_ACTION = "removed_without_action"


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement, with a Chinese sentence that names the place."""

    kind: FaultKind
    chain: str
    place: str
    message: str


def _algorithm(text: str) -> str:
    return text.partition(":")[0]


def _sound(record: Record) -> bool:
    try:
        return record_digest(record, _algorithm(record.digest)) == record.digest
    except ValueError:
        return False


def _would_fit(record: Record, sequences: Iterable[int]) -> int | None:
    """The place at which the record's digest would be right, if it was moved."""
    present = record.sequence
    try:
        for sequence in sequences:
            record.sequence = sequence
            if sequence != present and _sound(record):
                return sequence
    finally:
        record.sequence = present
    return None


def _record_faults(record: Record) -> Iterator[Fault]:
    place = f"{record.chain} #{record.sequence}"
    touched = sorted(record.touched.all(), key=lambda row: (row.kind, str(row.object_id)))
    rows = [touched_row(row.kind, row.object_id, row.object_revision, row.state_digest) for row in touched]
    if digest(rows, _algorithm(record.objects_digest)) != record.objects_digest:
        message = _("第 %(n)s 条记录所涉对象的摘要被改动。") % {"n": record.sequence}
        yield Fault(FaultKind.ALTERED, record.chain, place, message)
    payload = getattr(record, "payload", None)
    if payload is None:
        message = _("第 %(n)s 条记录的内容被删除。") % {"n": record.sequence}
        yield Fault(FaultKind.REMOVED, record.chain, place, message)
    elif payload.body is not None:
        expected = payload_digest(payload.salt, payload.body, _algorithm(record.payload_digest))
        if expected != record.payload_digest:
            message = _("第 %(n)s 条记录的内容被改动。") % {"n": record.sequence}
            yield Fault(FaultKind.ALTERED, record.chain, place, message)


def chain_faults(chain: str) -> Iterator[Fault]:
    """What is wrong with one chain's records: altered, removed, reordered, cut off."""
    records = Record.objects.filter(chain=chain).order_by("sequence", "pk")
    unsound = {record.sequence: record for record in records.iterator() if not _sound(record)}
    expected, previous, after_fault = 1, "", False
    for record in records.select_related("payload").prefetch_related("touched").iterator(chunk_size=500):
        place = f"{chain} #{record.sequence}"
        for missing in range(expected, min(record.sequence, expected + 100)):
            message = _("第 %(n)s 条记录被删除。") % {"n": missing}
            yield Fault(FaultKind.REMOVED, chain, f"{chain} #{missing}", message)
        gap = record.sequence != expected
        if record.sequence in unsound:
            moved = _would_fit(record, unsound)
            if moved is not None:
                message = _("第 %(n)s 条记录原为第 %(m)s 条，次序被调换。") % {"n": record.sequence, "m": moved}
                yield Fault(FaultKind.REORDERED, chain, place, message)
            else:
                message = _("第 %(n)s 条记录被改动。") % {"n": record.sequence}
                yield Fault(FaultKind.ALTERED, chain, place, message)
            after_fault = True
        elif record.previous != previous and not gap and not after_fault:
            message = _("第 %(n)s 条记录与上一条不衔接。") % {"n": record.sequence}
            yield Fault(FaultKind.ALTERED, chain, place, message)
        else:
            after_fault = False
        yield from _record_faults(record)
        expected, previous = record.sequence + 1, record.digest
    head = ChainHead.objects.filter(chain=chain).first()
    if head is None:
        yield Fault(FaultKind.REMOVED, chain, chain, _("链首记录被删除。"))
    elif head.sequence >= expected:
        values = {"a": expected, "b": head.sequence}
        message = _("链尾被截断：第 %(a)s 至 %(b)s 条记录缺失。") % values
        yield Fault(FaultKind.CUT_OFF, chain, f"{chain} #{expected}", message)
    elif head.sequence != expected - 1 or head.digest != previous:
        yield Fault(FaultKind.ALTERED, chain, chain, _("链首与最后一条记录不一致。"))


def head_faults(path: Path) -> Iterator[Fault]:
    """What the heads kept outside the database no longer find in it."""
    for head in read_heads(path):
        found = Record.objects.filter(chain=head.chain, sequence=head.sequence).first()
        place = f"{head.chain} #{head.sequence}"
        values = {"at": head.at, "n": head.sequence}
        if found is None:
            message = _("%(at)s 存证的第 %(n)s 条记录已不在库中，链尾被截断。") % values
            yield Fault(FaultKind.CUT_OFF, head.chain, place, message)
        elif found.digest != head.digest:
            message = _("%(at)s 存证的第 %(n)s 条记录与库中不一致。") % values
            yield Fault(FaultKind.ALTERED, head.chain, place, message)


def _last_touched() -> dict[tuple[str, str], tuple[str, str]]:
    rows = Record.objects.order_by("chain", "sequence").values_list(
        "chain", "touched__kind", "touched__object_id", "touched__state_digest"
    )
    return {(kind, str(public_id)): (chain, state) for chain, kind, public_id, state in rows.iterator() if kind}


def _shown(target: Audited) -> str:
    """The object's name; its id where it has none, or where what it refers to is gone as well."""
    try:
        name = target.audit_name
    except ObjectDoesNotExist:
        name = ""
    return f"“{name}”" if name else str(target.public_id)


def object_faults() -> Iterator[Fault]:
    """Objects whose present state is not the one that the chain last recorded."""
    last = _last_touched()
    for model in apps.get_models():
        if not issubclass(model, Audited):
            continue
        for target in model._base_manager.order_by("pk").iterator(chunk_size=500):
            place = f"{kind_of(target)} {target.public_id}"
            recorded = last.pop((kind_of(target), str(target.public_id)), None)
            values = {"kind": model._meta.verbose_name, "id": _shown(target)}
            if recorded is None or not recorded[1]:
                message = _("%(kind)s %(id)s 未经任何操作出现在库中。") % values
                yield Fault(FaultKind.ADDED_WITHOUT_ACTION, recorded[0] if recorded else "", place, message)
            elif state_digest(target, _algorithm(recorded[1])) != recorded[1]:
                message = _("%(kind)s %(id)s 未经操作被改动。") % values
                yield Fault(FaultKind.CHANGED_WITHOUT_ACTION, recorded[0], place, message)
    for (kind, public_id), (chain, state) in last.items():
        if state:
            message = _("%(kind)s %(id)s 未经操作被删除。") % {"kind": kind_label(kind), "id": public_id}
            yield Fault(FaultKind.REMOVED_WITHOUT_ACTION, chain, f"{kind} {public_id}", message)


def verify(heads: Path | None = None) -> Iterator[Fault]:
    """Every fault of every chain, of the heads file if one is given, and of every object's present state."""
    chains = set(Record.objects.values_list("chain", flat=True)) | set(
        ChainHead.objects.filter(sequence__gt=0).values_list("chain", flat=True)
    )
    for chain in sorted(chains):
        yield from chain_faults(chain)
    if heads is not None:
        yield from head_faults(heads)
    yield from object_faults()


def as_json(faults: Iterable[Fault]) -> str:
    """The faults for programs, one JSON array."""
    rows = [{"kind": f.kind, "chain": f.chain, "place": f.place, "message": f.message} for f in faults]
    return json.dumps(rows, ensure_ascii=False, indent=1)
