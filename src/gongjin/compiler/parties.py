"""Who answers: lists in brackets, labelled lines, and duties in prose. A lead that is not named is never made up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from gongjin.compiler.answers import Answer, answers_in
from gongjin.compiler.document import Span
from gongjin.compiler.duty_labels import copulas, label_lines
from gongjin.compiler.duty_prose import prose_answers
from gongjin.compiler.duty_subjects import subjects
from gongjin.compiler.duty_words import role_of, tail
from gongjin.compiler.lexicon import DOING
from gongjin.compiler.plan import Responsibility, Role, Section
from gongjin.compiler.reach import Outline, inherited, opens_line
from gongjin.compiler.rows import changed, complete
from gongjin.compiler.stated_rules import Rules, answers_for_all, answers_otherwise, stated_rules
from gongjin.compiler.tables.answers import aside, row_answers
from gongjin.compiler.tables.row import TableRow
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unit_names import Name, is_class, is_surely_unit, split_names
from gongjin.core.texts import gettext as _

_BRACKET = re.compile(
    r"（((?:[^（）【】\n]|（[^（）\n]{0,40}）){2,800})）|【((?:[^（）【】\n]|"
    r"（[^（）\n]{0,40}）){2,800})】|〔((?:[^〔〕\n]){2,400})〕"
)
_REACH = 1500  # who answers is told in fewer characters than these after a label
_CLAUSES = 300  # and in fewer than these after a label with 为
_APART = frozenset("\n。；！ ")
_UNIT_TITLE = re.compile(
    r"(?:[省市县区州旗镇乡国团]|各|[\u4e00-\u9fff]{2,3}[省市县区州镇乡])[\u4e00-\u9fff（）、]{0,24}"
    r"(?:局|委|委员会|办|办公室|厅|部|署|政府|法院|检察院|银行|公司|队|管委会|妇联|科协|残联|总工会|供销社|街道)"
)


_OFFICE = re.compile(
    "(?:办公室|(?<!举)办|局|(?:管理|派出|事务|监督|检查)所|[财税司]所|科|中心|大队|中队|支队|委员会|管委会|公司|妇联|团委)$|^各"
)
"""Ends of names that headings of work do not have, as 振兴驿站 has."""
_LEADS_BELOW = re.compile("[。：\n ]{0,3}(?:负责)?牵头(?!单位|部门|人)")
"""What stands below a unit's heading where it leads the work."""
_BOLD = "b"
"""The mark of a name that is set in bold."""


class Parties(NamedTuple):
    """The rows, and the places in the text that hold nothing but who answers."""

    rows: tuple[Responsibility, ...]
    places: tuple[Span, ...]


class _Collector:
    """The rows so far, with what is needed to tell how far each statement reaches."""

    def __init__(self, tidy: Tidy, sections: list[Section], rules: Rules) -> None:
        self.text, self.rules = tidy.text, rules
        self._tidy = tidy
        self.outline = Outline(sections)
        self.rows: list[Responsibility] = []
        self.lists: set[str] = set()
        """Sections that have a list of units, not only a word in running text."""
        self.last_lines: list[tuple[Section, int, int]] = []
        """Statements on a line of their own under the last of several tasks, with the place of their rows."""

    def add(self, section: Section, answers: list[Answer], place: int = -1, *, listed: bool = True) -> None:
        """Take the rows of a statement; `place` is where it begins, where it stands by itself."""
        begin = len(self.rows)
        rules = self.rules if listed else Rules()
        if rules.bold_leads:
            answers = [self._with_bold(answer) for answer in answers]
        self.rows.extend(_rows(self.text, section, answers, rules))
        if listed:
            self.lists.add(section.id)
            by_itself = place >= 0 and self.outline.parent(section) is not None
            if by_itself and (opens_line(self.text, place, section) or self._tidy.broken_at(section.span.start)):
                self.last_lines.append((section, begin, len(self.rows)))

    def _with_bold(self, answer: Answer) -> Answer:
        """The answer with a mark beside the names that the file sets in bold."""
        names: list[Name] = []
        for name in answer.names:
            words = self._tidy.line_at(name.span.start).bold
            bold = any(name.text in strong for strong in words)
            names.append(name._replace(mark=_BOLD) if bold and not name.mark else name)
        return answer._replace(names=tuple(names))

    def add_unless_told(self, section: Section, answers: list[Answer]) -> None:
        """Take the units of a sentence, but for those that the section has with a role already."""
        known = {row.unit for row in self.rows if row.section == section.id}
        for answer in answers:
            names = tuple(name for name in answer.names if name.text not in known)
            if names:
                self.add(section, [answer._replace(names=names)], listed=False)

    def settle_last_lines(self) -> None:
        """Give the list below the last task of a section to the section, where no other of its tasks has one."""
        moved: dict[str, Section] = {}
        for section, begin, end in self.last_lines:
            others = {row.section for index, row in enumerate(self.rows) if not begin <= index < end}
            target = moved.get(section.id) or self.outline.last_alone(section, others - {section.id})
            if target is None:
                continue
            moved[section.id] = target
            self.lists.add(target.id)
            for index in range(begin, end):
                self.rows[index] = changed(
                    self.rows[index], section=target.id, confidence=min(0.85, self.rows[index].confidence)
                )


