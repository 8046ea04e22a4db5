"""Words that tell a role after the names of units (甲牵头, 乙、丙按职责分工负责, 丁予以配合)."""

from __future__ import annotations

import re
from functools import lru_cache

from gongjin.compiler.plan import Role

_WAY = (
    r"(?:共同|联合|分别|具体|总|按照?(?:各自|属地|部门)?(?:职责|职能|任务|权限|原则|管理)(?:范围)?(?:任务)?(?:分工|原则)?|按分工|依(?:据|"
    r"照)?职责(?:分工)?|根据(?:各自)?职责(?:分工)?|"
    r"结合(?:各自)?职责|各负其责|做好|抓好|予以|给予|积极|密切|主动|认真|协调|全面|统一|跟进|跟踪|全程|抓){0,4}"
)
_DO = (
    r"(?:牵头|主办|主责|主抓|负总责|负责|承办|落实|实施|组织|配合|协助|协同|参与|协办|参加|支持|推进|抓总|统筹|"
    r"指导|督导|监督|督办|督查|承担|办理|执行|完成|保障){1,4}"
)
_TAIL_FIRST = "共联分具总按依根结各做抓予给积密主认协全统跟牵负承落实组配参支推指督监办执完保"
_TAIL = re.compile(rf"(?=[{_TAIL_FIRST}]){_WAY}{_DO}(?:工作|到位)?$")
_TAIL_LAST = frozenset("头办责抓实施织合助同与加持进总筹导督查担理行成障作工位")
"""The last characters of what tells a role: of its verbs, of 工作, 分工 and 到位."""
_DIVIDED = re.compile(r"按照?(?:各自)?(?:职责|职能)(?:任务)?分工$|按职责$|按分工$")
_DIVIDED_REASON = re.compile("职责|职能|分工|分别")
_LEADS = re.compile("牵头|主办|主责|主抓|抓总")
_HELPS = re.compile("配合|协助|参与|协办|参加|支持|协同")
_WATCHES = re.compile("督导|监督|督办|督查|指导")
_IN_CHARGE_OF_WATCHING = re.compile("负责(?:跟踪|全程)?(?:督导|监督|督办|督查)(?:考核|检查)?$")
_WATCH = re.compile(
    r"(?:对[^，。；\n]{1,30})?(?:进行|实施|开展|全过程|全程|跟踪|日常|过程性?){0,2}(?:的)?"
    r"(?:监督(?!管理|抽查|抽检)|督办|督导|督查|审计|问责|追责)(?:检查|问责|工作|考核|指导|评估|追责|和|、)*$"
)


def tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words at the end of a string that tell a role."""
    while end > start and text[end - 1] in "。 ；，":
        end -= 1
    if text[end - 1 : end] not in _TAIL_LAST:
        return None
    begin = max(start, end - 28)
    return _TAIL.search(text, begin, end) or _DIVIDED.search(text, begin, end)


@lru_cache(maxsize=1024)
def role_of(words: str) -> Role:
    """The role that a tail tells; plain responsibility where it is of no other kind."""
    if _LEADS.search(words):
        return Role.LEAD
    if _HELPS.search(words):
        return Role.COOPERATE
    watches = _WATCHES.search(words) and "落实" not in words
    if watches and ("负责" not in words or _IN_CHARGE_OF_WATCHING.search(words)):
        return Role.SUPERVISE
    return Role.RESPONSIBLE


def is_divided(words: str) -> bool:
    """Whether the words share the work out (按职责分工负责), so that none of the units leads."""
    return _DIVIDED_REASON.search(words) is not None


def only_watches(words: str) -> bool:
    """Whether what a unit is in charge of is nothing but watching over the work (对作风问题进行监督)."""
    return _WATCH.fullmatch(words) is not None
