"""What looks like the name of a unit: by its last characters, never by a list of places or offices."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from gongjin.compiler.document import Span, span_of

_STRONG = (
    "局|委|委员会|办公室|厅|院|中心|公司|集团|政府|办事处|管委会|监委|工商联|总工会|工会|妇联|科协|残联|"
    "文联|侨联|社科联|红十字会|供销社|"
    "联社|联合社|信用社|协会|商会|学会|联合会|银行|支行|分行|队|指挥部|专班|办|部|署|社|所|站|馆|台|"
    "单位|部门|机构|乡镇|街道|镇街|高校|院校|学校|学院|大学|医院|企业|法院|检察院|开发区|高新区|园区|"
    "管理处|管理区|铁塔|运营商|运营企业|团体|组织|国企|"
    "政协|人大|党校|报社|林场|农场|邮政|电信|移动|联通|烟草|气象|海关|税务|军分区|武装部|业主|理事会|"
    "基金会|主体|政府部门|工作组|小组|纪委监委|专员公署|总队|支队|大队|分局|分署|分公司|党工委|"
    "督查组|督导组|常委会|车务段|机务段|工务段|供电段|电务段|[纪监]委机关"
)
_WEAK = "镇|乡|区|县|市|州|旗|盟|省|村|社区|会|处|室|科|股|队|厂|行|司|校|园|团|组|站点|场|府|库|矿|成员|联"
_ENDS = re.compile(rf"(?:{_STRONG}|{_WEAK}|^各地|^各级|^各方)$")
_STRONG_END = re.compile(rf"(?:{_STRONG}|督查室|^[省市县区州镇乡](?:委|政府)[\u4e00-\u9fff]{{2,8}}[室处科])$")
_BRACKETED = re.compile(r"（[^（）]{0,30}）")
_NO_NAME = re.compile(
    r"[，。；：！？“”《》%]|[0-9]{2}|全部|^(?:要|应(?!急)|并|以|对|将|把|为|使|让|在|从|向|其|该|此|含|包括|不含|如|"
    r"即|指|通过|进一步|全面|加强|推进|推动|做好|"
    r"确保|按|根据|建立|完善|积极|加快|提升|提高|强化|开展|落实|实施|打造|支持|鼓励|引导|组织|协调|督促|"
    r"指导|负责|特别|尤其|原则上|详见|见|同|下同|年|不|会同|联合(?!会|社)|配合|协助|由)|任务由|项由|[要应须当]会同|"
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
    r"等(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?个?(?:县直|市直|省直|区直|州直|省级|市级|县级|[省市县区州](?=有关|相关)|相关|有关|"
    r"责任|职能|成员|各)*"
    r"(?:单位|部门|企业|机构|乡镇|镇街|厅局|镇|街道)?(?:和|及|与)?$"
)
_LEVELED = re.compile(
    r"等(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?个?"
    r"((?:(?:[省市县区州]级|[省市县区州]直|[省市县区州]政府|驻[省市县区州])(?:各)?(?:有关|相关|责任|职能)?|[省市县区州](?:有关|相关))(?:部门|单位))$"
)
"""等市级有关部门: units that are named by their class after the 等."""
_SEPARATOR = re.compile(r"[、/ \n，；|\\（）]")
_LEVEL_WORD = re.compile(
    r"(?:[省市县区州旗镇乡村]|街道|社区|乡镇|镇街|办事处|街道办事处|开发区|园区|功能区|管理区)"
    r"(?:（[^（）]{1,12}）)?(?:人民政府|政府|管委会|办事处|党委|党工委)?"
)
_EACH_LEVEL = re.compile(r"各(?:[省市县区州旗镇乡]|街道)(?:（[^（）]{1,12}）)?")
_PARTY = re.compile(r"各[\u4e00-\u9fff（）、]{1,12}(?:党委|党工委|党组)")
_GOVERNMENT = re.compile("(?:人民)?政府|办事处|管委会")
"""各乡镇党委、政府 is one name."""
_BEFORE_SHARED = re.compile(r"[\u4e00-\u9fff]{2,3}")
_SHORT = 3
"""Only a piece that is so short, or begins with 各, is part of a name that goes on behind the next 、."""
_SHARED_END = re.compile(r"[\u4e00-\u9fff]{2,3}(?:管理区|开发区|园区|街道|办事处|镇|乡|农场|林场|管委会|片区|社区|村)")
_SEAM = re.compile(
    r"(?<=[局委办厅院部社队心府会])(?<!.[县市区省州]委)(?=[省市县区州](?!分局|大队|支队|直|级)[^、，（）]{1,14}?[局委办厅院部社队心府会])|"
    r"(?<=）)(?=[省市县区州各][^、，（）]{1,14}[局委办厅院部社队心府会]$)"
)
"""Where two names meet with nothing between them: a name ends, and the next begins with its level."""
_MARKS = "▲△▴★☆●◎■◆◇※*＊#"
_MARKED = re.compile(f"[{_MARKS}]")
_ASIDE = re.compile(r"[（〔]([^（）〔〕]{1,40})[）〕]$")
_ROLE_ASIDE = re.compile(
    r"(?:总?牵头|主办|主责|抓总|责任|负责|落实|配合|协办|协助|参与|承办|实施)(?:责任)?(?:单位|部门|科室|处室)?(?:，?下同)?$"
)
_NOTE_ASIDE = re.compile(
    r"下同|[为是](?:该项|本项)?(?:工作|任务|责任)?(?:总)?(?:牵头|主办|主责|汇总)|以下简称|排名不分先后"
)
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
    """One name of a list.

    `joined` is the word that ties it to the one before (会同), if any; `mark` the sign typed beside it (▲) or the words
    in brackets after it that tell its role (牵头), neither of which is part of the name.
    """

    span: Span
    text: str
    joined: str = ""
    mark: str = ""


_name: Callable[[tuple[Span, str, str, str]], Name] = partial(tuple.__new__, Name)
"""A name of its fields, without the check of arguments."""


class Names(NamedTuple):
    """The names of a list, whether it is open-ended (等), and whether every piece of it looked like a unit."""

    names: tuple[Name, ...]
    open_ended: bool
    clean: bool


def split_names(text: str, start: int, end: int) -> Names:
    """The names in a list; separators inside brackets do not separate, 和 only where both sides are names."""
    found: list[Name] = []
    open_ended, clean = False, True
    for begin, stop in _pieces(text, start, end):
        if stop - begin > 70:
            clean = False
            continue
        if text.startswith("等", begin):
            open_ended = True
            level = _LEVELED.match(text, begin, stop)
            if level:
                found.append(Name(Span(*level.span(1)), level.group(1)))
            continue
        singles, opened = _singles(text[begin:stop])
        open_ended = open_ended or opened
        for first, last, joined, mark in singles:
            name = text[begin + first : begin + last]
            found.append(_name((span_of((begin + first, begin + last)), name, joined, mark)))
            clean = clean and is_unit(name)
    return Names(tuple(found), open_ended, clean and bool(found))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces between separators, those put together again that are one name (各乡、镇人民政府)."""
    pieces: list[tuple[int, int]] = []
    signs: list[str] = []
    begin, depth = start, 0
    for sign in _SEPARATOR.finditer(text, start, end):
        word = sign.group()
        if word == "（":
            depth += 1
        elif word == "）":
            depth -= 1
        elif depth <= 0:
            pieces.append((begin, sign.start()))
            signs.append(word)
            begin = sign.end()
    pieces.append((begin, end))
    if "、" not in signs:
        return pieces
    joined: list[tuple[int, int]] = []
    index = 0
    while index < len(pieces):
        begin, stop = pieces[index]
        short = stop - begin <= _SHORT or text.startswith("各", begin, stop)
        last = _last_of_name(text, pieces, signs, index) if short else index
        joined.append((begin, pieces[last][1]))
        index = last + 1
    return joined


