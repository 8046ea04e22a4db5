"""The roles of the permission matrix. Later roles are a line here and a column in the state tables."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post lets one do; what exactly is in the rooms' state tables."""

    OFFICE = "office", _("专班办公室")
    ADMINISTRATOR = "administrator", _("系统管理员")
    REPORTER = "reporter", _("单位填报人")
