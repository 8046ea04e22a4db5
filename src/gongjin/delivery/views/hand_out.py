"""下达: choose rows of a plan's fixed division, see what each unit would get, send it with one button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.core import clock
from gongjin.core.sent import whole
from gongjin.delivery.actions.batches import Asked, SendBatch
from gongjin.delivery.models import Authority
from gongjin.delivery.queries.assignments import as_uuid, batch_by_once
from gongjin.delivery.queries.ready import Item, Ready, ready, title_of, words_of
from gongjin.delivery.rules.dates import SIGN_DAYS, sign_by
from gongjin.delivery.views.shown import actor
from gongjin.ledger.models import Plan, PlanVersion
from gongjin.ledger.typed_values import parse_date
from gongjin.ledger.views.access import plan_of
from gongjin.people.access import signed_in
from gongjin.people.models import Unit

TYPED = ("sign_days", "note", "evidence", "due", "approver", "hurry", "once")


@dataclass
class Group:
    """What one unit would get."""

    unit: Unit
    items: list[Item] = field(default_factory=list)

    @property
    def fresh(self) -> int:
        """How many would be sent if nothing is ticked or unticked."""
        return sum(not item.doubles for item in self.items)

    @property
    def doubled(self) -> int:
        return sum(bool(item.doubles) and not item.sent for item in self.items)

    @property
    def sent(self) -> int:
        return sum(item.sent for item in self.items)

    @property
    def parts(self) -> list[tuple[str, int]]:
        """How many of each part."""
        return list(Counter(item.part_label for item in self.items).items())


@require_http_methods(["GET", "POST"])
def hand_out(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The preview grouped by unit; a POST sends what is ticked."""
    found = plan_of(request, plan)
    now = ready(found)
    if request.method == "POST":
        return _send(request, found, now)
    return _page(request, found, now)


def _send(request: HttpRequest, plan: Plan, now: Ready) -> HttpResponse:
    once = as_uuid(request.POST.get("once", ""))
    if once is None:
        raise BadRequest
    done = batch_by_once(plan.jurisdiction, once)
    if done is not None:
        messages.info(request, _("这一批已经下达，没有重复下达。"))
        return _to_list(done.code)
    try:
        action = SendBatch(
            plan.jurisdiction,
            once,
            _asked(request, plan, now),
            whole(request.POST.get("sign_days"), 999) or 0,
            request.POST.get("note", ""),
            request.POST.get("approver", ""),
            request.POST.get("hurry", ""),
        )
        batch = run(action, actor=actor(request))
    except (Invalid, Conflict) as error:
        status = HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, plan, ready(plan), error, status)
    units = len({asked.unit.pk for asked in action.asked})
    said = {"code": batch.code, "n": len(action.asked), "units": units}
    messages.success(request, _("第 %(code)s 批已下达：%(n)d 项，%(units)d 个单位。") % said)
    return _to_list(batch.code)


def _to_list(code: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('delivery:assignments')}?batch={code}")


def _asked(request: HttpRequest, plan: Plan, now: Ready) -> tuple[Asked, ...]:
    """What is ticked, as it is asked; a due date that is lacking or past is the one given for all of these."""
    by_key = {item.key: item for item in now.items}
    keys = list(dict.fromkeys(request.POST.getlist("item")))
    if any(key not in by_key for key in keys):
        raise Conflict(_("所选事项中有的已不在分工表中，没有下达。请核对后重新选择。"))
    items = [by_key[key] for key in keys]
    if now.version is None or not items:
        raise Invalid(_("没有选中要下达的事项。"))
    given = parse_date(request.POST.get("due", ""))
    lacking = [item for item in items if item.due is None or item.past]
    if lacking and given is None:
        message = _("有 %(n)d 项没有完成时限或时限已过，请统一定一个时限，或取消勾选。")
        raise Invalid(message % {"n": len(lacking)}, "due")
    words, evidence = words_of(now.version, items), request.POST.get("evidence", "")
    return tuple(
        _one(item, plan, now.version, words, evidence, _due_of(item, given), request.POST.get(f"why-{item.key}", ""))
        for item in items
    )


def _due_of(item: Item, given: date | None) -> date:
    due = given if item.due is None or item.past else item.due
    if due is None:  # `_asked` has refused it
        raise Invalid(_("请写明完成时限。"), "due")
    return due


def _one(
    item: Item, plan: Plan, version: PlanVersion, words: Mapping[int, str], evidence: str, due: date, why: str
) -> Asked:
    published = version.published_at or version.imported_at
    return Asked(
        unit=item.unit,
        title=title_of(item),
        due=due,
        cadence=item.cadence,
        report_day=item.report_day,
        authority=Authority.PLAN,
        reference=f"《{plan.title[:150]}》{item.row.row}",
        dated=published.astimezone(clock.SHANGHAI).date(),
        text=words[item.row.row.pk],
        row=item.row.row,
        part=item.part,
        value=item.value,
        unit_of_measure=item.row.reading.unit_of_measure if item.value is not None else "",
        evidence=evidence,
        why=why if item.doubles else "",
    )


def _page(
    request: HttpRequest,
    plan: Plan,
    now: Ready,
    error: Invalid | Conflict | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    given = request.POST if error is not None else None
    section, unit = request.GET.get("section", ""), request.GET.get("unit", "")
    items = _narrowed(now, section, unit)
    today = clock.today()
    typed = {name: given.get(name, "") if given else "" for name in TYPED}
    typed["sign_days"] = typed["sign_days"] or str(SIGN_DAYS)
    typed["once"] = typed["once"] if as_uuid(typed["once"]) else str(uuid4())
    ticked = set(given.getlist("item")) if given else {item.key for item in items if not item.doubles}
    shown = {
        "plan": plan,
        "now": now,
        "groups": _groups(items),
        "items": items,
        "ticked": ticked,
        "whys": {item.key: given.get(f"why-{item.key}", "") if given else "" for item in items if item.doubles},
        "section": section,
        "unit": unit,
        "fresh": sum(not item.doubles for item in items),
        "fresh_units": len({item.unit.pk for item in items if not item.doubles}),
        "doubled": sum(bool(item.doubles) and not item.sent for item in items),
        "sent": sum(item.sent for item in items),
        "undated": sum(item.due is None for item in items),
        "past": sum(item.past for item in items),
        "hasty": sum(item.hasty for item in items),
        "typed": typed,
        "error": error,
        "field": error.field if isinstance(error, Invalid) else "",
        "sign_by": sign_by(today, whole(typed["sign_days"], 30) or SIGN_DAYS),
        "of": signed_in(request).jurisdiction,
    }
    return render(request, "delivery/hand_out.html", shown, status=status)


def _narrowed(now: Ready, section: str, unit: str) -> list[Item]:
    return [
        item
        for item in now.items
        if (not section or str(item.row.top.pk) == section) and (not unit or str(item.unit.public_id) == unit)
    ]


def _groups(items: Iterable[Item]) -> list[Group]:
    groups: dict[int, Group] = {}
    for item in items:
        groups.setdefault(item.unit.pk, Group(item.unit)).items.append(item)
    return sorted(groups.values(), key=lambda group: (group.unit.sort_key, group.unit.pk))


patterns = [path("plans/<uuid:plan>/hand-out/", hand_out, name="hand-out")]
