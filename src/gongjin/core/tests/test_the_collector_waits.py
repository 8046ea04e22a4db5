"""Work during which the cycle collector waits: it goes on afterwards, and finds what the work left behind."""

from __future__ import annotations

import gc
import weakref

import pytest

from gongjin.core.collector import collector_waits

ROUNDS = 2000


class Left:
    """Something that refers to itself, as what a request leaves behind does."""

    def __init__(self) -> None:
        self.self = self


def test_it_waits_and_goes_on_even_after_a_refusal() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="refused"), collector_waits():
        assert not gc.isenabled()
        raise ValueError("refused")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with collector_waits():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_work_leaves_behind_is_found_without_being_looked_for() -> None:
    left: weakref.WeakSet[Left] = weakref.WeakSet()
    for _round in range(ROUNDS):
        with collector_waits():
            for _number in range(20):
                left.add(Left())
    assert len(left) < ROUNDS * 20 / 4
