"""A cache of progress. Dropped and rebuilt it holds the same bytes; nothing is decided by it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjin.ledger.models import Row
from gongjin.tracking.models.trackers import Tracker


class Standing(models.Model):
    """The progress of a row on a day, as known now. `light`, `behind`, `due` and `body` are what `queries.progress`
    answered; it is deleted as soon as anything that it was made from changes."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="standings")
    tracker = models.ForeignKey(Tracker, models.CASCADE, null=True, related_name="standings")
    on = models.DateField()
    light = models.CharField(max_length=10)
    order = models.SmallIntegerField()
    behind = models.BigIntegerField(null=True)
    due = models.DateField(null=True)
    body = models.JSONField()

    class Meta:
        verbose_name = _("进度缓存")
        constraints = [models.UniqueConstraint(fields=["row", "on"], name="tracking_standing_once")]
        indexes = [models.Index(fields=["on", "order"], name="tracking_standing_light")]
