"""One statement of who answers (the inside of a bracket, a labelled line) as units with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongjin.compiler.duty_labels import Head, copula_at, head_at, heads
from gongjin.compiler.duty_words import is_divided, only_watches, role_of, tail
from gongjin.compiler.plan import Role
from gongjin.compiler.unit_names import Name, Names, is_class, is_surely_unit, is_unit, split_names
from gongjin.core.texts import gettext as _

_DOES = re.compile("牵头(?:负责)?|分别负责|共同负责|负责|配合|协助|参与|承担|督办|会同")
_PART = _("写明其负责的部分：%(words)s")
_PREFIX = re.compile(
    r"^(?:(?:以上|上述|本|该|第)[^，。；]{0,18}?)?(?:各项|所有|全部|有关)?(?:任务|工作|措施|事项|内容|部分|项|均|分别|都)*由(?=[^，])|"
    r"^以[上下][^由，]{0,14}?(?:均[需须]?|分别)(?=[^由需须])|^由"
)
_POST = re.compile(r"(?:长|主任|书记|负责人|负责同志|同志|人|主席|局领导|领导|秘书长|专员|委员|主管|经理)$")
_LONGEST_PART = 24
_PIECE_MARK = re.compile("[（），；。、](?:(?<!、)|(?<=牵头、|负责、|配合、|主办、|主责、))")
_CLAUSE_END = re.compile("[，。；\n]")
_PART_END = re.compile(r"[。\n]")
_ROLE_NOUN = re.compile(r"(?:总|该项|本项|工作)?(?:责任|牵头|配合|主办|协办|汇总|主责|承办|实施)(?:单位|部门|主体)")
_NO_UNIT_AFTER = re.compile(rf"^{_ROLE_NOUN.pattern}$|的")
_STATED = re.compile(
    r"以[下上](?:各项|所有|任务|工作|均)|第一|首位|首个|最前|下同|为牵头|为主办|牵头单位[，。；为的]|排名不分先后|不再(?:一一)?列出"
)
_NO_UNIT = re.compile(r"[0-9，。；：《》“”%]|年|月底|长期|持续|[局县市区部]长$|书记|主任|经理|同志|以上|任务")


class Answer(NamedTuple):
    """Units that share a role; `end` is where the statement stops in the text."""

    names: tuple[Name, ...]
    role: Role
    open_ended: bool
    confidence: float
    reason: str
    end: int
    inferred: bool = False


def answers_in(text: str, start: int, end: int, *, bracket: bool, at_end: bool, apart: bool = False) -> list[Answer]:
    """What a string says of who answers; empty where it says no such thing.

    `bracket` tells that the string stands in brackets, `at_end` that nothing but a stop follows these, `apart` that a
    stop, a blank or a line's start stands before them.
    """
    labels = heads(text, start, end) if text.find("：", start, end) >= 0 else []
    if labels and (bracket or head_at(text, start, end)):
        return _labelled(text, start, end, labels)
    if _has_copula(text, start, end) and copula_at(text, start, end):
        return copula_answers(text, start, end)
    if not bracket:
        return []
    if tail(text, start, end) is not None:
        return _worded(text, start, end)
    names = _without_notes(split_names(text, start, end))
    if names.clean and at_end and any(name.joined == "会同" for name in names.names):
        return _roles(list(names.names), "负责", names.open_ended, end, sure=True)
    if names.clean and at_end:
        sure = [is_surely_unit(name.text) or is_class(name.text) for name in names.names]
        if all(sure) and any(is_surely_unit(name.text) for name in names.names):
            confidence = 0.92
        elif apart and _may_stand_alone(names):
            confidence = 0.85 if any(sure) else 0.75
        else:
            confidence = 0.0
        if confidence:
            return _bare_list(names, end, confidence)
    told = "；" in text[start:end] or _STATED.search(text, start, end) or _DOES.search(text, start, end)
    return _worded(text, start, end) if at_end and told else []


def _has_copula(text: str, start: int, end: int) -> bool:
    return text.find("为", start, end) >= 0 or text.find("是", start, end) >= 0


def _may_stand_alone(names: Names) -> bool:
    """Whether short names in a bracket of their own are units' (工资处、就业处), not places or things."""
    return all(re.search(r"(?:[处科股室办队所站局委部镇乡区院校团司行]|街道|中心)$", name.text) for name in names.names)


def _bare_list(names: Names, end: int, confidence: float) -> list[Answer]:
    reason = _("括号内只列单位，未写明牵头")
    return _by_marks(Answer(names.names, Role.RESPONSIBLE, names.open_ended, confidence, reason, end))


def _without_notes(names: Names) -> Names:
    """The names before a note on how the list is to be read (列第一位者为牵头单位，下同)."""
    kept = names.names
    for index, name in enumerate(kept):
        if index and _STATED.search(name.text):
            kept = kept[:index]
            return Names(kept, names.open_ended, all(is_unit(each.text) for each in kept))
    return names


