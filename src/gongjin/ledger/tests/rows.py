"""A small published ledger of a fictional county, laid down by one audited act, for the tests of lists and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from gongjin.audit.actions import Act, Action, run
from gongjin.audit.actors import Actor, SystemActor
from gongjin.audit.states import StateTable
from gongjin.core import clock
from gongjin.ledger import states
from gongjin.ledger.models import (
    Citation,
    Deadline,
    Plan,
    PlanVersion,
    Reading,
    Responsibility,
    Row,
    Section,
    TaskForceMember,
)
from gongjin.people.actions import AddUnit, AddUser, FoundJurisdiction
from gongjin.people.actors import actor_of
from gongjin.people.models import Jurisdiction, Unit, User
from gongjin.people.roles import Role

SYSTEM = SystemActor()
Build = Callable[["Laying"], object]


@dataclass
class Laying:
    """Lays rows into one version; each method gives back what it made."""

    version: PlanVersion
    act: Act
    order: int = 0
    parents: dict[int, Reading] = field(default_factory=dict)

    def section(self, number: str, title: str, parent: Section | None = None) -> Section:
        self.order += 1
        at, level = self._at(title), number.count(".") + 1
        return self.act.create(
            Section(
                version=self.version,
                parent=parent,
                order=self.order,
                level=level,
                number=number,
                title=title,
                start=at,
                end=at + len(title),
                body_start=at,
                body_end=len(self.version.text),
            )
        )

    def row(self, kind: str, code: str, section: Section, text: str, parent: Row | None = None, **said: object) -> Row:
        self.order += 1
        row = self.act.create(Row(plan=self.version.plan, kind=kind, code=code))
        at = self._at(text)
        said.setdefault("title", text[:60])
        self.act.create(
            Reading(
                version=self.version,
                row=row,
                section=section,
                parent=parent,
                order=self.order,
                text=text,
                start=at,
                end=at + len(text),
                **said,
            )
        )
        return row

    def answers(self, row: Row, written: str, unit: Unit | None, role: str = "responsible", **said: object) -> None:
        self.order += 1
        self.act.create(
            Responsibility(
                version=self.version,
                row=row,
                unit=unit,
                written=written,
                role=role,
                order=self.order,
                start=0,
                end=len(written),
                **said,
            )
        )

    def deadline(self, row: Row, text: str, date: str = "", kind: str = "date", rule: str = "") -> None:
        at = self._at(text)
        self.act.create(
            Deadline(
                version=self.version, row=row, kind=kind, date=date, rule=rule, text=text, start=at, end=at + len(text)
            )
        )

    def cites(self, name: str) -> None:
        at = self._at(name)
        self.act.create(Citation(version=self.version, kind="document", name=name, start=at, end=at + len(name)))

    def member(self, written: str, unit: Unit) -> None:
        self.order += 1
        self.act.create(
            TaskForceMember(version=self.version, unit=unit, written=written, order=self.order, start=0, end=2)
        )

    def _at(self, text: str) -> int:
        return max(0, self.version.text.find(text))


@dataclass(frozen=True)
class Lay(Action[Plan]):
    """Lay a published plan down in one act, as the tests' own import."""

    code: ClassVar[str] = "ledger.plan.import"
    table: ClassVar[StateTable] = states.PLAN
    of: Jurisdiction
    plan_code: str
    text: str
    build: Build = field(compare=False)

    def payload(self) -> dict[str, object]:
        return {"plan_code": self.plan_code}

    def new(self, actor: Actor) -> Plan:
        return Plan(jurisdiction=self.of, code=self.plan_code, title=f"{self.plan_code}年方案", state="published")

    def change(self, target: Plan, act: Act) -> Plan:
        act.create(target)
        version = act.create(
            PlanVersion(
                plan=target,
                number=1,
                state="published",
                file_name="plan.txt",
                file_digest="0" * 64,
                text=self.text,
                text_digest="0" * 64,
                compiled={},
                compiler="test",
                imported_at=clock.now(),
                published_at=clock.now(),
            )
        )
        self.build(Laying(version, act))
        return target


def county(code: str = "990001", name: str = "云泽县") -> Jurisdiction:
    """A fictional county."""
    return run(FoundJurisdiction(division=code, name=name), actor=SYSTEM)


def unit(of: Jurisdiction, name: str, **said: object) -> Unit:
    """A unit of its directory."""
    return run(AddUnit(jurisdiction=of, name=name, **said), actor=SYSTEM)  # type: ignore[arg-type]


def clerk(of: Jurisdiction, name: str = "clerk", role: str = Role.OFFICE.value) -> User:
    """A user with one role."""
    return run(AddUser(jurisdiction=of, username=name, display_name=name, posts=((role, None),)), actor=SYSTEM)


def nobody(of: Jurisdiction) -> Actor:
    """A signed-in user without any role."""
    return actor_of(run(AddUser(jurisdiction=of, username="nobody", display_name="nobody"), actor=SYSTEM))


def lay(of: Jurisdiction, build: Build, code: str = "2024", text: str = "") -> Plan:
    """Publish a plan whose rows `build` lays down."""
    return run(Lay(of=of, plan_code=code, text=text, build=build), actor=SYSTEM)


