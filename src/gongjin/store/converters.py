"""Kinds of arguments in addresses."""

from __future__ import annotations

from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """The number of a row (`<key:pk>`): no longer than a database keeps, so that an absurd one is simply not found."""

    regex = "[0-9]{1,18}"
