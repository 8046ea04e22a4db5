"""Tags that ask what the user of a page may see."""

from __future__ import annotations

from django import template
from django.template.context import Context

from gongjin.audit.page_rules import may_see
from gongjin.people.access import roles_of, signed_in

register = template.Library()


@register.simple_tag(takes_context=True)
def may_open(context: Context, address: str) -> bool:
    """Whether the page rules open an address to the user."""
    return may_see(roles_of(signed_in(context["request"])), address)
