"""What is found on an occasion becomes an entry of the register that the duty names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from gongjin.audit.actions import Act
from gongjin.audit.errors import Invalid
from gongjin.evidence.models import Evidence
from gongjin.people.models import Unit
from gongjin.tracking.kinds.duty.form import Form
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.kinds.register.form import FieldKind, form_of
from gongjin.tracking.models import DataSet, Item


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: what it is, where, who has to see to it and until when."""

    words: str
    unit: Unit | None = None
    township: Unit | None = None
    due: date | None = None
    place: Mapping[str, str] = field(default_factory=dict)
    proofs: tuple[Evidence, ...] = ()


def register_of(target: DataSet, form: Form) -> DataSet:
    """The register that findings enter, as the office has set it: whoever records the duty may enter there what was
    found, whosever the register is. Raises `Invalid` where none is set or it is out of use."""
    if not form.findings_into:
        raise Invalid(
            _("“%(set)s”没有指定接收问题的整改名录，请专班办公室在设置中选择。") % {"set": target}, "findings"
        )
    found = DataSet.objects.filter(
        jurisdiction=target.jurisdiction_id, public_id=form.findings_into, kind="register", state="open"
    ).first()
    if found is None:
        raise Invalid(_("接收问题的整改名录已停用或不存在，请专班办公室重新选择。"), "findings")
    return found


def enter_findings(
    register: DataSet, findings: Sequence[Finding], day: date, place: Item | None, act: Act
) -> list[Item]:
    """Enter what was found on a day into a register, at its first stage."""
    form = form_of(register.settings)
    texts = {item.key: item for item in form.texts}
    entries: list[NewEntry] = []
    for finding in findings:
        words = finding.words.strip()
        if not words:
            raise Invalid(_("请写明发现的问题。"), "findings")
        if finding.due is not None and finding.due < day:
            raise Invalid(_("整改时限不能早于发现日期。"), "findings")
        where = f"{place.name} " if place is not None else ""
        said = {
            "problem": words[:500],
            "found": day.isoformat(),
            "due": finding.due.isoformat() if finding.due else "",
            "source": _("日常巡查"),
        }
        fields = {
            key: value
            for key, value in said.items()
            if value and key in texts and (texts[key].kind is not FieldKind.CHOICE or value in texts[key].choices)
        }
        entries.append(
            NewEntry(
                name=f"{where}{day.isoformat()} {words}"[:120], unit=finding.unit, township=finding.township,
                fields=fields, place=finding.place or (place.place if place is not None else {}),
                stage=form.stages[0].code, on=day, proofs=finding.proofs,
            )
        )  # fmt: skip
    return AddEntries(entries, likeness_seen=True).enter(register, act)
