"""Classification marks (密级标志): a document that carries one is refused before anything of it is stored.

Source of the forms: GB/T 9704-2012 clause 7.2.2 (密级和保密期限, 3号黑体 in the first lines, level ★ term) and the
Law on Guarding State Secrets (2024) on marking. Ordinary sentences that speak of secrets carry no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongjin.compiler.document import BlockKind, Document
from gongjin.compiler.errors import RefusedFile
from gongjin.core.texts import gettext as _

HEAD = 15
"""How many of the first lines with text are the head, where a mark may stand without a star."""

_LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
_STAR = r"[★☆⭐✩✪*＊]"
_OPEN, _CLOSE = r"[\s\[［【（(〔<《]*", r"[\s\]］】）)〕>》]*"
_COPY = r"(?:(?:份\s*号\s*[:：]?\s*)?(?:No\.?\s*)?\d{1,6}\s*)?"
_TERM = r"(?:\s*(?:启用前|长期|不解密|\d{1,3}\s*(?:年|个?月|天|日)|[一二三五十]+年)\s*)?"
_BESIDE = r"(?:\s*(?:特\s*急|加\s*急|平\s*急|急\s*件|.{0,20}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\s*\d+\s*号))?"

_BARE = re.compile(rf"{_COPY}{_OPEN}{_STAR}?\s*{_LEVEL}{_CLOSE}{_TERM}{_BESIDE}{_CLOSE}")
_STARRED = re.compile(rf"{_COPY}{_OPEN}{_LEVEL}\s*{_STAR}{_CLOSE}.{{0,30}}")
_STARRED_INSIDE = re.compile(rf"(?<![“\"‘「『《]){_LEVEL}\s*[★☆]")
_NAMED_KEY = r"(?:密\s*级|保密等级|保密级别|涉密等级|涉密级别|密级标识|秘密等级)"
_NAMED = re.compile(
    rf"(?:.*[\s,，;；])?{_OPEN}{_NAMED_KEY}{_CLOSE}[:：]\s*{_OPEN}(?P<level>{_LEVEL}|内\s*部|工作秘密)"
    rf"{_CLOSE}(?:{_STAR}.*|\s.*|[;；，,]?\s*保密期限.*)?"
)
_KEY_ALONE = re.compile(rf"{_OPEN}{_NAMED_KEY}{_CLOSE}[:：]?\s*")
_INTERNAL = re.compile(
    rf"{_COPY}{_OPEN}(?:内\s*部(?:资料|文件|材料|使用|参考|传阅|掌握|事项)?|工作秘密){_CLOSE}{_STAR}?{_TERM}"
    r"(?:[\s,，、。·:：;；—-]*(?:请?注意保[存密管]|请?妥善保管|(?:请勿|不得|严禁|切勿)"
    rf"(?:外传|外泄|公开|复印|翻印|转发|传播|扩散)|仅供参考|阅后即焚|用后收回)){{0,3}}[\s。！!]*{_BESIDE}{_CLOSE}"
)
_NAME = re.compile(rf"(?:^|[\[［【（(\s_-]){_LEVEL}(?:$|[\]］】）)\s_.★☆-])|{_LEVEL}[★☆]")


def refuse_marked(document: Document) -> None:
    """Raise `RefusedFile` (classified, internal) when a document's own lines carry a mark."""
    head = 0
    previous = ""
    for block in document.blocks:
        if head >= HEAD and "密" not in block.text and "密" not in previous:
            continue  # below the head every mark has the word, or the line above it
        for line in map(str.strip, block.text.split("\u2028")):
            if not line:
                continue
            head += 1
            inside = head <= HEAD
            if "密" in previous and _KEY_ALONE.fullmatch(previous):
                _refuse_if(_BARE.fullmatch(line), _INTERNAL.fullmatch(line))
            if len(line) <= 60:
                _refuse_if(_STARRED.fullmatch(line) or (inside and _STARRED_INSIDE.search(line)), None)
            if inside and len(line) <= 60:
                plain = block.kind is BlockKind.PARAGRAPH or head <= 3
                _refuse_if(plain and _BARE.fullmatch(line), plain and _INTERNAL.fullmatch(line))
                _refuse_named(line)
            previous = line


def refuse_marked_lines(texts: Iterable[str]) -> None:
    """The same for lines that stand apart from the text: headers, footers, text boxes, watermarks."""
    for text in texts:
        for line in map(str.strip, text.split("\u2028")):
            if line and len(line) <= 60:
                _refuse_if(
                    _BARE.fullmatch(line) or _STARRED.fullmatch(line) or _STARRED_INSIDE.search(line),
                    _INTERNAL.fullmatch(line),
                )
                _refuse_named(line)


def refuse_marked_name(name: str) -> None:
    """The same for a file name, such as 【机密】实施方案.docx; 保密工作方案.docx is an ordinary name."""
    _refuse_if(_NAME.search(name), None)


def _refuse_named(line: str) -> None:
    named = _NAMED.fullmatch(line)
    if named:
        internal = named["level"].startswith(("内", "工作"))
        _refuse_if(not internal, internal)


def _refuse_if(classified: object, internal: object) -> None:
    if classified:
        raise RefusedFile(
            "classified",
            _("文件标有密级，本系统不得处理涉密文件，未保存任何内容。请立即从本机和网络上移除，按保密规定办理。"),
        )
    if internal:
        raise RefusedFile(
            "internal",
            _("文件标有“内部”字样，未保存任何内容。请先由保密审查确认可在本网络处理，换用不带该标志的印发稿后再上传。"),
        )
