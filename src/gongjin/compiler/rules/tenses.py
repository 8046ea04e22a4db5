"""What a clause is about in time and in kind: past achievements, rules of subsidy, qualifiers, strength."""

from __future__ import annotations

import re

from gongjin.compiler.clauses import Cut
from gongjin.compiler.plan import Section, Strength

_PAST = re.compile(
    r"截至目前|截至(?:20[0-9]{2}年)?[^，。]{0,8}底|目前[，]?|现有|现已|已(?:经|累计|建成|完成|达|有|实现|成功|新增|投入|培育|获|创建|发展|列入|形成|全面|覆盖|建|超)|"
    r"累计已|去年|上年(?!末|度?基|同期|水平|增)|近年来|近[一二三四五两]年|上一年度?(?!水平|同期)|过去|曾|十三五|“十三五”|自20[0-9]{2}年以来|以来$|以来(?=，)"
)
_PAST_SECTION = re.compile(r"^(?:工作基础|发展基础|现实基础|基本情况|发展现状|现状|背景|工作背景|形势|存在(?:的)?问题|主要问题|发展环境|工作成效|主要成效|规划背景|指导思想|基本原则)")
_RULE = re.compile(r"补贴|补助|奖励|奖补|奖金|贴息|给予|予以|罚款|罚金|收费|收取|资助|津贴|报销|额度|贷款额|最高可|每[亩人户头吨台件]补|扣[0-9分]|加[0-9]+分|减征|免征|减按|税率|利率|经费[^，]{0,8}(?:列入|纳入|预算|保障)|(?:列入|纳入)[^，]{0,6}预算|每[^，0-9]{0,6}[0-9]+[^，]{0,4}的标准")
_ENSURE = re.compile(r"确保|必须|务必|务求|保证(?=[^。，]*[0-9])")
_STRIVE = re.compile(r"力争|争取|力求|争创|努力(?:实现|达到|争)|预计|预期")
_STATED = re.compile("[力确必务争保努预]")
_GOVERNS = re.compile(r"^(?:到?20[0-9]{2}年(?:底|末)?(?:前)?|[一二三四]是|年内|今年|全年|同时|全县|全市|全省|全区|通过[^，]*)?(?:力争|确保|争取|力求|努力实现)")
_TIME_ONLY = re.compile(r"^(?:到|至|截至|在|力争)?(?:20[0-9]{2}年?(?:—20[0-9]{2}年?)?|“?十[四五]五”?|今年|年)(?:底|末|内|年底|年末|期间|时期|[0-9]{1,2}月(?:底|末|份)?)?(?:之?前)?(?:起|底)?$")


def is_past(words: str) -> bool:
    """Whether the words tell of what was achieved before."""
    return bool(_PAST.search(words))


def is_background(section: Section) -> bool:
    """Whether a section tells of the situation and promises nothing."""
    return bool(_PAST_SECTION.match(section.title))


def backgrounds(cut: Cut) -> set[str]:
    """The ids of the sections that tell of the situation."""
    sections = {clause.section.id: clause.section for clause in cut.clauses}
    return {identity for identity, section in sections.items() if is_background(section)}


def is_rule(words: str) -> bool:
    """Whether the words set a rate of subsidy, fine or fee, whose figures are parameters and no targets."""
    return bool(_RULE.search(words))


def is_time(words: str) -> bool:
    """Whether a clause is nothing but a time (到2025年底)."""
    return bool(_TIME_ONLY.match(words.replace("□", "")))


def strength_of(words: str) -> Strength:
    """The strength that a clause states itself."""
    if not _STATED.search(words):
        return Strength.PLAIN
    if _ENSURE.search(words):
        return Strength.ENSURE
    return Strength.STRIVE if _STRIVE.search(words) else Strength.PLAIN


def governs(words: str) -> bool:
    """Whether the strength at a sentence's head governs the list after it."""
    return bool(_GOVERNS.match(words))
