"""Commitments without a figure: relative, directional, compliance, rank."""

from __future__ import annotations

import re

from gongjin.compiler.clauses import Clause, Cut
from gongjin.compiler.document import Span
from gongjin.compiler.plan import Commitment, CommitmentKind, Strength, Target
from gongjin.compiler.rules.measures import MeasureAt
from gongjin.compiler.rules.tenses import backgrounds, governs, is_past, is_rule, strength_of
from gongjin.compiler.tidy import Tidy
from gongjin.core.texts import gettext as _

_REFERENCE = re.compile(
    r"(?:与|同|和|跟)(?P<with>[^，、]{2,20}?)(?:增长|增速|增幅)?(?:基本|保持|大体|相)?(?:同步|一致|持平|相适应|相当|相匹配)|"
    r"(?:高于|快于|好于|优于|不低于|低于|超过|领先于|达到或超过)(?P<than>[^，、0-9]{1,14}?(?:平均|水平|增速|增幅|上年|同期|GDP|经济增长))|(?:达到|接近)(?P<at>[^，、0-9]{0,8}平均(?:水平|值)?)"
)
_RANK = re.compile(
    r"争先进位|位次(?:明显|稳步|持续)?(?:前移|提升|上升)|进位|走在[^，]{0,10}前列|位居[^，]{0,10}前列|进入[^，]{0,14}(?:前列|第一方阵|先进行列|百强|十强|一类|优秀)|保持[^，]{0,10}(?:前列|领先|优秀|一类)|"
    r"纳入[^，]{1,30}(?:清单|名单|集群|目录|盘子|笼子|规划|试点|示范|项目库|培育|支持)|列入[^，]{1,24}(?:清单|名单|目录|试点|规划|示范)|争创|创成|成功创建|创建(?:为|成)?[^，0-9]{0,20}(?:示范|称号|先进|文明|园林|卫生|百强|城市|县|区)"
)
_COMPLIANCE = re.compile(
    r"达到[^，0-9]{2,30}(?:目标|标准|要求|水平|规定|指标)(?!体系)|(?:稳定|全面|持续)?达标(?:排放|运行)?$|(?:完成|兑现|落实)[^，0-9]{0,12}(?:年度|目标|任务|指标|考核|整改)[^，]{0,14}(?:任务|目标|指标|要求|计划)$|"
    r"按(?:期|时)(?:保质)?(?:全面)?完成[^，]{2,40}|确保[^，]{0,24}(?:安全|稳定|到位|落实|达标|畅通|质量|不[^，]{1,8}|按期|如期|完成|见效|销号)|保证[^，]{1,20}(?:安全|质量|到位|稳定|供应)|"
    r"(?:防止|杜绝|遏制|避免|坚决防范)[^，]{2,24}(?:发生|现象|事故|事件|反弹|返贫|问题)|不发生[^，]{2,24}|守住[^，]{2,20}底线|零容忍|(?:符合|满足)[^，]{2,24}(?:标准|要求|规定)$|规模性返贫|如期(?:完成|实现|建成)"
)
_VAGUE = re.compile(r"(?:打造|培育|壮大|吸引|引进|建设|建成|形成|推出|树立|创建|实施|培养|选树|谋划|储备|招引|扶持|发展|孵化|整治|淘汰|推广|布局|认定|总结|集聚|落地|新建|改造|完善|推动|落实)[^，]{0,12}?(?:一批|一系列|若干|多个|更多|大批|数个|一支)")
_THING = (
    r"(?:水平|能力|规模|占比|比重|比例|率|覆盖面|面|多样性|收入|增收|就业|生境|质量|满意度|幸福感|获得感|安全感|效益|效率|效能|差距|强度|总量|产量|产能|竞争力|影响力|浓度|排放(?:量)?|品质|环境|"
    r"韧性|含量|贡献度|渗透率|美誉度|知名度|供给|消费|投资|存量|负担|成本|稳定性|平衡性|协调性|可及性|便利度|便利化|市民化|增速|产值|价值|功能|服务能力|保障力|活力|动力|体验感|认同感)"
)
_RISE = re.compile(
    rf"(?:提高|提升|增强|扩大|增加|减少|降低|缩小|恢复|改善|促进|拓宽|压减|激发|释放|加快|稳定|优化|增进|拉动|控制|遏制|拓展)[^，]{{1,36}}{_THING}$"
)
_BECOMES = re.compile(
    r"(?:进一步|显著|明显|持续|稳步|不断|大幅|全面|有效|更加|逐步|基本|总体|整体|得到)+(?:得到)?(?:[^，]{0,4})(?:增强|改善|提高|提升|优化|扩大|缩小|下降|好转|巩固|完善|健全|向好|增加|减少|降低|显现|畅通|形成|均衡|协调|规范|彰显|改观|增长|加快)$|"
    r"(?:增强|改善|提高|提升|优化|缩小|好转|向好|巩固提升)$"
)
_MANY = re.compile("一批|一系列|若干|多个|更多|大批|数个|一支")
_MAY_REFER = re.compile("同步|一致|持平|相适应|相当|相匹配|平均|水平|增速|增幅|上年|同期|GDP|经济增长")
_NOT = re.compile(r"^(?:按照?|根据|围绕|依托|以|坚持|对|针对|为(?!了)|通过|推动[^，]{0,12}高质量发展$)")