def parties(tidy: Tidy, sections: list[Section], table: Sequence[tuple[TableRow, Section]] = ()) -> Parties:
    """Every unit that answers, in reading order; a default that the document states is applied and
    marked inferred. `table` are the rows of tables with their sections."""
    text = tidy.text
    if not sections:
        return Parties((), ())
    starts = [section.body.start for section in sections]
    found = _Collector(tidy, sections, stated_rules(text))
    places: list[Span] = []
    for row, section in table:
        places.extend(aside(row))
        answers = row_answers(text, row)
        if answers:
            found.add(section, answers)
    places.sort()
    cells = tuple(places)
    for place, answers in _places(tidy, sections[0].body.start, cells):
        section = sections[bisect_right(starts, place.start) - 1]
        reached = found.outline.reached(text, place.start, place.end, section)
        places.append(place)
        found.add(reached, answers, place.start)
    places.sort()
    taken = [(place.start, place.end) for place in places]
    for answers in prose_answers(text, sections[0].body.start, taken):
        begin = answers[0].names[0].span.start
        section = sections[bisect_right(starts, begin) - 1]
        for each in found.outline.numbered(text, begin) or [section]:
            found.add(each, answers, listed=False)
    found.settle_last_lines()
    if found.rules.responsible_lead:
        found.rows = _leading_alone(found.rows)
    for answers in subjects(text, sections[0].body.start, taken):
        section = sections[bisect_right(starts, answers[0].names[0].span.start) - 1]
        found.add_unless_told(section, answers)
    rows = [*found.rows, *_titles(text, sections, found)]
    rows = _unique(sorted(rows, key=attrgetter("span")))
    rows += inherited(found.outline, rows, found.lists)
    rows += _otherwise(text, found.outline, {row.section for row in rows})
    rows += _everywhere(text, sections)
    rows.sort(key=attrgetter("span"))
    return Parties(tuple(_unique(rows)), tuple(places))


def _places(tidy: Tidy, begin: int, cells: Sequence[Span]) -> Iterator[tuple[Span, list[Answer]]]:
    """Brackets and labelled line ends that say who answers, outside the `cells` that were read already."""
    text = tidy.text
    done = begin
    candidates = [
        (found.start(), found.end(), *found.span(found.lastindex or 0), True)
        for found in _BRACKET.finditer(text, begin)
    ]
    for start, after in label_lines(text, begin):
        end = text.find("\n", after)
        end = min(len(text) if end < 0 else end, after + _REACH)
        candidates.append((start, end, start, end, False))
    for start, after in copulas(text, begin):
        end = text.find("\n", after)
        end = min(len(text) if end < 0 else end, after + _CLAUSES)
        candidates.append((start, end, start, end, False))
    candidates.sort()
    starts = [cell.start for cell in cells]
    silent = -1
    for outer, outer_end, start, end, bracket in candidates:
        if outer < done or (not bracket and outer < silent):
            continue
        if cells:
            place = bisect_right(starts, outer) - 1
            if place >= 0 and outer < cells[place].end:
                continue
        answers = answers_in(
            text,
            start,
            end,
            bracket=bracket,
            at_end=_at_end(text, outer_end),
            apart=outer == 0 or text[outer - 1] in _APART,
        )
        if answers:
            stop = outer_end if bracket else max(answer.end for answer in answers)
            done = stop
            yield Span(outer, stop), answers
        elif not bracket:
            # the labels after it on its line were read with it and said nothing, but for one that was cut off
            silent = outer_end if text[outer_end : outer_end + 1] in ("", "\n") else outer_end - _CLAUSES


