"""An outline for the map from a GeoJSON file: checked, bounded, in whole millionths of a degree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gongjin.core.texts import gettext as _

MOST_BYTES = 4 * 1024 * 1024
MOST_SHAPES = 500
MOST_POINTS = 60_000
LEAST_POINTS = 4
"""A ring of GeoJSON repeats its first point, so that a triangle has four."""

MICRO = 1_000_000
NAMES = ("name", "NAME", "名称", "乡镇", "XZQMC")
"""Properties that hold a shape's name, the first that is there."""


class BadOutline(ValueError):
    """The file is no outline; the message says in Chinese what is wrong with it."""


def shapes_of(data: bytes) -> list[dict[str, object]]:
    """The polygons of a GeoJSON FeatureCollection as `{"name": …, "rings": [[[lon, lat], …], …]}`.

    Coordinates are WGS 84 or CGCS2000 degrees in the file and whole millionths of a degree in the answer.
    Raises `BadOutline`.
    """
    if len(data) > MOST_BYTES:
        raise BadOutline(_("文件超过 4 MB。请先简化边界（例如保留 1% 的节点）再上传。"))
    try:
        read = json.loads(data, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise BadOutline(_("这不是 GeoJSON 文件：内容无法读取。")) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise BadOutline(_("文件中没有图形：应为 GeoJSON 的 FeatureCollection。"))
    if len(features) > MOST_SHAPES:
        raise BadOutline(_("文件中有 %(n)d 个图形，最多 %(most)d 个。") % {"n": len(features), "most": MOST_SHAPES})
    shapes: list[dict[str, object]] = []
    points = 0
    for number, feature in enumerate(features, 1):
        name, rings = _name(feature, number), [list(_ring(ring, number)) for ring in _rings(feature, number)]
        if not rings:
            raise BadOutline(_("第 %(n)d 个图形没有边界。") % {"n": number})
        points += sum(len(ring) for ring in rings)
        if points > MOST_POINTS:
            raise BadOutline(_("边界节点超过 %(most)d 个，请先简化边界再上传。") % {"most": MOST_POINTS})
        shapes.append({"name": name, "rings": rings})
    names = [shape["name"] for shape in shapes]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadOutline(_("名称“%(name)s”出现了两次，每个乡镇应只有一个图形。") % {"name": twice})
    return shapes


def _no_number(word: str) -> Decimal:
    raise ValueError(word)


def _name(feature: object, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    for key in NAMES:
        name = properties.get(key) if isinstance(properties, dict) else None
        if isinstance(name, str) and name.strip():
            return name.strip()[:60]
    raise BadOutline(_("第 %(n)d 个图形没有名称：请在属性 name 中写明乡镇名称。") % {"n": number})


def _rings(feature: object, number: int) -> Iterator[object]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or kind not in {"Polygon", "MultiPolygon"}:
        raise BadOutline(_("第 %(n)d 个图形不是面（Polygon 或 MultiPolygon）。") % {"n": number})
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        if not isinstance(polygon, list):
            raise BadOutline(_("第 %(n)d 个图形的坐标写法有误。") % {"n": number})
        yield from polygon


def _ring(ring: object, number: int) -> Iterator[list[int]]:
    if not isinstance(ring, list) or len(ring) < LEAST_POINTS:
        raise BadOutline(_("第 %(n)d 个图形的边界不足四个点。") % {"n": number})
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(isinstance(part, Decimal) for part in point[:2]):
            raise BadOutline(_("第 %(n)d 个图形的坐标写法有误。") % {"n": number})
        lon, lat = point[:2]
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise BadOutline(_("第 %(n)d 个图形的坐标不是经纬度：请转换为 CGCS2000 或 WGS 84 经纬度。") % {"n": number})
        yield [round(lon * MICRO), round(lat * MICRO)]
