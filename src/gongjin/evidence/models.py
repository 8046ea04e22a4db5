"""A file that proves something."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.audit.models import Audited
from gongjin.people.models import Jurisdiction, Unit


class Evidence(Audited):
    """A file by its digests, who handed it in and when; revoked, it proves nothing from then on but is never deleted.

    `digest` is the SHA-256 by which the file lies in the store, `sm3` the digest of the national standard
    (GB/T 32905); `size` is in bytes; `media_type` is what the content is, whatever the name says.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="evidence", verbose_name=_("提供单位"))
    file_name = models.CharField(_("文件名"), max_length=255)
    media_type = models.CharField(_("文件类型"), max_length=100)
    size = models.PositiveBigIntegerField(_("大小"))
    digest = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    added_at = models.DateTimeField(_("上传时间"))
    added_by = models.CharField(max_length=64)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True)
    revoked_why = models.CharField(_("撤销原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("佐证材料")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def audit_chain(self) -> str:
        return self.jurisdiction.code

    @property
    def audit_state(self) -> str:
        return "revoked" if self.revoked_at else "valid"

    @property
    def audit_units(self) -> frozenset[str]:
        return frozenset({str(self.unit.public_id)}) if self.unit else frozenset()

    def holds_at(self, moment: datetime) -> bool:
        """Whether it proved something at a moment."""
        return self.added_at <= moment and (self.revoked_at is None or self.revoked_at > moment)