TEXT = """云泽县绿色水乡行动方案
一、主要任务
（一）修复河湖岸线。6月底前完成清淤，新建生态护岸12公里以上，每月25日前报送进度，执行《云泽县河湖管理办法》。（县水务局牵头，县住建局等配合）
（二）普及充电设施。新建充电桩80个以上，新增５Ｇ基站5个。（各乡镇负责）
（三）提升服务满意度。群众满意度达到95%，力争全市前三。
"""


@dataclass
class Ledger:
    """The small ledger that most tests look at."""

    of: Jurisdiction
    plan: Plan
    water: Unit
    housing: Unit
    towns: list[Unit]
    office: User
    rows: dict[str, Row] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return actor_of(self.office)

    def fresh(self, code: str) -> Row:
        """A row as the database has it now."""
        return Row.objects.select_related("plan__jurisdiction").get(plan=self.plan, code=code)


def small_ledger() -> Ledger:
    """Three tasks with targets: one with a lead, cooperators and dates, one for all townships, one with nobody."""
    of = county()
    water = unit(of, "云泽县水务局", short_name="县水务局", aliases=("县水利局",))
    housing = unit(of, "云泽县住房和城乡建设局", short_name="县住建局")
    towns = [unit(of, name, kind="township") for name in ("柳河镇", "莲塘镇", "青石乡")]
    made: dict[str, Row] = {}

    def build(lay: Laying) -> None:
        top = lay.section("1", "主要任务")
        river = lay.section("1.1", "修复河湖岸线", top)
        made["1.1"] = lay.row("task", "1.1", river, "修复河湖岸线")
        made["1.1.1"] = lay.row("measure", "1.1.1", river, "6月底前完成清淤", made["1.1"])
        made["1.1.2"] = lay.row(
            "target",
            "1.1.2",
            river,
            "新建生态护岸12公里以上",
            made["1.1.1"],
            title="新建生态护岸",
            comparator="ge",
            value=Decimal(12),
            unit_of_measure="公里",
            target_kind="count",
            strength="ensure",
            period="2024",
        )
        lay.answers(made["1.1"], "县水务局", water, "lead")
        lay.answers(made["1.1"], "县住建局", housing, "cooperate", open_ended=True)
        lay.deadline(made["1.1.1"], "6月底前", "2024-06-30")
        lay.deadline(made["1.1.1"], "每月25日前", kind="cadence", rule="每月25日前")
        lay.cites("云泽县河湖管理办法")
        charging = lay.section("1.2", "普及充电设施", top)
        made["1.2"] = lay.row("task", "1.2", charging, "普及充电设施")
        made["1.2.1"] = lay.row(
            "target",
            "1.2.1",
            charging,
            "新建充电桩80个以上",
            made["1.2"],
            title="新建充电桩",
            comparator="ge",
            value=Decimal(80),
            unit_of_measure="个",
            target_kind="count",
        )
        made["1.2.2"] = lay.row(
            "target",
            "1.2.2",
            charging,
            "新增５Ｇ基站5个",
            made["1.2"],
            title="新增５Ｇ基站",
            comparator="eq",
            value=Decimal(5),
            unit_of_measure="个",
            target_kind="count",
        )
        lay.answers(made["1.2"], "各乡镇", None, is_class=True)
        service = lay.section("1.3", "提升服务满意度", top)
        made["1.3"] = lay.row("task", "1.3", service, "提升服务满意度")
        made["1.3.1"] = lay.row(
            "target",
            "1.3.1",
            service,
            "群众满意度达到95%",
            made["1.3"],
            title="群众满意度",
            comparator="eq",
            value=Decimal(95),
            unit_of_measure="%",
            target_kind="level",
        )
        made["1.3.2"] = lay.row(
            "commitment",
            "1.3.2",
            service,
            "力争全市前三",
            made["1.3"],
            commitment_kind="rank",
            strength="strive",
        )
        lay.member("县水务局", water)

    plan = lay(of, build, text=TEXT)
    return Ledger(of, plan, water, housing, towns, clerk(of), made)


def many_rows(of: Jurisdiction, count: int, answering: Unit | None = None, code: str = "2025") -> Plan:
    """A plan with one section and `count` tasks, each with a unit and a date."""

    def build(laying: Laying) -> None:
        section = laying.section("1", "许多任务")
        act, version = laying.act, laying.version
        rows = act.create_all(Row(plan=version.plan, kind="task", code=f"1.{n}") for n in range(1, count + 1))
        common = {"version": version, "start": 0, "end": 4}
        act.create_all(
            Reading(row=row, section=section, order=n, title=f"任务{n}", text=f"完成第{n}项水利工程", **common)
            for n, row in enumerate(rows, 1)
        )
        if answering is not None:
            act.create_all(
                Responsibility(row=row, unit=answering, written=answering.name, role="lead", order=n, **common)
                for n, row in enumerate(rows)
            )
        act.create_all(Deadline(row=row, kind="date", date="2025-06-30", text="6月底前", **common) for row in rows)

    return lay(of, build, code)
