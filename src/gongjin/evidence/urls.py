"""The addresses of evidence."""

from __future__ import annotations

from django.urls import path

from gongjin.evidence import views

app_name = "evidence"

urlpatterns = [
    path("evidence/", views.listed, name="list"),
    path("evidence/upload/", views.upload, name="upload"),
    path("evidence/<uuid:public_id>/", views.download, name="download"),
    path("evidence/<uuid:public_id>/picture/", views.picture, name="picture"),
    path("evidence/<uuid:public_id>/revoke/", views.revoke, name="revoke"),
]
