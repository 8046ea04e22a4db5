"""What a data set holds that its settings give a meaning to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongjin.tracking.kinds.protocol import Used
from gongjin.tracking.models import DataSet, Fact, Item


def used_of(data_set: DataSet) -> Used:
    """All of it: what was corrected since counts too, because the past is still told by it. Voided facts never held."""
    facts = Fact.objects.filter(data_set=data_set, void=False).exclude(replaced_by__void=True).order_by()
    words: dict[str, set[str]] = {}
    for aspect, word in facts.values_list("aspect", "word").distinct():
        words.setdefault(aspect, set()).add(word)
    items = Item.objects.filter(data_set=data_set)
    return Used(
        aspects=frozenset(words),
        words={aspect: frozenset(found) for aspect, found in words.items()},
        details=frozenset(key for detail in facts.values_list("detail", flat=True).iterator() for key in detail),
        fields=_texts(items.values_list("fields", flat=True)),
        current=_texts(items.filter(withdrawn_at=None).values_list("fields", flat=True)),
    )


def _texts(rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fields in rows:
        for key, value in fields.items():
            found.setdefault(key, []).append(str(value))
    return found
