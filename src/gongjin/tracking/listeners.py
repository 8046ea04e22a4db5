"""What happens in lower rooms and matters here."""

from __future__ import annotations

from gongjin.audit.actions import Event, listen
from gongjin.evidence.actions import REVOKED
from gongjin.ledger.actions.publish import PUBLISHED
from gongjin.tracking.models import Proof, Standing
from gongjin.tracking.recording import forget_standings


def attach() -> None:
    """Listen; called once when the program starts. Within the acts: a crash after one leaves no standing of before."""
    listen(REVOKED, _evidence_revoked, within=True)
    listen(PUBLISHED, _plan_published, within=True)


def _evidence_revoked(event: Event) -> None:
    """What was counted by a revoked file no longer counts."""
    for proof in Proof.objects.filter(evidence__public_id=event.object_id).select_related("data_set"):
        forget_standings(proof.data_set)


def _plan_published(event: Event) -> None:
    """What rows ask for may have changed with the version."""
    Standing.objects.filter(row__plan__public_id=event.object_id).delete()
