"""What may happen to a file on its way: bytes lost, changed, doubled; or XML, well formed, that makes no sense."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from hypothesis import strategies as st
from lxml import etree

_NUMBERS = (0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_VALUES = (
    "", "0", "-1", "1", "99999999", "nan", "1e9", "x", "0 0 1 1", "g 999 1", "begin", "separate", "end", "restart",
    "superscript", "decimal", "chineseCounting", "Symbol", "F0FC", "d800",
)  # fmt: skip


@st.composite
def torn(draw: st.DrawFn, seeds: Sequence[bytes], words: Sequence[bytes] = (b"\x00", b"\xff\xff")) -> bytes:
    """One of the files with some of its bytes changed, lost, moved, doubled, or words of its format put in."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _change in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.sampled_from((1, 4, 40, 512)))
        kind = draw(st.sampled_from(("byte", "number", "word", "cut", "move", "end")))
        if kind == "byte":
            data[place : place + 1] = bytes([draw(st.integers(0, 255))])
        elif kind == "number":
            data[place & ~1 : (place & ~1) + 4] = draw(st.sampled_from(_NUMBERS)).to_bytes(4, "little")
        elif kind == "word":
            data[place:place] = draw(st.sampled_from(words))
        elif kind == "cut":
            del data[place : place + length]
        elif kind == "move":
            other = draw(st.integers(0, max(0, len(data) - 1)))
            data[other:other] = data[place : place + length]
        elif draw(st.integers(0, 9)) == 0:
            del data[place:]
    return bytes(data)


@st.composite
def shaken(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the XML parts with elements moved, doubled, lost and renamed, and attributes that mean nothing."""
    root = etree.fromstring(draw(st.sampled_from(seeds)))
    elements = list(root.iter())
    some = st.integers(0, len(elements) - 1).map(elements.__getitem__)
    for _change in range(draw(st.integers(1, 6))):
        one, other = draw(some), draw(some)
        parent = one.getparent()
        kind = draw(st.sampled_from(("lose", "double", "value", "rename", "text", "move")))
        if kind == "lose" and parent is not None:
            parent.remove(one)
        elif kind == "double":
            other.append(copy.deepcopy(one))
        elif kind == "value" and one.attrib:
            one.set(draw(st.sampled_from(sorted(map(str, one.attrib)))), draw(st.sampled_from(_VALUES)))
        elif kind == "rename":
            one.tag = other.tag
        elif kind == "text":
            one.text = draw(st.sampled_from(_VALUES))
        elif kind == "move" and one not in other.iterancestors() and one is not other:
            other.append(one)
    return etree.tostring(root)
