"""A person's name where a post belongs."""

from __future__ import annotations

from collections.abc import Iterator

from gongjin.compiler.lint.rule import found
from gongjin.compiler.plan import CompiledPlan, Finding, Severity
from gongjin.core.texts import gettext as _


class PersonNamed:
    """People change posts while a plan runs; and a name is personal data, to be kept out of what is published."""

    id = "person-named"
    severity = Severity.LOW
    doc = _("写了个人姓名：人事变动后方案就不准了，公开时还要隐去。")

    def check(self, plan: CompiledPlan) -> Iterator[Finding]:
        """One finding for each post of the task force with a name beside it; the name itself is not repeated."""
        force = plan.task_force
        for post in [] if force is None else [*([force.convener] if force.convener else []), *force.deputies]:
            if post.person is not None:
                yield found(
                    self,
                    post.person,
                    _("“%(post)s”后写了个人姓名。") % {"post": post.title},
                    _("只写职务，不写姓名。"),
                    confidence=post.confidence,
                )


RULE = PersonNamed()
