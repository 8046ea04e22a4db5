"""What stands before the first section: attachment number, title, preface; and the date of issue,
wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongjin.compiler.document import BlockKind, Span
from gongjin.compiler.numerals import chinese
from gongjin.compiler.tidy import Line, Tidy

_BOOKMARK = re.compile(r"【bookmark[^】\n]{0,60}】")
_ATTACHMENT = re.compile(r" *附 ?件 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?(—[0-9]{1,2})? ?：? *")
_KIND = re.compile(
    r"(?:方案|计划|规划|意见|办法|要点|措施|清单|分工|责任分解|任务分解|通知|决定|纲要|细则|安排|指南|任务书|行动|规定|政策|"
    r"报告|责任书|任务表|分解表|台账|公告|通告|制度|预案)"
    r"(?:（[^（）]{1,30}）){0,3}$"
)
_NUMBER = re.compile(r"[〔【\[（][12][0-9]{3}[〕】\]）][^。]{0,12}号")
_DATE = re.compile(
    r"([12][0-9]{3}|[二一][〇零○Ｏ一二三四五六七八九]{3})年([0-9]{1,2}|"
    r"[一二三四五六七八九十]{1,2})月(?:([0-9]{1,2}|[一二三四五六七八九十]{1,3})日)?"
)
_ALONE_DATE = re.compile(rf"[^，。；：]{{0,24}}?{_DATE.pattern}(?:印发|发布|）)?")
_SUBTITLE = re.compile(r" *（[^（）。，；]{1,24}） *")
_LISTED = re.compile(
    r"附 ?[件表]：|[0-9]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
)
"""What a list of annexes, or a heading, begins with; a title does not."""
_BETWEEN = re.compile(
    r"（?此件[^。]{2,8}）?|附 ?件 ?[0-9一二三四五六七八九十]{0,2}|（?(?:联系人|附)[^。]{0,40}|抄送.{0,60}"
)
"""What may stand between the date of a notice and the title of the plan that it passes on."""
_PASSED_ON = re.compile(r"关于(?:印发|下发|转发)\s*《?([^《》]{4,60}?)》?的通知$")
_DRAFT_LINE = 40


@dataclass(frozen=True, slots=True)
class Front:
    """Attachment number, title with its span, the paragraphs of the preface, and the month or day of issue."""

    attachment: str | None
    title: str | None
    title_span: Span | None
    preface: tuple[Span, ...]
    issued: str | None


def front(tidy: Tidy, body_start: int) -> Front:
    """Read the front of a document whose first section begins at `body_start`."""
    text = tidy.text
    lines = [line for line in tidy.lines if line.start < body_start and line.kind is BlockKind.PARAGRAPH]
    attachment = None
    for line in lines:
        found = _ATTACHMENT.fullmatch(text, _after_bookmark(text, line), line.end)
        if found and attachment is None:
            attachment = "附件" + (found.group(1) or "") + (found.group(2) or "").replace("—", "-")
    title = _title(text, lines)
    if title is None or text.startswith("通知", title.end - 2):
        title = _passed_on_below(tidy, body_start) or title
    preface = tuple(
        Span(*_trimmed(text, line.start, line.end))
        for line in lines
        if (title is None or line.start >= title.end) and _is_prose(text, line)
    )
    words = None if title is None else _joined(tidy, title)
    return Front(attachment, words, title, preface, _issued(tidy, body_start))


def _after_bookmark(text: str, line: Line) -> int:
    found = _BOOKMARK.match(text, line.start, line.end)
    return found.end() if found else line.start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _is_prose(text: str, line: Line) -> bool:
    words = text[line.start : line.end].strip(" ")
    return (len(words) > 12 and (words.endswith(("。", "：", "！")) and "，" in words)) or "。" in words


def _plain(text: str, line: Line) -> str:
    return text[_after_bookmark(text, line) : line.end].strip(" ")


def _may_be_title(words: str) -> bool:
    return (
        2 <= len(words) <= 80
        and words[-1] not in "。；：，、！"
        and "。" not in words
        and not _NUMBER.search(words)
        and not _ALONE_DATE.fullmatch(words)
        and not _ATTACHMENT.fullmatch(words)
        and not _SUBTITLE.fullmatch(words)
        and not _LISTED.match(words)
    )


def _title(text: str, lines: list[Line]) -> Span | None:
    """The last line that names a plan before the first section; a notice that only passes it on comes second."""
    plain = [(line, _plain(text, line)) for line in lines]
    named = [index for index, (_line, words) in enumerate(plain) if _may_be_title(words) and _KIND.search(words)]
    own = [index for index in named if not plain[index][1].endswith(("通知", "报告", "公告"))]
    if own or named:
        last = (own or named)[-1]
    else:
        maybe = [index for index, (_line, words) in enumerate(plain) if 4 <= len(words) <= 50 and _may_be_title(words)]
        if not maybe:
            return None
        last = maybe[0]
    first = last
    while first > 0 and last - first < 3:
        before = plain[first - 1][1]
        joins = _may_be_title(before) and not _KIND.search(before) and len(before) <= _DRAFT_LINE
        if not joins or (not own and not named) or (first == last and len(plain[last][1]) > 24):
            break
        first -= 1
    end = plain[last][0].end
    below = next(((line, words) for line, words in plain[last + 1 :] if words), None)
    if below and _SUBTITLE.fullmatch(below[1]) and not _DATE.search(below[1]):
        end = below[0].end
    start = _after_bookmark(text, plain[first][0])
    passed_on = None if own else _PASSED_ON.search(text, start, end)
    if passed_on:
        start, end = passed_on.span(1)
    return Span(*_trimmed(text, start, end))


def _passed_on_below(tidy: Tidy, body_start: int) -> Span | None:
    """The title of a plan that follows a notice with headings of its own: the line below the notice's date."""
    text = tidy.text
    dated = False
    for line in tidy.lines:
        words = text[line.start : line.end].strip(" ")
        if line.start < body_start or not words or line.kind is not BlockKind.PARAGRAPH:
            continue
        if dated and _may_be_title(words) and _KIND.search(words):
            return Span(*_trimmed(text, line.start, line.end))
        found = _ALONE_DATE.fullmatch(words) if len(words) <= 45 and "年" in words else None
        dated = (found is not None and found.group(3) is not None) or (dated and bool(_BETWEEN.fullmatch(words)))
    return None


def _joined(tidy: Tidy, span: Span) -> str:
    """The title's characters in one line; blanks between ideographs come from spacing, not from words."""
    return re.sub(r"(?<=[\u4e00-\u9fff）”]) (?=[\u4e00-\u9fff（“])", "", " ".join(tidy.slice(span).split()))


def _number(text: str | None) -> int | None:
    if not text:
        return None
    value = chinese(text.replace("○", "〇").replace("Ｏ", "〇")) if not text.isdigit() else int(text)
    return None if value is None else int(value)


def _issued(tidy: Tidy, body_start: int) -> str | None:
    """The date that stands alone on a line (under the title, or below the text), as YYYY-MM or YYYY-MM-DD."""
    text = tidy.text
    last = None
    for line in tidy.lines:
        words = text[line.start : line.end].strip(" ")
        if not 6 <= len(words) <= 45 or "年" not in words:
            continue
        alone = _ALONE_DATE.fullmatch(words.lstrip("（"))
        if alone and (line.end <= body_start or line.start > body_start):
            year, month, day = (_number(part) for part in alone.groups())
            if line.start > body_start and not day:
                continue
            if year and month and 1 <= month <= 12:
                last = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day and day <= 31 else "")
    return last
