"""Units that sentences lay something on without a word of duty: 县公安局要……, 由县供电公司组织……, and lines in which a
unit's name stands before a colon (县公安局：依法查处……).

Only clauses that begin with names of units count, as in `duty_prose`. Classes that are no one in particular (各单位)
count only beside others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gongjin.compiler.answers import Answer
from gongjin.compiler.duty_prose import clause_start, is_doer, names_before, only_watchers
from gongjin.compiler.duty_words import role_of
from gongjin.compiler.plan import Role
from gongjin.compiler.unit_names import Name, Names, is_class, split_names
from gongjin.core.texts import gettext as _

_LAST = "局委办厅院部社队心府会司室）镇乡道团组站所校区群门位关市县州村旗"
_TO_DO = (
    r"(?:(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|年底|汛期|入冬|春节|[一二三四]季度末?)之?前(?=完成|建成|制定|出台|印发|编制|组织|开展)|"
    r"要(?![求素点件闻务害道])|应(?![急用收保对建付届])|须|每(?:[日周月季年半旬]|[0-9一二两三四五六七八九十])|于|定期|"
    r"具体|组织(?![部机领])|承担|组建(?!率|的)|统筹(?!办|科|局|中心|协调)|分片|结合|会商|利用|对(?![口接标照外象])|按|将|把|负(?:总|主体|直接|监管|全面)责|加强(?!型)|强化(?!型)|做好|抓好|[是为][^，。]{0,16}责任(?:主体|单位)|"
    r"依法|及时|积极|严格|切实|主动|组成|抽调|[是为](?:该项|本项)?(?:工作|任务)?的?总?(?:牵头|主办|主责|配合|协办|协同|参与)(?:单位|部门)"
)
_BY_VERB = (
    r"统一(?!领导)|依[规法照纪]|根据|修改|完善|研究|拟[定订]|起草|细化|督促|跟踪|做好|形成|上报|完成|拨付|补充|组织(?![部机领])|审[核查批定]|办理|开展|提出|制定|实施|运营|建设|推进|评审|汇总|报|安排|"
    r"协调|指导|落实|承办|出具"
)
_SEAM = re.compile(rf"[{_LAST}](?={_TO_DO}|{_BY_VERB})")
_MODAL = re.compile(_TO_DO)
_IS_NAMED = re.compile("[是为][^，。]{0,8}(?:牵头|主办|主责|配合|协办|协同|参与)(?=单位|部门)")
_STOP = re.compile(r"[，。；：！？\n]")
_NO_ONE = re.compile(
    r"(?:各地?|全[县市省区州])(?:级|地)?(?:有关|相关|县直|市直|省直|区直)*(?:单位|部门|方|地区|地)?|(?:有关|相关|职能)(?:单位|部门)"
)
_ANYBODY = re.compile(r"(?:企业|机构|学校|院校|医院|组织|团体|商会|协会|主体|业主|园区|社区)$")
_BODY = re.compile("(?:领导小组|专班|联席会议|工作小组|协调小组)$|^(?:领导小组|专班|联席会议|指挥部)办公室")
_LEVEL = re.compile("[国省市县区州镇乡团]|各|街道")
_WATCHES = re.compile(
    r"督查(?!室|组|办)|督办(?!室)|督导(?!室|组|办)|问责|考核排名|监督检查|全程监督|(?:调度|讲评)(?:一次|[0-9一二两三]次|通报)|明察暗访|暗访"
)
_HEADS = re.compile(r"\n *([^，。；：\n]{3,40})：(?=[^\n]{6})")
_LEADS = re.compile(r"(?:负责)?牵头")
_IN_CHARGE = re.compile("(?:具体|主要|牵头|全面)?负责(?!人)|牵头|配合")
_HELPS = re.compile("(?:积极|主动|负责)?(?:配合|协助|协同|参与)")


def subjects(text: str, begin: int, taken: Sequence[tuple[int, int]]) -> Iterator[list[Answer]]:
    """The units that clauses begin with and lay something on; `taken` are places already read, in order."""
    yield from _headed_lines(text, begin, taken)
    last = -1
    for seam in _SEAM.finditer(text, begin):
        end = seam.end()
        if end <= last or _inside(taken, end):
            continue
        clause = clause_start(text, begin, end)
        names, by, _way = names_before(text, clause, end, bodies=True)
        if names is None or not _counts(names.names):
            continue
        if not by and not _MODAL.match(text, end):
            continue
        stop = _STOP.search(text, end, end + 120)
        after = text[end : stop.start() if stop else end + 120]
        last = end
        role = Role.SUPERVISE if _watches(names, after) else Role.RESPONSIBLE
        if named := _IS_NAMED.match(after):
            role = role_of(named.group())
        reason = _("行文中以“%(words)s”开头的要求") % {
            "words": text[end - 1 : end + 3].strip("，。；：\n") or after[:3]
        }
        yield [Answer(names.names, role, names.open_ended, 0.85, reason, end)]


def _headed_lines(text: str, begin: int, taken: Sequence[tuple[int, int]]) -> Iterator[list[Answer]]:
    for head in _HEADS.finditer(text, max(0, begin - 1)):
        start, end = head.span(1)
        if _inside(taken, start):
            continue
        names = split_names(text, start, end)
        if not names.clean or not all(is_doer(name) for name in names.names):
            continue
        if not _counts(names.names) or not (
            all(_LEVEL.match(name.text) for name in names.names) or _IN_CHARGE.match(text, head.end())
        ):
            continue
        if _LEADS.match(text, head.end()):
            role = Role.LEAD
        elif _HELPS.match(text, head.end()):
            role = role_of("配合")
        else:
            role = Role.RESPONSIBLE
        yield [Answer(names.names, role, names.open_ended, 0.9, _("单位名称在行首，其后是它的任务"), end)]


def _counts(names: Sequence[Name]) -> bool:
    """Whether any of the names is somebody in particular."""
    return any(not _NO_ONE.fullmatch(name.text) and not _BODY.search(name.text) for name in names) and all(
        is_class(name.text) or _LEVEL.match(name.text) or not _ANYBODY.search(name.text) for name in names
    )


def _watches(names: Names, after: str) -> bool:
    return only_watchers(names) or _WATCHES.search(after) is not None


def _inside(taken: Sequence[tuple[int, int]], place: int) -> bool:
    last = bisect_left(taken, (place + 1, 0)) - 1
    return last >= 0 and place < taken[last][1]
