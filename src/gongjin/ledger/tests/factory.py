"""Plans for tests: the plan of a fictional county, and plans of any size, composed without the compiler's rules.

`Composer` states by hand what is understood of a text, so that tests of the ledger do not hang on the compiler.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from gongjin.audit.actions import run
from gongjin.audit.actors import Actor, SystemActor
from gongjin.compiler.document import Span
from gongjin.compiler.plan import (
    Citation,
    Commitment,
    CommitmentKind,
    Comparator,
    CompiledPlan,
    Deadline,
    DeadlineKind,
    Measure,
    Member,
    Post,
    Responsibility,
    Role,
    Section,
    Strength,
    Target,
    TargetKind,
    TaskForce,
)
from gongjin.ledger import review
from gongjin.ledger.actions.plans import ImportPlan
from gongjin.ledger.actions.publish import PublishVersion
from gongjin.ledger.actions.values import SettleValues
from gongjin.ledger.models import Plan, PlanVersion, Row
from gongjin.people.actions import AddUnit, AddUser, FoundJurisdiction, NameUnit
from gongjin.people.models import Jurisdiction, Unit, User

SYSTEM = SystemActor()

DIRECTORY = (
    "县发展和改革局", "县水利局", "县住房和城乡建设局", "县教育局", "县财政局", "县科技和工业信息化局", "县农业农村局",
    "县文化旅游广电体育局", "白石镇",
)  # fmt: skip


@dataclass(slots=True)
class Composer:
    """Builds a compiled plan line by line; the words given to `measure` and others are looked for in the last line."""

    title: str = "安河县城乡融合发展行动方案"
    years: tuple[int, ...] = (2024,)
    text: str = field(init=False, default="")
    _sections: list[dict[str, object]] = field(init=False, default_factory=list)
    _measures: list[Measure] = field(init=False, default_factory=list)
    _targets: list[Target] = field(init=False, default_factory=list)
    _commitments: list[Commitment] = field(init=False, default_factory=list)
    _responsibilities: list[Responsibility] = field(init=False, default_factory=list)
    _deadlines: list[Deadline] = field(init=False, default_factory=list)
    _documents: list[Citation] = field(init=False, default_factory=list)
    _force: TaskForce | None = field(init=False, default=None)
    _line: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.line(self.title)

    def line(self, words: str) -> None:
        self._line = len(self.text)
        self.text += f"{words}\n"

    def _span(self, words: str) -> Span:
        start = self.text.index(words, self._line)
        return Span(start, start + len(words))

    @property
    def here(self) -> str:
        return str(self._sections[-1]["id"])

    def section(self, label: str, title: str, parent: str | None = None, *, task: bool = False, rest: str = "") -> str:
        level = 1
        if parent is not None:
            above = next(s for s in self._sections if s["id"] == parent)
            level = int(str(above["level"])) + 1
        self.line(f"{label}{title}{rest}")
        start = self._line
        self._sections.append(
            {"id": f"s{len(self._sections) + 1}", "parent": parent, "level": level, "label": label, "title": title,
             "span": Span(start, start + len(label) + len(title)), "task": task}
        )  # fmt: skip
        return self.here

    def measure(self, words: str, confidence: float = 0.95) -> str:
        key = f"m{len(self._measures) + 1}"
        self._measures.append(
            Measure(id=key, section=self.here, text=words, span=self._span(words), confidence=confidence)
        )
        return key

    def target(
        self, words: str, metric: str, value: str, unit: str, comparator: Comparator = Comparator.EQ, *,
        measure: str | None = None, strength: Strength = Strength.PLAIN, kind: TargetKind = TargetKind.COUNT,
        confidence: float = 0.9, part_of: str | None = None,
    ) -> str:  # fmt: skip
        key = f"t{len(self._targets) + 1}"
        span = self._span(words)
        self._targets.append(
            Target(
                id=key, section=self.here, measure=measure, metric=metric, comparator=comparator, value=Decimal(value),
                unit=unit, kind=kind, strength=strength, text=words, quantity=span, span=span, confidence=confidence,
                part_of=part_of,
            )
        )  # fmt: skip
        return key

    def commitment(
        self, words: str, kind: CommitmentKind = CommitmentKind.DIRECTIONAL, reference: str | None = None
    ) -> None:
        self._commitments.append(
            Commitment(
                id=f"q{len(self._commitments) + 1}", section=self.here, measure=None, kind=kind,
                strength=Strength.PLAIN, text=words, reference=reference, span=self._span(words), confidence=0.8,
            )
        )  # fmt: skip

    def units(self, *names: str, role: Role = Role.RESPONSIBLE, open_ended: bool = False) -> None:
        for name in names:
            self._responsibilities.append(
                Responsibility(
                    section=self.here, role=role, unit=name, is_class=name.startswith("各"), open_ended=open_ended,
                    span=self._span(name), confidence=0.99,
                )
            )  # fmt: skip

    def deadline(self, words: str, date: str, measure: str | None = None) -> None:
        self._deadlines.append(
            Deadline(
                section=self.here,
                measure=measure,
                kind=DeadlineKind.DATE,
                text=words,
                date=date,
                span=self._span(words),
            )
        )

    def cites(self, name: str) -> None:
        self._documents.append(Citation(name=name, span=self._span(name)))

    def force(self, name: str, post: str, person: str, office_in: str, *members: str) -> None:
        self._force = TaskForce(
            name=name, convener=Post(title=post, person=self._span(person), span=self._span(post)),
            members=tuple(Member(unit=unit, span=self._span(unit)) for unit in members), office_in=office_in,
            members_open_ended=True, span=self._span(name),
        )  # fmt: skip

    def compiled(self) -> CompiledPlan:
        starts = [span.start for s in self._sections if isinstance(span := s["span"], Span)]
        ends = [*starts[1:], len(self.text)]
        sections = tuple(
            Section(**known, body=Span(start, end))  # type: ignore[arg-type]
            for known, start, end in zip(self._sections, starts, ends, strict=True)
        )
        return CompiledPlan(
            text=self.text, title=self.title, years=self.years, sections=sections, measures=tuple(self._measures),
            targets=tuple(self._targets), commitments=tuple(self._commitments),
            responsibilities=tuple(self._responsibilities), deadlines=tuple(self._deadlines),
            documents=tuple(self._documents), task_force=self._force,
        )  # fmt: skip


def small_plan(*, pipes: str = "35", hospital: bool = False, schools: bool = True) -> CompiledPlan:
    """A plan of three chapters and three or four tasks. The flags give a second version of it."""
    c = Composer()
    c.line("根据《安河县城乡融合发展规划》，制定本方案。")
    c.cites("安河县城乡融合发展规划")
    c.section("一、", "工作目标", rest="。力争农村居民收入增长8%左右，绿化水平进一步提高。")
    c.target(
        "农村居民收入增长8%左右", "农村居民收入增长", "8", "%", Comparator.ABOUT, strength=Strength.STRIVE,
        kind=TargetKind.CHANGE,
    )  # fmt: skip
    c.commitment("绿化水平进一步提高")
    top = c.section("二、", "工作任务")
    part = c.section("（一）", "补齐农村短板", top)
    c.section(
        "1.", "改善农村供水", part, task=True,
        rest=f"。新建水厂2座，改造供水管网{pipes}公里。加强水源地巡查管护。（县水利局、县住建局等负责）",
    )  # fmt: skip
    works = c.measure(f"新建水厂2座，改造供水管网{pipes}公里")
    c.measure("加强水源地巡查管护", confidence=0.6)
    c.target("新建水厂2座", "新建水厂", "2", "座", measure=works)
    c.target(f"改造供水管网{pipes}公里", "改造供水管网", pipes, "公里", measure=works)
    c.units("县水利局", "县住建局", open_ended=True)
    if schools:
        c.section(
            "2.", "提升乡村教育", part, task=True,
            rest="。建设寄宿制学校不少于1所，2024年12月底前完成主体工程。（县教育局牵头，县财政局配合）",
        )  # fmt: skip
        school = c.measure("建设寄宿制学校不少于1所，2024年12月底前完成主体工程")
        c.target("建设寄宿制学校不少于1所", "建设寄宿制学校", "1", "所", Comparator.GE, measure=school)
        c.deadline("2024年12月底前", "2024-12", measure=school)
        c.units("县教育局", role=Role.LEAD)
        c.units("县财政局", role=Role.COOPERATE)
    if hospital:
        c.section("3.", "改善基层医疗", part, task=True, rest="。新建中心卫生院1所。（县财政局负责）")
        c.measure("新建中心卫生院1所")
        c.target("新建中心卫生院1所", "新建中心卫生院", "1", "所")
        c.units("县财政局")
    part = c.section("（二）", "壮大县域产业", top)
    c.section(
        "1.", "培育工业企业", part, task=True,
        rest="。新增规模以上工业企业不少于6家，推动亩均税收持续提高。（县科工信局、各乡镇负责）",
    )  # fmt: skip
    c.measure("新增规模以上工业企业不少于6家，推动亩均税收持续提高")
    c.target("新增规模以上工业企业不少于6家", "新增规模以上工业企业", "6", "家", Comparator.GE)
    c.commitment("推动亩均税收持续提高")
    c.units("县科工信局", "各乡镇")
    c.section(
        "三、", "组织保障",
        rest="。成立城乡融合发展工作专班，由县委副书记贾某某任召集人，县发改局、县水利局等为成员，办公室设在县发改局。",
    )  # fmt: skip
    c.measure("成立城乡融合发展工作专班，由县委副书记贾某某任召集人")
    c.force("城乡融合发展工作专班", "县委副书记", "贾某某", "县发改局", "县发改局", "县水利局")
    return c.compiled()


def large_plan(tasks: int, *, measures: int = 2, changed: int = 0) -> CompiledPlan:
    """A plan of many tasks; every `changed`-th one is worded otherwise, which makes a second version of it."""
    c = Composer(title=f"安河县{tasks}项重点工作方案")
    top = c.section("一、", "重点工作")
    for n in range(1, tasks + 1):
        word = "全面完成" if changed and n % changed == 0 else "完成"
        parts = [f"{word}第{n}号片区第{m}批改造{n + m}户" for m in range(1, measures + 1)]
        c.section(f"{n}.", f"推进第{n}号片区改造", top, task=True, rest=f"。{'，'.join(parts)}。（县水利局负责）")
        for m, words in enumerate(parts, 1):
            key = c.measure(words)
            c.target(words, f"第{n}号片区第{m}批改造", str(n + m), "户", measure=key)
        c.units("县水利局")
    return c.compiled()


def found(name: str = "安河县", division: str = "990001") -> Jurisdiction:
    """A government."""
    return run(FoundJurisdiction(division=division, name=name), actor=SYSTEM)


def enter_units(jurisdiction: Jurisdiction, *names: str) -> dict[str, Unit]:
    """The directory, by name."""
    return {name: run(AddUnit(jurisdiction=jurisdiction, name=name), actor=SYSTEM) for name in names or DIRECTORY}


def user(jurisdiction: Jurisdiction, name: str, *roles: str, unit: Unit | None = None) -> User:
    """An account with posts of these roles; a reporter's is for the unit, or for one of its own."""
    if "reporter" in roles and unit is None:
        unit = run(AddUnit(jurisdiction=jurisdiction, name=f"{name}所在单位"), actor=SYSTEM)
    posts = tuple((role, unit if role == "reporter" else None) for role in roles)
    return run(AddUser(jurisdiction=jurisdiction, username=name, display_name=name, posts=posts), actor=SYSTEM)


