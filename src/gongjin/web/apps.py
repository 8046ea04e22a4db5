"""The application of the web room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Holds the frame of every page."""

    name = "gongjin.web"
    label = "web"
