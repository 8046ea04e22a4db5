"""What a reader hands over: the text of a file as blocks that lose nothing of it.

A block is one paragraph (or one cell of a table) in reading order. `Document.text` is all blocks put together,
each followed by one line feed, so that a span is two code point offsets into one string.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import NamedTuple, TypeVar, dataclass_transform


class Span(NamedTuple):
    """A half-open range `[start, end)` of code points in `Document.text`."""

    start: int
    end: int


span_of: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
"""A span of a pair, where many are made: in half the time of `Span(start, end)`, and without its check of arguments."""


_Kind = TypeVar("_Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def plainly_frozen(kind: type[_Kind]) -> type[_Kind]:
    """A dataclass that the type checker alone holds to be frozen, since one that is so takes three times as long to
    make, and a long plan has thousands of blocks."""
    return dataclass(slots=True, unsafe_hash=True)(kind)


class BlockKind(StrEnum):
    """What a block was in the file; the compiler's rules treat them alike unless they say otherwise."""

    PARAGRAPH = "paragraph"
    CELL = "cell"
    FOOTNOTE = "footnote"


@plainly_frozen
class Block:
    """One paragraph or table cell.

    `text` has no line feed of its own: a soft break inside a paragraph is kept as U+2028, so that it stays visible
    and blocks stay one line each. `row` and `column` (from 0) place a cell; `table` (from 0) numbers the table. A
    merged cell is one block at its first row and column; `row_span` and `column_span` say how far it reaches.
    `emphasis` says that the file set the whole block apart (bold or a heading style), a hint and never a proof;
    `heading` is the depth (from 1) that a heading style of the file gives it, 0 without one. `bold` are the words in
    bold of a block that is not bold as a whole.
    """

    text: str
    start: int
    kind: BlockKind = BlockKind.PARAGRAPH
    emphasis: bool = False
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1
    heading: int = 0
    bold: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where the block stands in the document's text, without its line feed."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader did that the user should know (a bookmark stripped, a revision accepted)."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a file, in reading order, and what the reader has to say about them."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(f"{block.text}\n" for block in self.blocks))

    def block_at(self, offset: int) -> Block:
        """The block that holds a code point offset; raises `IndexError` past the end."""
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        return self.blocks[bisect.bisect_right([b.start for b in self.blocks], offset) - 1]


def document(texts: Iterable[str], notices: Iterable[Notice] = ()) -> Document:
    """A document of plain paragraphs, one a text; the shortest way to one, for readers without layout and for tests."""
    blocks: list[Block] = []
    start = 0
    for text in texts:
        blocks.append(Block(text=text, start=start))
        start += len(text) + 1
    return Document(tuple(blocks), tuple(notices))
