"""Who may look at the pages of delivery. Of one assignment a unit sees its own, and what it divided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import OVERVIEW, UNIT_ROLES, Role

OFFICE = frozenset({Role.OFFICE.value})

PAGES = (
    PageRule(_("下达、批量撤回"), OFFICE, ("delivery:hand-out", "delivery:new", "delivery:withdraw")),
    PageRule(_("交办事项清单"), OVERVIEW, ("delivery:assignments",)),
    PageRule(_("交办事项、交办单"), OVERVIEW | UNIT_ROLES, ("delivery:assignment", "delivery:printed")),
    PageRule(_("办理交办事项"), OFFICE | UNIT_ROLES, ("delivery:act",)),
    PageRule(_("本单位的交办事项"), UNIT_ROLES, ("delivery:mine", "delivery:sign")),
)
