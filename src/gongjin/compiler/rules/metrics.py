"""What a figure measures, in the words that a person would put at the head of a table's column."""

from __future__ import annotations

import re

_TIME = (
    r"(?:到|至|在|截至)?20[0-9]{2}年(?:度)?(?:—20[0-9]{2}年)?(?:上半年|下半年|年?底|年?末|[0-9]{1,2}月(?:底|末|份|[0-9]{1,2}日)?|[一二三四]季度(?:末)?)?(?:之?前|内|期间|起)?|"
    r"(?:今年|当年|本年度?|全年|年)(?:内|底前?|末前?|度)|每年|年均(?=新)|□+(?:期间|末|时期)|[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)(?:之?前)"
)
_ADVERB = (
    r"力争|确保|争取|力求|务必|必须|努力|全面|全力|集中力量|集中|积极|进一步|持续|着力|大力|有序|稳步|加快|加速|分类|分期|分批|分步|逐步|逐年|统筹|重点|"
    r"高标准|高质量|高水平|高起点|科学|合理|切实|有力|深入|扎实|继续|率先|优先|同步|因地制宜|不断|严格|原则上|新(?=认定|培育|申报|创建|引进|签约)|各地|全[县市省区州域]|我[县市省区]|"
    r"并|再|要|将|共|共计|总计|累计|预计|计划|拟|总投资|其中|含|包括|以及|和|及|在|对|由|使|让|实现|推动|推进|促进|引导|支持|鼓励|组织|抓好|做好|按期|按时|如期|保质保量"
)
_HEAD = re.compile(rf"^(?:{_TIME}|{_ADVERB}|[，、 ：])+")
_GENERIC = re.compile(
    r"^(?:至少|不少于)?(?:打造|配备|培育(?:壮大|发展|认定|一批)?|建成(?:投用|投运|使用)?|建设(?:完成|好)?|创建(?:成)?|创成|完成|实现|选择|选取|确定|争创|达到|开展|实施|落实|组织|举办|发展|引进|推广|推出|打好|办好|做优|"
    r"形成|布局|安排|筹集|争取|申报|认定|获评|遴选|推荐|选树|树立|制定|出台|抓好|用好|谋划|储备|新增(?=.*(?:总数|总量))|整治(?=完)|带动|吸引|转化|培养|培训(?=[0-9])|招引|落地)(?=[\u4e00-\u9fff（□A-Z0-9])"
)
_TRAIL = re.compile(
    r"(?:(?:的)?(?:总数|总量|数量|规模)?(?:要|应|须|均|都|也)?(?:分别|依次)?(?:稳步|持续|逐步|大幅|全部|全面|累计|总计|共计|共|已|力争|确保|争取|努力|至少)*"
    r"(?:稳定(?:在|保持在)?|保持(?:在)?|维持(?:在)?|控制(?:在)?|提[高升](?:到|至)?|提高|提升|增[加长](?:到|至)|增至|增加|上升(?:到|至)?|升至|扩大(?:到|至)?|发展到|壮大到|达到?|突破|超过|不低于|不少于|不超过|不高于|"
    r"下降(?:到|至)|降低(?:到|至)?|降到|降至|减少(?:到|至)?|压缩(?:到|至)|压减(?:到|至)?|缩短(?:到|至)?|为|是|均为|完成|实现|建成|力争|确保|争取|在|有|约|共|计|累计|总计|至|到|：))+$"
)
_CHANGE_TRAIL = re.compile(r"(?:年均|同比|较上年|比上年|较20[0-9]{2}年)?(?:增长|增速|下降|减少|降低|压减|递增)(?:率)?$")
_SUBJECT_END = re.compile(r"(?:的|、|和|及|与|，)$")
_NOUN_HEAD = re.compile(r"^(?:的|以上的?|左右的?|、|及以上的?)+")
_NOUN_TAIL = re.compile(r"(?:[，。；、：（].*|等.{0,6}$|左右|以上|以下|以内)$")
_EMPTY = re.compile(r"^(?:[力争确保实现完成达到为是在至到，、 的□]*)$")
VERBS = re.compile(
    r"^(?:新建(?:和|、|及)?(?:改造提升|改扩建|改建|续建|改造|扩建|提质改造)?|新改扩建|新(?:改|扩)建|改扩建|改建|扩建|续建|提质扩容|提质改造|改造提升|改造|修复|整治|治理|新增|净增|新开工|新认定|新培育|新引进|新发展|新创建|"
    r"建设|打造|培育|建成|创建|完成|引进|推广|培训|培养|发展|整修|加固|修建|修缮|疏浚|清淤|绿化|栽植|增设|布设|设立|建立|开通|开行|组建|选派|招募|招引|落地|盘活|处置|消化|化解|收储|供应|筹集|配备|更新|提标|实施|举办|开展)(?=\S)"
)


_FROM_PART = re.compile(r"(?:从|由)(?:20[0-9]{2}年(?:底|末)?的?)?[^，从由]{0,6}[0-9][^，]*$")
_OF_PART = re.compile(r"(?:不低于|不少于|不超过|不高于|超过|低于|高于)([^，、0-9]{1,18})的$")


def cleaned(words: str) -> str:
    """The words before a figure without time, adverbs and the verb that ties them to it."""
    text = _FROM_PART.sub("", words.strip(" 　，、；："))
    text = _OF_PART.sub("", text)
    text = _HEAD.sub("", text)
    change = _CHANGE_TRAIL.search(text)
    if change and change.start() > 0:
        return _HEAD.sub("", text)
    text = _TRAIL.sub("", text)
    text = _SUBJECT_END.sub("", text)
    return _HEAD.sub("", text).strip(" ，、：")


def without_generic_verb(words: str) -> str:
    """The words without a verb that every plan uses (打造, 完成); 新建 and the like say what is counted and stay."""
    return _GENERIC.sub("", words, count=1).strip(" ，、")


def noun_after(words: str) -> str:
    """The thing counted after a figure (9所寄宿制学校建设 → 寄宿制学校建设)."""
    text = _NOUN_HEAD.sub("", words.strip())
    return _NOUN_TAIL.sub("", text).strip(" 　，、")


def verb_of(words: str) -> str:
    """The verb that begins a list and is shared by its items, or nothing."""
    found = VERBS.match(_HEAD.sub("", words.strip(" ，、")))
    return found.group() if found else ""


def is_empty(words: str) -> bool:
    """Whether nothing of the words names a thing."""
    return len(words) < 2 or bool(_EMPTY.match(words))
