"""The text of one paragraph from its runs: fields by their result, symbols as characters, one of two alternatives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from lxml import etree

from gongjin.compiler.readers.blocks import SOFT
from gongjin.compiler.readers.docx import names as w
from gongjin.compiler.readers.fields import Fields
from gongjin.compiler.readers.symbols import in_font, raised, symbol

PAGE = "\f"
"""A page or column break, while a paragraph is put together."""


class Marked(NamedTuple):
    """The properties of runs that make letters bold, and those that raise them. Every run has properties, and one
    search through the tree for these two is faster than a look into all of them."""

    bold: Collection[etree._Element | None]
    raised: Collection[etree._Element | None]


class Runs:
    """Collects the text of a paragraph; text boxes and notes that it meets are set aside."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self.pieces: list[str] = []
        self.bold = True
        """Whether every run with text so far is bold."""
        self.strong: list[str] = []
        """What was set in bold so far, runs beside each other put together."""
        self._after_bold = False
        self.aside: list[etree._Element | tuple[str, str]] = []
        """Text boxes, and notes as (kind of reference, number), in the order in which they were met."""
        self._fields = Fields()
        """A code never reaches past its paragraph, so that a lost end loses no text."""

    def run(self, run: etree._Element) -> None:
        """Take a run's text."""
        bold = high = False
        props: etree._Element | None = None
        pieces = self.pieces
        before = len(pieces)
        for part in run:
            tag = part.tag
            if tag == w.T:
                text = part.text
                if text and not self._fields.spelling:
                    if props is not None and not text.isprintable():  # as the private codes of symbols never are
                        fonts = props.find(w.FONTS)
                        text = in_font(fonts.get(w.ASCII_FONT) or "", text) if fonts is not None else text
                    pieces.append(text)
            elif tag == w.RPR:
                props = part
                bold, high = part in self._marked.bold, part in self._marked.raised
            else:
                self._part(part, tag)
        if high:
            pieces[before:] = [raised(piece) for piece in pieces[before:]]
        if bold:
            words = "".join(pieces[before:])
            if self._after_bold:
                self.strong[-1] += words
            elif words:
                self.strong.append(words)
                self._after_bold = True
        elif len(pieces) > before:
            self._after_bold = False
            if self.bold and any(piece.strip() for piece in pieces[before:]):
                self.bold = False

    def inline(self, parent: etree._Element) -> None:
        """The runs inside a hyperlink, insertion, field, content control, formula or drawing."""
        if parent.tag == w.TEXTBOX:
            self.aside.append(parent)
            return
        for child in chosen(parent):
            tag = child.tag
            if tag == w.R:
                self.run(child)
            elif tag in (w.T, w.MATH_TEXT):
                self._put(child.text or "")
            elif tag not in w.DROPPED:
                if tag in w.MATH_BETWEEN:
                    self._put(w.MATH_BETWEEN[tag])
                self.inline(child)

    def _part(self, part: etree._Element, tag: str) -> None:
        if tag == w.FIELD:
            self._field(part.get(w.FIELD_TYPE, ""))
        elif tag == w.CODE:
            self._fields.code(part.text or "")
        elif tag in w.MARKS:
            self._put(w.MARKS[tag])
        elif tag == w.BREAK:
            self._put(PAGE if part.get(w.TYPE) in ("page", "column") else SOFT)
        elif tag == w.SYMBOL:
            self._put(_symbol(part))
        elif tag in (w.FOOTNOTE, w.ENDNOTE):
            self.aside.append((tag, part.get(w.ID, "")))
        elif tag not in w.DROPPED:
            self.inline(part)

    def _put(self, text: str) -> None:
        if text and not self._fields.spelling:
            self.pieces.append(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._put(self._fields.end())


def chosen(element: etree._Element) -> Iterable[etree._Element]:
    """The children of an element; of alternatives for new and old programs only one."""
    if element.tag == w.ALTERNATE:
        choices = [child for child in element if child.tag == w.CHOICE]
        if choices:
            return choices[:1]
    return element


def marked_in(trees: Iterable[etree._Element]) -> Marked:
    """The properties in text and notes that mark letters; one that says it twice is read as it says it first."""
    bold: dict[etree._Element | None, bool] = {}
    raised: dict[etree._Element | None, bool] = {}
    for tree in trees:
        for mark in tree.iter(w.BOLD):
            bold.setdefault(mark.getparent(), mark.get(w.VAL) not in w.OFF)
        for mark in tree.iter(w.VERTICAL):
            raised.setdefault(mark.getparent(), mark.get(w.VAL) == "superscript")
    return Marked({props for props in bold if bold[props]}, {props for props in raised if raised[props]})


def _symbol(element: etree._Element) -> str:
    try:
        return symbol(element.get(w.FONT) or "", int(element.get(w.CHARACTER, ""), 16))
    except ValueError:
        return ""
