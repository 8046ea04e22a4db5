"""The entry of an asynchronous web server, for sites that run one; `gongjin up` uses `wsgi.py`."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjin.web.settings")

application = get_asgi_application()
