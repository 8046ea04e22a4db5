"""The task force that a plan sets up: posts, members, office. A person's name is a span to be kept out, never a value."""

from __future__ import annotations

import re

from gongjin.compiler.document import Span
from gongjin.compiler.plan import Member, Post, Section, TaskForce
from gongjin.compiler.tidy import Tidy
from gongjin.compiler.unit_names import is_unit, split_names
from gongjin.core.texts import gettext as _

_BODY = r"(?:工作)?(?:专班|领导小组|工作组|指挥部|推进组|协调组|联席会议|委员会|工作小组|攻坚组|协调机制)"
_SETS_UP = re.compile(rf"(?:成立|组建|设立|建立|调整)(?:了)?(?:由[^，。]{{2,40}}(?:任|为)[^，。]{{1,8}}的)?(?P<name>[^，。；、]{{0,40}}?{_BODY})")
_CONVENER = r"(?:总?召集人|(?<!副)组长|总?指挥长|(?<!副)总?指挥|班长|(?<!副)主任委员)"
_DEPUTY = r"(?:副(?:总)?召集人|(?:常务|第一)?副组长|副(?:总)?指挥长?|副班长|副主任委员)"
_LISTED = re.compile(rf"(?:^|(?<=[\n。；，]))[ （]*(?P<title>{_DEPUTY}|{_CONVENER}) ?：(?P<rest>[^。；\n]{{2,200}})", re.MULTILINE)
_WORDED = re.compile(rf"(?:同志)?(?:担任|任|为)(?P<title>{_DEPUTY}|{_CONVENER})(?![负工])")
_POST_START = re.compile("[，。；：由\n]")
_MEMBERS = re.compile(
    r"成[ ]?员(?:单位)?(?:包括|主要包括|为|有|由|：)(?P<list>[^。；\n]{4,1500})|"
    r"(?P<list2>)(?:等(?:[0-9]{1,2}个)?(?:单位|部门)?)?(?:的?(?:主要|分管|相关|有关)?(?:负责人|负责同志|领导))?(?:为成员|参加)"
)
_MEMBER_END = re.compile(r"，(?=专班|领导小组|办公室|下设|工作|组|统筹|负责|由|日常|定期)|(?:组成|为成员|参加)")
_OFFICE = re.compile(
    r"(?:(?:专班|领导小组|工作专班|指挥部|联席会议|工作组|委员会)?(?:下设)?办公室(?:（[^（）]{0,12}）)?(?:设|设立|挂靠|放)在|日常工作由|办公室设于)(?P<unit>[^，。；、]{2,30}?)(?=[，。；、\n]|承担|负责|办公|具体|$)"
)
_DUTIES = re.compile(r"(?:，|。)(?:具体|主要|专班办公室|办公室)?负责(?P<duties>[^。；\n，]{4,60})")
_POST_END = re.compile(
    r"(?:主要负责人|主要负责同志|主要领导|分管负责人|分管负责同志|分管领导|负责人|负责同志|(?:常务)?副?(?:省|市|县|区|州|镇|乡|局|厅|部|处|科|院|校|会|旗)长|(?:副)?书记|(?:副)?主任|(?:副)?秘书长|(?:副)?主席|常委|部长|(?:副)?组长|党组成员|委员|董事长|总经理|调研员|专员|领导)"
)
_MENTIONS = ("专班", "领导小组", "指挥部", "工作组", "联席会议", "推进组", "委员会", "协调机制", "工作小组")


def task_force(tidy: Tidy, sections: list[Section]) -> TaskForce | None:
    """The task force, if the text sets one up with a post, members or an office; otherwise None."""
    text = tidy.text
    if not any(word in text for word in _MENTIONS):
        return None
    start = sections[0].body.start if sections else 0
    set_up = next((found for found in _SETS_UP.finditer(text, start)), None)
    posts = _posts(text, start)
    members, opened = _members(text, start)
    office = _OFFICE.search(text, start)
    if not posts and not members and not (set_up and office):
        return None
    conveners = [post for title, post in posts if not title.startswith(("副", "常务", "第一副"))]
    deputies = [post for title, post in posts if title.startswith(("副", "常务", "第一副"))]
    places = [post.span for _title, post in posts] + [member.span for member in members]
    places += [Span(*set_up.span("name"))] if set_up else []
    begin, end = min(span.start for span in places), max(span.end for span in places)
    unit = office["unit"] if office else None
    duties = _DUTIES.search(text, office.end(), office.end() + 120) if office else None
    return TaskForce(
        name=_name(set_up["name"]) if set_up else None,
        convener=conveners[0] if conveners else None,
        deputies=(*conveners[1:], *deputies),
        members=tuple(members),
        members_open_ended=opened,
        office_in=unit if unit and is_unit(unit) else None,
        duties=duties["duties"] if duties else None,
        span=Span(begin, end),
        confidence=0.9,
        reason=_("文中成立专班或领导小组"),
    )


