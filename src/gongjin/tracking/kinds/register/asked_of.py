"""What the forms of a register send, read into what its actions take; `Invalid` for what is no such thing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from gongjin.audit.actions import may
from gongjin.audit.errors import Invalid
from gongjin.people.access import signed_in
from gongjin.people.actors import actor_of
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.form import Form
from gongjin.tracking.kinds.register.queries import register_by_id
from gongjin.tracking.kinds.register.states import TABLE
from gongjin.tracking.models import DataSet, Item


def register_of(request: HttpRequest, public_id: UUID) -> DataSet:
    """The register of an address. Raises `Http404`."""
    found = register_by_id(signed_in(request).jurisdiction_id, public_id)
    if found is None:
        raise Http404
    return found


def entry_of(data_set: DataSet, public_id: UUID) -> Item:
    """The entry of an address. Raises `Http404`."""
    found = data_set.items.select_related("unit", "township").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def may_write(request: HttpRequest, data_set: DataSet) -> bool:
    """Whether the page offers its forms: the matrix and the state allow it."""
    return data_set.state == "open" and may(
        actor_of(signed_in(request)), TABLE.rule("tracking.register.move"), data_set
    )


def day(request: HttpRequest, name: str = "on") -> date:
    """A day that has to be there."""
    text = request.POST.get(name, "").strip()
    if not text:
        raise Invalid(_("请填写日期，例如 2024-06-30。"), name)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(_("“%(day)s”不是存在的日期。") % {"day": text[:20]}, name) from error


def unit(request: HttpRequest, data_set: DataSet, name: str) -> Unit | None:
    """A unit by its public id, or none."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        found = Unit.objects.filter(jurisdiction=data_set.jurisdiction_id, public_id=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid(_("没有这个单位，请重新选择。"), name)
    return found


def texts(request: HttpRequest, form: Form) -> dict[str, str]:
    """The declared texts of an entry."""
    return {item.key: request.POST.get(f"field.{item.key}", "").strip() for item in form.texts}


def figures(request: HttpRequest, form: Form) -> dict[str, str]:
    """The declared figures that were typed."""
    typed = {item.key: request.POST.get(f"figure.{item.key}", "").strip() for item in form.figures}
    return {key: text for key, text in typed.items() if text}


def place(request: HttpRequest) -> dict[str, str]:
    """A typed position."""
    return {axis: request.POST.get(axis, "").strip() for axis in ("lon", "lat")}
