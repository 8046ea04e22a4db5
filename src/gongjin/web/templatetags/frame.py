"""Tags that pages of every room use."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_block_tag
def page_title(content: str) -> SafeString:
    """A page's title (already escaped) and the product's name after it, without empty parts between the dots."""
    parts = [part for part in map(str.strip, content.split("·")) if part]
    return mark_safe(" · ".join([*parts, _("共进")]))  # noqa: S308 - rendered by the template, which escapes


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of Tabler by its name (`{% icon "search" %}`). With a label it is read out, without one it is decoration.

    The build puts into the sprite what templates name in quotes; a name from a variable must stand in Python as a
    quoted `icon` argument.
    """
    use = format_html('<use href="{}#{}"></use>', static("gongjin/icons.svg"), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, use)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', use)
