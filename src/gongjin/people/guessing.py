"""Guessing passwords is slowed down: after five wrong ones for a name from an address, one waits. Links go on working.

Tries are counted before the password is looked at, so that many at once are no more than five. Names and addresses are
kept as keyed digests only, and only as long as they count. They are no state of an account: no chain has them.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from gongjin.core import clock
from gongjin.people.models import PasswordTries

MOST_WRONG = 5
WAIT = timedelta(minutes=15)
_IPV6_HOME = 64  # bits of an IPv6 address that say whose it is; who has one has 2^64 of them


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; behind a trusted proxy what the proxy saw. An IPv6 address stands for its network."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.GONGJIN_TRUST_PROXY:
        # What stands further left was written by whoever asked.
        seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or seen
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return seen
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _IPV6_HOME), strict=False))
    return str(address)


def take_try(username: str, address: str) -> datetime | None:
    """Count a try. None: the password may be looked at; else the moment from which it may be again."""
    now = clock.now()
    with transaction.atomic():
        PasswordTries.objects.filter(last_at__lte=now - WAIT).delete()
        tries, _made = PasswordTries.objects.select_for_update().get_or_create(
            key=_digest(_plain(username), address), defaults={"name_key": _digest(_plain(username)), "last_at": now}
        )
        if tries.count >= MOST_WRONG:
            return tries.last_at + WAIT
        tries.count += 1
        tries.last_at = now
        tries.save(update_fields=["count", "last_at"])
    return None


def waits_until(username: str, address: str | None = None) -> datetime | None:
    """Until when nobody can sign in with a password under this name: from one address, or from any that has to wait."""
    found = _counted(username, address).filter(count__gte=MOST_WRONG, last_at__gt=clock.now() - WAIT)
    latest = found.order_by("-last_at").first()
    return latest.last_at + WAIT if latest else None


def forget(username: str, address: str | None = None) -> None:
    """Begin to count anew: from one address, or from all."""
    _counted(username, address).delete()


def _counted(username: str, address: str | None) -> models.QuerySet[PasswordTries, PasswordTries]:
    if address is None:
        return PasswordTries.objects.filter(name_key=_digest(_plain(username)))
    return PasswordTries.objects.filter(key=_digest(_plain(username), address))


def _plain(username: str) -> str:
    return username.strip().casefold()


def _digest(*parts: str) -> str:
    """A digest that only this site can make, so that the table tells nobody who signs in from where."""
    return salted_hmac("gongjin.people.guessing", "\0".join(parts), algorithm="sha256").hexdigest()