def _name(words: str) -> str:
    return re.sub(r"^(?:实施|全[县市省区]|由[^，]*的)", "", words)


def _posts(text: str, start: int) -> list[tuple[str, Post]]:
    found: list[tuple[int, str, Post]] = []
    for match in _LISTED.finditer(text, start):
        for piece in re.finditer(r"[^、， ]+", match["rest"]):
            place = match.start("rest") + piece.start()
            post = _post(text, Span(place, place + len(piece.group())), listed=True)
            if post:
                found.append((place, match["title"], post))
    for match in _WORDED.finditer(text, start):
        begin = max(0, match.start() - 60)
        for mark in _POST_START.finditer(text, begin, match.start()):
            begin = mark.end()
        post = _post(text, Span(begin, match.start()), listed=False)
        if post:
            found.append((begin, match["title"], post))
    found.sort(key=lambda item: item[0])
    return [(title, post) for _place, title, post in found]


def _post(text: str, span: Span, *, listed: bool) -> Post | None:
    """A post and, after its last word, the name of its holder; listed names may stand before the post too."""
    words = text[span.start : span.end]
    if words.startswith("由"):
        span, words = Span(span.start + 1, span.end), words[1:]
    ends = list(_POST_END.finditer(words))
    if not ends:
        return None
    last = ends[-1]
    after = words[last.end() :].strip(" （）")
    before = re.match(r"[\u4e00-\u9fff×xX某]{2,4} +", words) if listed else None
    title = words[before.end() if before else 0 : last.end()].strip(" ")
    person = None
    if after and re.fullmatch(r"[\u4e00-\u9fff×xX某·]{1,5}", after):
        place = span.start + words.find(after, last.end())
        person = Span(place, place + len(after))
    elif before:
        person = Span(span.start, span.start + len(before.group().strip()))
    if len(title) < 3 or re.search("[0-9：]", title):
        return None
    begin = span.start + words.find(title)
    return Post(title=title, person=person, span=Span(begin, begin + len(title)), confidence=0.9, reason=_("写明职务"))


def _members(text: str, start: int) -> tuple[list[Member], bool]:
    best: tuple[list[Member], bool] = ([], False)
    for match in _MEMBERS.finditer(text, start):
        if match["list"]:
            begin, end = match.span("list")
        else:
            begin, end = _list_start(text, match.start()), match.start()
        stop = _MEMBER_END.search(text, begin, end)
        if stop:
            end = stop.start()
        names = split_names(text, begin, end)
        members = []
        for name in names.names:
            unit, span = _unit_of(name.text, name.span)
            if is_unit(unit):
                members.append(
                    Member(unit=unit, span=span, confidence=0.95, reason=_("列为成员单位"))
                )
        if len(members) > len(best[0]):
            best = (members, names.open_ended or "等" in text[end - 4 : end + 2])
    return best


_STOPS = re.compile("[。；，\n]")


def _list_start(text: str, end: int) -> int:
    """Where the list before 为成员 begins: after the last mark that ends a clause."""
    begin = max(0, end - 1200)
    for found in _STOPS.finditer(text, begin, end):
        begin = found.end()
    return begin


def _unit_of(name: str, span: Span) -> tuple[str, Span]:
    """A member named by its head (县水利局主要负责人) is the unit."""
    lead = 1 if name.startswith("由") else 0
    tail = re.search(r"(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导|负责同志组成)$", name)
    end = tail.start() if tail else len(name)
    return name[lead:end], Span(span.start + lead, span.start + end)

