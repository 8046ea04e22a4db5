"""审计: what was done, by whom and to what, in plain words; each record with its codes; verifying the chains."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjin.audit import queries as audit
from gongjin.audit.models import Payload, Record
from gongjin.audit.telling import counted, named, sorts, tell
from gongjin.audit.verified import last_verified, remember
from gongjin.audit.verify import verify as verify_chains
from gongjin.people.access import signed_in
from gongjin.people.models import ACCOUNTS
from gongjin.people.queries import who_acted

_PAGE = 50
_OBJECTS = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a chain is asked for; what makes no sense counts as not asked."""

    chain: str
    kind: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, request: HttpRequest, chains: list[str]) -> Filters:
        """The filters of an address."""
        wanted = request.GET
        chain = wanted.get("chain", "")
        return cls(
            chain if chain in chains else chains[0],
            wanted.get("kind", "") if wanted.get("kind") in dict(sorts()) else "",
            " ".join(wanted.get("q", "").split())[:80],
            _day(wanted.get("first", "")),
            _day(wanted.get("last", "")),
        )

    @property
    def any(self) -> bool:
        """Whether something is left out."""
        return bool(self.kind or self.words or self.first or self.last)

    def query(self) -> str:
        """The filters as the beginning of a query, for the links to other pages of the list."""
        shown = {"chain": self.chain, "kind": self.kind, "q": self.words, "first": self.first, "last": self.last}
        return urlencode({name: value for name, value in shown.items() if value}) + "&"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-06-30") else None
    except ValueError:
        return None


def _home(name: str) -> Path:
    return Path(settings.GONGJIN_HOME) / name


def _chains(request: HttpRequest) -> dict[str, str]:
    """The chains that one may look at, by name: the government's own and that of the accounts."""
    of = signed_in(request).jurisdiction
    return {of.code: of.name, ACCOUNTS: _("账号")}


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """The records of one chain, the latest first."""
    chains = _chains(request)
    filters = Filters.of(request, list(chains))
    found = audit.records(filters.chain, kind=filters.kind, words=filters.words, first=filters.first, last=filters.last)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    told = tell(page)
    who = who_acted(line.record for line in told)
    context = {
        "chains": [(head.chain, chains[head.chain], head.sequence) for head in audit.heads_of(chains)],
        "filters": filters,
        "sorts": sorts(),
        "page": page,
        "lines": [(line, who[line.record.pk]) for line in told],
        "verified": last_verified(_home("verified.json")),
    }
    return render(request, "people/chain.html", context)


@require_safe
def record(request: HttpRequest, chain: str, sequence: int) -> HttpResponse:
    """One record with all that it holds: codes, digests, objects, what the act was given."""
    chains = _chains(request)
    found = audit.record_at(chain, sequence) if chain in chains else None
    if found is None:
        raise Http404
    page = Paginator(found.touched.order_by("kind", "pk"), _OBJECTS).get_page(request.GET.get("page"))
    (line,) = tell([found])
    context = {
        "line": line,
        "record": found,
        "chain_name": chains[chain],
        "who": who_acted([found])[found.pk],
        "page": page,
        "objects": named(list(page)),
        "counted": counted(found),
        "given": _given(found),
    }
    return render(request, "people/record.html", context)


def _given(record: Record) -> str | None:
    """What the act was given, as text; None where it was blanked or is gone."""
    payload = Payload.objects.filter(record=record).first()
    if payload is None or payload.body is None:
        return None
    return json.dumps(payload.body, ensure_ascii=False, indent=2)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute everything now and say what was found."""
    faults = list(verify_chains(_home("heads.jsonl")))
    verified = remember(_home("verified.json"), Record.objects.count(), len(faults))
    return render(request, "people/verified.html", {"faults": faults, "verified": verified})
