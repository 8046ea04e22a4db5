"""The accounts with their posts as a workbook. Passwords, links and second factors are no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gongjin.audit.actions import run
from gongjin.core.sheets import Column, ColumnKind, SheetMeta, SheetRow, SheetSpec, write
from gongjin.people.actions import UNITS_FIELDS, AddUser, ChangeUser
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.people.queries import users
from gongjin.people.roles import UNIT_ROLES, Role
from gongjin.people.sheets.lines import BETWEEN, Desk, Line, units_by_name
from gongjin.people.sheets.units import NO, SPARE, YES, in_use

BOTH = f"{Role.OFFICE.value} {Role.ADMINISTRATOR.value}"
"""Held by one account in a small county; a list in Excel takes one choice only."""


def _roles(user: User) -> str:
    held = {post.role for post in user.posts.all()} - UNIT_ROLES
    return " ".join(role for role in Role.values if role in held)


def spec(of: Jurisdiction) -> SheetSpec:
    """The columns, for out and in; the roles that some account holds together are a choice as well."""
    single = [role for role in Role.values if role not in UNIT_ROLES]
    held = {_roles(user) for user in users(of)} - {""}
    together = sorted(({BOTH} | held) - set(single))
    labels = tuple((text, BETWEEN.join(str(Role(role).label) for role in text.split())) for text in single + together)
    return SheetSpec(
        id="people.users",
        name=_("用户"),
        columns=(
            Column(key="username", title=_("用户名"), width=18, required=True),
            Column(key="display_name", title=_("姓名或岗位"), width=24, editable=True, required=True),
            Column(key="roles", title=_("角色"), width=20, kind=ColumnKind.CHOICE, choices=labels, editable=True),
            Column(key="heads", title=_("任负责人的单位"), width=34, editable=True),
            Column(key="reports_for", title=_("任填报人的单位"), width=34, editable=True),
            Column(key="active", title=_("状态"), width=8, kind=ColumnKind.CHOICE, choices=in_use(), editable=True),
        ),
    )


def rows(of: Jurisdiction) -> tuple[list[SheetRow], dict[str, int]]:
    """The rows as they stand, and the revision of each."""
    each = list(users(of))
    return [_row(user) for user in each], {str(user.public_id): user.revision for user in each}


def _row(user: User) -> SheetRow:
    of_units = {
        name: BETWEEN.join(post.unit.name for post in user.posts.all() if post.role == role and post.unit) or None
        for role, name in UNITS_FIELDS.items()
    }
    values = {
        "username": user.username,
        "display_name": user.display_name,
        "roles": _roles(user) or None,
        **of_units,
        "active": YES if user.is_active else NO,
    }
    return SheetRow(str(user.public_id), values)


def export(of: Jurisdiction) -> bytes:
    """The workbook, with empty rows to add to."""
    note = _("新增用户请在表下逐行填写；单位写全称，几个单位之间用顿号。新用户没有密码，应用后请批量签发邀请。")
    meta = SheetMeta(title=_("%(county)s用户") % {"county": of.name}, subject=of.code, note=note)
    return write(spec(of), rows(of)[0], meta, spare=SPARE)


def apply(desk: Desk, lines: Sequence[Line]) -> None:
    """Add and change the accounts."""
    known = units_by_name(desk.of)
    ids = {str(user.public_id): user for user in User.objects.filter(jurisdiction=desk.of)}
    for line in lines:
        posts = _posts(desk, line, known)
        if posts is None:
            continue
        if line.key:
            _change(desk, line, ids.get(line.key), posts)
        elif line.text("active") == NO:
            desk.wrong(line, "active", _("新增的用户只能是启用。"))
        else:
            with desk.taking(line):
                run(AddUser(desk.of, line.text("username"), line.text("display_name"), posts), actor=desk.actor)


def _change(desk: Desk, line: Line, user: User | None, posts: tuple[tuple[str, Unit | None], ...]) -> None:
    if user is None:
        desk.wrong(line, "username", _("这个用户已不存在，请重新导出。"))
        return
    with desk.taking(line):
        action = ChangeUser(line.text("display_name"), line.text("active") != NO, posts)
        run(action, actor=desk.actor, on=user, expect=line.revision)


def _posts(desk: Desk, line: Line, known: dict[str, Unit]) -> tuple[tuple[str, Unit | None], ...] | None:
    """The posts of a line; None where a unit in it is not known."""
    found: list[tuple[str, Unit | None]] = [(role, None) for role in line.text("roles").split()]
    sound = True
    for role, column in UNITS_FIELDS.items():
        for name in line.names(column):
            if name in known:
                found.append((role, known[name]))
            else:
                desk.wrong(line, column, _("名录中没有“%(name)s”。") % {"name": name})
                sound = False
    return tuple(found) if sound else None
