"""The task force: who convenes, who deputises, who belongs, where its office sits. A person's name is kept apart."""

from __future__ import annotations

import re

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Member, Post, TaskForce
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unit_names import is_unit, split_names
from gongjin.core.texts import gettext as _

_BODY = r"(?:工作)?(?:专班|领导小组|指挥部|工作组|推进组|协调小组|委员会|协调机制|联席会议|专项小组|专项组|工作小组)"
_SET_UP = re.compile(rf"(?:成立|组建|设立|建立|调整)(?:了)?(?:由[^，。\n]{{2,60}}?的)?([^，。：；\n]{{0,40}}?{_BODY})")
_LISTED = re.compile(rf"(?:^|\n) *([^\n，。；：]{{2,40}}?{_BODY})(?:组成|成员|人员|名单|单位)+ *(?=\n)")
"""The title of an annex that lists who belongs to it."""
_CONVENES = r"(?:总召集人|召集人|组长|指挥长|主任|总指挥|班长|总负责人)"
_BY = re.compile(
    rf"由([^，。；\n]{{2,50}}?)(?:同志)?(?:任|担任|兼任|为)(?:专班|领导小组|小组|"
    rf"指挥部)?(?:的)?((?:常务)?副?)({_CONVENES})"
)
_AS = re.compile(
    rf"(?<=[，、；])([^，。；\n由]{{2,60}}?)(?:同志)?(?:任|担任|兼任|为)(?:专班|领导小组|"
    rf"小组)?((?:常务)?副)({_CONVENES})"
)
_LINE = re.compile(r"(?:^|\n) *((?:常务|第一)?副?)(总?召集人|组 ?长|指挥长|总指挥|班长)：([^\n。；]{2,60})")
_MEMBERS = re.compile(
    r"(?:成员单位(?:包括|为|有|由|：|主要包括|分别为)+|(?:^|\n) *成 ?员(?:单位)?：|组成单位(?:包括|为|：)|"
    r"成员(?:包括|为|由)(?!各?级))([^。\n]{2,900}?)(?=等?(?:单位|部门)?(?:主要|分管|相关|有关)?(?:组成|构成|负责人|负责同志|"
    r"参加|为成员)|。|\n|，[^，。]{0,14}办公室|，下设|$)"
)
_AS_MEMBERS = re.compile(
    r"[，；。]([^。；\n]{4,900}?)(?:等)?(?:单位|部门)?(?:的)?(?:主要|分管|相关|有关)*(?:负责人|负责同志|"
    r"领导)?(?:(?:为|任|作为)成员(?:单位)?|参加)(?=[，。；\n])"
)
_OFFICE = re.compile(r"办公室(?:设|设立|设置|挂靠|日常工作放)?在([^，。；（\n]{2,30})")
_DUTY = re.compile(r"(?:，|。)(?:具体|主要|统一)?(?:负责|承担)([^，。；\n]{2,50})(?=[，。；\n])")
_POST_END = re.compile(
    r"(?:主要负责人|主要负责同志|分管负责人|负责人|负责同志|主要领导|分管领导|副?主任|副?局长|副?县长|"
    r"副?市长|副?区长|副?省长|副?州长|副?镇长|副?乡长|副?书记|副?部长|副?厅长|副?秘书长|"
    r"副?主席|副?院长|副?行长|副?主委|副?总经理|董事长|副?校长|副?会长|常委|委员|党组成员|领导|副职|正职)"
)
_NAME = re.compile(r"[\u4e00-\u9fff·×]{2,4}(?=$|（)")
_REACH = 6000


