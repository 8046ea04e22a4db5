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

    The build puts into the sprite what templates name in quotes; a name from a variable must stand in Python as a
    quoted `icon` argument.
    """
    use = format_html('<use href="{}#{}"></use>', static("gongjin/icons.svg"), name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, use)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', use)
