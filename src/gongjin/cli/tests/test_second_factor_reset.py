"""`gongjin second-factor-reset` takes a lost app out of use where nobody else can."""

from __future__ import annotations

import pyotp
import pytest
from click.testing import CliRunner

from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.models import Record
from gongjin.cli.second_factor_reset import command
from gongjin.core import clock
from gongjin.ledger.tests import factory
from gongjin.people.factor_actions import SetSecondFactor
from gongjin.people.models import SecondFactor
from gongjin.people.second_factor import new_seed, secret_of


@pytest.mark.django_db
def test_the_command_line_resets_where_there_is_no_security_administrator() -> None:
    seed = new_seed()
    user = factory.user(factory.found(), "clerk", "office")
    code = pyotp.TOTP(secret_of(seed)).at(clock.now())
    run(SetSecondFactor(user, seed, code, ()), actor=SystemActor())
    assert CliRunner().invoke(command, ["nobody"], standalone_mode=False).return_value == 1
    assert CliRunner().invoke(command, ["clerk"], standalone_mode=False).return_value == 0
    assert not SecondFactor.objects.exists()
    assert Record.objects.get(action="people.factor.reset").actor == "system"