def _last_of_name(text: str, pieces: list[tuple[int, int]], signs: list[str], index: int) -> int:
    """The index of the last piece of the name that begins with a piece."""
    begin, stop = pieces[index]
    last = index
    if stop - begin <= 14 and _EACH_LEVEL.fullmatch(text, begin, stop):
        while last < len(signs) and signs[last] == "、" and _LEVEL_WORD.fullmatch(text, *pieces[last + 1]):
            last += 1
    elif index < len(signs) and signs[index] == "、" and _PARTY.fullmatch(text, begin, stop):
        last += _GOVERNMENT.fullmatch(text, *pieces[index + 1]) is not None
    elif (
        index < len(signs)
        and signs[index] == "、"
        and _BEFORE_SHARED.fullmatch(text, begin, stop)
        and not is_unit(text[begin:stop])
        and _SHARED_END.fullmatch(text, *pieces[index + 1])
    ):
        last += 1
    return last


@lru_cache(_KNOWN)
def _singles(piece: str) -> tuple[tuple[tuple[int, int, str, str], ...], bool]:
    """Where the names of one piece begin and end, what joins each to the one before and marks it, whether 等 follows.

    Cut at 和, 及, 会同 where what stands on both sides is a name, and where two names meet.
    """
    cuts: list[tuple[int, int, str]] = []
    word = ""
    begin = 0
    for joint in _JOIN.finditer(piece):
        left, right = piece[begin : joint.start()], piece[joint.end() :]
        opened = _OPEN.search(left)
        left = left[: opened.start()] if opened else left
        right = right.removesuffix("等")
        strong = joint.group() in ("会同", "联合", "以及") or (
            (is_surely_unit(left) or is_class(left)) and (bool(_LEVEL_START.match(right)) or is_surely_unit(right))
        )
        if strong and is_unit(left) and is_unit(right):
            cuts.append((begin, joint.start(), word))
            word, begin = joint.group(), joint.end()
    cuts.append((begin, len(piece), word))
    result: list[tuple[int, int, str, str]] = []
    open_ended = False
    for first, last, joined in cuts:
        name = piece[first:last]
        opened = _OPEN.search(name)
        if opened and opened.start() > 0:
            open_ended = True
            level = _LEVELED.search(name)
            result += _met(piece, first, first + opened.start(), joined)
            if level:
                result.append((first + level.start(1), first + level.end(1), "", ""))
        else:
            result += _met(piece, first, last, joined)
    return tuple(each for each in result if each[1] > each[0]), open_ended


