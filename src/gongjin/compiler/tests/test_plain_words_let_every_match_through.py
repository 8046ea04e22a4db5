"""Plain words, or a last character, decide whether a pattern is tried at all: they must never keep a match away."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler import commitments, context, duty_words, lexicon, measures, metrics, times
from gongjin.compiler.targets import topic

Gate = Callable[[str], object]


def ends_in(last: frozenset[str]) -> Gate:
    """The gate of a phrase's last character."""
    return lambda words: words[-1:] in last


GATES: dict[str, tuple[re.Pattern[str], Gate]] = {
    "relative": (commitments._RELATIVE, commitments._MAY_RELATE.search),
    "compliance": (commitments._COMPLIANCE, commitments._MAY_COMPLY.search),
    "rank": (commitments._RANK, commitments._MAY_RANK.search),
    "direction": (commitments._DIRECTION, commitments._MAY_DIRECT.search),
    "promise": (commitments._MAY_RANK, commitments._MAY_PROMISE.search),
    "condition": (context._CONDITION, lambda words: any(sign in context._CONDITION_BEGINS for sign in words)),
    "money in a rule": (context._MONEY_NAME, lambda words: context._RULE.search(words) or "补偿" in words),
    "strength, time, rule": (context._RULE, context._SAYS.search),
    "standing": (lexicon._STANDS, ends_in(lexicon._STANDS_LAST)),
    "changing": (lexicon._CHANGES, ends_in(lexicon._CHANGES_LAST)),
    "only verbs": (re.compile(f"(?:{lexicon.VERBS_ONLY.pattern})$"), ends_in(lexicon._VERBS_LAST)),
    "verb at the end": (metrics._VERB_AT_END, ends_in(metrics._VERBS_LAST)),
    "end of a metric": (metrics._ENDS, ends_in(metrics._ENDS_LAST)),
    "introduction": (measures._INTRODUCES, lambda words: words[0] in measures._INTRODUCES_FIRST),
    "topic": (topic._QUANTITY, lambda words: topic.may_name_topic(words, len(words))),
    "time": (times.TIME, times._MAY_TELL.search),
    "role": (duty_words._TAIL, ends_in(duty_words._TAIL_LAST)),
    "divided": (duty_words._DIVIDED, ends_in(duty_words._TAIL_LAST)),
}


@pytest.mark.parametrize("what", GATES)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_matches_passes_the_gate(what: str, data: st.DataObject) -> None:
    pattern, gate = GATES[what]
    words = data.draw(st.from_regex(pattern)).removesuffix("\n")  # a clause holds no line feed; `$` would allow one
    if pattern.search(words):
        assert gate(words)
