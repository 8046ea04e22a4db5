"""A file that points outside itself is read without anything being fetched."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from gongjin.compiler.files import read_document
from gongjin.compiler.tests.readers.samples import bare, changed, paragraph, word


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def untouched(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_remote_template_styles_pictures_and_chunks_are_not_fetched(listener: socket.socket) -> None:
    outside = "".join(
        f'<Relationship Id="r{kind}" Type="x/{kind}" TargetMode="External" Target="{address(listener)}/{kind}"/>'
        for kind in ("attachedTemplate", "styles", "numbering", "footnotes", "header", "image", "aFChunk", "comments")
    )
    body = paragraph("甲", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    body += "<w:altChunk r:id='raFChunk'/><w:p><w:r><w:t>乙</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    relations = f"<Relationships>{outside}</Relationships>".encode()
    data = changed(
        bare(body),
        {
            "word/_rels/document.xml.rels": relations,
            "word/_rels/settings.xml.rels": relations,
            "_rels/.rels": relations,
        },
    )
    assert [block.text for block in read_document(data).blocks] == ["甲", "乙"]
    assert untouched(listener)


def test_schemas_and_style_sheets_named_in_the_xml_are_not_fetched(listener: socket.socket) -> None:
    place = address(listener)
    xml = (
        f'<?xml version="1.0"?><?xml-stylesheet href="{place}/a.xsl" type="text/xsl"?>'
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{place}/a.xsd" '
        f'xmlns:xi="http://www.w3.org/2001/XInclude"><w:body>{paragraph("甲")}<xi:include href="{place}/b"/></w:body>'
        "</w:document>"
    )
    data = changed(word(["旧"]), {"word/document.xml": xml.encode()})
    assert [block.text for block in read_document(data).blocks] == ["甲"]
    assert untouched(listener)
