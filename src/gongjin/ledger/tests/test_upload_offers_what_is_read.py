"""The file chooser offers the endings of every format that the compiler reads, and no other."""

from __future__ import annotations

import re

from django.template.loader import get_template

from gongjin.compiler.readers import suffixes


def test_the_chooser_names_every_format_that_is_read() -> None:
    page = get_template("ledger/plans/upload.html").render({"action": "/", "limit": 1})
    accepted = re.search(r'accept="([^"]*)"', page)
    assert accepted is not None
    assert tuple(accepted[1].split(",")) == suffixes()
