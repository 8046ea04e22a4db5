"""`gongjin up --with-example` loads the example once; a loading that failed is tried again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from gongjin.cli.up import EXAMPLE_LOADED, load_example

Context = Callable[..., click.Context]


@pytest.fixture
def runs() -> list[int]:
    """The exit codes with which the example's command ended, in order."""
    return []


@pytest.fixture
def context(runs: list[int]) -> Context:
    """The context of `up` beside a command `example` that ends with these codes, one after the other."""

    def make(*codes: int) -> click.Context:
        coming = iter(codes)

        def example() -> int:
            runs.append(next(coming))
            return runs[-1]

        group = click.Group("gongjin", commands={"example": click.Command("example", callback=example)})
        return click.Context(click.Command("up"), parent=click.Context(group))

    return make


def test_it_is_loaded_at_the_first_start_only(context: Context, runs: list[int], tmp_path: Path) -> None:
    up = context(0)
    load_example(up, tmp_path)
    load_example(up, tmp_path)
    assert runs == [0]


def test_a_loading_that_ended_with_1_leaves_no_mark_and_is_tried_again(
    context: Context, runs: list[int], tmp_path: Path
) -> None:
    up = context(1, 0)
    load_example(up, tmp_path)
    assert not (tmp_path / EXAMPLE_LOADED).exists()
    load_example(up, tmp_path)
    assert (tmp_path / EXAMPLE_LOADED).exists()
    load_example(up, tmp_path)
    assert runs == [1, 0]


def test_an_installation_without_the_command_sets_no_mark(tmp_path: Path) -> None:
    up = click.Context(click.Command("up"), parent=click.Context(click.Group("gongjin")))
    load_example(up, tmp_path)
    assert not (tmp_path / EXAMPLE_LOADED).exists()
