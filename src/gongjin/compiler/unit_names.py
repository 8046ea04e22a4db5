"""What looks like the name of a unit: by its last characters, never by a list of places or offices."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongjin.compiler.document import Span

_STRONG = (
    "局|委|委员会|办公室|厅|院|中心|公司|集团|政府|办事处|管委会|监委|工商联|总工会|工会|妇联|科协|残联|"
    "文联|侨联|社科联|红十字会|供销社|"
    "联社|联合社|信用社|协会|商会|学会|联合会|银行|支行|分行|队|指挥部|专班|办|部|署|社|所|站|馆|台|"
    "单位|部门|机构|乡镇|街道|镇街|高校|院校|学校|学院|大学|医院|企业|法院|检察院|开发区|高新区|园区|"
    "管理处|管理区|铁塔|运营商|运营企业|团体|组织|国企|"
    "政协|人大|党校|报社|林场|农场|邮政|电信|移动|联通|烟草|气象|海关|税务|军分区|武装部|业主|理事会|"
    "基金会|主体|政府部门|工作组|小组"
)
_WEAK = "镇|乡|区|县|市|州|旗|盟|省|村|社区|会|处|室|科|股|队|厂|行|司|校|园|团|组|站点|场|府|库|矿|成员|联"
_ENDS = re.compile(rf"(?:{_STRONG}|{_WEAK})$")
_STRONG_END = re.compile(rf"(?:{_STRONG})$")
_BRACKETED = re.compile(r"（[^（）]{0,30}）")
_NO_NAME = re.compile(
    r"[，。；：！？“”《》%]|[0-9]{2}|^(?:要|应(?!急)|并|以|对|将|把|为|使|让|在|从|向|其|该|此|含|包括|不含|如|"
    r"即|指|通过|进一步|全面|加强|推进|推动|做好|"
    r"确保|按|根据|建立|完善|积极|加快|提升|提高|强化|开展|落实|实施|打造|支持|鼓励|引导|组织|协调|督促|"
    r"指导|负责|原则上|详见|见|同|下同|年|不)|"
    r"(?:建设|发展|提升|制定|完成|开展|实施|推进)(?:一批|的)|的$|的为|的(?:责任|牵头)?单位|为牵头|牵头(?:$|负责)"
)
_CLASS = re.compile(
    r"^(?:各|全[县市省区州]|所有|其他|沿线|涉及|相关|有关|县直|市直|省直|区直|州直|中央驻|驻)|(?:有关|相关|"
    r"各)(?!民族)|"
    r"^(?:成员|责任|牵头|承建|项目|施工|业主|主管|行业主管|县级|市级|省级|配合)(?:单位|部门|业主|主体)|"
    r"^(?:街道办事处|乡镇人民政府|乡镇政府|乡镇|镇街|乡镇街道|街道)$|"
    r"(?:属国企|属国有企业|属企业|运营商|运营企业|金融机构|银行机构)$"
)
_LEVEL_START = re.compile(r"(?:[国省市县区州镇乡各团]|中央|有关|相关|街道|自治)")
_JOIN = re.compile("以及|和|及|与|会同|联合|协同")
_OPEN = re.compile(
    r"等(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?个?(?:县直|市直|省直|区直|州直|省级|市级|县级|相关|有关|"
    r"责任|职能|成员|各)*"
    r"(?:单位|部门|企业|机构|乡镇|镇街|厅局|镇|街道)?(?:和|及|与)?$"
)
_SEPARATOR = re.compile(r"[、/ \n，；|\\（）]")
_KNOWN = 8192
"""How many names are remembered at a time; a plan names the same units again and again."""


@lru_cache(_KNOWN)
def is_unit(name: str) -> bool:
    """Whether a name ends as units' names do and has nothing in it that they do not have."""
    plain = _BRACKETED.sub("", name)
    return 2 <= len(plain) <= 34 and bool(_ENDS.search(plain)) and not _NO_NAME.search(plain)


@lru_cache(_KNOWN)
def is_surely_unit(name: str) -> bool:
    """Whether a name is a unit's even where nothing but the name says so."""
    plain = _BRACKETED.sub("", name)
    return len(plain) >= 3 and bool(_STRONG_END.search(plain)) and is_unit(name)


@lru_cache(_KNOWN)
def is_class(name: str) -> bool:
    """Whether a name stands for many units (各乡镇, 县直有关单位)."""
    return bool(_CLASS.search(_BRACKETED.sub("", name)))


class Name(NamedTuple):
    """One name of a list; `joined` is the word that ties it to the one before (会同), if any."""

    span: Span
    text: str
    joined: str = ""


class Names(NamedTuple):
    """The names of a list, whether it is open-ended (等), and whether every piece of it looked like a unit."""

    names: tuple[Name, ...]
    open_ended: bool
    clean: bool


def split_names(text: str, start: int, end: int) -> Names:
    """The names in a list; separators inside brackets do not separate, 和 only where both sides are names."""
    found: list[Name] = []
    open_ended, clean = False, True
    begin, depth = start, 0
    pieces: list[tuple[int, int]] = []
    for sign in _SEPARATOR.finditer(text, start, end):
        if sign.group() == "（":
            depth += 1
        elif sign.group() == "）":
            depth -= 1
        elif depth <= 0:
            pieces.append((begin, sign.start()))
            begin = sign.end()
    pieces.append((begin, end))
    for piece_start, piece_stop in pieces:
        piece_end = piece_stop
        if piece_end - piece_start > 70:
            clean = False
            continue
        name = text[piece_start:piece_end]
        opened = _OPEN.search(name)
        if opened and opened.start() > 0:
            open_ended = True
            piece_end = piece_start + opened.start()
        elif name.startswith("等"):
            open_ended = True
            continue
        for begin, stop, joined in _singles(text[piece_start:piece_end]):
            name = text[piece_start + begin : piece_start + stop]
            if name:
                found.append(Name(Span(piece_start + begin, piece_start + stop), name, joined))
                clean = clean and is_unit(name)
    return Names(tuple(found), open_ended, clean and bool(found))


@lru_cache(_KNOWN)
def _singles(piece: str) -> tuple[tuple[int, int, str], ...]:
    """Where the names of one piece begin and end, and what joins each to the one before: cut at 和, 及, 会同 where
    what stands on both sides is a name."""
    result: list[tuple[int, int, str]] = []
    word = ""
    begin = 0
    for joint in _JOIN.finditer(piece):
        left, right = piece[begin : joint.start()], piece[joint.end() :]
        strong = joint.group() in ("会同", "联合", "以及") or (is_surely_unit(left) and bool(_LEVEL_START.match(right)))
        if strong and is_unit(left) and is_unit(right):
            result.append((*_bare(piece, begin, joint.start()), word))
            word, begin = joint.group(), joint.end()
    result.append((*_bare(piece, begin, len(piece)), word))
    return tuple(result)


def _bare(piece: str, start: int, end: int) -> tuple[int, int]:
    while start < end and piece[start] in " *":
        start += 1
    while end > start and piece[end - 1] in " *。.":
        end -= 1
    return start, end
