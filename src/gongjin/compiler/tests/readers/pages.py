"""Pages of fictional government sites, each marked up in the manner of another content system."""

from __future__ import annotations

import base64

TITLE = "青禾县城乡共进行动实施方案"
LINES = [
    "各乡镇人民政府，县直有关单位：",
    "为推动公共服务向乡村延伸、基础设施向乡村覆盖，结合我县实际，制定本方案。",
    "一、总体要求",
    "到2026年底，全县农村自来水普及率达到95%以上，具备条件的行政村全部通硬化路，群众满意度稳步提升。",
    "二、重点任务",
    "（一）实施供水工程。新建水厂3座，改造管网120公里，解决2.3万人饮水不稳定问题。（县水利局牵头）",
    "（二）实施道路工程。整修乡村道路260公里，新增会车道180处，打通断头路12条。（县交通运输局牵头）",
    "青禾县人民政府办公室",
    "2024年3月5日",
]
PARTICULARS = {"索引号": "QH001-2024-0016", "发文字号": "青政办发〔2024〕6号", "成文日期": "2024年3月5日"}


def _paragraphs(mark: str = "<p>", end: str = "</p>") -> str:
    return "\n".join(f"{mark}{line}{end}" for line in LINES)


def _window(title: str = TITLE) -> str:
    return f"<title>{title}_青禾县人民政府门户网站</title>"


def trs() -> str:
    """Navigation in lists, a table of particulars, the article in TRS_Editor, share buttons, neighbours, a footer."""
    items = "".join(f'<li><a href="/c{n}/">政务公开栏目第{n}个很长的名称</a></li>' for n in range(30))
    keys = list(PARTICULARS.items())
    table = "".join(
        f"<tr><td>{key}：</td><td>{value}</td><td>公开方式：</td><td>主动公开</td></tr>" for key, value in keys
    )
    return f"""<!DOCTYPE html><html><head><meta charset="gb2312">{_window()}
<meta name="ArticleTitle" content="{TITLE}"/><script>document.write("<p>脚本里的字</p>")</script>
<style>p {{ color: red }}</style></head><body>
<div class="header"><h2>青禾县人民政府</h2><ul class="nav">{items}</ul></div>
<div class="location">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 政府文件</div>
<div class="xl"><table class="xxgk">{table}</table>
<div class="tit"><h1>{TITLE}</h1></div>
<div class="fbsj">发布时间：2024-03-06　来源：县政府办　浏览次数：<span id="c">1024</span>次
【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="article"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>
{_paragraphs("<p align='justify'>　　")}
</div></div>
<div class="fj">附件：<ul><li><a href="./P020240306.docx">青禾县城乡共进任务分工表.docx</a></li>
<li><a href="./P020240307.pdf">政策图解.pdf</a></li></ul></div>
<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div>
<div class="pn">上一篇：<a href="a.html">青禾县关于印发年度工作要点的通知</a></div>
<div class="pn">下一篇：<a href="b.html">青禾县关于开展专项检查的通知</a></div></div>
<div class="footer"><p>主办：青禾县人民政府办公室　承办：青禾县电子政务中心</p><p>某ICP备00000000号</p></div>
</body></html>"""


def tables() -> str:
    """Everything laid out in tables, capitals, no names, lines by <br> and blanks, figures of the site at the end."""
    text = "<BR>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in LINES)
    menu = "".join(f'<TR><TD><A HREF="l{n}.asp">栏目{n}</A></TD></TR>' for n in range(12))
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gbk">
{_window()}</HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=1000><TR><TD COLSPAN=2><IMG SRC=top.gif></TD></TR>
<TR><TD WIDTH=200><TABLE>{menu}</TABLE></TD><TD><TABLE WIDTH=100%>
<TR><TD>当前位置：<A HREF=/>网站首页</A> → 政府文件</TD></TR>
<TR><TD ALIGN=center><FONT SIZE=5><B>{TITLE}</B></FONT></TD></TR>
<TR><TD ALIGN=center>信息来源：政府办　作者：佚名　点击数：88　更新时间：2024-3-6</TD></TR>
<TR><TD CLASS=td12><FONT FACE=宋体>{text}</FONT></TD></TR>
<TR><TD ALIGN=right>【打印本页】【关闭窗口】</TD></TR></TABLE></TD></TR>
<TR><TD COLSPAN=2 ALIGN=center>版权所有：青禾县人民政府</TD></TR></TABLE></BODY></HTML>"""


def form() -> str:
    """The whole page in a form, the article in vsb_content, the title split over two lines, no character set named."""
    text = _paragraphs('<p class="vsbcontent_start"><span style="font-family:仿宋">', "</span></p>")
    return f"""<html><head>{_window()}</head><body><form name="_newscontent_fromname">