def _met(piece: str, start: int, end: int, joined: str) -> list[tuple[int, int, str, str]]:
    """The names between two places, parted where one ends and the next begins with nothing between them."""
    bounds = [start]
    if end - start >= 6:
        for seam in _SEAM.finditer(piece, start, end):
            if is_surely_unit(piece[bounds[-1] : seam.start()]) and is_surely_unit(piece[seam.start() : end]):
                bounds.append(seam.start())
    bounds.append(end)
    result: list[tuple[int, int, str, str]] = []
    for first, last in pairwise(bounds):
        begin, stop, mark = _bare(piece, first, last)
        result.append((begin, stop, joined if first == start else "", mark))
    return result


def _bare(piece: str, start: int, end: int) -> tuple[int, int, str]:
    """The name without blanks, marks and the brackets that are no part of it; the mark or the words of its role."""
    mark = ""
    while start < end and (piece[start] in " —" or piece[start] in _MARKS):
        mark = piece[start].strip(" —") or mark
        start += 1
    while end > start:
        last = piece[end - 1]
        if last in " 。.":
            end -= 1
        elif last in _MARKS:
            mark = last
            end -= 1
        elif last in "）〕" and (aside := _ASIDE.search(piece, start, end)):
            words = aside.group(1)
            if _MARKED.fullmatch(words) or _ROLE_ASIDE.fullmatch(words):
                mark = words
            elif not _NOTE_ASIDE.search(words):
                break
            end = aside.start()
        else:
            break
    return start, end, mark
