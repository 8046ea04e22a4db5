"""What on a page is furniture of the site and no text of the document: by element, by role, by name, by wording."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

GONE: Final = frozenset(
    (
        "script", "style", "noscript", "iframe", "frame", "nav", "footer", "button", "input", "select", "textarea",
        "svg", "template", "object", "embed", "link", "head", "map", "video", "audio", "canvas", "del",
    )
)  # fmt: skip
_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTAINERS: Final = frozenset(
    ("div", "ul", "ol", "dl", "section", "span", "table", "center", "header", "p", "h4", "h5", "h6")
)
_FORMS: Final = frozenset(("form", "aside"))
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:sub|main|top|left|right|side|site)?(?:nav|menu)(?:bar|s)?|crumbs?|breadcrumbs?|bread|location|weizhi|dqwz|"
    r"curpos|position|(?:bd|b|s)?share\w*|jiathis\w*|social\w*|fontsize|font-size|zihao|zitidaxiao|print|dayin|"
    r"pager|prenext|prevnext|pagination|xgxx|xgwj|xgjd|xglj|related?|relevant|recommend\w*|footer|foot|bottom|"
    r"copyright|qrcode|ewm|erweima|side(?:bar)?|toolbar|tools?|login|search|friend\w*|links?|banner|logo|ads?|"
    r"float\w*|popup|comment\w*|hot|rank\w*|top|head(?:er)?|sitemap|accessib\w*|barrier\w*"
    r")(?:$|[\s_-]|\d)"
)
_EDITOR = re.compile(
    r"trs_editor|trs_ueditor|ucapcontent|vsb_content|ivs_content|ueditor|\bzoom\b|j-fontcontent|fontzoom|"
    r"pages_content|article-?con\w*|articlecontent|news_?content|info_?content|content_?text|"
    r"xxgk_?content|detail_?content|artcontent|art_con|con_?text|wzcon|\bcontent_body\b|\bbt-content\b"
)
"""Names that the content systems of government sites give to the article itself."""


def is_gone(element: etree._Element) -> bool:
    """Whether an element shows nothing of a document, whatever is in it."""
    if element.tag in GONE:
        return True
    if element.get("role") in _ROLES or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and bool(_HIDDEN.search(style))


def is_named_furniture(element: etree._Element) -> bool:
    """Whether an element is called as navigation, share buttons, footers and the like are called.

    A form may be one for searching, or the whole page, as some systems make theirs.
    """
    return element.tag in _FORMS or (element.tag in _CONTAINERS and bool(_NAMED.search(_names(element))))


def is_editor(element: etree._Element) -> bool:
    """Whether an element is called as sites call the article's own container."""
    return element.tag == "ucapcontent" or bool(_EDITOR.search(_names(element)))


def _names(element: etree._Element) -> str:
    return f"{(element.get('class') or '')[:_LONGEST]} {(element.get('id') or '')[:_LONGEST]}".lower()


_BUTTON = (
    r"(?:打印(?:本页|本文|此页|文章)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|加入收藏|返回(?:顶部|首页|列表)?|分享(?:到|至)?|"
    r"纠错|我要纠错|朗读|语音播报|播报|视力保护色|复制链接|微信|微博|QQ空间|扫一扫|下载)"
)
_SIZE = r"(?:特大|超大|较大|默认|标准|大|中|小|A\+|A-|A|T)"
# What opens cannot close: else a long row of bars could be read in more ways than can be tried.
_OPEN, _CLOSE = r"[\[【(（]?", r"[\]】)）|｜/]?"
_LINES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_OPEN}(?:字体|字号|文字)(?:大小)?[:：]?(?:{_OPEN}{_SIZE}{_CLOSE}[、]?)*{_CLOSE}(?:{_OPEN}{_BUTTON}[:：]?{_CLOSE})*",
        rf"(?:{_OPEN}{_BUTTON}[:：]?{_CLOSE})+",
        r".{0,10}(?:手机|微信|扫一扫).{0,4}(?:打开|浏览|查看|访问|分享).{0,12}",
        r"您?(?:现在|当前|目前)?(?:的|所在|所处)*位置(?:是)?[:：].{0,120}",
        r"(?:网站)?首页[>＞»›→/\-]+.{0,120}",
        r"[上下]一[篇条页][:：].{0,80}",
        r"(?:相关(?:链接|解读|文件|文档|阅读|信息|政策)|政策解读|解读材料|延伸阅读)[:：]?",
        r"(?:主办|承办|版权所有|网站标识码|.{0,3}ICP备|.{0,3}公网安备|Copyright|©).{0,100}",
    )
)
_COUNTED = re.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|数量|量|数|率)?[:：]|[【\[(（\s]?字[体号][:：]|打印本页|关闭窗口|关闭本页"
)
_BYLINE = re.compile(
    r"(?:信息|稿件|文章)?来源[:：]|(?:发布|更新|发表|录入)?(?:时间|日期)[:：]|作者[:：]|责?任?编辑?[:：]|审核[:：]|(?:发布|录入)人[:：]"
)
_LONGEST: Final = 160


def is_furniture_line(text: str) -> bool:
    """Whether a line is a button, a path or a counter of the site, wherever it stands."""
    bare = re.sub(r"\s+", "", text)
    if not bare or len(bare) > _LONGEST:
        return False
    return bool(_COUNTED.search(bare)) or any(pattern.fullmatch(bare) for pattern in _LINES)


def is_byline(text: str) -> bool:
    """Whether a line at an article's head or foot says when and by whom it was put online."""
    bare = re.sub(r"\s+", "", text)
    return len(bare) <= _LONGEST and bool(_BYLINE.match(bare))
