"""What happens in lower rooms and matters here."""

from __future__ import annotations

from gongjin.audit.actions import Event, listen
from gongjin.evidence.actions import REVOKED
from gongjin.tracking.models import Proof
from gongjin.tracking.recording import forget_standings


def attach() -> None:
    """Listen; called once when the program starts."""
    listen(REVOKED, _evidence_revoked)


def _evidence_revoked(event: Event) -> None:
    """What was counted by a revoked file no longer counts."""
    for proof in Proof.objects.filter(evidence__public_id=event.object_id).select_related("data_set"):
        forget_standings(proof.data_set)
