"""Of which version a workbook is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.queries.plans import current_version


def version_to_write(plan: Plan) -> PlanVersion:
    """The version in force. Raises `Invalid` if none is published yet."""
    version = current_version(plan)
    if version is None:
        raise Invalid(_("方案还没有发布，没有可以导出的清单。请先完成核对并发布。"))
    return version
