"""The chain, its payloads and heads, and the base of every object that only actions may change."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models

from gongjin.store.models import Entity

_T = TypeVar("_T", bound="Audited")


writable: ContextVar[bool] = ContextVar("writable", default=False)


class OutsideAction(RuntimeError):
    """The program tried to change an audited object without an action: a fault of the program."""


class AuditedQuerySet(models.QuerySet[_T, _T]):
    """Reads as usual; bulk changes are refused, because they would leave no record. `Act.create_all` may create."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise OutsideAction(self.model.__name__)

    def delete(self) -> NoReturn:
        raise OutsideAction(self.model.__name__)

    def bulk_create(self, objs: Iterable[_T], *args: Any, **kwargs: Any) -> list[_T]:
        if not writable.get():
            raise OutsideAction(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideAction(self.model.__name__)


class Audited(Entity):
    """An object whose every change is an action. `unaudited` names fields that are no part of its state."""

    unaudited: ClassVar[frozenset[str]] = frozenset()

    objects = AuditedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def audit_chain(self) -> str:
        """The name of the chain that its records go to: a jurisdiction's code, or 'accounts'."""
        raise NotImplementedError

    @property
    def audit_jurisdiction(self) -> str:
        """The code of the jurisdiction that it belongs to; the matrix reaches no further than the actor's own."""
        return self.audit_chain

    @property
    def audit_state(self) -> str | None:
        """Its state in its state table, or None if it has no states."""
        return None

    @property
    def audit_units(self) -> frozenset[str]:
        """Public ids of the units that count as its own for the matrix."""
        return frozenset()

    @property
    def audit_name(self) -> str:
        """By what a person knows it: its code and its name. Empty for what has neither."""
        return "" if type(self).__str__ is models.Model.__str__ else str(self)

    @classmethod
    def audit_listed(cls, found: models.QuerySet[Self, Self]) -> models.QuerySet[Self, Self]:
        """The objects for a list of their names: with what `audit_name` reads of others, without what is large."""
        return found

    @classmethod
    def audit_called(cls, words: str) -> models.Q | None:
        """The condition by which a person finds it by code or name; None for what nobody looks for."""
        return None

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if not writable.get():
            raise OutsideAction(type(self).__name__)
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        if not writable.get():
            raise OutsideAction(type(self).__name__)
        return super().delete(using=using, keep_parents=keep_parents)


class ChainHead(models.Model):
    """The last record of a chain; its row is what writers of the chain queue for."""

    chain = models.CharField(max_length=40, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=80, default="")


class Record(models.Model):
    """One act. Its digest covers every field and the digest before it."""

    chain = models.CharField(max_length=40)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    unit = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=80)
    objects_digest = models.CharField(max_length=80)
    payload_digest = models.CharField(max_length=80)
    previous = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="audit_record_place")]
        ordering = ["chain", "sequence"]


class Touched(models.Model):
    """An object that an act left behind, with the digest of its whole state then; empty after a removal."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="touched")
    kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    object_revision = models.PositiveIntegerField()
    state_digest = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="audit_touched_object")]


class Payload(models.Model):
    """What an act was given. It can be blanked (a person's right), and the chain still verifies."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=64)
    body = models.JSONField(null=True)