def _by_marks(answer: Answer) -> list[Answer]:
    """The answer in parts where words in brackets beside a name tell its role (甲（牵头）、乙)."""
    roles = [role_of(name.mark) if len(name.mark) > 1 else None for name in answer.names]
    if not any(roles):
        return [answer]
    parts: list[Answer] = []
    for name, role in zip(answer.names, roles, strict=True):
        own = role if role is not None else answer.role
        reason = _("名称后写明“%(words)s”") % {"words": name.mark} if role is not None else answer.reason
        if parts and parts[-1].role is own and parts[-1].reason == reason:
            parts[-1] = parts[-1]._replace(names=(*parts[-1].names, name))
        else:
            parts.append(answer._replace(names=(name,), role=own, reason=reason))
    return parts


def _labelled(text: str, start: int, end: int, labels: list[Head]) -> list[Answer]:
    result: list[Answer] = []
    if labels[0].start > start and text[start : labels[0].start].strip(" ，；"):
        result += _worded(text, start, labels[0].start)
    for index, head in enumerate(labels):
        stop = labels[index + 1].start if index + 1 < len(labels) else end
        sentence = _PART_END.search(text, head.end, stop)
        stop = sentence.start() if sentence else stop
        if head.role is Role.SUPERVISE:
            result += _posts(text, head.end, stop, head.words)
        elif head.role is not None:
            result += _listed(text, head, head.role, stop)
    return result


def _listed(text: str, head: Head, role: Role, stop: int) -> list[Answer]:
    """The units after a label, and roles that the list itself tells (部门分工：甲牵头，乙配合)."""
    words = tail(text, head.end, stop)
    parted = "，" in text[head.end : stop] or "；" in text[head.end : stop]
    if words is not None and parted:
        worded = _worded(text, head.end, stop)
        if worded:
            return [answer._replace(role=role if answer.role is Role.RESPONSIBLE else answer.role) for answer in worded]
    names = _without_notes(split_names(text, head.end, words.start() if words else stop))
    kept = tuple(name for name in names.names if _fits_label(name.text))
    if not kept:
        return []
    if words is not None and role is Role.RESPONSIBLE:
        role = role_of(words.group())
    elif "分工" in head.words:
        return []
    sure = 0.98 if all(is_unit(name.text) for name in kept) else 0.75
    reason = _("标明“%(label)s”") % {"label": head.words}
    return _by_marks(Answer(kept, role, names.open_ended, sure, reason, stop))


def is_post(name: str) -> bool:
    """Whether a name after 责任领导： is a person's post (分管副县长), not a unit's."""
    return len(name) > 3 and _POST.search(name) is not None


def _fits_label(name: str) -> bool:
    """Whether a piece after 责任单位： may be a unit: no date, no figure, no sentence, no person."""
    if _ROLE_NOUN.fullmatch(name):
        return False
    return is_unit(name) or (4 <= len(name) <= 20 and not _NO_UNIT.search(name))


def _posts(text: str, start: int, stop: int, label: str) -> list[Answer]:
    """Posts (and supervising units) after 责任领导：; a person's name by itself is kept out.

    县委常委、常务副县长 is one post: the offices of a committee are no posts without what follows them.
    """
    names = split_names(text, start, stop)
    kept: list[Name] = []
    joins = False
    for name in names.names:
        post = is_post(name.text)
        if joins and post and text[name.span.start - 1] == "、":
            before = kept.pop()
            span = before.span._replace(end=name.span.end)
            kept.append(Name(span, text[span.start : span.end]))
        elif post or (is_unit(name.text) and len(name.text) > 3):
            kept.append(name)
        joins = (
            bool(kept) and kept[-1].span.end == name.span.end and name.text.endswith(("常委", "党组成员", "党委委员"))
        )
    if not kept:
        return []
    reason = _("标明“%(label)s”") % {"label": label}
    return [Answer(tuple(kept), Role.SUPERVISE, names.open_ended, 0.9, reason, stop)]


