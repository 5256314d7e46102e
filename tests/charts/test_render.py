"""The living chart: only the child is redrawn, the point moves with the number typed, a pointer reads the points."""

import numpy as np
import pytest

from charts.catalogue import CHARTS, ChartView
from charts.render import draw_child, live_chart
from tests.children import GIRL, typed, weighed

SIZE = (420, 360)
HISTORY = weighed(("2025-06-12", 6.6), ("2025-07-12", 6.8))


def changed_pixels(one, other) -> np.ndarray:
    return np.argwhere((one.pixels != other.pixels).any(axis=2))


def test_the_picture_has_the_size_asked_for_and_no_transparency():
    picture = draw_child("kms", HISTORY, None, SIZE)
    assert picture.pixels.shape == (360, 420, 4)
    assert (picture.pixels[..., 3] == 255).all()


def test_the_typed_point_rises_with_the_weight():
    light = draw_child("kms", HISTORY, typed(HISTORY, "2025-08-12", 7.0), SIZE)
    heavy = draw_child("kms", HISTORY, typed(HISTORY, "2025-08-12", 9.0), SIZE)
    assert light.series.draft is not None
    (x, low, _), (same_x, high, _) = light.places[-1], heavy.places[-1]
    assert same_x == pytest.approx(x)
    assert high < low  # pixels count from the top
    rows, columns = changed_pixels(light, heavy).T
    assert rows.max() < low + 15
    assert columns.max() < x + 60  # the point and its number; nothing else moved


def test_a_picture_on_screen_is_not_changed_by_the_next_child():
    first = draw_child("kms", HISTORY, None, SIZE)
    before = first.pixels.copy()
    draw_child("kms", weighed(("2025-06-12", 9.9)), None, SIZE)
    assert (first.pixels == before).all()


def test_the_same_child_gives_the_same_pixels_again():
    first = draw_child("kms", HISTORY, None, SIZE)
    draw_child("kms", HISTORY, typed(HISTORY, "2025-08-12", 7.0), SIZE)
    assert len(changed_pixels(first, draw_child("kms", HISTORY, None, SIZE))) == 0


def test_a_pointer_reads_the_point_under_it_and_nothing_elsewhere():
    picture = draw_child("kms", HISTORY, None, SIZE)
    x, y, point = picture.places[1]
    found = picture.point_at(x + 3, y - 3)
    assert found is point
    assert found.label == "12-07-2025 · 6 bln · 6,8 kg · T"
    assert picture.point_at(x + 80, y + 80) is None


def test_children_of_one_sex_and_age_share_a_background():
    other = weighed(("2025-06-12", 7.0))
    assert ChartView.of("kms", HISTORY) == ChartView.of("kms", other)
    assert live_chart(ChartView.of("kms", HISTORY), *SIZE) is live_chart(ChartView.of("kms", other), *SIZE)


@pytest.mark.parametrize("kind", list(CHARTS))
@pytest.mark.parametrize("size", [(240, 200), (520, 560), (1200, 300)])
@pytest.mark.parametrize("scale", [1.0, 1.75])
def test_every_chart_can_be_drawn_in_every_size_even_for_a_child_never_measured(kind, size, scale):
    picture = draw_child(kind, weighed(), None, size, scale)
    assert picture.pixels.shape[:2] == size[::-1]
    assert picture.point_at(10, 10) is None


def test_the_edition_of_the_register_decides_the_background():
    old = weighed(("2025-06-12", 6.6), edition="2010")
    assert ChartView.of("kms", old).edition == "2010"
    assert len(changed_pixels(draw_child("kms", HISTORY, None, SIZE), draw_child("kms", old, None, SIZE))) > 1000


def test_a_child_of_three_years_gets_the_second_side():
    older = weighed(("2028-02-12", 13.0), child=GIRL)
    assert ChartView.of("kms", older).part == "24-60"
    assert ChartView.of("kms", older, part="0-24").part == "0-24"
