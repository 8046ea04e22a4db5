"""Ordering Chinese names by their reading."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def sort_key(name: str) -> str:
    """The name's pinyin without tones, cut to what the column holds."""
    return " ".join(lazy_pinyin(name, style=Style.NORMAL, errors="default")).lower()[:200]
