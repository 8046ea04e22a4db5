"""The base of every model that is linked to or exchanged."""

from __future__ import annotations

import uuid

from django.db import models


class Entity(models.Model):
    """A row with a public id, for links and exchange, and a count of its changes, by which conflicts are seen."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
