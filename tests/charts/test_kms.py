"""The KMS chart: its columns, its lines where WHO prints them, months joined, months missed, what is being typed."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.lines import Line2D

from charts.kms import OLDER, YOUNG, card_lines, kms_chart, kms_series, span_of, spans_of
from charts.layer import Box, Mark
from core.growth.kms import KmsEdition
from core.words.people import Sex
from tests.children import GIRL, typed, weighed

BOX = Box(560, 400, 28, 28, 34, 20)


# WHO's printed weight-for-age values of growth standards 2006, kg.
PRINTED = {
    Sex.MALE: {
        0: (2.1, 2.5, 3.9),
        6: (5.7, 6.4, 8.8),
        12: (6.9, 7.7, 10.8),
        36: (10.0, 11.3, 16.2),
        60: (12.4, 14.1, 21.0),
    },
    Sex.FEMALE: {
        0: (2.0, 2.4, 3.7),
        6: (5.1, 5.7, 8.2),
        12: (6.3, 7.0, 10.1),
        36: (9.6, 10.8, 15.8),
        60: (12.1, 13.7, 21.2),
    },
}


@pytest.mark.parametrize("sex", list(Sex))
@pytest.mark.parametrize(("place", "z"), [(0, -3.0), (1, -2.0), (2, 1.0)])
def test_the_lines_lie_where_who_prints_them(sex, place, z):
    for month, printed in PRINTED[sex].items():
        line = card_lines(sex, span_of(month), KmsEdition.CURRENT)[z]
        near = min(line, key=lambda point: abs(point[0] - month))
        assert near[0] == pytest.approx(month, abs=0.12)
        assert near[1] == pytest.approx(printed[place], abs=0.15)


def test_the_current_edition_has_no_minus_one_line_and_the_old_one_has_all_seven():
    assert sorted(card_lines(Sex.MALE, YOUNG, KmsEdition.CURRENT)) == [-3, -2, 0, 1, 2, 3]
    assert sorted(card_lines(Sex.MALE, YOUNG, KmsEdition.OLD)) == [-3, -2, -1, 0, 1, 2, 3]


@pytest.mark.parametrize(("months", "span"), [(0, YOUNG), (23, YOUNG), (24, OLDER), (60, OLDER)])
def test_the_side_of_the_card_changes_at_24_months(months, span):
    assert span_of(months) is span


def test_lines_reach_the_last_column_of_both_sides():
    for span in (YOUNG, OLDER):
        line = card_lines(Sex.FEMALE, span, KmsEdition.CURRENT)[0.0]
        assert line[0][0] == pytest.approx(span.first, abs=0.05)
        assert line[-1][0] == pytest.approx(span.last + 1, abs=0.05)


def test_consecutive_months_are_joined_and_a_missed_month_is_not():
    history = weighed(("2025-02-12", 4.2), ("2025-03-30", 5.0), ("2025-05-10", 6.1), ("2025-06-12", 6.6))
    series = kms_series(history, YOUNG)
    assert [[round(kg, 1) for _, kg in run] for run in series.runs] == [[4.2, 5.0], [6.1, 6.6]]
    assert len(series.points) == 4


def test_a_lonely_weighing_is_a_point_without_a_line():
    series = kms_series(weighed(("2025-02-12", 4.2)), YOUNG)
    assert (len(series.points), series.runs) == (1, ())


@pytest.mark.parametrize(
    ("on", "column"),
    [("2025-01-10", 0), ("2025-02-09", 0), ("2025-02-10", 1), ("2025-03-09", 1), ("2025-03-10", 2), ("2026-01-09", 11)],
)
def test_a_point_lies_in_the_column_of_its_completed_months(on, column):
    point = kms_series(weighed((on, 5.0)), YOUNG).points[0]
    assert column <= point.x < column + 1


def test_below_the_red_line_is_marked_by_shape_and_follows_the_edition():
    visits = (("2025-07-12", 5.4),)  # P 6 months: -2 SD is 5.7 kg, -3 SD 5.1 kg
    assert kms_series(weighed(*visits), YOUNG).points[0].mark is Mark.ALERT
    assert kms_series(weighed(*visits, edition="2010"), YOUNG).points[0].mark is Mark.PLAIN


def test_birth_weight_is_a_point_of_its_own_and_never_joined():
    child = replace(GIRL, birth_weight_g=3100)
    series = kms_series(weighed(("2025-01-12", 3.0), ("2025-02-12", 4.0), child=child), YOUNG)
    assert (series.points[0].mark, series.points[0].y) == (Mark.BIRTH, 3.1)
    assert [kg for _, kg in series.runs[0]] == [3.0, 4.0]


def test_a_preterm_child_has_a_cross_at_its_corrected_age():
    child = replace(GIRL, gestation_weeks=32)
    series = kms_series(weighed(("2025-05-10", 4.5), child=child), YOUNG)
    dot, cross = series.points
    assert (dot.mark in (Mark.PLAIN, Mark.ALERT), cross.mark) == (True, Mark.CORRECTED)
    assert dot.x - cross.x == pytest.approx(56 / 30.4375, abs=0.1)  # eight weeks early


def test_what_is_typed_is_hollow_joined_to_last_month_and_replaces_the_saved_visit_of_that_day():
    history = weighed(("2025-06-12", 6.6), ("2025-07-12", 6.8))
    series = kms_series(history, YOUNG, typed(history, "2025-08-12", 7.2))
    assert series.draft is not None
    assert series.draft_from is not None
    assert (series.draft.mark, series.draft.y, series.draft_note) == (Mark.DRAFT, 7.2, "7,2 kg")
    assert series.draft_from == pytest.approx((6.02, 6.8), abs=0.05)
    again = kms_series(history, YOUNG, typed(history, "2025-07-12", 7.0))
    assert [point.y for point in again.points] == [6.6]


def test_what_is_typed_after_a_missed_month_is_not_joined():
    history = weighed(("2025-06-12", 6.6))
    assert kms_series(history, YOUNG, typed(history, "2025-08-12", 7.2)).draft_from is None


def test_a_child_of_both_sides_has_both_and_month_24_stands_on_both():
    history = weighed(("2026-11-12", 9.0), ("2027-01-12", 9.4), ("2027-02-12", 9.5))
    assert spans_of(history) == (YOUNG, OLDER)
    assert [point.y for point in kms_series(history, YOUNG).points] == [9.0, 9.4]
    assert [point.y for point in kms_series(history, OLDER).points] == [9.4, 9.5]


def test_a_child_never_weighed_gets_the_first_side():
    assert spans_of(weighed()) == (YOUNG,)


def test_a_point_beyond_the_scale_is_still_shown_at_the_edge():
    chart = kms_chart(Sex.FEMALE, YOUNG, KmsEdition.CURRENT, BOX)
    chart.show(kms_series(weighed(("2025-07-12", 19.5)), YOUNG))
    (artist,) = chart.layer.artists
    assert isinstance(artist, Line2D)
    assert artist.get_marker() == "^"
    assert np.max(artist.get_ydata()) < YOUNG.high_kg


def test_both_scales_name_every_kilogram_and_every_month_has_its_column():
    chart = kms_chart(Sex.MALE, YOUNG, KmsEdition.CURRENT, BOX)
    words = [text.get_text() for text in chart.axes.texts]
    assert all(words.count(str(kg)) >= 2 for kg in range(1, 19))
    assert chart.axes.get_xlim() == (0, 25)
    assert {"garis merah  −2", "garis oranye  +1"} <= set(words)
