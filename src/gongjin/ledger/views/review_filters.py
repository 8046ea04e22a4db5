"""In which order and with which filters 核对 is shown; it travels with every request, so that answers fit the page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from gongjin.ledger.models import DraftKind, DraftRow

STATUSES = ("open", "accepted", "removed")


@dataclass(frozen=True, slots=True)
class Filters:
    """`order` is text or low; `show` a kind, `status` a status; empty is all (removed rows only when asked for)."""

    order: str = "text"
    show: str = ""
    status: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> Filters:
        """From an address or a form; what is unknown counts as not said."""
        order, show, status = (sent.get(name, "") for name in ("order", "show", "status"))
        return cls(
            "low" if order == "low" else "text",
            show if show in DraftKind.values else "",
            status if status in STATUSES else "",
        )

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Names and values for a form."""
        return [("order", self.order), ("show", self.show), ("status", self.status)]

    @property
    def query(self) -> str:
        """The same for an address."""
        return urlencode([(name, value) for name, value in self.hidden if value])

    @property
    def narrowed(self) -> bool:
        return bool(self.show or self.status)

    def lets(self, kind: str, status: str) -> bool:
        """Whether a row of this kind and status is shown."""
        if self.show and kind != self.show:
            return False
        return status == self.status if self.status else status != "removed"

    def lets_row(self, row: DraftRow) -> bool:
        return self.lets(row.kind, row.status)
