"""Tokens of sign-in links: what is handed out, and what is kept."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody guesses (256 bits)."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is kept of a token (hex SHA-256): it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
