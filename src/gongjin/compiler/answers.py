"""One statement of who answers (the inside of a bracket, a labelled line, a clause of prose) as units with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gongjin.compiler.plan import Role
from gongjin.compiler.unit_names import Name, Names, is_class, is_surely_unit, is_unit, split_names
from gongjin.core.texts import gettext as _

_KIND = r"(?:单位|部门|科室|处室|主体|股室|机构)"
_SUPERVISED = (
    r"(?:责任|牵头|分管|包保|包抓|联系|督导|挂牌|负责)(?:[省市县区州])?(?:级)?(?:领导|人)|"
    r"(?:[省市县区州])(?:级|政府)?(?:牵头|责任|分管|包保|联系|分线)领导|"
    r"[省市县区州]领导|督导单位|督办单位|监督单位"
)
_RESPONSIBLE = (
    rf"(?:主要责任|第一责任|具体责任|责任|落实|承办|实施|执行|承担|负责|工作|完成|"
    rf"主要负责){_KIND}(?:及责任人)?|责任"
)
_HEADS: tuple[tuple[str, Role | None], ...] = (
    (r"完成时[限间]|时限要求|时间节点|完成期限|时限|进度安排|工作时限|责任时限|完成日期|目标任务|备注", None),
    (
        _SUPERVISED,
        Role.SUPERVISE,
    ),
    (rf"(?:配合|协办|协同|参与|参加|协助|支持|其他责任|其他){_KIND}|配合|协办", Role.COOPERATE),
    (rf"(?:总牵头|牵头责任|牵头负责|牵头|主办|主责|总责任){_KIND}|牵头", Role.LEAD),
    (_RESPONSIBLE, Role.RESPONSIBLE),
)
_HEAD = re.compile(
    "|".join(f"(?P<h{index}>{pattern})" for index, (pattern, _role) in enumerate(_HEADS)).join(
        ("(?:", r")(?:（[^（）]{0,10}）)? ?：")
    )
)
_WAY = (
    r"(?:共同|联合|分别|具体|总|按照?(?:各自)?(?:职责|职能|任务|权限)(?:任务)?(?:分工)?|按分工|依(?:据|"
    r"照)?职责(?:分工)?|根据职责(?:分工)?|"
    r"结合职责|各负其责|做好|抓好|密切|积极|协调|全面|统一){0,4}"
)
_DO = (
    r"(?:牵头|主办|主责|主抓|负责|承办|落实|实施|组织|配合|协助|协同|参与|协办|参加|支持|推进|抓总|统筹|"
    r"指导|督导|监督|承担|办理|执行|完成){1,4}"
)
_TAIL = re.compile(rf"{_WAY}{_DO}(?:工作)?$")
_TAIL_LAST = frozenset("头办责抓实施织合助同与加持进总筹导督担理行成作工")
"""The last characters of what tells a role: of its verbs, of 工作 and of 分工."""
_DIVIDED = re.compile(r"按照?(?:各自)?(?:职责|职能)(?:任务)?分工$|按职责$|按分工$")
_DOES = re.compile("牵头(?:负责)?|负责|配合")
_PART = _("写明其负责的部分：%(words)s")
_PREFIX = re.compile(r"^(?:以上[^由，]{0,14}?(?:均)?)?由|^以上[^由，]{0,14}?(?:均|分别)(?=[^由])")
_POST = re.compile(r"长|主任|书记|负责人|负责同志|主席|局领导|领导|秘书长|专员|委员")
_PIECE_MARK = re.compile("[（），；。]")
_PART_END = re.compile(r"[。\n]")
_PROSE_START = re.compile(
    r"由([^，。；：！？由\n]{2,80}?)(牵头负责|总牵头|牵头|会同|负责)"
    r"|(?<=[，。；：\n])([^，。；：！？由\n]{3,60}?)(牵头|会同|共同负责|分别负责|负责)(?!人|同志|制|任)"
)
_BEFORE_DUTY = re.compile(
    r"(?:等(?:单位|部门)?)?(?:按照?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|按分工|共同|分别|具体|统一|联合)+$"
)
_DIVIDED_REASON = re.compile("职责|职能|分工|分别")


class Answer(NamedTuple):
    """Units that share a role; `end` is where the statement stops in the text."""

    names: tuple[Name, ...]
    role: Role
    open_ended: bool
    confidence: float
    reason: str
    end: int
    inferred: bool = False


def answers_in(text: str, start: int, end: int, *, bracket: bool, at_end: bool) -> list[Answer]:
    """What a string says of who answers; empty where it says no such thing.

    `bracket` tells that the string stands in brackets, `at_end` that nothing but a stop follows these.
    """
    labelled = text.find("：", start, end) >= 0
    if labelled and (_HEAD.match(text, start, end) or (bracket and _HEAD.search(text, start, end))):
        return _labelled(text, start, end)
    if not bracket:
        return []
    tail = _tail(text, start, end)
    if tail is not None:
        return _worded(text, start, end)
    names = split_names(text, start, end)
    sure = [is_surely_unit(name.text) for name in names.names]
    if (
        names.clean
        and at_end
        and any(sure)
        and all(s or is_class(n.text) for s, n in zip(sure, names.names, strict=True))
    ):
        return [Answer(names.names, Role.RESPONSIBLE, names.open_ended, 0.92, _("括号内只列单位，未写明牵头"), end)]
    return _worded(text, start, end) if at_end and ("；" in text[start:end] or _DOES.search(text, start, end)) else []


def _tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words at the end of a string that tell a role."""
    while end > start and text[end - 1] in "。 ；":
        end -= 1
    if text[end - 1 : end] not in _TAIL_LAST:
        return None
    begin = max(start, end - 24)
    return _TAIL.search(text, begin, end) or _DIVIDED.search(text, begin, end)


