"""The frame of every change. An action is a small frozen dataclass whose `change` is only what differs.

@dataclass(frozen=True)
class RenameUnit(Action[Unit]):
    code = "people.unit.rename"
    table = UNIT
    name: str

    def change(self, target: Unit, act: Act) -> Unit:
        target.name = self.name
        return act.save(target)

run(RenameUnit(name="县水利局"), actor=actor, on=unit, expect=unit.revision)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import ClassVar, Generic, TypeVar, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from gongjin.audit.actors import SYSTEM, Actor
from gongjin.audit.chain import append, take_head
from gongjin.audit.errors import Conflict, NotAllowed, WrongState
from gongjin.audit.inserts import insert_entities
from gongjin.audit.models import Audited, writable
from gongjin.audit.states import Reach, Rule, StateTable
from gongjin.core.collector import collector_waits

O = TypeVar("O", bound=Audited)  # noqa: E741
A = TypeVar("A", bound=Audited)
Listener = Callable[["Event"], None]
MANY = 200
"""New objects from which on one prepared statement is quicker than Django's own."""


@dataclass(frozen=True)
class Event:
    """Something that happened, told to upper rooms. `payload` is small and plain."""

    name: str
    object_id: str = ""
    payload: dict[str, str] = field(default_factory=dict)


_listeners: dict[str, list[Listener]] = {}
_within: dict[str, list[Listener]] = {}


def listen(name: str, listener: Listener, *, within: bool = False) -> None:
    """Call a listener after each commit of an act that tells the event; the listener must not raise.

    `within` calls it inside the act's transaction: what it does is committed or undone with the act, so that no crash
    comes between the two. It is for what upper rooms have to drop, never for a change that the chain should know.
    """
    (_within if within else _listeners).setdefault(name, []).append(listener)


def _deliver(event: Event) -> None:
    for listener in _listeners.get(event.name, ()):
        listener(event)


class Act:
    """What an action's body may do: save, create and remove audited objects, keep unaudited ones, tell events."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.saved: dict[tuple[str, UUID], Audited] = {}
        self.removed: list[Audited] = []

    def save(self, target: A) -> A:
        """Store a changed object; its revision goes up by one."""
        target.revision += 1
        target.save()
        self.saved[target._meta.label, target.public_id] = target
        return target

    def create(self, target: A) -> A:
        """Store a new object."""
        target.save(force_insert=True)
        self.saved[target._meta.label, target.public_id] = target
        return target

    def create_all(self, targets: Iterable[A]) -> list[A]:
        """Store many new objects of one kind with few statements."""
        created = list(targets)
        if len(created) > MANY:
            insert_entities(created)
        elif created:
            type(created[0])._base_manager.bulk_create(created)
        self.saved.update({(target._meta.label, target.public_id): target for target in created})
        return created

    def remove(self, target: Audited) -> None:
        """Delete an object; the chain keeps that it was and that it went."""
        key = (target._meta.label, target.public_id)
        self.saved.pop(key, None)
        public_id, revision = target.public_id, target.revision
        target.delete()
        target.public_id, target.revision = public_id, revision + 1
        self.removed.append(target)

    def tell(self, event: Event) -> None:
        """Deliver an event: at once to who listens within the act, to others once it is committed; of these one that
        fails is logged and breaks nothing."""
        for listener in _within.get(event.name, ()):
            listener(event)

        def deliver() -> None:  # Django logs it by its name, which a partial has none of
            _deliver(event)

        transaction.on_commit(deliver, robust=True)


@dataclass(frozen=True)
class Action(Generic[O]):
    """A named change. Its dataclass fields are its payload; fields marked `field(metadata={'secret': True})` are left
    out of the record.
    """

    code: ClassVar[str]
    table: ClassVar[StateTable]

    def change(self, target: O, act: Act) -> O:
        """Change the object. Raises `Refused` and its kinds to stop; then nothing has happened."""
        raise NotImplementedError

    def new(self, actor: Actor) -> O:
        """The unsaved object that an action without `on` works on; its chain and units are asked of it."""
        raise NotImplementedError

    def payload(self) -> dict[str, object]:
        """What goes beside the record: the dataclass fields that are not secret, objects by their public id."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self) if not item.metadata.get("secret")}


def _plain(value: object) -> object:
    if isinstance(value, Model):
        return str(getattr(value, "public_id", value.pk))
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, float):
        return repr(value)
    return value


def may(actor: Actor, rule: Rule, target: Audited) -> bool:
    """Whether the matrix lets the actor do this to the object, whatever its state."""
    at_home = SYSTEM in actor.roles or actor.jurisdiction == target.audit_jurisdiction
    for role in actor.roles:
        reach = rule.roles.get(role)
        if at_home and (reach is Reach.ANY or (reach is Reach.OWN and actor.units_as(role) & target.audit_units)):
            return True
    return False


def run(action: Action[O], *, actor: Actor, on: O | None = None, expect: int | None = None) -> O:
    """Run an action in its own transaction.

    `on` is the object it is about (None if the action makes it), `expect` the revision that the actor last saw.
    Raises `NotAllowed`, `WrongState`, `Conflict` or `Invalid`; then nothing has changed.
    """
    rule = action.table.rule(action.code)
    with transaction.atomic():
        target = on if on is not None else action.new(actor)
        head = take_head(target.audit_chain)
        if on is not None:
            model = cast("type[O]", on._meta.model)  # not type(on): the user of a request is a lazy stand-in
            found = model._base_manager.select_for_update(of=("self",)).filter(pk=on.pk).first()
            if found is None:
                raise Conflict(_("这一条已被删除，请刷新页面。"))
            target = found
        if not may(actor, rule, target):
            raise NotAllowed(_("您没有“%(action)s”的权限，如确需办理请联系专班办公室。") % {"action": rule.label})
        if rule.before and target.audit_state not in rule.before:
            state = action.table.states.get(target.audit_state or "", "")
            raise WrongState(_("当前状态为“%(state)s”，不能“%(action)s”。") % {"state": state, "action": rule.label})
        if expect is not None and on is not None and target.revision != expect:
            raise Conflict(_("这一条刚被他人修改过，您的改动没有保存。请查看最新内容后再改。"))
        act = Act(actor)
        with collector_waits():
            token = writable.set(True)
            try:
                result = action.change(target, act)
            finally:
                writable.reset(token)
            append(head, actor, action.code, action.payload(), [*act.saved.values()], act.removed)
    return result
