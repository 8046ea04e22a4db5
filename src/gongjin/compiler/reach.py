"""How far a statement of who answers reaches: its own section, the one around it, or the tasks below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongjin.compiler.labels import label_at
from gongjin.compiler.plan import Responsibility, Section
from gongjin.compiler.rows import changed
from gongjin.core.texts import gettext as _

_ABOVE = re.compile(r"(?:以上|上述)(?:各项|所有|全部|\S{0,4}项)?(?:(?:任务|工作|措施|内容|事项|项目|重点)|均?由)")
_HERE = re.compile(r"本(?:部分|章|节|条|项)(?:的)?(?:各项|所有|全部)?(?:任务|工作|措施|内容|事项)?")
_NAMED = re.compile(
    r"(?:以上)?(第?（?[一二三四五六七八九十]{1,3}）?(?:部分|章|节|篇|条)?)(?:的)?(?:中)?(?:各项|所有|全部)?(?:重点)?(?:任务|工作|措施|事项)"
)
_WORK = re.compile("任务|工作|措施|事项")
_NUMBER = re.compile("[一二三四五六七八九十]{1,3}")
_ITEMS = re.compile(
    r"(?:[0-9]{1,2}\.)? ?(?:以上|上述)?"
    r"第([0-9]{1,3}(?:[至到—、，-][0-9]{1,3}){0,9})[项条](?:任务|工作)?(?:均|分别|都)?由"
)
_ARABIC = re.compile(r"([0-9]{1,3})[.、．]?")
_MOST_ITEMS = 60
_BY_NUMBER = 200
"""So far before a unit its sentence tells which tasks are meant."""
_HEAD = 36
"""Characters from its start in which a statement says how far it reaches."""
_BEFORE = 24
"""Characters that such words may take before a label on the same line (第（一）部分各项任务责任单位：)."""
_SURE = 0.8
"""The most that is said of a row whose task names nobody itself."""


def _numbers(words: str) -> list[int]:
    """1至3、5 as numbers; none where a span is no span."""
    numbers: list[int] = []
    for piece in re.split("[、，]", words):
        first, *last = (int(number) for number in re.split("[至到—-]", piece))
        stop = last[-1] if last else first
        if not first <= stop < first + _MOST_ITEMS:
            return []
        numbers += range(first, stop + 1)
    return numbers


class Outline:
    """The sections by what the statements need: parents, children, labels."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self._by_id = {section.id: section for section in sections}
        self._index = {section.id: index for index, section in enumerate(sections)}
        self._by_number: dict[int, list[Section]] = {}
        self._children: dict[str, list[Section]] = {}
        for section in sections:
            if section.parent is not None:
                self._children.setdefault(section.parent, []).append(section)

    def children(self, identity: str) -> Sequence[Section]:
        """The sections right below one."""
        return self._children.get(identity, ())

    def parent(self, section: Section) -> Section | None:
        """The section right above one."""
        return self._by_id[section.parent] if section.parent is not None else None

    def reached(self, text: str, start: int, end: int, section: Section) -> Section:
        """The section that a statement is about, by its own words; the one it stands in where they say nothing."""
        begin = text.rfind("\n", max(0, start - _BEFORE), start) + 1
        opens = begin > 0 and text[start] not in "（【〔" and text[begin] in "第以上本"
        head = text[begin if opens else start : min(end, start + _HEAD)]
        if _ABOVE.search(head):
            return self.parent(section) or section
        if _HERE.search(head):
            parent = self.parent(section)
            return parent if parent is not None and not self.children(section.id) else section
        named = _NAMED.search(head) if _WORK.search(head) else None
        return (self._named(named.group(1), section) if named else None) or section

    def _named(self, words: str, section: Section) -> Section | None:
        """The last section up to one whose label is a number in words (第二部分), the outermost such."""
        number = _NUMBER.search(words)
        if number is None:
            return None
        found: Section | None = None
        for each in self.sections[: self._index[section.id] + 1]:
            own = _NUMBER.search(each.label)
            same = own and own.group() == number.group() and ("（" in words) == ("（" in each.label)
            if same and (found is None or each.level <= found.level):
                found = each
        return found

    def numbered(self, text: str, place: int) -> list[Section]:
        """The tasks that a sentence names by their numbers (第1至3项由甲牵头，乙配合) in which a place stands; each
        number must be one task's alone."""
        near = max(0, place - _BY_NUMBER)
        begin = max(text.rfind(sign, near, place) for sign in "。；\n") + 1
        found = _ITEMS.match(text, begin, place)
        if found is None or begin <= near:
            return []
        if not self._by_number:
            for section in self.sections:
                number = _ARABIC.fullmatch(section.label)
                if number:
                    self._by_number.setdefault(int(number.group(1)), []).append(section)
        named = [self._by_number.get(number, []) for number in _numbers(found.group(1))]
        return [each[0] for each in named] if all(len(each) == 1 for each in named) else []

    def last_alone(self, section: Section, answered: set[str]) -> Section | None:
        """The section whose tasks end with this one, where a line of its own below the last of them may be about all:
        two tasks at least, and none of them, nor the section around them, says who answers."""
        parent = self.parent(section)
        if parent is None or parent.id in answered:
            return None
        siblings = self.children(parent.id)
        if len(siblings) < 2 or siblings[-1] is not section or self.children(section.id):
            return None
        if any(each.id in answered for each in siblings[:-1]) or any(self.children(each.id) for each in siblings):
            return None
        return parent


def opens_line(text: str, start: int, section: Section) -> bool:
    """Whether a statement begins a line of its own below the line of its section's heading."""
    before = text.rfind("\n", 0, start) + 1
    return (
        before > section.span.start and not text[before:start].strip(" —") and label_at(text, before, start + 2) is None
    )


def inherited(outline: Outline, rows: Iterable[Responsibility], lists: set[str]) -> Iterator[Responsibility]:
    """Rows for the tasks below a section whose units a list names (`lists` are such sections), where neither they nor a
    section between say who answers."""
    own: dict[str, list[Responsibility]] = {}
    for row in rows:
        own.setdefault(row.section, []).append(row)
    titles = {section.id: section.title for section in outline.sections}
    given: dict[str, list[Responsibility]] = {}
    for section in outline.sections:
        if section.id in own:
            if section.id in lists and outline.children(section.id):
                given[section.id] = own[section.id]
            continue
        parent = outline.parent(section)
        source = given.get(parent.id) if parent is not None else None
        if source is None:
            continue
        given[section.id] = source
        for row in source:
            yield changed(
                row,
                section=section.id,
                inferred=True,
                confidence=min(row.confidence, _SURE),
                reason=_("本条未写责任单位，承接上级标题“%(title)s”写明的单位") % {"title": titles[row.section][:20]},
            )