def copula_answers(text: str, start: int, end: int) -> list[Answer]:
    """责任单位为甲、乙，配合单位为丙; nothing where what follows the label is no list of units."""
    result: list[Answer] = []
    while head := copula_at(text, start, end):
        if head.role is None or head.role is Role.SUPERVISE:
            break
        at = head.end
        found: list[Name] = []
        opened = False
        while at < end:
            mark = _CLAUSE_END.search(text, at, end)
            stop = mark.start() if mark else end
            names = split_names(text, at, stop)
            if copula_at(text, at, stop) or not names.clean or any(_NO_UNIT_AFTER.search(n.text) for n in names.names):
                break
            found += names.names
            opened = opened or names.open_ended
            at = stop + 1
        if not found:
            break
        reason = _("写明“%(words)s”") % {"words": text[head.start : head.end]}
        result.append(Answer(tuple(found), head.role, opened, 0.92, reason, at - 1))
        start = at
    return result


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    while begin < stop and text[begin] == " ":
        begin += 1
    while stop > begin and text[stop - 1] == " ":
        stop -= 1
    return begin, stop


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces between commas and semicolons outside brackets, each with the sign after it."""
    depth, begin = 0, start
    for sign in _PIECE_MARK.finditer(text, start, end):
        if sign.group() == "（":
            depth += 1
        elif sign.group() == "）":
            depth -= 1
        elif depth <= 0:
            yield (*_trimmed(text, begin, sign.start()), sign.group())
            begin = sign.end()
    yield (*_trimmed(text, begin, end), "")


def _worded(text: str, start: int, end: int) -> list[Answer]:
    """Statements whose verbs tell the roles (甲牵头，乙、丙配合; 甲、乙等按职责分工负责)."""
    result: list[Answer] = []
    pending: list[Names] = []

    def settle(reason: str, confidence: float) -> None:
        names = tuple(name for group in pending for name in group.names)
        opened = any(group.open_ended for group in pending)
        pending.clear()
        if names:
            result.extend(_by_marks(Answer(names, Role.RESPONSIBLE, opened, confidence, reason, end)))

    for first, stop, sign in _pieces(text, start, end):
        if first >= stop:
            continue
        head = text[first : min(stop, first + 36)]
        prefix = _PREFIX.match(head) if "由" in head or "以" in head else None
        begin = first + (prefix.end() if prefix else 0)
        begin = _behind_part(text, begin, stop)
        words = tail(text, begin, stop)
        names = split_names(text, begin, words.start() if words else stop)
        kept = [name for name in names.names if is_unit(name.text)]
        if words is None and names.clean:
            pending.append(names)
        elif words is not None and kept and (names.clean or len(kept) * 2 > len(names.names)):
            if pending and _stands_beside(role_of(words.group()), result):
                settle(_("逗号前只列单位，其后的单位配合"), 0.9)
            earlier = [name for group in pending for name in group.names]
            opened = names.open_ended or any(group.open_ended for group in pending)
            pending.clear()
            result += _roles([*earlier, *kept], words.group(), opened, stop, sure=names.clean)
        elif inside := _DOES.search(text, begin + 1, stop):
            result += _in_part(text, begin, inside, stop)
        if sign == "；" and result:
            settle(_("只列单位，未写明分工"), 0.9)
    if result or all(is_surely_unit(name.text) for group in pending for name in group.names):
        settle(_("只列单位，未写明分工"), 0.9)
    return result


def _behind_part(text: str, begin: int, stop: int) -> int:
    """Where the units begin in 渠道清淤由甲负责: behind the part of the work that is theirs."""
    place = text.find("由", begin + 1, min(stop, begin + _LONGEST_PART))
    if place < 0:
        return begin
    words = tail(text, place + 1, stop)
    names = split_names(text, place + 1, words.start() if words else stop)
    behind = names.clean and all(is_surely_unit(name.text) or is_class(name.text) for name in names.names)
    return place + 1 if behind else begin


def _stands_beside(role: Role, result: list[Answer]) -> bool:
    """Whether a role leaves the units listed before it to do the work themselves, since nobody leads yet."""
    return role in (Role.COOPERATE, Role.SUPERVISE) and not any(answer.role is Role.LEAD for answer in result)


def _in_part(text: str, begin: int, inside: re.Match[str], stop: int) -> list[Answer]:
    """甲负责某事, 甲会同乙负责某事: units and the part of the work that is theirs."""
    names = split_names(text, begin, inside.start())
    if not names.clean or not all(is_surely_unit(name.text) or is_class(name.text) for name in names.names):
        return []
    found = list(names.names)
    if inside.group() == "会同":
        verb = _DOES.search(text, inside.end(), stop)
        others = split_names(text, inside.end(), verb.start() if verb else stop)
        if not others.clean:
            return []
        found += [name._replace(joined="会同") if index == 0 else name for index, name in enumerate(others.names)]
        inside = verb or inside
    part = text[inside.end() : stop]
    roles = _roles(found, inside.group(), names.open_ended, stop, sure=True)
    if inside.group().endswith("负责") and only_watches(part):
        roles = [answer._replace(role=Role.SUPERVISE) for answer in roles]
    reason = _PART % {"words": text[inside.start() : stop]}
    return [answer._replace(confidence=min(answer.confidence, 0.9), reason=reason) for answer in roles]


def _roles(names: list[Name], words: str, opened: bool, end: int, *, sure: bool) -> list[Answer]:
    role = role_of(words)
    confidence = 0.97 if sure else 0.75
    divided = is_divided(words) and role is Role.RESPONSIBLE
    reason = (_("写明“%(words)s”，未写明牵头") if divided else _("写明“%(words)s”")) % {"words": words}
    joins = [name.joined for name in names]
    with_others = joins.index("会同") if "会同" in joins else 0
    if with_others and role in (Role.LEAD, Role.RESPONSIBLE):
        before = Role.LEAD if with_others == 1 else role  # of several, none is said to lead
        reason = _("“会同”之前的单位主办，之后的配合")
        return [
            Answer(tuple(names[:with_others]), before, False, 0.85, reason, end, inferred=before is not role),
            Answer(tuple(names[with_others:]), Role.COOPERATE, opened, 0.85, reason, end, inferred=True),
        ]
    return _by_marks(Answer(tuple(names), role, opened, confidence, reason, end))
