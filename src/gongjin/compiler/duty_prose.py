"""Duties told in running text (由甲牵头，会同乙制定; 甲负责某事，乙予以配合).

Only clauses that begin with names of units count: a sentence that merely speaks of units gives none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from gongjin.compiler.answers import Answer
from gongjin.compiler.duty_words import is_divided, only_watches
from gongjin.compiler.labels import label_at
from gongjin.compiler.plan import Role
from gongjin.compiler.unit_names import Name, Names, is_class, is_surely_unit, split_names
from gongjin.core.texts import gettext as _

_WORD = re.compile(
    r"牵头(?!单位|部门|领导|人|的|责任|作用|抓总单位)|会同|负责(?!人|同志|制(?![定订作造])|任|的|单位|部门|领导)|配合(?!度|的|单位|部门|比)|"
    r"协助(?!的|单位|副)|参与(?!的|度|者|率|单位)|监督|督办|督导|落实(?!的|情况)|组织实施"
)
_LONGEST = 90
_CLAUSE_SIGNS = "，。；：！？\n）"
_WAY = re.compile(
    r"(?:等(?:单位|部门)?)?(?:按照?(?:各自|属地)?(?:职责|职能|原则|管理)?(?:任务|管理)?(?:分工|原则)?|按分工|根据(?:各自)?职责(?:分工)?|"
    r"共同|分别|具体|统一|联合|予以|给予|积极|密切|主动|跟进|跟踪|全程|抓好|做好|抓|并|总|组织|要|应当?|须)+$"
)
_COUNT = "(?:[一二三四五六七八九十两]|[0-9]{1,2})"
_WORK = "(?:工作|任务|事项|措施)"
_OWN = re.compile(
    r"请?(?:其中|同时|另外|此外|原则上|具体|日常)?"
    rf"(?:(?:这|该|此|本|以上|上述){_COUNT}?(?:[项些]{_WORK}?|{_WORK})|{_COUNT}项{_WORK}?|{_WORK})?(?:分别|均|都|统一|由)*"
)
_DATED = re.compile("(?:20[0-9]{2}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|[一二三四]季度末?|年底|年末)之?前")
_BY = re.compile(r"(?<![理事缘自经])由")
_BODY = re.compile(
    r"(?:[省市县区州镇乡])?(?:工作|协调)?(?:专班|领导小组|小组|指挥部|工作组|联席会议|委员会|办公室)(?:办公室)?|"
    r"(?:责任|牵头|配合|主办|协办|主管|行业主管|成员)(?:单位|部门)"
)
_EACH_BODY = re.compile("各(?:责任|牵头|配合|主办|协办|主管|行业主管|成员)(?:单位|部门)")
_STOP = re.compile(r"[，。；：！？\n（）]")
_VERB = re.compile(
    r"[在于对按每逐抓把将就以从向并]|组成|定期|通报|核查|核实|及时|根据|统筹|牵头|依法|制定|负责|开展|组织|研究|建立|推进|实施|落实|"
    r"编制|出台|做好|加强|完成|共同|指导|督促|督导|督查|检查|审核|办理|提出|联合|进行|完善|拟定|拟订|起草|印发|公布|发布|集中|全面|统一|细化|监督|推动|形成|梳理|报送|"
    r"处理|处置|查处|整治|验收|评估|考核|调度|会商|确定|明确|配合|参与|做|报|查"
)
_IN_NAME = re.compile(
    "[\u4e00-\u9fff]{0,2}(?:局|室|办(?![法理事])|委(?!托)|科(?!学)|处(?![理置罚])|站|所(?!有)|队|中心|组(?!织))"
)
"""What follows a verb that is part of a name (县政府督查室)."""
_BRACKETED = re.compile(r"（[^（）\n]{0,20}）")


def prose_answers(text: str, begin: int, taken: list[tuple[int, int]]) -> Iterator[list[Answer]]:
    """What clauses of running text say of who answers, a list a clause. `taken` are places already read, in order."""
    starts = [place[0] for place in taken]
    last_end = -1
    for found in _WORD.finditer(text, begin):
        start, end = found.span()
        if start < last_end:
            continue
        inside = bisect_right(starts, start) - 1
        if inside >= 0 and start < taken[inside][1]:
            continue
        clause = clause_start(text, begin, start)
        word = found.group()
        if clause == start and word != "会同":
            continue
        read = _clause(text, clause, start, end, word)
        if read:
            last_end = max(answer.end for answer in read)
            if word == "会同":  # what they do together is told by the same clause
                stop = _STOP.search(text, last_end, last_end + 120)
                last_end = stop.start() if stop else last_end
            yield read


def clause_start(text: str, begin: int, place: int) -> int:
    """Where the clause around a place begins; brackets do not end it, and it is not searched far."""
    first = max(begin, place - _LONGEST)
    before = text[first:place]
    if "（" in before:
        before = _BRACKETED.sub(_as_letters, before)
    return first + max([before.rfind(sign) for sign in _CLAUSE_SIGNS]) + 1


def _as_letters(found: re.Match[str]) -> str:
    return "x" * (found.end() - found.start())


def _clause(text: str, clause: int, start: int, end: int, word: str) -> list[Answer]:
    stop = _STOP.search(text, end, end + 120)
    after = text[end : stop.start()] if stop else text[end : end + 120]
    if word == "会同" and clause == start:
        return _others(text, end, _("行文中写明“会同”")) if _follows_lead(text, clause) else []
    names, by, way = names_before(text, clause, start)
    if names is None:
        return []
    by = by or (word in ("落实", "组织实施") and _follows_lead(text, clause))
    role, confidence = _role_of_word(names, word, after, way, by=by)
    if role is None:
        return []
    reason = _("行文中写明“%(words)s”") % {"words": way.lstrip("等") + word}
    if word == "会同":
        reason = _("行文中“由……会同……”")
    result = [Answer(names.names, role, names.open_ended, confidence, reason, end, inferred=word == "会同")]
    if word == "会同":
        result += [
            answer._replace(role=role) if role is Role.SUPERVISE else answer for answer in _others(text, end, reason)
        ]
    return result


def _role_of_word(names: Names, word: str, after: str, way: str, *, by: bool) -> tuple[Role | None, float]:
    """The role that a verb gives the units before it, and how surely; `by` tells that 由 stands before them."""
    if word == "牵头":
        return Role.LEAD, 0.88
    if word == "会同":
        return (Role.SUPERVISE if only_watchers(names) else Role.LEAD), 0.85
    if word == "负责":
        return (Role.SUPERVISE if only_watches(after) else Role.RESPONSIBLE), 0.88
    if word in ("配合", "协助", "参与"):
        return Role.COOPERATE, 0.85
    if word in ("监督", "督办", "督导"):
        return (Role.SUPERVISE if by or (word == "督办" and not after) else None), 0.85
    return (Role.RESPONSIBLE if by or is_divided(way) or "原则" in way else None), 0.85


def names_before(text: str, clause: int, stop: int, *, bodies: bool = False) -> tuple[Names | None, bool, str]:
    """The units that a clause begins with, whether 由 stands before them, and the words between them and the verb.

    With `bodies` those count too that are named by what they do in the plan (各责任单位).
    """
    label = label_at(text, clause, stop)
    clause = label.end if label else clause
    by = False
    places = [match.end() for match in _BY.finditer(text, clause, stop)]
    if places:
        clause, by = places[-1], True
    else:
        dated = _DATED.match(text, clause, stop)
        by, clause = dated is not None, dated.end() if dated else clause  # what has a date is to be done, as with 由
        own = _OWN.match(text, clause, stop)
        clause = own.end() if own else clause
    way = _WAY.search(text, clause, stop)
    names = split_names(text, clause, way.start() if way else stop)
    if not names.clean or not all(
        is_doer(name) or (bodies and _EACH_BODY.fullmatch(name.text)) for name in names.names
    ):
        return None, by, ""
    words = way.group() if way else ""
    return names._replace(open_ended=names.open_ended or words.startswith("等")), by, words


_WATCHER = re.compile("督查|督导|督察|审计|纪委|监委|巡察|考核办")


def only_watchers(names: Names) -> bool:
    """Whether all of the names are of units that watch over the work of others."""
    return all(_WATCHER.search(name.text) for name in names.names)


def is_doer(name: Name) -> bool:
    """Whether a name is surely a unit's, or a class of units, and no body set up for the work."""
    return (is_surely_unit(name.text) or is_class(name.text)) and not _BODY.fullmatch(name.text)


def _others(text: str, start: int, reason: str) -> list[Answer]:
    """The units after 会同, up to the verb."""
    stop = _STOP.search(text, start, start + 100)
    end = stop.start() if stop else min(len(text), start + 100)
    names = split_names(text, start, end)
    if not names.clean:
        for verb in _VERB.finditer(text, start, end):
            if verb.end() - verb.start() > 1 and _IN_NAME.match(text, verb.end(), end):
                continue
            names = split_names(text, start, verb.start())
            if names.clean:
                end = verb.start()
                break
    if not names.clean or not all(is_doer(name) for name in names.names):
        return []
    return [Answer(names.names, Role.COOPERATE, names.open_ended, 0.85, reason, end, inferred=True)]


def _follows_lead(text: str, clause: int) -> bool:
    """Whether 会同 takes up a clause that names a lead (由甲牵头，会同乙……)."""
    return clause > 0 and text[clause - 1] == "，" and text.rfind("牵头", max(0, clause - 20), clause) >= 0
