"""The base of every model that is linked to or exchanged."""

from __future__ import annotations

import uuid

from django.db import models


class Entity(models.Model):
    """A row with a public id, which links and exchanges use, and a count of its changes, which conflicts are seen by."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
