"""An outline for the map is taken only as what it is: named areas in degrees, bounded in size."""

from __future__ import annotations

import json

import pytest

from gongjin.audit.actions import run
from gongjin.audit.errors import Invalid, NotAllowed
from gongjin.audit.verify import verify
from gongjin.ledger.tests import factory
from gongjin.people.actors import actor_of
from gongjin.tracking.actions.outlines import SetOutline
from gongjin.tracking.models import Outline
from gongjin.tracking.rules.outline import MOST_BYTES, BadOutline, shapes_of

SQUARE = [[112.4, 29.3], [112.5, 29.3], [112.5, 29.4], [112.4, 29.3]]


def geojson(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(name: str = "石桥镇", ring: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_degrees_become_whole_millionths() -> None:
    ring = [[112400000, 29300000], [112500000, 29300000], [112500000, 29400000], [112400000, 29300000]]
    assert shapes_of(geojson(feature())) == [{"name": "石桥镇", "rings": [ring]}]
    assert shapes_of(geojson(feature(kind="MultiPolygon")))[0]["rings"] == [ring]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not json", "无法读取"),
        (b"[" * 100_000, "无法读取"),
        (b'{"features": NaN}', "无法读取"),
        (b'{"features": []}', "没有图形"),
        (b"[1, 2]", "没有图形"),
        (geojson(feature(name="")), "没有名称"),
        (geojson({"type": "Feature"}), "没有名称"),
        (geojson(feature(kind="Point")), "不是面"),
        (geojson(feature(ring=SQUARE[:3])), "不足四个点"),
        (geojson({**feature(), "geometry": {"type": "Polygon", "coordinates": []}}), "没有边界"),
        (geojson(feature(ring=[["a", "b"]] * 4)), "坐标写法有误"),
        (geojson(feature(ring=[[512400, 3290000]] * 4)), "不是经纬度"),
        (geojson(feature(), feature()), "出现了两次"),
        (geojson(*(feature(name=str(n)) for n in range(501))), "最多 500 个"),
        (geojson(feature(ring=SQUARE * 20_000)), "边界节点超过"),
        (b" " * (MOST_BYTES + 1), "4 MB"),
    ],
)
def test_what_is_no_outline_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(BadOutline, match=why):
        shapes_of(data)


@pytest.mark.django_db
def test_only_the_office_may_set_the_outline_and_a_bad_file_leaves_nothing() -> None:
    county = factory.found()
    office, reporter = factory.user(county, "office", "office"), factory.user(county, "reporter", "reporter")
    with pytest.raises(NotAllowed):
        run(SetOutline(county, "安河县.geojson", geojson(feature())), actor=actor_of(reporter))
    with pytest.raises(Invalid):
        run(SetOutline(county, "安河县.geojson", b"{}"), actor=actor_of(office))
    assert not Outline.objects.exists()
    run(SetOutline(county, "安河县.geojson", geojson(feature())), actor=actor_of(office))
    assert Outline.objects.get().shapes[0]["name"] == "石桥镇"
    assert list(verify()) == []
