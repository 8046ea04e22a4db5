"""Who may look at the pages of plans, rows and the division."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjin.audit.page_rules import PageRule
from gongjin.people.roles import OVERVIEW, READERS, Role

OFFICE = frozenset({Role.OFFICE.value})

PAGES = (
    PageRule(_("工作台"), OVERVIEW, ("ledger:desk",)),
    PageRule(_("方案列表、方案原件、版本比较"), OVERVIEW, ("ledger:plans", "ledger:plan-file", "ledger:compare")),
    PageRule(
        _("方案的导入、核对、发布"),
        OFFICE,
        (
            "ledger:plan-import",
            "ledger:plan-example",
            "ledger:version-add",
            "ledger:lint",
            "ledger:lint-version",
            "ledger:discard",
            "ledger:publish",
            "ledger:review",
            "ledger:review-chunk",
            "ledger:review-list",
            "ledger:review-new",
            "ledger:review-add",
            "ledger:review-row",
            "ledger:review-edit",
            "ledger:review-correct",
            "ledger:review-split-form",
            "ledger:review-split",
            "ledger:review-merge",
            "ledger:review-accept",
            "ledger:review-remove",
            "ledger:review-reopen",
            "ledger:review-restore",
            "ledger:review-history",
            "ledger:review-accept-preview",
            "ledger:review-accept-many",
            "ledger:names",
            "ledger:names-confirm",
            "ledger:name-settle",
            "ledger:pairings",
            "ledger:pairings-confirm",
            "ledger:pairing-confirm",
            "ledger:pairing-change",
        ),
    ),
    PageRule(_("已发布方案的原文"), READERS, ("ledger:text",)),
    PageRule(
        _("任务清单、条目、单位的任务"),
        READERS,
        (
            "ledger:rows",
            "ledger:rows-data",
            "ledger:rows-cards",
            "ledger:rows-print",
            "ledger:row",
            "ledger:row-parts",
            "ledger:unit",
            "ledger:view-save",
            "ledger:view-forget",
        ),
    ),
    PageRule(_("任务清单的填写"), OFFICE, ("ledger:row-settle", "ledger:rows-settle", "ledger:rows-paste")),
    PageRule(_("搜索"), READERS, ("ledger:search",)),
    PageRule(_("分工"), READERS, ("ledger:division", "ledger:division_print", "ledger:division_block")),
    PageRule(
        _("分工的填写、确定"),
        OFFICE,
        (
            "ledger:division_settle",
            "ledger:division_preview",
            "ledger:division_apply",
            "ledger:division_fix",
            "ledger:division_reopen",
        ),
    ),
    PageRule(_("导出工作簿"), READERS, ("ledger:export",)),
    PageRule(_("读回工作簿"), OFFICE, ("ledger:read_back", "ledger:read_back_apply", "ledger:read_back_undo")),
)