def _labelled(text: str, start: int, end: int) -> list[Answer]:
    heads = list(_HEAD.finditer(text, start, end))
    result: list[Answer] = []
    if heads and heads[0].start() > start and text[start : heads[0].start()].strip(" ，；"):
        result += _worded(text, start, heads[0].start())
    for index, head in enumerate(heads):
        role = next(_HEADS[number][1] for number in range(len(_HEADS)) if head.group(f"h{number}"))
        stop = heads[index + 1].start() if index + 1 < len(heads) else end
        sentence = _PART_END.search(text, head.end(), stop)
        stop = sentence.start() if sentence else stop
        if role is None:
            continue
        label = text[head.start() : head.end() - 1].strip(" ")
        if role is Role.SUPERVISE:
            result += _posts(text, head.end(), stop, label)
            continue
        tail = _tail(text, head.end(), stop)
        if tail is not None and ("，" in text[head.end() : stop] or "；" in text[head.end() : stop]):
            result += [
                answer._replace(role=role if answer.role is Role.RESPONSIBLE else answer.role)
                for answer in _worded(text, head.end(), stop)
            ]
            continue
        names = split_names(text, head.end(), tail.start() if tail else stop)
        kept = tuple(name for name in names.names if _fits_label(name.text))
        if kept:
            sure = 0.98 if all(is_unit(name.text) for name in kept) else 0.8
            reason = _("标明“%(label)s”") % {"label": label}
            result.append(Answer(kept, role, names.open_ended, sure, reason, stop))
    return result


def _fits_label(name: str) -> bool:
    """Whether a piece after 责任单位： may be a unit: no date, no figure, no sentence, no person."""
    return is_unit(name) or (
        4 <= len(name) <= 20 and not re.search(r"[0-9，。；：《》“”%]|年|月底|长期|持续|[局县市区部]长|书记|主任", name)
    )


def _posts(text: str, start: int, stop: int, label: str) -> list[Answer]:
    """Posts (and supervising units) after 责任领导：; a person's name by itself is kept out."""
    names = split_names(text, start, stop)
    kept = tuple(
        name
        for name in names.names
        if (is_unit(name.text) and len(name.text) > 3)
        or (
            len(name.text) > 3
            and _POST.search(name.text)
            and re.search(r"(?:长|主任|书记|人|同志|主席|专员|领导|委员)$", name.text)
        )
    )
    if not kept:
        return []
    return [Answer(kept, Role.SUPERVISE, names.open_ended, 0.9, _("标明“%(label)s”") % {"label": label}, stop)]


@lru_cache(maxsize=1024)
def _role(words: str) -> Role:
    if re.search("牵头|主办|主责|主抓|抓总", words):
        return Role.LEAD
    if re.search("配合|协助|参与|协办|参加|支持|协同", words):
        return Role.COOPERATE
    if re.search("督导|监督|指导", words) and "负责" not in words:
        return Role.SUPERVISE
    return Role.RESPONSIBLE


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    while begin < stop and text[begin] == " ":
        begin += 1
    while stop > begin and text[stop - 1] == " ":
        stop -= 1
    return begin, stop


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for sign in _PIECE_MARK.finditer(text, start, end):
        if sign.group() == "（":
            depth += 1
        elif sign.group() == "）":
            depth -= 1
        elif depth <= 0:
            yield _trimmed(text, begin, sign.start())
            begin = sign.end()
    yield _trimmed(text, begin, end)


