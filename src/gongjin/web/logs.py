"""Keeps one-time links, passwords and database addresses out of the logs."""

from __future__ import annotations

import logging
import re

_SECRETS = (
    (re.compile(r"(/sign-in/(?:link/)?)[\w-]{16,}"), r"\1***"),
    (re.compile(r"(\w+://[^:/@\s]*:)[^@\s]+(@)"), r"\1***\2"),
    (
        re.compile(
            r"((?:password|token|secret|csrfmiddlewaretoken)\w*[\"']?\s*[=:]\s*[\"']?)[^\s&\"',]+", re.IGNORECASE
        ),
        r"\1***",
    ),
)


def without_secrets(text: str) -> str:
    """The text with tokens of sign-in links, passwords and keys replaced by three stars."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class NoSecrets(logging.Filter):
    """Cleans each message before it is written; the record itself is kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleaned = without_secrets(message)
        if cleaned != message:
            record.msg, record.args = cleaned, None
        return True
