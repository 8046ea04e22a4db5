"""Appending to a chain. One chain a jurisdiction and one for accounts; writers of a chain queue for its head."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from gongjin.audit.actors import Actor
from gongjin.audit.columns import columns_of
from gongjin.audit.digests import Json, digest, plain, plain_digest, state_digest
from gongjin.audit.inserts import insert_values
from gongjin.audit.models import Audited, ChainHead, Payload, Record, Touched
from gongjin.core import clock


def take_head(chain: str) -> ChainHead:
    """Queue for a chain: the lock is held until the transaction ends."""
    ChainHead.objects.get_or_create(chain=chain)
    return ChainHead.objects.select_for_update().get(chain=chain)


def kind_of(target: Audited) -> str:
    """The name of an object's kind in the chain, for example 'ledger.plan'."""
    return target._meta.label_lower


def touched_row(kind: str, object_id: object, revision: int, state: str) -> list[Json]:
    """What the record's digest covers of one touched object."""
    return [kind, str(object_id), revision, state]


def record_digest(record: Record, algorithm: str | None = None) -> str:
    """The digest of a record as it stands, with the digest before it."""
    names = ("chain", "sequence", "at", "actor", "unit", "action", "objects_digest", "payload_digest", "previous")
    return digest({name: getattr(record, name) for name in names}, algorithm)


def payload_digest(salt: str, body: object, algorithm: str | None = None) -> str:
    """The salted digest of a payload: nobody can guess a blanked payload from it."""
    return digest({"salt": salt, "body": body}, algorithm)


def append(
    head: ChainHead,
    actor: Actor,
    action: str,
    body: dict[str, object],
    saved: Sequence[Audited],
    removed: Sequence[Audited],
) -> Record:
    """Append one act to the chain whose head is held."""
    states = [(item, state_digest(_as_stored(item))) for item in saved] + [(item, "") for item in removed]
    touched = sorted(
        (kind_of(item), str(item.public_id), item.revision, state, item.public_id) for item, state in states
    )
    salt, payload = secrets.token_hex(16), plain(body)
    record = Record(
        chain=head.chain,
        sequence=head.sequence + 1,
        at=clock.now(),
        actor=actor.actor_id,
        unit=min(actor.units - {actor.actor_id}, default=""),  # an account counts as its own unit for the matrix
        action=action,
        objects_digest=plain_digest([touched_row(*row[:4]) for row in touched]),
        payload_digest=payload_digest(salt, payload),
        previous=head.digest,
    )
    record.digest = record_digest(record)
    record.save(force_insert=True)
    names = ("record", "kind", "object_id", "object_revision", "state_digest")
    rows = [(record.pk, kind, key, revision, state) for kind, _text, revision, state, key in touched]
    insert_values(Touched, names, rows)
    Payload.objects.create(record=record, salt=salt, body=payload)
    head.sequence, head.digest = record.sequence, record.digest
    head.save(update_fields=["sequence", "digest"])
    return record


def _as_stored(target: Audited) -> Audited:
    """The object with each value as the database would give it back, so that its digest can be computed again."""
    for column in columns_of(target._meta.model):
        value = getattr(target, column.attribute)
        if value is not None and type(value) is not column.native:
            setattr(target, column.attribute, column.field.to_python(value))
    return target
