"""Tags that pages of every room use."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of Tabler by its name (`{% icon "search" %}`). With a label it is read out, without one it is decoration.

    The build puts into the sprite what templates name in quotes; a name from a variable must stand in Python as a quoted `icon` argument.
    """
    sprite = static("gongjin/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sprite, name
        )
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name)
