from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongjin.audit.actions import run
from gongjin.audit.errors import Conflict, Invalid
from gongjin.audit.verify import verify
from gongjin.core import clock
from gongjin.core.clock import SHANGHAI
from gongjin.core.sheets import SheetRefused
from gongjin.ledger.tests import factory
from gongjin.people.models import Unit
from gongjin.tracking.kinds.register.actions import AddEntries, NewEntry
from gongjin.tracking.kinds.register.applied import ApplySheet, seal, unseal
from gongjin.tracking.kinds.register.form import form_of
from gongjin.tracking.kinds.register.queries import lines_of
from gongjin.tracking.kinds.register.read_back import Preview, read_back
from gongjin.tracking.kinds.register.sheets import export, spec_of
from gongjin.tracking.models import DataSet, Fact, Item

Make = Callable[..., DataSet]
SYSTEM = factory.SYSTEM
HEADER, FIRST = 3, 4


@pytest.fixture
def farmland(make: Make, units: dict[str, Unit]) -> DataSet:
    register = make("farmland", unit="县农业农村局")
    town = units["白石镇"]
    entries = [
        NewEntry("演示一号片", township=town, fields={"works": "新建"}, stage="approved", on=date(2024, 2, 1),
                 figures={"area": "1200.5", "money": "300"}),
        NewEntry("演示二号片", stage="started", on=date(2024, 3, 1), figures={"area": "800", "money": "250"}),
    ]  # fmt: skip
    return run(AddEntries(entries), actor=SYSTEM, on=register)


def edited(data_set: DataSet, change: Callable[[Worksheet, Callable[[str], int]], None]) -> bytes:
    """The workbook of a register after somebody changed it; columns are found by their title."""
    book = load_workbook(io.BytesIO(export(data_set)))
    sheet = book.worksheets[0]
    titles = {str(cell.value): place for place, cell in enumerate(sheet[HEADER], 1)}
    change(sheet, titles.__getitem__)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def apply(data_set: DataSet, preview: Preview) -> None:
    assert preview.errors == ()
    sealed = seal(preview.changed, register=str(data_set.public_id), actor="演示")
    changed = unseal(sealed, register=str(data_set.public_id), actor="演示")
    run(ApplySheet(changed, "演示.xlsx"), actor=SYSTEM, on=data_set)


def said(preview: Preview) -> list[tuple[str, str]]:
    return [(f"{error.column}{error.row}", error.message) for error in preview.errors]


def test_an_untouched_workbook_proposes_nothing(farmland: DataSet) -> None:
    preview = read_back(farmland, edited(farmland, lambda sheet, column: None))
    assert (preview.changed, preview.shown, preview.errors) == ((), (), ())
    with pytest.raises(Invalid, match="没有要应用的改动"):
        run(ApplySheet(preview.changed), actor=SYSTEM, on=farmland)


def test_changed_cells_are_previewed_and_applied_as_one_act(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST, column("阶段")).value = "实施"
        sheet.cell(FIRST, column("阶段（数据）日期")).value = date(2024, 5, 6)
        sheet.cell(FIRST, column("已完成面积（亩）")).value = 600.25
        sheet.cell(FIRST, column("建设性质")).value = "改造提升"
        sheet.cell(FIRST + 1, column("乡镇")).value = "白石镇"
        sheet.cell(FIRST + 1, column("经度")).value = 112.4
        sheet.cell(FIRST + 1, column("纬度")).value = 29.37

    preview = read_back(farmland, edited(farmland, change))
    assert [(item.name, item.title, item.old, item.new) for item in preview.shown][:4] == [
        ("演示一号片", "建设性质", "新建", "改造提升"),
        ("演示一号片", "阶段", "立项", "实施"),
        ("演示一号片", "阶段（数据）日期", "2024-02-01", "2024-05-06"),
        ("演示一号片", "已完成面积（亩）", "", "600.25"),
    ]
    assert Fact.objects.count() == 6, "a preview changes nothing"
    apply(farmland, preview)
    one, two = lines_of(farmland, date(2024, 7, 1))
    assert (one.stands, one.since, one.figures["area_done"]) == (1, date(2024, 5, 6), Decimal("600.25"))
    assert one.item.fields == {"works": "改造提升"}
    assert (str(two.item.township), two.item.place) == ("白石镇", {"lon": "112.4", "lat": "29.37"})
    assert Fact.objects.filter(source="导入：演示.xlsx").count() == 2
    assert list(verify()) == []


