"""The entry of the web server (`gongjin up` gives it to granian)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjin.web.settings")

application = get_wsgi_application()
