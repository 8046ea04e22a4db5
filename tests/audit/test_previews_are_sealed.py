"""What a preview showed comes back unaltered, to the same person, for the same thing, in time, or not at all."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from gongjin.audit.errors import Invalid
from gongjin.audit.sealed import DAY, HOUR, seal, unseal

SHOWN = [["演示一号片", "12.5", None], {"新增": ["甲"]}]
REFUSAL = "这份预览已失效。"


def opened(text: str, *, purpose: str = "register:1", actor: str = "a", life: int = DAY) -> object:
    return unseal(text, purpose=purpose, actor=actor, refusal=REFUSAL, life=life)


def test_it_comes_back_as_it_was() -> None:
    assert opened(seal(SHOWN, purpose="register:1", actor="a")) == SHOWN


@pytest.mark.parametrize(
    ("text", "purpose", "actor"),
    [("", "register:1", "a"), ("made up", "register:1", "a"), (None, "register:2", "a"), (None, "register:1", "b")],
)
def test_what_was_not_shown_to_this_person_of_this_thing_is_refused(text: str | None, purpose: str, actor: str) -> None:
    sent = seal(SHOWN, purpose="register:1", actor="a") if text is None else text
    with pytest.raises(Invalid, match=REFUSAL):
        opened(sent, purpose=purpose, actor=actor)


@pytest.mark.parametrize("life", [HOUR, DAY])
def test_it_waits_for_a_decision_only_so_long(life: int) -> None:
    with patch("django.core.signing.time.time", return_value=1_700_000_000.0):
        sent = seal(SHOWN, purpose="register:1", actor="a")
    for seconds, holds in ((life - 1, True), (life + 1, False)):
        with patch("django.core.signing.time.time", return_value=1_700_000_000.0 + seconds):
            if holds:
                assert opened(sent, life=life) == SHOWN
            else:
                with pytest.raises(Invalid, match=REFUSAL):
                    opened(sent, life=life)