def test_new_rows_become_entries(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        row = FIRST + 2
        for title, value in (
            ("名称", "演示三号片"), ("乡镇", "白石镇"), ("阶段", "验收"), ("阶段（数据）日期", "2024-06-20"),
            ("面积（亩）", 500),
        ):  # fmt: skip
            sheet.cell(row, column(title)).value = value

    preview = read_back(farmland, edited(farmland, change))
    assert (preview.added, preview.unproved) == (1, 1)
    apply(farmland, preview)
    new = lines_of(farmland, date(2024, 7, 1))[2]
    assert (new.item.name, new.item.code, str(new.item.township)) == ("演示三号片", "003", "白石镇")
    assert (new.stands, new.counts, new.figures) == (2, 1, {"area": Decimal(500)})


@pytest.mark.parametrize(
    ("title", "value", "words"),
    [
        ("阶段", "完成", "不在可选范围内"),
        ("阶段", "实施", "请填写到达新阶段的日期"),
        ("面积（亩）", "很多", "不是数值"),
        ("面积（亩）", "3公里", "单位应为“亩”"),
        ("面积（亩）", -3, "不能是负数"),
        ("面积（亩）", None, "不能清空"),
        ("总投资（万元）", "3000000元", "单位应为“万元”"),
        ("建设性质", "拆除", "不在可选范围内"),
        ("乡镇", "无名镇", "单位名录中没有“无名镇”"),
        ("名称", None, "必须填写"),
        ("编号", "999", "不能在表中修改"),
        ("阶段", None, "阶段不能清空"),
        ("阶段（数据）日期", "2024-02-30", "没有“2024-02-30”这一天"),
        ("阶段（数据）日期", date(2024, 3, 1), "只改了日期"),
        ("经度", 29.37, "经纬度应同时填写"),
    ],
)
def test_what_is_wrong_is_an_error_of_its_cell_and_nothing_is_applied(
    farmland: DataSet, title: str, value: object, words: str
) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST, column(title)).value = value  # type: ignore[assignment]

    preview = read_back(farmland, edited(farmland, change))
    assert [text for _place, text in said(preview) if words in text], said(preview)


def test_a_day_to_come_is_an_error_of_its_cell(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST, column("阶段")).value = "实施"
        sheet.cell(FIRST, column("阶段（数据）日期")).value = date(2025, 1, 1)

    assert [text for _p, text in said(read_back(farmland, edited(farmland, change)))] == [
        "日期还没有到，不能提前填报。"
    ]


def test_a_step_back_needs_its_reason_in_the_row(farmland: DataSet) -> None:
    def back(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST + 1, column("阶段")).value = "立项"
        sheet.cell(FIRST + 1, column("阶段（数据）日期")).value = "2024-06-01"

    def with_reason(sheet: Worksheet, column: Callable[[str], int]) -> None:
        back(sheet, column)
        sheet.cell(FIRST + 1, column("说明（退回须填原因）")).value = "重新选址"

    assert [text for _p, text in said(read_back(farmland, edited(farmland, back)))] == [
        "“演示二号片”从“实施”退回“立项”，请写明退回原因。"
    ]
    apply(farmland, read_back(farmland, edited(farmland, with_reason)))
    assert Fact.objects.filter(word="approved", why="重新选址").count() == 1


