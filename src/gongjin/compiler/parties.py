"""Who answers: lists in brackets, labelled lines, and duties in prose. A lead that is not named is never made up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongjin.compiler.answers import Answer, answers_in, prose_answers
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Responsibility, Role, Section
from gongjin.compiler.rows import changed
from gongjin.compiler.tables.answers import aside, row_answers
from gongjin.compiler.tables.row import TableRow
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unit_names import is_class, split_names
from gongjin.core.texts import gettext as _

_BRACKET = re.compile(
    r"（((?:[^（）【】\n]|（[^（）\n]{0,30}）){2,800})）|【((?:[^（）【】\n]|"
    r"（[^（）\n]{0,30}）){2,800})】|〔((?:[^〔〕\n]){2,400})〕"
)
_LABEL_LINE = re.compile(
    r"(?:总?牵头|责任|主要责任|配合|协办|主办|承办|协同|参与|参加|落实|协助|实施|负责|主责|支持|其他责任|"
    r"牵头责任|第一责任|具体责任|完成|工作|督导|督办)"
    r"(?:单位|部门|科室|处室|主体|股室|机构)(?:及责任人)?(?:（[^（）]{0,10}）)? ?：|"
    r"(?:责任|牵头|分管|包保|包抓|联系|挂牌|负责)(?:[省市县区州])?(?:级)?(?:领导|人) ?："
)
_LONGEST_LABEL = 24
_FIRST_LEADS = re.compile(
    r"(?:[列排]|位于)(?:名)?(?:在)?(?:第一位?|首位|最前|首)的?(?:责任)?(?:单位|部门)?(?:均|即)?(?:为|是|"
    r"作为)?(?:该项|本项|各项)?(?:工作|任务)?的?(?:总)?(?:牵头|主办|汇总)|"
    r"第一(?:个)?(?:责任)?(?:单位|部门)(?:均|即)?(?:为|是)(?:总)?牵头|首(?:个|位)(?:责任)?(?:单位|"
    r"部门)(?:为|是)(?:总)?牵头"
)
_STAR_LEADS = re.compile(r"[加标带]\*(?:号)?的?(?:单位|部门)?(?:为|是)(?:总)?牵头|\*(?:号)?(?:为|是|表示)(?:总)?牵头")
_EVERYWHERE = re.compile(
    r"(?:任务|工作|事项)[^。；，]{0,12}?均(?:需|须|由|"
    r"要求?)(各[^。；，由]{1,40}?)(?:共同)?(?:负责)?(?:抓好|做好)?(?:落实|负责|实施|配合)"
)
_REACH = 1500  # who answers is told in fewer characters than these after a label
_ABOVE = re.compile(r"以上(?:各项|所有|\S{0,4}项)?(?:(?:任务|工作|措施|内容|事项|项目)|均?由)")


class Parties(NamedTuple):
    """The rows, and the places in the text that hold nothing but who answers."""

    rows: tuple[Responsibility, ...]
    places: tuple[Span, ...]


def parties(tidy: Tidy, sections: list[Section], table: Sequence[tuple[TableRow, Section]] = ()) -> Parties:
    """Every unit that answers, in reading order; a default that the document states is applied and
    marked inferred. `table` are the rows of tables with their sections."""
    text = tidy.text
    if not sections:
        return Parties((), ())
    starts = [section.body.start for section in sections]
    first_leads = any(word in text for word in ("第一", "首", "最前")) and bool(_FIRST_LEADS.search(text))
    stars_lead = "*" in text and bool(_STAR_LEADS.search(text))
    by_id = {section.id: section for section in sections}
    rows: list[Responsibility] = []
    places: list[Span] = []
    for row, section in table:
        places.extend(aside(row))
        rows.extend(_rows(text, section, row_answers(text, row), first_leads, stars_lead))
    places.sort()
    cells = tuple(places)
    for place, answers in _places(tidy, sections[0].body.start, cells):
        section = sections[bisect_right(starts, place.start) - 1]
        if _ABOVE.search(text[place.start : min(place.end, place.start + 30)]) and section.parent:
            section = by_id[section.parent]
        places.append(place)
        rows.extend(_rows(text, section, answers, first_leads, stars_lead))
    taken = [(place.start, place.end) for place in places]
    for answers in prose_answers(text, sections[0].body.start, taken):
        section = sections[bisect_right(starts, answers[0].names[0].span.start) - 1]
        rows.extend(_rows(text, section, answers, False, False))
    rows.extend(_everywhere(text, rows, sections))
    rows.sort(key=lambda row: row.span)
    return Parties(tuple(_unique(rows)), tuple(sorted(places)))


def _places(tidy: Tidy, begin: int, cells: Sequence[Span]) -> Iterator[tuple[Span, list[Answer]]]:
    """Brackets and labelled line ends that say who answers, outside the `cells` that were read already."""
    text = tidy.text
    done = begin
    candidates = [
        (found.start(), found.end(), *found.span(found.lastindex or 0), True)
        for found in _BRACKET.finditer(text, begin)
    ]
    for head in _label_lines(text, begin):
        end = text.find("\n", head.end())
        end = min(len(text) if end < 0 else end, head.end() + _REACH)
        candidates.append((head.start(), end, head.start(), end, False))
    candidates.sort()
    starts = [cell.start for cell in cells]
    silent = -1
    for outer, outer_end, start, end, bracket in candidates:
        if outer < done or (not bracket and outer_end == silent):
            continue
        if cells:
            place = bisect_right(starts, outer) - 1
            if place >= 0 and outer < cells[place].end:
                continue
        answers = answers_in(text, start, end, bracket=bracket, at_end=_at_end(text, outer_end))
        if answers:
            stop = outer_end if bracket else max(answer.end for answer in answers)
            done = stop
            yield Span(outer, stop), answers
        elif not bracket:
            silent = outer_end  # the labels after it on its line were read with it and said nothing


def _label_lines(text: str, begin: int) -> Iterator[re.Match[str]]:
    """Every label of a line from a place on. A label ends with a colon, so only what stands before colons is read."""
    while (colon := text.find("：", begin)) >= 0:
        first = max(begin, colon - _LONGEST_LABEL)
        while (following := text.find("：", colon + 1, colon + 1 + _LONGEST_LABEL)) >= 0:
            colon = following
        begin = colon + 1
        yield from _LABEL_LINE.finditer(text, first, begin)


def _at_end(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in "\n。；，（【" or text[end : end + 2] == " \n"


def _rows(
    text: str, section: Section, answers: list[Answer], first_leads: bool, stars_lead: bool
) -> Iterator[Responsibility]:
    has_lead = any(answer.role is Role.LEAD for answer in answers)
    first = True
    for answer in answers:
        for name in answer.names:
            role, inferred, reason, confidence = answer.role, answer.inferred, answer.reason, answer.confidence
            if not has_lead and role is Role.RESPONSIBLE:
                if stars_lead and text[name.span.end : name.span.end + 1] == "*":
                    role, reason = Role.LEAD, _("文中规定带*的单位为牵头单位")
                elif first_leads and first:
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


def _everywhere(text: str, rows: list[Responsibility], sections: list[Section]) -> Iterator[Responsibility]:
    """A default such as 以上任务均需各乡镇落实, a row of the section that states it."""
    found = _EVERYWHERE.search(text)
    if found is None:
        return
    names = split_names(text, *found.span(1))
    if not names.clean:
        return
    section = sections[max(0, bisect_right([each.body.start for each in sections], found.start()) - 1)]
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


def _unique(rows: list[Responsibility]) -> Iterator[Responsibility]:
    seen: set[tuple[str, str, Role]] = set()
    for row in rows:
        key = (row.section, row.unit, row.role)
        if key not in seen:
            seen.add(key)
            yield row


def with_tasks(sections: list[Section], rows: Sequence[Responsibility]) -> tuple[Section, ...]:
    """The sections with the tasks marked: those that units answer for, and leaves beside one under the
    same parent."""
    answered = {row.section for row in rows}
    parents = {section.parent for section in sections}
    kinds = {section.parent for section in sections if section.id in answered}
    return tuple(
        changed(section, task=True)
        if section.id in answered or (section.id not in parents and section.parent in kinds and section.level > 1)
        else section
        for section in sections
    )
