"""Words of doing, changing and standing, shared by the rules. Ordinary words of official Chinese, no names."""

from __future__ import annotations

import re
from functools import lru_cache


def either(words: str) -> str:
    """An alternation of words, the longest first."""
    return "|".join(sorted(set(words.split()), key=len, reverse=True))


KEPT = either(
    "新发展 新建 续建 改建 扩建 改扩建 新改建 新改扩建 新扩建 重建 迁建 改造 改造提升 提质改造 提升改造 提质扩容 "
    "提质 扩容 升级改造 升级 新增 修复 整治 治理 加固 除险加固 "
    "维修 维修养护 修缮 拆除 关闭 关停 淘汰 盘活 处置 化解 清理 清收 更新 培训 培养 引进 引育 招引 转移 "
    "救助 帮扶 新招 招聘 招录 招收 硬化 疏浚 清淤 造林 种植 栽植 "
    "补植 植树 压减 削减 调减 退出 搬迁 回收 收储 供应 投放 出栏 存栏 播种 吸纳 带动 孵化 入库 签约 开工 "
    "竣工 投产 筹集 筹措 募集 研发 制修订 新登记 新认定 新培育 新注册 "
    "新创建 调解 检测 抽检 抽查 监测 服务 惠及 资助 发放 销售 外销 接待 消化 流转 托管 安置 输送 选派 "
    "选聘 选树 聘请 招募 撤并 悬挂 延伸 "
    "转化 授信 新发放 减少 降低 增加 压缩 新开工 新开通 开通 新安装 新投产 新签约 新引进 "
    "实施改造 建设改造 "
    "翻新 修建 铺设 敷设 架设 绿化 复垦 复绿 整理 开发 恢复 配建 布设 扩大 加装 新装 换装 办理 化解 处理 "
    "拓宽 补充 储备 培优 新辟 新投放 新评定 新设立 新布局 提升改造 改建提升 压降 增设 净增 加装改造 新扩 "
    "新建成 新购 购置 采购"
)
"""Verbs that a metric keeps: they tell what is counted (新建5G基站)."""
DROPPED = either(
    "建设 建成 建好 打造 培育 培育壮大 培育发展 创建 创成 争创 完成 实现 达到 实施 开展 举办 组织 "
    "组织开展 建立 建立健全 设立 布局 力争 确保 争取 获批 认定 评选 形成 拥有 "
    "选择 选取 遴选 确定 配备 配置 落实 发展 推进 推出 推动 制定 出台 申报 安排 支持 扶持 提供 完善 推广 "
    "布局建设 落地 集聚 做强 做大 做优 投入 投用 投入使用 谋划 储备实施 建设完成 "
    "累计建成 累计完成 发布 编制 修订 创办 构建 搭建 组建 成立 扶优 壮大 巩固 稳定 保持 招引落地 引导 "
    "遴选发布 解决 安装 设置 执行 派出 评定 树立 挖掘 促成 达成 承办 举行 选育 启动 推行 纳入 新建成 新设 "
    "取得 获得 授予 选出 开办 开设 优选 梳理 储备 抓好 办好 做好 抓实 建好用好 开放 布设完成 育成 计划实施 联系 覆盖 "
    "指导 督促 帮助 动员 推荐 辅导"
)
_ADVERB = either(
    "全面 进一步 持续 不断 积极 大力 着力 集中力量 加快 稳步 有序 扎实 深入 逐步 分步 切实 有效 累计 总共 "
    "合计 至少 每年 全年 分批 分期 力争 确保 争取 努力 保证 因地制宜 按时 按期 如期 提前 全力 继续 尽快 "
    "率先 各自 "
    "分别 力求 务必 必须 重点支持"
)
_BEFORE_VERB = either(
    "高标准 高质量 高水平 高起点 高效 重点 优先 基本 总体 科学 规范 精准 适度 合理 组织 支持 引导 鼓励 "
    "统筹 通过 年均 集中 优化 严格 协同 同步 可 能 应 以 将 要 推动 推进 加强 再 均 都 共 和 及 并 且 还 "
    "也 计划 预计 依法 依规 充分"
)
"""Adverbs that are parts of nouns too (重点项目): taken off only before a verb."""
DOING = re.compile(rf"(?:{KEPT}|{DROPPED})")
LEADING = re.compile(
    rf"(?:{_ADVERB}|(?:{_BEFORE_VERB})(?={DROPPED}|{KEPT}|{_ADVERB})|"
    rf"[^\u4e00-\u9fffA-Za-z0-9“《（□\U000F0000-\U000FFFFD])"
)
"""One adverb, or one mark, at the head of a phrase."""
DROPPED_HEAD = re.compile(rf"(?:{DROPPED})(?!区|率|面积|规模|水平|标准|用地|程度|指数|总量|数量|质量|投资|机制|情况)")
KEPT_HEAD = re.compile(rf"(?:{KEPT})(?:(?:和|、|及|并|与)?(?:{KEPT})){{0,3}}")
_BETWEEN_VERBS = "新|了|好|、|和|并|及|□"
VERBS_ONLY = re.compile(rf"(?:(?:{_ADVERB}|{_BEFORE_VERB}|{KEPT}|{DROPPED}|{_BETWEEN_VERBS}){{1,8}})")
PLACE = re.compile(r"(?:我|本|全)(?:省|市|县|区|州|旗|盟|镇|乡|域)(?:内|范围内)?(?!联|级)|(?:全国|辖区)(?:内)?")
TIME_HEAD = re.compile(
    r"(?:(?:到|至|在|截至|于|力争到|确保到)?(?:(?:19|20)[0-9]{2}(?![0-9])年?(?:[—\-至到](?:19|"
    r"20)[0-9]{2}(?![0-9]))?年?|“?十[一二三四五]五”?)(?:年?底|年末|度|年初|期间|末|上半年|下半年|一季度|"
    r"二季度|三季度|四季度|[0-9]{1,2}月(?:底|末|份|[0-9]{1,2}日)?)?(?:之?前|以前|期间|时|内|起)?"
    r"|(?:到|至)?(?:今年|明年|本年度|当年|年内|年底|年末|(?:第)?[一二三四]季度(?:末|底)?|(?:主)?汛期|全年|每年|年度|上半年|下半年|三年内|三年|五年|"
    r"未来[三五]年)(?:底|末)?(?:内|前|以前|之前)?|(?:到|至)?[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)?前?)"
)
_STANDING = (
    "达到|达|稳定在|保持在|维持在|控制在|稳定到|提升至|提升到|提高到|提高至|增加到|增加至|增长到|"
    "增长至|增至|增到|减至|升至|升到|压降至|压降到|拓展到|拓展至|缩小到|缩小至|延长到|延长至|发展至|拓宽到|上升到|上升至|下降到|下降至|降到|降至|降低到|降低至|减少到|减少至|缩短到|缩短至|压缩到|压缩至|"
    "压减至|压减到|扩大到|扩大至|"
    "发展到|降为|增为|减为|突破|超过|超|实现|完成|为|至|到|保持|不低于|不少于|有|恢复到|恢复至|回升至|达成|力争|确保|冲刺|在"
)
_CHANGING = (
    "增长|增加|提高|提升|上升|增幅|增速|下降|降低|减少|压减|压缩|缩短|缩减|削减|回落|下调|上调|新增|"
    "净增|增|降|减|快于|高于|高|低于|扩大|前移|提前|前进|进位|增长率|提速|精简"
)
_STANDS = re.compile(
    r"(?:力争|争取|确保|努力|预期|预计|基本|稳定|保持|维持|控制|巩固|持续|逐步|总体|合计|累计|平均|总数|"
    rf"全部|分别|均|都|各|将|要|应|须|需|有望|进一步)*(?:{_STANDING})$"
)
_CHANGES = re.compile(
    r"(?:力争|争取|确保|努力|预期|预计|同比|环比|年均|平均|每年|逐年|累计|共|总体|各|分别|均|都|再|将|要|"
    r"比(?:上年|去年|[12][0-9]{3}年|上年度|基期)(?:末|底)?|较(?:上年|去年|[12][0-9]{3}年|上年度)(?:末|底)?|"
    rf"较基期|较同期)*(?:{_CHANGING})(?:了|率|约|幅度)?$"
)


