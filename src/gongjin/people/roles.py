"""The roles of the permission matrix, and the groups of them that rules name.

Later roles are a line here and a column in the state tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post lets one do; what exactly is in the rooms' state tables."""

    OFFICE = "office", _("专班办公室")
    CONVENER = "convener", _("召集人")
    DEPUTY = "deputy", _("副召集人")
    HEAD = "head", _("单位负责人")
    REPORTER = "reporter", _("单位填报人")
    ADMINISTRATOR = "administrator", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("安全审计员")


UNIT_ROLES = frozenset({Role.HEAD.value, Role.REPORTER.value})
"""Held for a unit, and only for it: the rights of such a post reach no other unit, whatever else its holder is."""

OVERSEERS = frozenset({Role.CONVENER.value, Role.DEPUTY.value})
"""They read what the office reads, and change nothing."""

OVERVIEW = frozenset({Role.OFFICE.value}) | OVERSEERS
"""Who reads what is not a single unit's."""

RECORDERS = frozenset({Role.OFFICE.value}) | UNIT_ROLES
"""Who enters data and hands in evidence."""

READERS = OVERVIEW | UNIT_ROLES | {Role.ADMINISTRATOR.value}
"""Who reads plans, rows and progress: not those who watch over the system's security, nor those who audit it."""

THREE_POWERS = frozenset({Role.ADMINISTRATOR.value, Role.SECURITY.value, Role.AUDITOR.value})
"""系统管理、安全管理、审计管理: no account holds two of them (GB/T 22239, 三权分立)."""

WATCHING = frozenset({Role.SECURITY.value, Role.AUDITOR.value})
"""They watch over those who act, so they hold no post that acts."""


def clash(roles: Iterable[str]) -> tuple[str, str] | None:
    """Two of some roles that one account may not hold together; None where all may."""
    held = sorted(set(roles), key=list(Role.values).index)
    powers = [role for role in held if role in THREE_POWERS]
    if len(powers) > 1:
        return powers[0], powers[1]
    watching = next((role for role in held if role in WATCHING), None)
    other = next((role for role in held if role != watching), None)
    return (watching, other) if watching and other else None
