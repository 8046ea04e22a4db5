"""Workbooks on their way out to somebody and back, for the pages of every room."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongjin.audit.errors import Invalid
from gongjin.core import clock

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME: Final = 120


def workbook_answer(data: bytes, name: str) -> HttpResponse:
    """A workbook to keep, named for what it holds and today."""
    answer = HttpResponse(data, content_type=XLSX)
    file_name = f"{name} {clock.today():%Y%m%d}.xlsx"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
    return answer


def returned_workbook(request: HttpRequest) -> tuple[str, bytes]:
    """The name and bytes of a workbook that was exported here and comes back. Raises `Invalid` without one, or for one
    that is too large."""
    return sent_file(
        request,
        "workbook",
        missing=_("没有收到文件，请选择从系统导出并修改过的 .xlsx 工作簿。"),
        large=_("文件过大，没有读取。请只保留系统导出的工作表。"),
    )


def sent_file(request: HttpRequest, field: str, *, missing: str, large: str) -> tuple[str, bytes]:
    """The name and bytes of the file of a field. Raises `Invalid` with one of the two sentences."""
    file = request.FILES.get(field)
    if file is None:
        raise Invalid(missing, field)
    if (file.size or 0) > settings.GONGJIN_UPLOAD_MAX_BYTES:
        raise Invalid(large, field)
    return (file.name or "")[:LONGEST_NAME], file.read()
