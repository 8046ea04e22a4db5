"""How 核对 is laid out: paragraphs with their rows, in chunks that a long plan fetches as they come into sight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongjin.ledger.models import DraftKind, DraftRow, PlanVersion
from gongjin.ledger.queries import review as queries
from gongjin.ledger.views.document import Mark, Paragraph, heading_lines, line_of, paragraph_starts, paragraphs
from gongjin.ledger.views.review_filters import Filters
from gongjin.ledger.views.shown import Around, ShownRow, shown

CHUNK_ROWS = 80
CHUNK_LETTERS = 6000
PAGE_ROWS = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and the rows that begin in it."""

    paragraph: Paragraph
    items: list[ShownRow]


@dataclass(slots=True)
class Chunk:
    """Paragraphs between two offsets. One that is not loaded has only the words."""

    first: int
    last: int
    count: int
    blocks: list[Block] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    loaded: bool = False


def mark_of(row: DraftRow) -> Mark:
    """Where a row stands in the text, with a target's figure as what is coloured."""
    quantity = row.values.get("quantity") or []
    accent = (int(quantity[0]), int(quantity[1])) if row.kind == DraftKind.TARGET and len(quantity) == 2 else None
    return Mark(str(row.pk), row.kind, row.start, row.end, accent)


def heading_levels(version: PlanVersion, rows: Iterable[DraftRow]) -> dict[int, int]:
    """The lines of a review that are nothing but a heading, and its level."""
    sections = (row for row in rows if row.kind == DraftKind.SECTION)
    spans = ((row.start, row.end, int(row.values.get("level") or 1)) for row in sections)
    return heading_lines(version.text, version.plan.title, spans)


def spread(version: PlanVersion, places: Sequence[queries.Place], filters: Filters) -> list[Chunk]:
    """The chunks of a text: whole paragraphs, cut where enough rows or letters have come together."""
    starts = paragraph_starts(version.text)
    counts = dict.fromkeys(starts, 0)
    for place in places:
        if filters.lets(place.kind, place.status):
            counts[line_of(starts, place.start)] += 1
    chunks: list[Chunk] = []
    first, held = 0, 0
    for at, start in enumerate(starts):
        held += counts[start]
        end = starts[at + 1] if at + 1 < len(starts) else len(version.text)
        if held >= CHUNK_ROWS or end - first >= CHUNK_LETTERS or end == len(version.text):
            chunks.append(Chunk(first, end, held))
            first, held = end, 0
    return chunks


def fill(version: PlanVersion, chunk: Chunk, filters: Filters) -> Chunk:
    """Load a chunk: its rows beside its paragraphs."""
    rows = queries.rows_touching(version, chunk.first, chunk.last)
    chunk.blocks = blocks(version, chunk.first, chunk.last, rows, filters)
    chunk.loaded = True
    return chunk


def words_only(version: PlanVersion, chunks: Iterable[Chunk], hidden: list[tuple[int, int]]) -> None:
    """What chunks show before they are loaded: the words alone, so that the browser's own search finds them."""
    every = paragraphs(version.text, hidden=hidden)
    starts = [paragraph.start for paragraph in every]
    for chunk in chunks:
        chunk.paragraphs = every[bisect_left(starts, chunk.first) : bisect_left(starts, chunk.last)]


def blocks(version: PlanVersion, first: int, last: int, rows: list[DraftRow], filters: Filters) -> list[Block]:
    """The paragraphs between two offsets with the rows that begin there; `rows` are all that touch them."""
    hidden = queries.name_spans(version)
    starts = paragraph_starts(version.text)
    live = [row for row in rows if row.status != "removed"]
    found = paragraphs(
        version.text,
        [mark_of(row) for row in live if row.end > row.start],
        hidden=hidden,
        headings=heading_levels(version, live),
        first=first,
        last=last,
    )
    items: dict[int, list[ShownRow]] = {}
    mine = [row for row in rows if first <= row.start < last and filters.lets_row(row)]
    for item in show_all(version, mine, hidden):
        items.setdefault(line_of(starts, item.row.start), []).append(item)
    return [Block(paragraph, items.get(paragraph.start, [])) for paragraph in found]


def show_all(version: PlanVersion, rows: Sequence[DraftRow], hidden: list[tuple[int, int]]) -> list[ShownRow]:
    """Rows as the page shows them, with units and dates of their sections."""
    keys = {row.key if row.kind == DraftKind.SECTION else row.section for row in rows}
    names = tuple((start, end, version.text[start:end]) for start, end in hidden)
    around = Around.of(queries.answering(version, sorted(keys)), names)
    return [shown(row, around) for row in rows]
