"""What the commands on the ledger stand on: folders, tables, and a government that the plans are of."""

from __future__ import annotations

import gongjin.cli.django_setup  # noqa: F401 - before any model
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.core.texts import gettext as _
from gongjin.people.actions import FoundJurisdiction
from gongjin.people.models import Jurisdiction
from gongjin.people.queries import jurisdiction
from gongjin.web import prepare

DIVISION = "local"
"""The code of a government that was set up without being told its division code (GB/T 2260)."""


def government(name: str = "") -> Jurisdiction:
    """The government of this installation; set up on first use, under `name` if one is given."""
    prepare.make_folders()
    prepare.migrate()
    found = jurisdiction()
    if found is not None:
        return found
    return run(FoundJurisdiction(division=DIVISION, name=name.strip() or _("本级政府")), actor=SystemActor())
