"""A task whose words promise nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Measure, Severity
from gongjin.core.texts import gettext as _

_MOVING = re.compile(
    r"(?:要|应|积极|大力|着力|全力|切实|扎实|持续|不断|进一步|深入|全面|稳步|有序|有效|加快|统筹|充分|抓好|做好)*"
    r"(?:推进|推动|加强|强化|完善|健全|深化|提升|提高|优化|促进|加快|加大|支持|鼓励|引导|探索|坚持|落实|贯彻|开展|发挥|注重|"
    r"增强|改善|巩固|拓展|营造|严格|规范|重视|关注)"
)
"""Verbs of direction: after them anything counts as done."""
_TANGIBLE = re.compile(
    r"[0-9]|新建|改建|扩建|建成|建好|制定|出台|印发|编制|成立|设立|组建|完成|办理|办结|申报|创建|争创|上线|投用|开通|"
    r"验收|开工|竣工|举办|召开|发布|公布|签订|引进|招引|培训|每[年季月周]|清单|名录|台账|方案|规划|办法|细则|平台|项目"
)


class NothingToCheck:
    """A task of nothing but 推进 and 加强, with no figure, date or product, cannot be closed."""

    id = "nothing-to-check"
    severity = Severity.MEDIUM
    doc = _("整条任务只有“推进”“加强”一类说法，没有数字、时限或成果，无法办结。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each leaf task of that kind."""
        firm = {row.section for row in plan.targets} | {row.section for row in plan.deadlines}
        parents = {section.parent for section in plan.sections}
        by_section: dict[str, list[Measure]] = {}
        for measure in plan.measures:
            by_section.setdefault(measure.section, []).append(measure)
        for section in plan.sections:
            own = by_section.get(section.id, [])
            if not section.task or section.id in parents or section.id in firm or not own:
                continue
            if all(_MOVING.match(row.text) and not _TANGIBLE.search(row.text) for row in own):
                yield found(
                    self,
                    section.span,
                    _("“%(title)s”没有可以检查的举措。") % {"title": section.title},
                    _("至少写一项看得见的成果：数量、时限、要出台的文件或要建成的项目。"),
                    confidence=section.confidence,
                )


RULE = NothingToCheck()
