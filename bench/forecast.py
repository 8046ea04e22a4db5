"""How good the forecast is: backtested on public series and on simulated ones.

    python bench/forecast.py [--small]

From each of many past moments the value some steps ahead is forecast from what was known then. Public series come with
statsmodels (public domain or US government data): CO2 at Mauna Loa (monthly), real GDP of the United States
(quarterly), unemployment (quarterly), sea surface temperature (El Niño, monthly), sunspots (yearly). Simulated ones
grow month by month as a county's counts and sums do. Last line: one JSON object.
    band_coverage           how often the value lay in the 80 % band; 0.8 is right
    error_vs_same_pace      mean absolute error of the middle against going on at last year's pace; below 1 is better
    error_vs_last_year      the same against repeating the change of the same time a year before
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from statsmodels import datasets

from gongjin.core.figures import SCALE
from gongjin.tracking.rules.forecast import HIGH, LOW, paths

SEED = 11


@dataclass(slots=True)
class Series:
    """Values in units of 10⁻⁵ with `cycle` values a year; the first belongs to season 1."""

    name: str
    cycle: int
    values: list[int]


@dataclass(slots=True)
class Score:
    """What was found on one series."""

    inside: list[bool] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    pace: list[float] = field(default_factory=list)
    last_year: list[float] = field(default_factory=list)


def public() -> list[Series]:
    """Series that anybody can look up."""
    co2 = datasets.co2.load_pandas().data["co2"].resample("MS").mean().interpolate()
    macro = datasets.macrodata.load_pandas().data
    warmth = datasets.elnino.load_pandas().data.set_index("YEAR")
    return [
        Series("CO2", 12, _whole(co2.tolist()[-360:])),
        Series("GDP", 4, _whole(macro["realgdp"].tolist())),
        Series("unemployment", 4, _whole(macro["unemp"].tolist())),
        Series("El Niño", 12, _whole([value for year in warmth.to_numpy().tolist() for value in year])),
        Series("sunspots", 1, _whole(datasets.sunspots.load_pandas().data["SUNACTIVITY"].tolist()[-120:])),
    ]


def _whole(values: Sequence[float]) -> list[int]:
    return [round(value * SCALE) for value in values]


def simulated(count: int) -> list[Series]:
    """Counts and sums that grow: some evenly, some mostly in autumn, some by leaps."""
    draw = random.Random(SEED)
    found = []
    for number in range(count):
        shape = [1.0] * 12 if number % 2 else [0.2, 0.2, 0.6, 1, 1, 0.8, 0.8, 1, 1.6, 2, 1.8, 1]
        pace, reached, values = draw.uniform(5, 50), 0.0, []
        for month in range(60):
            leap = draw.random() < 0.05
            reached += pace * shape[month % 12] * draw.gammavariate(4, 0.25) * (3 if leap else 1)
            values.append(round(reached * SCALE))
        found.append(Series(f"simulated {number}", 12, values))
    return found


def backtest(series: Series, every: int, count: int) -> Score:
    """Forecasts from moments `every` values apart, a year's steps ahead (three of a yearly series)."""
    score, steps = Score(), series.cycle if series.cycle > 1 else 3
    least = max(3 * series.cycle, 8)
    for now in range(least, len(series.values) - steps, every):
        known, truth = series.values[:now], series.values[now + steps - 1]
        known = known[-5 * series.cycle :] if series.cycle > 1 else known[-30:]
        base = now - len(known)
        changes = [((base + i) % series.cycle, known[i] - known[i - 1]) for i in range(1, len(known))]
        ends, _seasonal = paths(
            changes, [(now + i) % series.cycle for i in range(steps)], known[-1], f"{series.name} {now}", count
        )
        last = sorted(path[-1] for path in ends)
        low, middle, high = (last[int(share * (len(last) - 1))] for share in (LOW, 0.5, HIGH))
        year = min(series.cycle, len(known) - 1)
        pace = known[-1] + (known[-1] - known[-1 - year]) * steps / year
        before = known[-1] + (known[steps - 1 - series.cycle] - known[-1 - series.cycle] if series.cycle > steps else 0)
        repeat = series.values[now + steps - 1 - series.cycle]
        score.inside.append(low <= truth <= high)
        score.own.append(abs(middle - truth))
        score.pace.append(abs(pace - truth))
        score.last_year.append(abs((repeat if series.cycle > 1 else before) - truth))
    return score


def main() -> None:
    """Backtest and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="few moments and paths, to see that it works")
    small = parser.parse_args().small
    every, count, many = (13, 100, 4) if small else (3, 400, 20)
    scores = {series.name: backtest(series, every, count) for series in public()}
    scores |= {series.name: backtest(series, every if small else 1, count) for series in simulated(many)}
    inside, pace, last_year = [], [], []
    for name, score in scores.items():
        own = sum(score.own)
        covered = sum(score.inside) / len(score.inside)
        ratios = own / max(sum(score.pace), 1), own / max(sum(score.last_year), 1)
        inside.append(covered)
        pace.append(ratios[0])
        last_year.append(ratios[1])
        shown = f"{covered:6.1%}  against the same pace {ratios[0]:.2f}, last year {ratios[1]:.2f}"
        print(f"{name:16} {len(score.own):4} forecasts, in the band {shown}")
    print(
        json.dumps(
            {
                "band_coverage": round(sum(inside) / len(inside), 3),
                "error_vs_same_pace": round(median(pace), 3),
                "error_vs_last_year": round(median(last_year), 3),
            }
        )
    )


if __name__ == "__main__":
    main()
