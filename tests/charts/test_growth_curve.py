"""The curves of the bidan: the step from lying to standing stays open, points carry date, value and z."""

from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np
import pytest

from charts.growth_curve import CURVES, curve_for, growth_chart, growth_series
from charts.layer import Box, Chart, Mark
from core.services.growth.growth_verdicts import judge_all
from core.services.setup import Settings
from core.services.views import ChildView, GrowthHistory, VisitFacts
from core.words.people import Posture, Sex
from tests.children import GIRL

BOX = Box(560, 400, 34, 24, 34, 22)


def measured(*visits: VisitFacts, child: ChildView = GIRL) -> GrowthHistory:
    return GrowthHistory(child, judge_all(child, visits, Settings()), "2020")


def visit(on: str, **measures: int) -> VisitFacts:
    day = date.fromisoformat(on)
    posture = Posture.LYING if (day - GIRL.born_on).days < 731 else Posture.STANDING
    return VisitFacts(day, posture=posture, id=on, **measures)  # type: ignore[arg-type]


def drawn_lines(chart: Chart) -> list[tuple[np.ndarray, np.ndarray]]:
    """x and y of the five reference lines; the child's own lines are still empty."""
    lines = [np.asarray(line.get_xydata(), dtype=float) for line in chart.axes.get_lines()]
    return [(points[:, 0], points[:, 1]) for points in lines if points.size]


ALL = measured(
    visit("2025-08-12", weight_g=7200, length_mm=668, head_mm=425, muac_mm=138),
    visit("2025-09-12", weight_g=7400, length_mm=681, head_mm=430, muac_mm=139),
)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("haz", [66.8, 68.1]),
        ("wlz", [7.2, 7.4]),
        ("baz", [16.14, 15.96]),
        ("hcz", [42.5, 43.0]),
        ("acz", [13.8, 13.9]),
        ("whz", []),
    ],
)
def test_each_curve_shows_its_own_measure(key, values):
    series = growth_series(ALL, CURVES[key])
    assert [point.y for point in series.points] == pytest.approx(values, abs=0.01)
    assert len(series.runs) == (1 if values else 0)


def test_a_point_says_its_date_its_value_and_its_z():
    label = growth_series(ALL, CURVES["haz"]).points[0].label
    z = ALL.visits[0].growth.haz
    assert label == f"12-08-2025 · 66,8 cm · z {z:+.2f}".replace("-0.", "−0,").replace(".", ",")


def test_weight_for_length_until_two_years_then_for_height():
    assert curve_for("whz", ALL).key == "wlz"
    assert curve_for("whz", measured(visit("2027-02-12", weight_g=11500, length_mm=860))).key == "whz"
    assert curve_for("haz", ALL).key == "haz"


def test_the_step_at_24_months_is_open_in_the_lines_and_in_the_child():
    around = measured(
        visit("2026-12-30", weight_g=11400, length_mm=855), visit("2027-01-20", weight_g=11500, length_mm=850)
    )
    assert growth_series(around, CURVES["haz"]).runs == ()
    chart = growth_chart(Sex.FEMALE, CURVES["haz"], BOX)
    at_step = [ys[xs == 24] for xs, ys in drawn_lines(chart)]
    assert len(at_step) == 5
    for lying, gap, standing in at_step:
        assert isnan(gap)
        assert lying - standing == pytest.approx(0.7, abs=0.15)


def test_head_and_arm_are_joined_over_24_months_because_nothing_changes_there():
    around = measured(visit("2026-12-30", head_mm=470), visit("2027-01-20", head_mm=471))
    assert len(growth_series(around, CURVES["hcz"]).runs) == 1


def test_below_minus_two_is_marked():
    short = measured(visit("2025-08-12", weight_g=6500, length_mm=600))
    assert growth_series(short, CURVES["haz"]).points[0].mark is Mark.ALERT


def test_a_preterm_child_has_dot_and_cross():
    child = replace(GIRL, gestation_weeks=32)
    early = measured(visit("2025-08-12", weight_g=6500, length_mm=640), child=child)
    marks = [point.mark for point in growth_series(early, CURVES["haz"]).points]
    assert marks[-1] is Mark.CORRECTED
    assert len(marks) == 2


def test_oedema_is_not_drawn_as_weight():
    swollen = measured(replace(visit("2025-08-12", weight_g=7200, length_mm=668), has_oedema=True))
    assert growth_series(swollen, CURVES["wlz"]).points == ()


def test_the_draft_is_hollow_joined_and_carries_its_z():
    draft = ALL.visits[1]
    series = growth_series(measured(ALL.visits[0].facts), CURVES["haz"], draft)
    assert series.draft is not None
    assert series.draft.mark is Mark.DRAFT
    assert series.draft_from is not None
    assert series.draft_note.startswith(("+", "−"))


@pytest.mark.parametrize("key", list(CURVES))
@pytest.mark.parametrize("sex", list(Sex))
def test_every_curve_names_its_five_lines_and_holds_them_inside(key, sex):
    chart = growth_chart(sex, CURVES[key], BOX)
    words = {text.get_text() for text in chart.axes.texts}
    assert {"−3", "−2", "0", "+2", "+3"} <= words
    low, high = chart.axes.get_ylim()
    for _, ys in drawn_lines(chart):
        assert low < np.nanmin(ys) < np.nanmax(ys) < high
