"""Importing this sets Django up for a command; it stands before the import of any model."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjin.web.settings")
django.setup()
