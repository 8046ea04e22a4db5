"""The outline of a county and its townships, for the map."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.people.models import Jurisdiction


class Outline(Audited):
    """An outline that the office uploaded; the last one is what the map shows, and earlier ones stay told.

    `shapes` is what `rules.outline.shapes_of` made of the file: names with rings in millionths of a degree.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="outlines")
    file_name = models.CharField(_("文件名"), max_length=255)
    shapes = models.JSONField()
    made_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("行政区划轮廓")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return "kept"