<div class="ar_title"><h3>青禾县城乡共进行动<br>实施方案</h3></div>
<div class="ar_tool">日期：2024-03-06 | 点击：<span>7</span></div>
<div id="vsb_content"><div class="v_news_content">{text}
</div></div><p>附件【<a href="/system/_content/download.jsp?x=1.xls">任务分工表.xls</a>】</p></form>
<form action="/search"><input name="q"><button>搜索</button>站内搜索</form></body></html>"""


def modern() -> str:
    """HTML 5, an ordered list, a table of duties with merged cells, a hidden copy for telephones."""
    duties = """<table border="1"><thead><tr><th>任务</th><th colspan="2">单位</th></tr></thead>
<tbody><tr><td rowspan="2">供水工程</td><td>牵头</td><td>县水利局</td></tr>
<tr><td>配合</td><td>县财政局<br>县住房和城乡建设局</td></tr></tbody></table>"""
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{_window()}</head><body>
<nav><a href="/">首页</a><a href="/gk">公开</a></nav><header class="page-top"><p>青禾县人民政府</p></header>
<main><div class="breadcrumb"><a>首页</a>/<a>公开</a></div><article class="detail">
<h1 class="detail-title">{TITLE}</h1><ul class="info"><li>索引号：QH001</li><li>发文字号：青政办发〔2024〕6号</li></ul>
<section class="detail-content">{_paragraphs()}<h2>附表</h2>{duties}
<ol><li>各单位每月<b>5日</b>前报送进展。</li><li><p>县政府办按季度通报。</p></li></ol></section>
<div class="m-copy" style="display: none">{_paragraphs()}</div></article>
<aside>热点：<a>其他文件</a></aside></main><footer>版权所有</footer></body></html>"""


def zoomed() -> str:
    """The article in an element of its own name (UCAPCONTENT) inside #zoom, in one paragraph that <br> parts."""
    text = "<br />".join(f"　　{line}" for line in LINES)
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
{_window()}</head><body><div id="top"><a href="/">首页</a></div>
<div class="main"><p class="title">{TITLE}</p><p>字号：[ 大 中 小 ]</p>
<div id="zoom"><ucaptitle></ucaptitle><UCAPCONTENT><p>{text}</p></UCAPCONTENT></div>
<p>扫一扫在手机打开当前页</p></div><div id="bottom">网站标识码：0000000000</div></body></html>"""


def by_word() -> str:
    """A page that Word wrote: numbers in ignored spans, empty paragraphs, revisions, conditional comments."""
    lines = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt'>{line}<o:p></o:p></span></p>"
        for line in LINES
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Word.Document>
<title>{TITLE}</title><!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style */ p.MsoNormal {{mso-pagination:none}} --></style></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoNormal align=center><b><span>{TITLE}</span></b></p>{lines}
<p class=MsoListParagraph><![if !supportLists]><span><span style='mso-list:Ignore'>三、</span></span><![endif]>
<span>保障<del cite="mailto:x" datetime="2024-03-01"><span>机制</span></del><ins><span>措施</span></ins></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>"""


def archive(page: str) -> bytes:
    """A page saved in one file, as browsers and Word do."""
    body = base64.encodebytes(page.encode("gb18030")).replace(b"\n", b"\r\n")
    return (
        b"From: <saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----=_part"\r\n\r\n------=_part\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n'
        b"Content-Location: http://example.invalid/t.html\r\n\r\n" + body + b"\r\n------=_part\r\n"
        b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n"
        b"------=_part--\r\n"
    )