def test_yuan_in_a_column_of_ten_thousands_is_an_error_of_its_cell(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST, column("总投资（万元）")).value = 3_000_000
        row = FIRST + 2
        sheet.cell(row, column("名称")).value = "演示三号片"
        sheet.cell(row, column("总投资（万元）")).value = 320

    preview = read_back(farmland, edited(farmland, change))
    assert [text for _p, text in said(preview)] == [
        "与本列其他数据相差上千倍，疑似把元填成万元；请核对，确实如此的请在系统中填报。"
    ]


def test_a_name_that_is_there_is_an_error_and_one_nearly_the_same_is_pointed_out(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST + 2, column("名称")).value = "演示二号片"
        sheet.cell(FIRST + 3, column("名称")).value = "演示二号 片"

    preview = read_back(farmland, edited(farmland, change))
    assert [text for _p, text in said(preview)] == ["“演示二号片”已在名录中，请勿重复登记。"]
    assert ("演示二号 片", "演示二号片") in preview.alike


def test_what_moved_on_since_the_preview_is_not_overwritten(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        sheet.cell(FIRST, column("面积（亩）")).value = 1300

    first, second = (read_back(farmland, edited(farmland, change)) for _ in range(2))
    with clock.at(datetime(2024, 7, 2, 9, tzinfo=SHANGHAI)):
        apply(farmland, first)
        before = Fact.objects.count()
        with pytest.raises(Conflict, match="刚被他人修改过"):
            apply(farmland, second)
    assert Fact.objects.count() == before


def test_a_figure_of_the_same_day_is_corrected_with_its_reason(farmland: DataSet) -> None:
    def change(value: int) -> Callable[[Worksheet, Callable[[str], int]], None]:
        def made(sheet: Worksheet, column: Callable[[str], int]) -> None:
            sheet.cell(FIRST, column("面积（亩）")).value = value

        return made

    apply(farmland, read_back(farmland, edited(farmland, change(1300))))
    apply(farmland, read_back(farmland, edited(farmland, change(1310))))
    fact = Fact.objects.get(aspect="figure.area", replaces__isnull=False)
    assert fact.replaces is not None
    assert fact.value == Decimal(1310)
    assert (fact.replaces.value, fact.why) == (Decimal(1300), "导入：演示.xlsx")


def test_another_registers_workbook_is_refused(farmland: DataSet, make: Make) -> None:
    other = make("farmland", "演示另一名录")
    with pytest.raises(SheetRefused, match="另一个名录"):
        read_back(other, export(farmland))


def test_a_preview_is_sealed_for_its_register_and_its_actor(farmland: DataSet) -> None:
    sealed = seal((), register="a", actor="甲")
    assert unseal(sealed, register="a", actor="甲") == ()
    for register, actor in (("b", "甲"), ("a", "乙")):
        with pytest.raises(Invalid, match="预览已失效"):
            unseal(sealed, register=register, actor=actor)


def test_a_field_that_is_called_as_a_column_of_every_register_gets_a_mark() -> None:
    form = form_of(
        {
            "stages": [{"code": "a", "label": "开始"}],
            "fields": [{"key": "own", "label": "名称"}, {"key": "n", "label": "阶段"}],
        }
    )
    titles = [column.title for column in spec_of(form).columns]
    assert titles[:6] == ["编号", "名称", "责任单位", "乡镇", "名称*", "阶段*"]


def test_nothing_of_a_workbook_with_one_wrong_cell_is_applied_even_when_forced(farmland: DataSet) -> None:
    def change(sheet: Worksheet, column: Callable[[str], int]) -> None:
        for row, name in ((FIRST + 2, "演示三号片"), (FIRST + 3, "演示二号片")):
            sheet.cell(row, column("名称")).value = name

    preview = read_back(farmland, edited(farmland, change))
    with pytest.raises(Invalid):
        run(ApplySheet(preview.changed), actor=SYSTEM, on=farmland)
    assert Item.objects.count() == 2
