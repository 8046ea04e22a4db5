"""A user's own saved views of a list: scratch that concerns nobody else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.people.models import User


class SavedView(models.Model):
    """A name for a set of filters of one page (`query` is the query string)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40)
    name = models.CharField(_("视图名称"), max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("保存的视图")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="ledger_view_name")]
