"""What is looked at before a workbook is opened: size, format by content, zip bombs, macros, entities."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from gongjin.core.sheets.columns import SheetRefused
from gongjin.core.texts import gettext as _

MOST_BYTES: Final = 20 * 2**20
MOST_UNPACKED: Final = 200 * 2**20
MOST_PARTS: Final = 1_000
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check(data: bytes) -> None:
    """Raise `SheetRefused` for whatever is not a plain .xlsx of bearable size."""
    if not data:
        raise SheetRefused("empty", _("文件是空的，请重新选择。"))
    if len(data) > MOST_BYTES:
        raise SheetRefused("too-large", _("文件超过 20 MB，请只保留系统导出的工作表后再上传。"))
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SheetRefused("encrypted", _("工作簿设有打开密码，请在 Excel 中取消密码并另存后再上传。"))
        raise SheetRefused("xls", _("这是旧的 .xls 格式，请在 Excel 或 WPS 中另存为 .xlsx 后再上传。"))
    if not data.startswith(b"PK"):
        if b"\0" not in data[:4096]:
            raise SheetRefused("text", _("这是 CSV 或文本文件；请上传系统导出并修改过的 .xlsx 工作簿。"))
        raise SheetRefused("not-a-workbook", _("这不是 Excel 工作簿，请上传系统导出的 .xlsx 文件。"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_package(package)
    except SheetRefused:
        raise
    except Exception as error:  # a bent package fails in as many ways as it has bytes
        raise damaged() from error


def damaged() -> SheetRefused:
    """The refusal of a file that cannot be opened."""
    return SheetRefused("damaged", _("工作簿已损坏，打不开；请在 Excel 中打开并另存，或重新导出后再改。"))


def _check_package(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SheetRefused("bomb", _("工作簿解压后过大，可能不是正常文件，未予读取；请重新导出后再改。"))
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused("encrypted", _("文件已加密，请取消密码后再上传。"))
    if "xl/workbook.bin" in names:
        raise SheetRefused("xlsb", _("这是 .xlsb 格式，请另存为 .xlsx 后再上传。"))
    if "xl/workbook.xml" not in names:
        raise SheetRefused("not-a-workbook", _("这不是 Excel 工作簿，请上传系统导出的 .xlsx 文件。"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused("macro", _("工作簿带有宏，请另存为不带宏的 .xlsx 后再上传。"))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(4096):
                    raise SheetRefused("entities", _("工作簿含有不安全的内容，未予读取；请重新导出后再改。"))
