"""Commitments without a figure: relative (与…同步), compliance (达到国家标准), rank (争先进位),
directional (不断提高)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongjin.compiler.clauses import Clause
from gongjin.compiler.context import Context
from gongjin.compiler.document import span_of
from gongjin.compiler.measures import MeasureIndex
from gongjin.compiler.plan import Commitment, CommitmentKind, Strength, Target, TargetKind
from gongjin.core.texts import gettext as _

_RELATIVE = re.compile(
    r"(?:与|同|和)(?P<a>[^，]{2,20}?)(?:基本|保持|大体|总体)*(?:同步(?![规建设实推部交开谋落改])|持平|相当|相适应|一致)|(?:高于|低于|"
    r"快于|优于|超过|不低于|不高于|好于|赶上)(?P<b>(?:当地|同级|同类|同等|本地)[^，0-9]{1,14}|(?:全国|全省|全市|全县|国家|省|市|"
    r"区域)?[^，]{0,12}?(?:平均水平|平均|同期|增速|增幅|上年|水平))$"
)
_COMPLIANCE = re.compile(
    r"(?:达到|符合|满足|保持)(?P<level>[ⅠⅡⅢⅣⅤ]{1,3}[类级](?:标准)?(?:及?以上)?)|(?:达到|符合|满足)(?P<a>[^，]{1,24}?(?:标准|要求|目标|指标|规定|水平|规范|条件|"
    r"[ⅠⅡⅢⅣⅤ一二三四五A-E]+[类级](?:标准)?(?:及?以上)?))(?!的)|(?:按期|按时|如期|全面|高质量|圆满|确保|"
    r"坚决)?完成(?!.{0,12}(?:编制|修订))(?P<b>[^，]{0,30}?(?:任务|目标|指标|计划|要求))(?![\u4e00-\u9fff])|"
    r""
    r"(?:确保|保证|守住|守牢|坚决守住)(?P<c>[^，]{2,24}?(?:安全|稳定|底线|红线|不发生[^，]{1,14}|达标|"
    r"合格|充足|平稳|有序|可控|洁净|整洁|畅通|专款专用|(?:稳定|安全|平稳|正常)运行|及时足额到位))$|确保[^，不无]{0,12}不(?![低少高超断足同])[^，]{2,20}$|"
    r"(?:做到|实现|确保|保持)[^，]{0,14}无(?![缝障害人感线偿])[^，]{2,10}$|不(?:让|落|漏)一[名个户人家][^，]{0,16}$|实现长治久[清安]|"
    r"不发生[^，]{2,20}|"
    r"(?:防止|杜绝|严防|遏制)[^，]{2,20}(?:发生|现象|事件|反弹|返贫|事故|行为|回潮)$|^[^，对]{2,14}不(?:反弹|回潮|返贫|复发|新增|返黑返臭)$|坚决(?:防止|杜绝|严防|遏制|防范)[^，]{2,24}$|达到[^，]{0,8}年一遇|"
    r"确保[^，]{2,20}(?:按期|如期|按时|全面|圆满)完成$|(?:防止|杜绝)(?:虚假|形式)[^，]{2,12}$|一(?P<of>[户起个件处家宗])、[^，]{1,3}一(?P=of)|"
    r"如期达标|"
    r"稳定达标|全面达标|达标排放"
)
_RANK = re.compile(
    r"纳入(?!低保|医保|社保|预算)[^，]{2,30}(?<!保障)(?<!低保)(?<!预算)(?:名单|名录|清单|目录|培育|试点|规划|计划|盘子|笼子|项目库|序列|范围|库)|争先进位|"
    r"进位(?:争先|赶超)|晋位|(?:位居|走在|排在|迈入|进入|跻身|保持在?|稳居|居(?![住民委家])|名列|处于)[^，]{0,14}(?:前列|"
    r"方阵|行列|第一梯队|前茅|上游|领先|先进)|"
    r"通过(?:国家|省|市|县|上级|第三方)[^，]{0,16}(?:评估|认定|验收|复审|评审|核查|初评|评定|复核|考核)|(?:建成|创成|晋升)[一二三]级[^，]{2,8}$|"
    r"争创[^，]+|(?:力争|争取|成功|积极)?创(?:建|成)(?:为)?(?:国家|全国|省|市)[^，]{2,24}(?:县|市|区|镇|村|"
    r"基地|单位|示范区|园区|城市|企业)$|(?<!不得)(?:获评|获批|入选|列入(?![^，]{0,14}预算)|评为|(?:保持|获得|达到|"
    r"进入)(?=[^，]{0,8}等次))[^，]{2,30}|首批[^，]{0,6}(?:通过|入选|获评)"
)
_UP = r"提高|提升|增加|扩大|增强|改善|降低|减少|恢复|缩小|提振|优化|壮大|做大|遏制|缓解|拓宽|延长|加快"
_ANYWHERE = re.compile(
    r"(?:负增长|正增长|只减不增|只增不减|稳中有降|稳中有升|零增长|不降低|不减少|不下降)$"
    r"|(?:培育|打造|引进|吸引|建设|建成|发展|推出|形成|实施|创建|培养|扶持|招引|谋划|储备|落地|壮大|认定|"
    r"选树|查处|曝光)[^，]{0,8}?一(?:批|大批|系列)(?P<c>[^，]{2,40})"
)
"""What tells a direction wherever it stands; the rest of `_DIRECTION` does so only for a whole clause."""
_DIRECTION = re.compile(
    rf"^(?:持续|不断|进一步|有效|稳步|逐步|逐年|大幅|显著|明显|着力|切实|努力|积极|全面|稳定|有序|快速|推动|"
    rf"实现)*(?:{_UP})(?P<a>[^，]{{2,40}}?)(?:水平|比例|占比|比重|规模|率|面|能力|质量|收入|产量|产能|效益|"
    rf"份额|覆盖|多样性|生境|影响力|竞争力|知名度|美誉度|满意度|获得感|强度|成本|数量|总量|差距|浓度|排放|"
    rf"供给|存量|品质|效率|效能|韧性|贡献率|度|力|额|量|市民化)$"
    rf"|^(?P<b>[^，]{{2,40}}?)(?:得到|实现|有|更加|进一步|持续|不断|明显|显著|大幅|稳步|逐步|逐年|全面|有效|"
    rf"基本)+(?:{_UP}|改观|收窄|增长|加强|健全|完善|形成|好转|优化|下降|上升|凸显|彰显|夯实|巩固|强化|协调|合理|"
    rf"便捷|普及|建立|解决|退出|消除|扭转|遏制|突破|充分|丰富|成熟|畅通|释放|领先|减缓|放缓|缩短)(?:[^，]{{0,6}})$"
    r"|^[^，]{2,24}得到(?:有效|有力|切实|充分|全面|基本)?保障$"
    r"|^[^，]{2,30}双(?:下降|提升|提高|增长)$"
    r"|^[^，]{2,24}保持(?:基本|总体)?(?:稳定|平稳)$"
    r"|^[^，]{2,30}(?:较|比)(?:上年|去年|上年度)(?:同期)?(?:有所|持续|明显|稳步|大幅|进一步)+(?:下降|降低|减少|提高|提升|增长|上升|增加|改善)$"
    r"|^[^，]{2,24}取得(?:更加?|明显|显著|积极|重大|实质性?|突破性?|阶段性?|决定性?|新的?)+(?:成效|进展|突破|成果|进步)$"
    r"|^[^，]{2,24}(?:处于|保持)(?:在)?(?:较?低|较?高)[^，]{0,4}(?:水平|位)$"
    r"|^(?:全面|有效|持续)+(?:压减|压降)[^，]{2,16}$"
    rf"|{_ANYWHERE.pattern}"
    r"|^(?:持续|全面|有效|积极|着力|不断|稳定|多渠道)*(?:促进|推动|带动|增加)(?P<d>[^，]{1,16}?)(?:就业|"
    r"增收|致富|回升向好|稳定增长|持续增长|提质增效|倍增)(?:[^，]{0,4})$"
)
# Words one of which each of the above needs; a search for plain words is several times faster than for their pattern.
_MAY_RELATE = re.compile("同步|持平|相当|相适应|一致|高于|低于|快于|优于|超过|不低于|不高于|好于|赶上")
_MAY_COMPLY = re.compile(
    "不|遏制|防范|做到|实现|不让|不落|不漏|达到|符合|满足|完成|确保|保证|守住|守牢|不发生|防止|杜绝|严防|遏制|达标|保持|一"
)
_MAY_RANK = re.compile(
    "居|纳入|争先|进位|晋位|位居|走在|排在|迈入|进入|跻身|保持|稳居|名列|处于|争创|创建|创成|获评|获批|入选|列入|评为|"
    "获得|达到|首批|通过|建成|晋升"
)
_MAY_DIRECT = re.compile(
    f"{_UP}|双|取得|有所|处于|压减|压降|正增长|得到|实现|有|更加|进一步|持续|不断|明显|显著|大幅|稳步|逐步|逐年|保持|全面|基本|负增长|只减不增|只增不减|"
    "稳中有|零增长|不降低|不减少|不下降|一批|一大批|一系列|促进|推动|带动"
)
_MAY_PROMISE = re.compile("|".join(each.pattern for each in (_MAY_RELATE, _MAY_COMPLY, _MAY_RANK, _MAY_DIRECT)))
_TO_STANDARD = re.compile(r"全部达到[^，]{1,16}标准")
_NO_DIRECTION = re.compile(r"机制|体系|制度|意识|服务(?:功能|质效)?$|精准度|站位|认识")


def commitments(
    text: str,
    outer: str,
    clauses: Sequence[Clause],
    contexts: Sequence[Context],
    targets: Sequence[Target],
    around: MeasureIndex,
) -> list[Commitment]:
    """The commitments of all clauses that carry no target, in reading order."""
    taken = {target.span.start for target in targets}
    of_all = {target.span.start for target in targets if target.kind is TargetKind.COVERAGE}
    found: list[Commitment] = []
    skip = -1
    for index, (clause, context) in enumerate(zip(clauses, contexts, strict=True)):
        start, stop, section, sentence, _place, title, parenthesis, preface = clause
        if (
            (title and not _is_told_in_heading(text, clause))
            or parenthesis
            or preface
            or stop - start < 5
            or context.past
            or context.background
            or context.rule
            or index == skip
        ):
            continue
        if (
            (start in taken and not (start in of_all and _TO_STANDARD.search(text, start, stop)))
            or text[start] in "对凡"
            or not _MAY_PROMISE.search(text, start, stop)
        ):
            continue
        read = _read(outer[start:stop], text[start:stop])
        if read is None:
            continue
        kind, reference, confidence, reason = read
        if context.conditioned and kind is CommitmentKind.RANK:  # 对甲，优先纳入…名单 is a rule
            continue
        end = stop
        following = clauses[index + 1] if index + 1 < len(clauses) else None
        beside = following is not None and following.sentence == sentence
        if following and beside and _prevents_and_keeps(text, start, following.start):
            end, skip = following.end, index + 1
        strength = context.strength
        if context.inherited and strength is Strength.ENSURE:
            strength = Strength.PLAIN
        if end != stop or (kind is CommitmentKind.COMPLIANCE and text.startswith("保证", start)):
            strength = Strength.PLAIN
        found.append(
            Commitment(
                id=f"c{len(found) + 1}",
                section=section.id,
                measure=around.at(start),
                kind=kind,
                strength=strength,
                text=text[start:end],
                reference=reference,
                span=span_of((start, end)),
                confidence=confidence,
                reason=reason,
            )
        )
    return found


def _is_told_in_heading(text: str, clause: Clause) -> bool:
    """Whether a heading is a whole sentence that keeps up with another figure (1.竹农增收与竹业增长同步。)."""
    whole = clause.section.span.end == clause.end and text.startswith("。", clause.end)
    return whole and _RELATIVE.search(text, clause.start, clause.end) is not None


def _prevents_and_keeps(text: str, start: int, following: int) -> bool:
    """防止甲，保证乙: one commitment in two clauses."""
    return text.startswith(("防止", "杜绝"), start) and text.startswith(("保证", "确保", "保障"), following)


def _read(outer: str, words: str) -> tuple[CommitmentKind, str | None, float, str] | None:
    relative = _RELATIVE.search(outer) if _MAY_RELATE.search(outer) else None
    if relative:
        reference = relative.group("a") or relative.group("b")
        return CommitmentKind.RELATIVE, reference, 0.92, _("以另一项指标为参照")
    compliance = _COMPLIANCE.search(words) if _MAY_COMPLY.search(words) else None
    if compliance:
        reference = compliance.group("level") or compliance.group("a") or compliance.group("b")
        return CommitmentKind.COMPLIANCE, reference or None, 0.9, _("以标准、任务或底线为准")
    if _MAY_RANK.search(words) and _RANK.search(words):
        return CommitmentKind.RANK, None, 0.9, _("以名单、称号或位次为准")
    direction = (_DIRECTION.match(words) or _ANYWHERE.search(words, 1)) if _MAY_DIRECT.search(words) else None
    if direction and ("更加" in words or not _NO_DIRECTION.search(words)):
        vague = direction.group("c") is not None
        return CommitmentKind.DIRECTIONAL, None, 0.9, _("“一批”没有数量") if vague else _("只有方向，没有数值")
    return None