def _at_end(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in "\n。；，（【" or text[end : end + 2] == " \n"


def _rows(text: str, section: Section, answers: list[Answer], rules: Rules) -> Iterator[Responsibility]:
    has_lead = any(answer.role is Role.LEAD for answer in answers)
    first = True
    for answer in answers:
        responsible = answer.role is Role.RESPONSIBLE
        for name in answer.names:
            role, inferred, reason, confidence = answer.role, answer.inferred, answer.reason, answer.confidence
            if responsible and name.mark == _BOLD and rules.bold_leads:
                role, reason = Role.LEAD, _("文中规定加粗的单位为牵头单位")
            elif responsible and name.mark and name.mark in rules.signs:
                role, reason = Role.LEAD, _("文中规定带%(sign)s的单位为牵头单位") % {"sign": name.mark}
            elif responsible and first and rules.first_leads and not has_lead:
                role, reason = Role.LEAD, _("文中规定列第一位的为牵头单位")
            first = False
            yield Responsibility(
                section=section.id,
                role=role,
                unit=name.text,
                is_class=is_class(name.text),
                open_ended=answer.open_ended,
                inferred=inferred,
                span=name.span,
                confidence=confidence,
                reason=reason,
            )


def _titles(text: str, sections: Sequence[Section], found: _Collector) -> Iterator[Responsibility]:
    """Units that are headings themselves (县水利局。负责……): they answer for what stands below."""
    several = _several_units(sections)
    for section in sections:
        if not 3 <= len(section.title) <= 60 or DOING.match(section.title):
            continue
        beside = section.parent in several and _is_unit_title(section.title)
        if not beside and not _UNIT_TITLE.match(section.title):
            continue
        start = section.span.end - len(section.title)
        names = split_names(text, start, section.span.end)
        if not names.clean or not (beside or all(_UNIT_TITLE.fullmatch(name.text) for name in names.names)):
            continue
        found.lists.add(section.id)
        for name in names.names:
            yield Responsibility(
                section=section.id,
                role=Role.LEAD if _LEADS_BELOW.match(text, section.span.end) else Role.RESPONSIBLE,
                unit=name.text,
                is_class=is_class(name.text),
                open_ended=names.open_ended,
                span=name.span,
                confidence=0.85,
                reason=_("标题就是单位名称，其下是它的任务"),
            )


def _is_unit_title(title: str) -> bool:
    return _OFFICE.search(title) is not None and (is_surely_unit(title) or is_class(title))


def _several_units(sections: Sequence[Section]) -> set[str | None]:
    """The parents most of whose headings are nothing but units' names, whatever their level (一、社会事务办公室)."""
    counted = Counter(section.parent for section in sections if _is_unit_title(section.title))
    if not counted:
        return set()
    all_ = Counter(section.parent for section in sections)
    return {parent for parent, count in counted.items() if count > 1 and 2 * count > all_[parent]}


def _leading_alone(rows: Sequence[Responsibility]) -> list[Responsibility]:
    """The rows with the responsible units leading where none leads, as the document states."""
    led = {row.section for row in rows if row.role is Role.LEAD}
    return [
        changed(row, role=Role.LEAD, reason=_("文中规定无牵头单位的，责任单位即为牵头单位"))
        if row.role is Role.RESPONSIBLE and row.section not in led
        else row
        for row in rows
    ]


def _otherwise(text: str, outline: Outline, answered: set[str]) -> Iterator[Responsibility]:
    """Rows for the tasks that name nobody, where the document says who answers for these."""
    told = answers_otherwise(text)
    if told is None:
        return
    words = tail(text, *told)
    names = split_names(text, told.start, words.start() if words else told.end)
    if not names.clean or words is None:
        return
    for section in outline.sections:
        if section.level == 1 or not section.label or section.id in answered or outline.children(section.id):
            continue
        for name in names.names:
            yield Responsibility(
                section=section.id,
                role=role_of(words.group()),
                unit=name.text,
                is_class=is_class(name.text),
                open_ended=names.open_ended,
                inferred=True,
                span=name.span,
                confidence=0.75,
                reason=_("本条未写责任单位，文中规定此类任务由其落实"),
            )


def _everywhere(text: str, sections: list[Section]) -> Iterator[Responsibility]:
    """A default such as 以上任务均需各乡镇落实, a row of the section that states it."""
    found = answers_for_all(text)
    if found is None:
        return
    names = split_names(text, *found)
    if not names.clean:
        return
    section = sections[max(0, bisect_right([each.body.start for each in sections], found.start) - 1)]
    for name in names.names:
        yield Responsibility(
            section=section.id,
            role=Role.RESPONSIBLE,
            unit=name.text,
            is_class=is_class(name.text),
            open_ended=names.open_ended,
            inferred=True,
            span=name.span,
            confidence=0.7,
            reason=_("文中规定各项任务均由其落实"),
        )


def _unique(rows: Iterable[Responsibility]) -> list[Responsibility]:
    first: dict[tuple[str, str, Role], Responsibility] = {}
    for row in rows:
        first.setdefault((row.section, row.unit, row.role), row)
    return list(first.values())


def with_tasks(sections: list[Section], rows: Sequence[Responsibility]) -> tuple[Section, ...]:
    """The sections with the tasks marked: those that units answer for, and leaves beside one under the
    same parent."""
    answered = {row.section for row in rows}
    parents = {section.parent for section in sections}
    kinds = {section.parent for section in sections if section.id in answered}
    for section in sections:
        if section.id in answered or (section.id not in parents and section.parent in kinds and section.level > 1):
            complete(section, task=True)
    return tuple(sections)
