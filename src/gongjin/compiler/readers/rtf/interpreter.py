"""Follows the groups and control words of RTF: what is text, in which font, and where it goes."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from dataclasses import field as made
from typing import Final

from gongjin.compiler.document import BlockKind
from gongjin.compiler.readers import fields
from gongjin.compiler.readers.blocks import Blocks
from gongjin.compiler.readers.docx.package import damaged
from gongjin.compiler.readers.rtf import words as w
from gongjin.compiler.readers.rtf.body import Aside, Body
from gongjin.compiler.readers.rtf.fonts import Font, code_page, decoded, shown
from gongjin.compiler.readers.rtf.tokens import Token, tokens

_DEEPEST: Final = 500
_HEADINGS: Final = ("heading", "标题", "title", "toc heading", "副标题")
_BODY_LEVEL: Final = 9
_LEVEL = re.compile(r"(?:heading|标题) ?([1-9]);?$")
_NO_STYLE: Final = -1
_OLD: Final = "old "


@dataclass(slots=True)
class State:
    """What holds inside a group and ends with it."""

    place: str = "body"
    """Where text goes: body, skip, fonts, styles, label, code, margin, drawn."""
    body: Body | None = None
    font: int | None = None
    after: int = 1
    """How many characters stand for old programs after each of Unicode."""
    bold: bool = False
    high: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    in_table: bool = False
    depth: int = 1
    style: int = 0
    outlined: int = 0
    starts: str = ""
    """What the group that opened this state is: note, box, field, style, upr."""
    fresh: bool = True
    starred: bool = False
    kept: list[str] = made(default_factory=list)
    began: bool = False
    """For a field: whether it has a result."""
    field: State | None = None
    """The innermost field around."""
    leftward: bool = False
    """Whether properties with an a (\\ab) are those of a script that runs from right to left."""


class Interpreter:
    """Reads the tokens of one file into blocks."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.main = Body(self.blocks)
        self.margins: list[str] = []
        self.drawn: list[str] = []
        self.inserted = self.deleted = self.comments = 0
        self.hidden = False
        self._page = "cp1252"
        self._default: int | None = None
        self._fonts: dict[int, Font] = {}
        self._headings: dict[int, int] = {}
        """The styles that set a paragraph apart: of each the depth of its heading, 0 for one that is only bold."""
        self._state = State(body=self.main)
        self._stack: list[State] = []
        self._raw = bytearray()
        self._passed = 0
        self._last = (False, False)
        self._name: list[str] = []

    def read(self, data: bytes) -> None:
        """Take the whole file."""
        for token in tokens(data):
            if token.kind == "hex":
                self._byte(bytes.fromhex(token.value.decode()))
            elif token.kind == "text":
                self._byte(token.value)
            else:
                self._flush()
                self._control(token)
        self._flush()
        while self._stack:
            self._close()
        self.main.finish()

    def _control(self, token: Token) -> None:
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "sign":
            self._sign(token.value)
        else:
            self._word(token.value, token.figure)

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise damaged()
        self._passed = 0
        self._stack.append(self._state)
        self._state = copy(self._state)
        self._state.fresh, self._state.starred, self._state.starts = True, False, ""
        if self._state.place == "styles":
            self._state.kept, self._state.style = [], _NO_STYLE

    def _close(self) -> None:
        self._passed = 0
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        if ended.starts in ("note", "box") and ended.body is not None:
            ended.body.finish()
            kind = BlockKind.FOOTNOTE if ended.starts == "note" else BlockKind.PARAGRAPH
            lines = [*ended.body.lines]
            while lines and not lines[-1][0]:
                del lines[-1]
            if self._state.body is not None and self._state.place == "body" and not self._state.deleted:
                self._state.body.set_aside(Aside(kind, lines))
        elif ended.starts == "field" and ended.kept and ended.body is not None and not ended.began:
            self._text(fields.shown("".join(ended.kept)))
        elif ended.starts == "margin":
            self.margins += "".join(ended.kept).split("\n")
        elif ended.starts == "drawn":
            self.drawn.append("".join(ended.kept))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.starred = True
        elif sign in b"\r\n":
            self._word(b"par", None)
        elif self._skipped():
            return
        elif sign in w.SIGNS:
            self._text(w.SIGNS[sign])

    def _skipped(self) -> bool:
        """Whether a character here only stands for one of Unicode before it."""
        if self._passed:
            self._passed -= 1
            return True
        return False

    def _word(self, word: bytes, figure: int | None) -> None:
        state = self._state
        fresh, state.fresh = state.fresh, False
        if fresh and self._destination(word):
            return
        if word == b"u" and figure is not None:
            self._passed = 0
            self._text(shown(chr(figure & 0xFFFF), self._fonts.get(self._font())))
            self._passed = state.after
        elif self._skipped():
            return
        elif word in w.CHARACTERS:
            self._text(w.CHARACTERS[word])
        elif not self._formatting(word, figure) and not self._paragraphs(word, figure):
            self._tables(word, figure)

    def _destination(self, word: bytes) -> bool:
        """Whether a group's first control word sends its text elsewhere."""
        state = self._state
        if state.place == "skip":
            return True
        if word in w.PLACES:
            state.place = w.PLACES[word]
            if state.place == "styles":
                state.style = _NO_STYLE
        elif word in w.HEADERS:
            state.place, state.starts, state.kept = "margin", "margin", []
        elif word in w.APART:
            self._apart_from_text(word)
        elif word == b"field":
            state.starts, state.kept, state.began, state.field = "field", [], False, state
        elif word in (b"sn", b"sv"):
            self._drawing(word)
        elif word == b"upr":
            # The first group in it is for old programs; the one of Unicode, \ud, follows it.
            state.place = f"{_OLD}{state.place}"
        elif word == b"ud":
            state.place = state.place.removeprefix(_OLD)
        elif word in w.SKIPPED or (state.starred and word not in w.TRANSPARENT):
            # character styles are starred too, and stand among the others
            state.place = "skip" if word != b"cs" or state.place != "styles" else state.place
        else:
            return False
        return True

    def _apart_from_text(self, word: bytes) -> None:
        """A note, a text box or a comment begins."""
        state = self._state
        if word == b"annotation":
            self.comments += 1
            state.place = "skip"
        elif state.place == "body":
            state.starts = "note" if word == b"footnote" else "box"
            state.body, state.in_table = Body(), False

    def _drawing(self, word: bytes) -> None:
        state = self._state
        if word == b"sv" and "".join(self._name).strip() == "gtextUNICODE":
            state.place, state.starts, state.kept = "drawn", "drawn", []
        elif word == b"sn":
            state.place, state.kept = "name", []
            self._name = []
        else:
            state.place = "skip"

    def _formatting(self, word: bytes, figure: int | None) -> bool:
        state = self._state
        on = figure != 0
        if word in w.SWITCHES:
            setattr(state, w.SWITCHES[word], on)
        elif word in (b"b", b"ab"):
            # \ab is bold for the script that was named last: right-to-left ones are not ours, East Asian ones are
            if word == b"b" or not state.leftward:
                state.bold = on
                if state.place == "styles" and on:
                    self._headings.setdefault(state.style, 0)
        elif word in w.SCRIPTS:
            state.leftward = w.SCRIPTS[word]
        elif word == b"uc":
            state.after = max(0, min(figure, 20)) if figure is not None else 1
        elif word == b"plain":
            state.bold = state.high = state.hidden = state.deleted = state.inserted = False
            state.font = self._default
        elif word in (b"nosupersub", b"sub", b"dn"):
            state.high = False
        else:
            return self._coding(word, figure or 0)
        return True

    def _coding(self, word: bytes, figure: int) -> bool:
        """Fonts, and the code pages in which bytes are read."""
        state = self._state
        if word == b"f":
            state.font = figure
            if state.place == "fonts":
                self._fonts.setdefault(figure, Font())
        elif word == b"fcharset":
            if state.place == "fonts":
                self._fonts.setdefault(state.font or 0, Font()).charset = figure
        elif word == b"deff":
            self._default = figure
        elif word == b"ansicpg":
            self._page = code_page(figure)
        else:
            return False
        return True

    def _paragraphs(self, word: bytes, figure: int | None) -> bool:
        state = self._state
        if word in (b"par", b"sect"):
            self._end_paragraph()
        elif word == b"pard":
            state.in_table, state.depth, state.style, state.outlined = False, 1, 0, 0
        elif word == b"s":
            state.style = figure or 0
        elif word == b"outlinelevel":
            state.outlined = figure + 1 if figure is not None and 0 <= figure < _BODY_LEVEL else 0
            if state.place == "styles" and state.outlined:
                self._headings[state.style] = state.outlined
        elif word == b"intbl":
            state.in_table = True
        elif word == b"itap":
            state.depth = figure or 0
            state.in_table = state.in_table or state.depth > 0
        else:
            return False
        return True

    def _tables(self, word: bytes, figure: int | None) -> None:
        state = self._state
        body = state.body
        if state.place != "body" or body is None:
            return
        if word == b"trowd":
            body.begin_row()
        elif word == b"cellx":
            body.cell_edge(figure or 0)
        elif word == b"clvmrg":
            body.cell_flags(up=True)
        elif word == b"clmrg":
            body.cell_flags(joined=True)
        elif word == b"cell":
            body.end_cell(apart=self._apart())
        elif word == b"nestcell":
            body.end_paragraph(in_table=True, apart=False)
        elif word == b"row":
            body.end_row()

    def _apart(self) -> bool:
        return self._state.outlined > 0 or self._state.style in self._headings

    def _end_paragraph(self) -> None:
        state = self._state
        if state.place == "body" and state.body is not None:
            self._count()
            level = state.outlined or self._headings.get(state.style, 0)
            state.body.end_paragraph(in_table=state.in_table, apart=self._apart(), heading=level, joined=state.deleted)
        elif state.place == "margin":
            state.kept.append("\n")

    def _font(self) -> int:
        font = self._state.font if self._state.font is not None else self._default
        return -1 if font is None else font

    def _byte(self, raw: bytes) -> None:
        if self._passed:
            dropped = min(self._passed, len(raw))
            self._passed -= dropped
            raw = raw[dropped:]
        self._state.fresh = False
        if self._state.place != "skip":
            self._raw += raw

    def _flush(self) -> None:
        if self._raw:
            raw, self._raw = bytes(self._raw), bytearray()
            font = None if self._state.place in ("fonts", "styles") else self._fonts.get(self._font())
            self._text(decoded(raw, font, self._page))

    def _text(self, text: str) -> None:
        state = self._state
        if not text:
            return
        if state.place == "body" and state.body is not None:
            self._put(text, state.body)
        elif state.place == "label" and state.body is not None:
            state.body.label.append(text)
        elif state.place == "name":
            self._name.append(text)
        elif state.place == "fonts":
            font = self._fonts.setdefault(state.font or 0, Font())
            font.name = (font.name + text).partition(";")[0][:64]
        elif state.place in ("code", "margin", "drawn", "styles"):
            state.kept.append(text)
            if state.place == "styles":
                self._name_style("".join(state.kept[:4]).lower())

    def _name_style(self, name: str) -> None:
        if name.startswith(_HEADINGS):
            level = _LEVEL.match(name)
            known = self._headings.get(self._state.style, 0)
            self._headings[self._state.style] = int(level[1]) if level is not None else known

    def _put(self, text: str, body: Body) -> None:
        state = self._state
        self._count()
        if state.deleted:
            return
        self.hidden |= state.hidden and bool(text.strip())
        body.put(text, bold=state.bold, high=state.high)
        if state.field is not None:
            state.field.began = True

    def _count(self) -> None:
        state = self._state
        last, self._last = self._last, (state.deleted, state.inserted)
        self.deleted += state.deleted and not last[0]
        self.inserted += state.inserted and not last[1]