def _worded(text: str, start: int, end: int) -> list[Answer]:
    """Statements whose verbs tell the roles (甲牵头，乙、丙配合; 甲、乙等按职责分工负责)."""
    result: list[Answer] = []
    pending: list[Names] = []
    for piece in _pieces(text, start, end):
        begin, stop = piece
        if begin >= stop:
            continue
        prefix = _PREFIX.match(text[begin : min(stop, begin + 30)])
        begin += prefix.end() if prefix else 0
        tail = _tail(text, begin, stop)
        if tail is None:
            names = split_names(text, begin, stop)
            if names.clean:
                pending.append(names)
                continue
            inside = _DOES.search(text, begin, stop)
            names = split_names(text, begin, inside.start()) if inside else names
            if inside and names.clean and all(is_surely_unit(name.text) for name in names.names):
                result.append(
                    Answer(
                        names.names,
                        _role(inside.group()),
                        names.open_ended,
                        0.9,
                        _PART % {"words": text[inside.start() : stop]},
                        stop,
                    )
                )
            continue
        names = split_names(text, begin, tail.start())
        kept = [name for name in names.names if is_unit(name.text)]
        if not kept or (not names.clean and len(kept) * 2 <= len(names.names)):
            continue
        words = tail.group()
        earlier = [name for group in pending for name in group.names]
        opened = names.open_ended or any(group.open_ended for group in pending)
        pending = []
        result += _roles([*earlier, *kept], words, opened, stop, sure=names.clean)
    if pending:
        last = tuple(name for group in pending for name in group.names)
        opened = any(group.open_ended for group in pending)
        if result or all(is_surely_unit(name.text) for name in last):
            result.append(Answer(last, Role.RESPONSIBLE, opened, 0.9, _("只列单位，未写明分工"), end))
    return result


def _roles(names: list[Name], words: str, opened: bool, end: int, *, sure: bool) -> list[Answer]:
    role = _role(words)
    confidence = 0.97 if sure else 0.75
    divided = _DIVIDED_REASON.search(words) and role is Role.RESPONSIBLE
    reason = (_("写明“%(words)s”，未写明牵头") if divided else _("写明“%(words)s”")) % {"words": words}
    with_others = next((index for index, name in enumerate(names) if name.joined == "会同"), None)
    if with_others and role in (Role.LEAD, Role.RESPONSIBLE):
        reason = _("“会同”之前的单位主办，之后的配合")
        return [
            Answer(tuple(names[:with_others]), Role.LEAD, False, 0.85, reason, end, inferred=role is not Role.LEAD),
            Answer(tuple(names[with_others:]), Role.COOPERATE, opened, 0.85, reason, end, inferred=True),
        ]
    return [Answer(tuple(names), role, opened, confidence, reason, end)]


def prose_answers(text: str, begin: int, taken: list[tuple[int, int]]) -> Iterator[list[Answer]]:
    """Duties told in running text: 由甲牵头，乙配合; 由甲会同乙制定. `taken` are places already read."""
    index = 0
    for found in _PROSE_START.finditer(text, begin):
        while index < len(taken) and taken[index][1] <= found.start():
            index += 1
        if index < len(taken) and taken[index][0] <= found.start():
            continue
        group = 1 if found.group(1) else 3
        first, last = found.span(group)
        way = _BEFORE_DUTY.search(text, first, last)
        names = split_names(text, first, way.start() if way else last)
        opened = names.open_ended or (way is not None and way.group().startswith("等"))
        if not names.clean or not all(is_surely_unit(name.text) or is_class(name.text) for name in names.names):
            continue
        word = found.group(group + 1)
        if word == "会同":
            others = split_names(text, found.end(), _verb_at(text, found.end()))
            reason = _("行文中“由……会同……”")
            result = [Answer(names.names, Role.LEAD, False, 0.85, reason, found.end(), inferred=True)]
            if others.clean:
                result.append(
                    Answer(others.names, Role.COOPERATE, others.open_ended, 0.85, reason, found.end(), inferred=True)
                )
            yield result
            continue
        role = Role.LEAD if "牵头" in word else Role.RESPONSIBLE
        result = [Answer(names.names, role, opened, 0.88, _("行文中写明“%(words)s”") % {"words": word}, found.end())]
        following = _follower(text, found.end())
        if following:
            result.append(following)
        yield result


_VERB = re.compile(
    r"每|逐|定期|通报|核查|核实|及时|根据|统筹|牵头|依法|制定|负责|开展|组织|研究|建立|推进|实施|落实|编制|出台|做好|加强|完成|对|按|共同|抓|指导|"
    r"[，。；：\n]"
)


def _verb_at(text: str, start: int) -> int:
    found = _VERB.search(text, start, start + 80)
    return found.start() if found else min(len(text), start + 80)


def _follower(text: str, start: int) -> Answer | None:
    """甲牵头，乙、丙配合: the clause after a lead, where it is nothing but units and a word of helping."""
    if text[start : start + 1] != "，":
        return None
    stop = re.search(r"[，。；\n]", text[start + 1 : start + 120])
    end = start + 1 + stop.start() if stop else start + 1
    tail = _tail(text, start + 1, end)
    if tail is None:
        return None
    names = split_names(text, start + 1, tail.start())
    if not names.clean:
        return None
    return Answer(
        names.names,
        _role(tail.group()),
        names.open_ended,
        0.88,
        _("行文中写明“%(words)s”") % {"words": tail.group()},
        end,
    )
