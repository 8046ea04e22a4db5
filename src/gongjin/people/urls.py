"""Addresses of the room: signing in, units, users, the matrix, the chain."""

from __future__ import annotations

from django.urls import path

from gongjin.people.views import audit, handover, invitations, rules, second_factor, sheets, signing_in, system, units

app_name = "people"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/link/<str:token>/", signing_in.use_link, name="link"),
    path("sign-in/code/", second_factor.check, name="second-factor"),
    path("account/second-factor/", second_factor.take_up, name="second-factor-set"),
    path("account/second-factor/codes/", second_factor.renew_codes, name="second-factor-codes"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("account/password/", signing_in.set_password, name="password"),
    path("units/", units.directory, name="units"),
    path("units/new/", units.add, name="unit-add"),
    path("units/people/", handover.listed, name="hand-overs"),
    path("units/people/<uuid:public_id>/", handover.hand_over, name="hand-over"),
    path("units/export.xlsx", sheets.export, {"table": sheets.UNITS}, name="units-export"),
    path("units/sheet/", sheets.sheet, {"table": sheets.UNITS}, name="units-sheet"),
    path("units/sheet/apply/", sheets.sheet_apply, {"table": sheets.UNITS}, name="units-sheet-apply"),
    path("units/<uuid:public_id>/edit/", units.change, name="unit-change"),
    path("system/", system.first, name="system"),
    path("system/users/", system.accounts, name="users"),
    path("system/users/new/", system.add_user, name="user-add"),
    path("system/users/export.xlsx", sheets.export, {"table": sheets.USERS}, name="users-export"),
    path("system/users/sheet/", sheets.sheet, {"table": sheets.USERS}, name="users-sheet"),
    path("system/users/sheet/apply/", sheets.sheet_apply, {"table": sheets.USERS}, name="users-sheet-apply"),
    path("system/users/<uuid:public_id>/", system.change_user, name="user"),
    path("system/users/<uuid:public_id>/link/", system.issue_link, name="user-link"),
    path("system/users/<uuid:public_id>/links/revoke/", system.revoke_links, name="links-revoke"),
    path("system/users/<uuid:public_id>/lift/", system.lift_wait, name="user-lift"),
    path("system/users/<uuid:public_id>/second-factor/reset/", rules.reset_factor, name="factor-reset"),
    path("system/users/invite/", invitations.invite, name="invite"),
    path("system/sign-in/", rules.sign_in_rules, name="sign-in-rules"),
    path("system/permissions/", system.permissions, name="permissions"),
    path("system/audit/", audit.chain, name="chain"),
    path("system/audit/verify/", audit.verify, name="verify"),
    path("system/audit/<str:chain>/<key:sequence>/", audit.record, name="record"),
]
