"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes: what is kept, what is shown, what fits.

No secret is kept: it is derived from a seed in the database with the site's key, so that a stolen database opens
nothing. Used codes are kept as keyed digests for a few minutes; when somebody signed in is not recorded.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata
from datetime import timedelta
from hmac import compare_digest

import pyotp
import segno
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from gongjin.core import clock
from gongjin.people.models import UsedCode, User

CODES = 10
_STEP = 30  # seconds that a code is shown
_DIGITS = 6
_AROUND = (0, -1, 1)  # steps that are looked at: clocks of phones and servers differ a little
_KEPT = timedelta(minutes=5)
_SALT = "gongjin.people.second_factor"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike
_GROUPS, _GROUP = 3, 5


def new_seed() -> str:
    """A seed that nobody guesses (256 bits)."""
    return secrets.token_hex(32)


def secret_of(seed: str) -> str:
    """The secret that the app keeps, in base 32."""
    return base64.b32encode(salted_hmac(_SALT, seed, algorithm="sha256").digest()[:20]).decode()


def address(user: User, seed: str) -> str:
    """What the QR code says: the account and its secret."""
    issuer = f"共进 {user.jurisdiction.name}"
    return pyotp.TOTP(secret_of(seed)).provisioning_uri(name=user.username, issuer_name=issuer)


def picture(text: str) -> str:
    """A QR code as SVG to stand inside a page. It has a view box and no size: one of a fixed size would be cut off
    where there is less room, and a code that is cut off cannot be scanned."""
    return segno.make(text, error="m", micro=False).svg_inline(border=4, light="white", dark="black", omitsize=True)


def plain(code: str) -> str:
    """A code as people type it: full-width digits, spaces and dashes do not count."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().replace("-", "").split())


def is_from_app(code: str) -> bool:
    """Whether it looks like a code of the app, and not like a recovery code."""
    return len(code) == _DIGITS and code.isascii() and code.isdecimal()


def step_of(seed: str, code: str) -> int | None:
    """The step of time that a code is of; None for one that does not fit now."""
    if not is_from_app(code):
        return None
    app = pyotp.TOTP(secret_of(seed), digits=_DIGITS, interval=_STEP)
    now = int(clock.now().timestamp()) // _STEP
    fitting = [now + around for around in _AROUND if compare_digest(app.generate_otp(now + around), code)]
    return fitting[0] if fitting else None


def take_code(user: User, seed: str, code: str) -> bool:
    """Whether a code fits and was not used before; from now on it is."""
    step = step_of(seed, code)
    if step is None:
        return False
    UsedCode.objects.filter(used_at__lte=clock.now() - _KEPT).delete()
    key = salted_hmac(_SALT, f"used\0{user.pk}\0{seed}\0{step}", algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            UsedCode.objects.create(key=key, used_at=clock.now())
    except IntegrityError:
        return False
    return True


def new_codes() -> list[str]:
    """Recovery codes to be shown once (74 bits each)."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(_GROUPS))
        for _code in range(CODES)
    ]


def code_digest(seed: str, code: str) -> str:
    """What is kept of a recovery code; only this site can make it."""
    return salted_hmac(_SALT, f"recovery\0{seed}\0{plain(code)}", algorithm="sha256").hexdigest()
