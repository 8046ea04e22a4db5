"""What looks wrong in figures about to be recorded: a person confirms it, or corrects what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongjin.audit.errors import Invalid
from gongjin.core.texts import gettext as _

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to confirm. `code` is kept with the fact once it is confirmed; `key` tells which figure it is about."""

    code: str
    message: str
    key: str = ""


class NeedsConfirmation(Invalid):
    """Figures that look wrong and were not confirmed; nothing was recorded. `findings` are all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        shown = "；".join(finding.message for finding in findings[:SHOWN])
        more = _("等 %(n)d 处") % {"n": len(findings)} if len(findings) > SHOWN else ""
        text = _("请核对：%(shown)s%(more)s。确认无误后再提交，或改正后提交。")
        super().__init__(text % {"shown": shown, "more": more}, "confirmed")
        self.findings = tuple(findings)


def slipped(value: Decimal, reference: Decimal, factors: Sequence[int]) -> int | None:
    """The factor by which a value may have slipped against what it should be near, as in 万元 typed as 元; None where
    it has not: the quotient has to lie within a half and the double of the factor, either way."""
    if not value or not reference:
        return None
    quotient = abs(Fraction(value) / Fraction(reference))
    quotient = max(quotient, 1 / quotient)
    return next((factor for factor in factors if Fraction(factor, 2) <= quotient <= 2 * factor), None)
