"""`gongjin example`: the fictional county with its directory, a few accounts and its plan, marked 演示数据."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

import gongjin
import gongjin.cli.django_setup
from gongjin.audit.actions import run
from gongjin.audit.actors import SystemActor
from gongjin.audit.errors import Refused
from gongjin.cli.example_year.run import MONTHS, live, new_year
from gongjin.cli.government import government
from gongjin.cli.import_ import accept_all
from gongjin.cli.output import say
from gongjin.cli.stages import stages
from gongjin.core import clock
from gongjin.core.texts import gettext as _
from gongjin.ledger.actions.plans import ImportPlan, known_version
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.models import Plan
from gongjin.ledger.queries.plans import plans
from gongjin.people.actions import AddUnit, AddUser
from gongjin.people.models import Jurisdiction, Unit, UnitKind
from gongjin.people.queries import units, user_by_name, users
from gongjin.people.roles import Role
from gongjin.tracking.actions.outlines import SetOutline
from gongjin.tracking.models import Outline

COUNTY = "禾川县"
YEAR = 2025
"""The year of the example plan."""
PUBLISHED = "禾川县城乡共进实施方案"
_ACCOUNTS = (
    ("admin", _("系统管理员（演示数据）"), (Role.ADMINISTRATOR.value, Role.OFFICE.value)),
    ("office", _("专班办公室（演示数据）"), (Role.OFFICE.value,)),
    ("convener", _("召集人（演示数据）"), (Role.CONVENER.value,)),
    ("security", _("安全管理员（演示数据）"), (Role.SECURITY.value,)),
    ("auditor", _("安全审计员（演示数据）"), (Role.AUDITOR.value,)),
)


@click.command("example", help=_("载入示例（演示数据）：虚构县的单位名录、几个账号和方案。可重复运行。"))
@click.option("--year", is_flag=True, help=_("再按月演示方案一年的数据：各单位填报、佐证、更正和延误。"))
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help=_("演示年度的种子：不同种子，情节不同。")
)
def command(year: bool, seed: int) -> int:
    """Load what of the example is missing; 1 when it was refused or does not lie where this installation has it."""
    folder = examples()
    if folder is None:
        say(_("没有找到示例文件。示例在源码目录的 examples 文件夹中。"), "red")
        return 1
    if not year:
        return load(folder)
    with clock.at(new_year(YEAR)):  # what is lived in must have been there before
        loaded = load(folder)
    return loaded or _live(seed)


def _live(seed: int) -> int:
    """Live the published plan's year; 1 when it was refused."""
    plan = published()
    if plan is None:
        say(_("没有找到示例方案。"), "red")
        return 1
    with stages(MONTHS + 2) as begin:
        try:
            desk = live(plan, YEAR, seed, told=begin)
        except Refused as error:
            say(error.message, "red")
            return 1
    say(_("演示年度已载入：种子 %(seed)d，共 %(acts)d 次操作。") % {"seed": seed, "acts": desk.acts}, "green")
    return 0


def published() -> Plan | None:
    """The example plan that is in force."""
    return next((line.plan for line in plans(government()) if line.plan.title == PUBLISHED), None)


def load(folder: Path) -> int:
    """The example as it stands before its year."""
    with stages(4) as begin:
        try:
            begin(_("准备数据库"))
            jurisdiction = government(_("%(county)s（演示数据）") % {"county": COUNTY})
            begin(_("载入单位名录"))
            _load_units(jurisdiction, folder / "units.csv")
            _load_outline(jurisdiction, folder)
            begin(_("建立账号"))
            _load_accounts(jurisdiction)
            begin(_("导入方案"))
            loaded = _load_plans(jurisdiction, folder)
        except Refused as error:
            say(error.message, "red")
            return 1
    for code, title, state in loaded:
        say(f"{code} {title} {state}")
    names = "、".join(name for name, _label, _roles in _ACCOUNTS)
    say(_("示例已载入。账号 %(names)s 没有初始密码，用 gongjin signin-link 取得一次性登录链接。") % {"names": names})
    return 0


def examples() -> Path | None:
    """The folder of the example: in the package, or beside it in a checkout."""
    package = Path(gongjin.__file__).resolve().parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "units.csv").is_file():
            return folder
    return None


def _load_units(jurisdiction: Jurisdiction, file: Path) -> None:
    known = {unit.name: unit for unit in units(jurisdiction)}
    for line in csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))):
        if line["name"] not in known:
            known[line["name"]] = run(_entry(jurisdiction, line, known), actor=SystemActor())


def _entry(jurisdiction: Jurisdiction, line: dict[str, str], known: dict[str, Unit]) -> AddUnit:
    return AddUnit(
        jurisdiction=jurisdiction,
        name=line["name"],
        short_name=line["short_name"],
        kind=UnitKind(line["kind"]).value,
        parent=known.get(line["parent"]),
        aliases=tuple(name for name in line["aliases"].split("、") if name),
    )


def _load_outline(jurisdiction: Jurisdiction, folder: Path) -> None:
    if Outline.objects.filter(jurisdiction=jurisdiction).exists():
        return
    for file in sorted(folder.glob("*.geojson"))[:1]:
        run(SetOutline(jurisdiction, file.name, file.read_bytes()), actor=SystemActor())


def _load_accounts(jurisdiction: Jurisdiction) -> None:
    if users(jurisdiction).exists():
        return  # an installation in use is given no accounts that nobody asked for
    for username, display_name, roles in _ACCOUNTS:
        if user_by_name(username) is None:
            posts = tuple((role, None) for role in roles)
            run(AddUser(jurisdiction, username, display_name, posts), actor=SystemActor())


def _plan_files(folder: Path) -> list[Path]:
    """A file for each plan, the .docx where there are both; the one to be published first, so it has the plain code."""
    files = {file.stem: file for ending in ("*.txt", "*.docx") for file in sorted(folder.glob(ending))}
    return sorted(files.values(), key=lambda file: (file.stem != PUBLISHED, file.stem))


def _load_plans(jurisdiction: Jurisdiction, folder: Path) -> list[tuple[str, str, str]]:
    """The plans that are not in the ledger yet: one is published, the others wait to be reviewed."""
    loaded = []
    for file in _plan_files(folder):
        action = ImportPlan(jurisdiction, file.name, file.read_bytes())
        if known_version(jurisdiction, action.digest) is not None:
            continue
        plan = run(action, actor=SystemActor())
        version = plan.versions.get()
        publish = file.stem == PUBLISHED
        if publish:
            accept_all(version)
            run(PublishVersion(), actor=SystemActor(), on=version)
        loaded.append((plan.code, plan.title, _("已发布") if publish else _("待核对")))
    return loaded
