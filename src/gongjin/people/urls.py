"""Addresses of the room: signing in, units, users, the matrix, the chain."""

from __future__ import annotations

from django.urls import path

from gongjin.people.views import signing_in

app_name = "people"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/link/<str:token>/", signing_in.use_link, name="link"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("account/password/", signing_in.set_password, name="password"),
]