def imported(
    jurisdiction: Jurisdiction, compiled: CompiledPlan | None = None, actor: Actor = SYSTEM
) -> tuple[Plan, PlanVersion]:
    """A plan under review."""
    understood = compiled or small_plan()
    action = ImportPlan(jurisdiction, "行动方案.txt", understood.text.encode(), compiled=understood)
    plan = run(action, actor=actor)
    return plan, plan.versions.get()


def reviewed(version: PlanVersion, user: User | None = None) -> PlanVersion:
    """Everything accepted as understood; names as proposed, the rest new."""
    review.accept_section(version, user, None)
    review.confirm_suggested(version, user, rest="new")
    return version


def published(jurisdiction: Jurisdiction, compiled: CompiledPlan | None = None, actor: Actor = SYSTEM) -> Plan:
    """A published plan."""
    plan, version = imported(jurisdiction, compiled, actor)
    run(PublishVersion(), actor=actor, on=reviewed(version))
    plan.refresh_from_db()
    return plan


def alias(unit: Unit, name: str) -> Unit:
    """Another name of a unit, confirmed."""
    return run(NameUnit(alias=name), actor=SYSTEM, on=unit)


def settle_note(row: Row, note: str) -> None:
    """A note of the office on a row, by the room's own action."""
    run(SettleValues(values={"note": note}), actor=SYSTEM, on=row)