def commitments(tidy: Tidy, cut: Cut, targets: tuple[Target, ...], measures: MeasureAt) -> tuple[Commitment, ...]:
    """The commitments of the document, with ids c1, c2, …; clauses that hold a target are none."""
    taken = {target.span.start for target in targets}
    found: list[Commitment] = []
    sentence, strength, merged = -1, Strength.PLAIN, -1
    clauses = [clause for clause in cut.clauses if not clause.title and not clause.parenthesis]
    background = backgrounds(cut)
    for index, clause in enumerate(clauses):
        words = cut.outer[clause.start : clause.end]
        if clause.sentence != sentence:
            sentence, strength = clause.sentence, Strength.PLAIN
        own = strength_of(words)
        if own is not Strength.PLAIN and clause.place <= 1 and governs(words):
            strength = own
        if clause.start in taken or index == merged or clause.section.id in background:
            continue
        kind, reference = _kind(tidy.text[clause.start : clause.end], words)
        if kind is None or is_past(words) or is_rule(words):
            continue
        end = clause.end
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        if kind is CommitmentKind.COMPLIANCE and following is not None and _carries_on(cut, clause, following):
            end, merged = following.end, index + 1
        stated = own if own is not Strength.PLAIN else strength
        found.append(
            Commitment(
                id=f"c{len(found) + 1}",
                section=clause.section.id,
                measure=measures(clause.start),
                kind=kind,
                strength=stated,
                text=tidy.text[clause.start : end],
                span=Span(clause.start, end),
                reference=reference,
                confidence=0.9 if kind is not CommitmentKind.DIRECTIONAL else 0.8,
                reason=_REASONS[kind],
            )
        )
    return tuple(found)


_REASONS = {
    CommitmentKind.RELATIVE: _("与别的指标相比，没有写明数值"),
    CommitmentKind.DIRECTIONAL: _("只写明方向，没有写明数值"),
    CommitmentKind.COMPLIANCE: _("以别处的标准或任务为准"),
    CommitmentKind.RANK: _("位次或名单，没有写明数值"),
}


def _carries_on(cut: Cut, clause: Clause, following: Clause) -> bool:
    words, after = cut.outer[clause.start : clause.end], cut.outer[following.start : following.end]
    return clause.sentence == following.sentence and words.startswith(("防止", "杜绝", "避免")) and after.startswith(("保证", "保障"))


def _kind(shown: str, words: str) -> tuple[CommitmentKind | None, str | None]:
    reference = _REFERENCE.search(shown) if _MAY_REFER.search(shown) else None
    if reference:
        named = reference["with"] or reference["than"] or reference["at"] or ""
        return CommitmentKind.RELATIVE, re.sub("^(?:全[县市省]的?)", "", named) or None
    if _RANK.search(words):
        return CommitmentKind.RANK, None
    if _COMPLIANCE.search(words):
        return CommitmentKind.COMPLIANCE, None
    if _NOT.match(words):
        return None, None
    if (_MANY.search(words) and _VAGUE.search(words)) or _RISE.search(words) or _BECOMES.search(words):
        return CommitmentKind.DIRECTIONAL, None
    return None, None
