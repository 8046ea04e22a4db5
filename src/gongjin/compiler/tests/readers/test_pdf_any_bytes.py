"""Whatever is done to a PDF, it is read or refused: nothing else comes out, and nothing hangs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.readers.pdf.flow import read_pages
from gongjin.compiler.tests.readers.pdfs import OFFICIAL, one_page, stream, typeset

FILES = Path(__file__).parent / "files"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
SEEDS = [
    (FILES / "list-by-libreoffice.pdf").read_bytes(),
    (FILES / "restricted.pdf").read_bytes(),
    typeset("#title[实施方案]\n\n推进各项任务#footnote[注]。\n\n#table(columns: 2)[甲][乙][丙][丁]", head=OFFICIAL),
]
NUMBERS = st.one_of(
    st.integers(-1000, 1000).map(str),
    st.floats(-1e3, 1e3).map(lambda number: f"{number:.2f}"),
    st.sampled_from(["1e40", "-99999999999", "0.0000001", "nan", "", "2147483648", "0"]),
)
OPERATORS = {
    "m": 2, "l": 2, "re": 4, "c": 6, "h": 0, "S": 0, "f": 0, "B": 0, "n": 0, "q": 0, "Q": 0, "cm": 6, "w": 1, "BT": 0,
    "ET": 0, "Td": 2, "Tm": 6, "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Tr": 1, "Ts": 1, "T*": 0, "rg": 3, "g": 1, "G": 1,
}  # fmt: skip
WORDS = st.sampled_from(
    ["/F 12 Tf", "/F 0 Tf", "(Targets of 2025) Tj", "(1) Tj", "[(a)-900(b)] TJ", "/X Do", "<FFFE> Tj", "("]
)
OPERATION = st.sampled_from(sorted(OPERATORS)).flatmap(
    lambda name: st.lists(NUMBERS, min_size=OPERATORS[name], max_size=OPERATORS[name]).map(
        lambda numbers: " ".join([*numbers, name])
    )
)
CONTENT = st.lists(st.one_of(OPERATION, WORDS), max_size=60).map(" ".join)
PAGE = st.sampled_from(
    [
        b"",
        b"/Rotate 90",
        b"/Rotate 45",
        b"/CropBox[0 0 0 0]",
        b"/CropBox[900 900 1 1]",
        b"/MediaBox[0 0 1e9 1e9]",
        b"/UserUnit 99",
    ]
)


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of the files with bytes changed, cut out, doubled or broken off."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _change in range(draw(st.integers(0, 8))):
        position = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["flip", "put", "cut", "copy"])):
            case "flip" if data:
                data[position] = draw(st.integers(0, 255))
            case "put":
                data[position:position] = draw(st.binary(max_size=8))
            case "cut":
                del data[position : position + draw(st.integers(0, 200))]
            case _:
                start = draw(st.integers(0, max(len(data) - 1, 0)))
                data[position:position] = data[start : start + draw(st.integers(0, 200))]
    if draw(st.integers(0, 3)) == 0:
        del data[draw(st.integers(0, len(data))) :]
    return bytes(data)


def drawing(content: str, inner: str, page: bytes) -> bytes:
    """A page that draws `content`, in which X is a form that draws `inner`.

    Forms that hold themselves take all memory there is; they are tested in a process of their own.
    """
    inside = inner.replace("/X Do", "")
    form = stream(inside.encode(), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b>>" % FONT)
    return one_page(content.encode(), b"<<%b/XObject<</X 5 0 R>>>>" % FONT, [form], page)


def read_or_refused(data: bytes) -> None:
    try:
        read_pages(data)
    except RefusedFile as refused:
        assert refused.message


@settings(max_examples=60, deadline=None)
@given(mutated(SEEDS))
def test_a_pdf_with_any_bytes_changed_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@settings(max_examples=150, deadline=None)
@given(CONTENT, CONTENT, PAGE)
def test_a_page_that_draws_anything_is_read_or_refused(content: str, inner: str, page: bytes) -> None:
    read_or_refused(drawing(content, inner, page))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_after_the_mark_of_the_format_are_read_or_refused(data: bytes) -> None:
    read_or_refused(b"%PDF-1.7\n" + data)
