"""Logs go to the output of the process, in one line each, without what was typed into forms."""

from __future__ import annotations

from gongjin.web.settings import environment

_level = environment.text("GONGJIN_LOG_LEVEL", "INFO").upper()

DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "gongjin.web.logs.NoSecrets"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "output": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]},
    },
    "root": {"handlers": ["output"], "level": "WARNING"},
    "loggers": {
        "gongjin": {"level": _level},
        # Without these two Django would mail errors to people that nobody has named.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
