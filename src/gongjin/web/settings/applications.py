"""The rooms, and what stands around a request on its way to them."""

from __future__ import annotations

from pathlib import Path

from gongjin.core.rooms import ROOMS

DEBUG = False  # never on: an error page must not show the office's data

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    *(f"gongjin.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongjin.web.middleware.HeadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongjin.web.middleware.LanguageMiddleware",
    "gongjin.web.middleware.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view wants a signed-in user unless it is marked with login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongjin.web.middleware.FragmentMiddleware",
    "gongjin.web.middleware.MethodMiddleware",
    "gongjin.web.refusals.RefusalMiddleware",
    "gongjin.tracking.middleware.PreparingMiddleware",
    # Every view wants a role that a page rule names for its address.
    "gongjin.web.access.PageRuleMiddleware",
    "gongjin.web.sent.SentMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(Path(__file__).resolve().parents[2].glob("*/kinds/*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongjin.web.context.frame",
            ],
        },
    }
]

ROOT_URLCONF = "gongjin.web.urls"
WSGI_APPLICATION = "gongjin.web.wsgi.application"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