def task_force(tidy: Tidy, begin: int) -> TaskForce | None:
    """The first body that the plan sets up, or None. What it does not say of it stays empty."""
    text = tidy.text
    founded = _SET_UP.search(text, begin)
    listed = _LISTED.search(text, begin) if founded is None else None
    if listed is not None:
        start, name = listed.start(1), listed.group(1)
    elif founded is None:
        office = _OFFICE.search(text, begin)
        if office is None or not re.search(f"{_BODY}$", text[max(begin, office.start() - 10) : office.start()]):
            return None
        start = text.rfind("\n", begin, office.start()) + 1
        name = None
    else:
        start = founded.start()
        name = re.sub(r"^(?:实施|县|市)?(?:由.*?的)?", "", founded.group(1)).removeprefix("实施") or None
    end = min(len(text), start + _REACH)
    convener, deputies = _posts(text, start, end)
    members, opened, members_end = _members(text, start, end)
    office = _OFFICE.search(text, start, end)
    office_in = _office(office.group(1)) if office else None
    duty = _DUTY.search(text, office.end(), min(end, office.end() + 120)) if office else None
    if not (convener or members or office_in or name):
        return None
    stop = max(
        [
            start + 1,
            members_end,
            duty.end(1) if duty else 0,
            office.end() if office else 0,
            founded.end() if founded else 0,
        ]
    )
    return TaskForce(
        name=name,
        convener=convener,
        deputies=tuple(deputies),
        members=tuple(members),
        members_open_ended=opened,
        office_in=office_in,
        duties=duty.group(1) if duty else None,
        span=Span(start, stop),
        confidence=0.92 if members and (convener or office_in) else 0.75,
        reason=_("写明成立工作机构"),
    )


def _office(words: str) -> str:
    return re.sub(r"(?:，|办公$|内$)", "", words)


def _posts(text: str, start: int, end: int) -> tuple[Post | None, list[Post]]:
    convener: Post | None = None
    deputies: list[Post] = []
    found = [(match.start(1), match.end(1), bool(match.group(2))) for match in _BY.finditer(text, start, end)]
    found += [(match.start(1), match.end(1), True) for match in _AS.finditer(text, start, end)]
    found += [(match.start(3), match.end(3), "副" in match.group(1)) for match in _LINE.finditer(text, start, end)]
    seen: set[int] = set()
    for first, last, deputy in sorted(found):
        if first in seen or any(first < place < last for place in seen):
            continue
        seen.add(first)
        post = _post(text, first, last)
        if post is None:
            continue
        if deputy:
            deputies.append(post)
        elif convener is None:
            convener = post
    return convener, deputies


def _post(text: str, start: int, end: int) -> Post | None:
    """The post in a phrase, with the name beside it cut off (甲局局长某某; 某某 甲局局长; 某某（甲局局长）)."""
    while start < end and text[start] in " 由":
        start += 1
    words = text[start:end].rstrip(" ，、")
    end = start + len(words)
    bracket = re.match(r"([\u4e00-\u9fff·×]{2,4})（([^（）]{3,40})）$", words)
    if bracket and _POST_END.search(bracket.group(2)):
        title = Span(start + bracket.start(2), start + bracket.end(2))
        return _made(text, title, Span(start, start + bracket.end(1)))
    ends = [match.end() for match in _POST_END.finditer(words)]
    if not ends:
        return None
    head = re.match(r"([\u4e00-\u9fff·×]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", words)
    if head and not is_unit(head.group(1)):
        return _made(text, Span(start + head.end(), start + ends[-1]), Span(start, start + len(head.group(1))))
    tail = words[ends[-1] :].lstrip(" ")
    person = None
    if tail:
        if not _NAME.fullmatch(tail):
            return None
        person = Span(end - len(tail), end)
    return _made(text, Span(start, start + ends[-1]), person)


def _made(text: str, title: Span, person: Span | None) -> Post:
    reason = _("写明职务；姓名另存，不公开") if person else _("写明职务")
    return Post(title=text[title.start : title.end], person=person, span=title, confidence=0.93, reason=reason)


def _members(text: str, start: int, end: int) -> tuple[list[Member], bool, int]:
    best: tuple[list[Member], bool, int] = ([], False, start)
    for pattern in (_MEMBERS, _AS_MEMBERS):
        for match in pattern.finditer(text, start, end):
            names = split_names(text, *match.span(1))
            members = [
                Member(unit=name.text, span=name.span, confidence=0.95, reason=_("列为成员单位"))
                for name in names.names
                if is_unit(name.text)
            ]
            opened = names.open_ended or text.startswith("等", match.end(1))
            if len(members) > len(best[0]) and len(members) * 2 > len(names.names):
                best = (members, opened, match.end(1))
        if best[0]:
            return best
    return best