def last_characters(alternatives: str) -> frozenset[str]:
    """The last characters of an alternation's words: a phrase that ends otherwise need not be searched for them."""
    return frozenset(word[-1] for word in alternatives.split("|"))


_STANDS_LAST = last_characters(_STANDING)
_CHANGES_LAST = last_characters(_CHANGING) | frozenset("了率约度")
_VERBS_LAST = last_characters(f"{_ADVERB}|{_BEFORE_VERB}|{KEPT}|{DROPPED}|{_BETWEEN_VERBS}")


@lru_cache(maxsize=1024)
def stands(words: str) -> re.Match[str] | None:
    """The words at the end of a phrase that say where a figure stands (稳定达到); several rules ask in turn."""
    return _STANDS.search(words) if words[-1:] in _STANDS_LAST else None


@lru_cache(maxsize=1024)
def changes(words: str) -> re.Match[str] | None:
    """The words at the end of a phrase that say by how much something changes (同比增长)."""
    return _CHANGES.search(words) if words[-1:] in _CHANGES_LAST else None


@lru_cache(maxsize=1024)
def only_verbs(words: str) -> bool:
    """Whether a phrase is nothing but verbs and adverbs."""
    return words[-1:] in _VERBS_LAST and VERBS_ONLY.fullmatch(words) is not None


ONLY_TIME = re.compile(rf"(?:{TIME_HEAD.pattern}){{1,2}}")
"""Nothing but a time, such as 2025—2027年每年."""
LIST_MARK = re.compile(
    r"、|以及|(?<![普涉危波触])及(?!格|时|早|其|以上|第)|(?<![共总调缓])和(?!谐|平|美|睦|解)|"
    r"(?<!参)与(?!会|否|者)"
)
"""What joins the members of a list; not the same characters inside words (普及率, 和谐, 参与)."""
