"""The balok SKDN: four bars a month in the official colours, their numbers underneath, and no overlap."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from charts.skdn_bars import LOOKS, skdn_bars
from core.services.reports.ratios import SkdnCounts, ratios
from core.services.reports.sheets import ReportPlace
from core.services.reports.skdn import SkdnReport
from core.words.periods import Month

PLACE = ReportPlace("Melati", "Sukamaju", "", "", "", "")


def year(scale=1):
    found = []
    for back in range(-11, 1):
        month = Month(2026, 11).shift(back)
        counts = SkdnCounts(S=90 * scale, K=80 * scale, D=60 * scale, N=(30 - back) * scale, T=3, O=2, B=1)
        found.append(SkdnReport(month, PLACE, (date(2026, 11, 12),), counts, ratios(counts), {}, (), ()))
    return found


def bars(figure):
    [axes, _table] = figure.axes
    return [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_width() < 0.5]


def test_every_month_has_its_four_bars_as_high_as_the_counts():
    heights = sorted(bar.get_height() for bar in bars(skdn_bars(year())))
    assert len(heights) == 48
    assert heights[-12:] == [90] * 12
    assert heights[0] == 30


def test_colours_are_those_of_the_posyandu_board():
    assert [look.letter for look in LOOKS] == ["S", "K", "D", "N"]
    drawn = {to_hex(bar.get_facecolor()) for bar in bars(skdn_bars(year()))}
    assert drawn == {look.colour for look in LOOKS}
    assert len({look.stripes for look in LOOKS}) == 4  # told apart without colour, too


def test_the_numbers_stand_under_their_month():
    figure = skdn_bars(year())
    table = figure.axes[1]
    last_month = [text.get_text() for text in table.texts if text.get_position()[0] == 11]
    assert last_month == ["Nov 26", "90", "80", "60", "30"]


@pytest.mark.parametrize("scale", [1, 20])
def test_no_two_texts_overlap(scale):
    figure = skdn_bars(year(scale))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    bars_axes, table = figure.axes
    texts = [*bars_axes.texts, *bars_axes.get_yticklabels(), bars_axes.yaxis.label, *table.texts]
    boxes = [text.get_window_extent(renderer) for text in texts if text.get_text()]
    overlapping = [
        (one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :] if one.overlaps(other)
    ]
    assert not overlapping
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)


def test_a_village_without_children_draws_an_empty_board():
    empty = SkdnCounts(S=0, K=0, D=0, N=0, T=0, O=0, B=0)
    nobody = [SkdnReport(report.month, PLACE, (), empty, ratios(empty), {}, (), ()) for report in year()]
    assert bars(skdn_bars(nobody)) == []


@pytest.mark.parametrize("width_in", [4.6, 5.5, 7.4])
@pytest.mark.parametrize("last", range(1, 13))
def test_month_labels_never_touch_on_a_small_screen(width_in, last):
    months = [replace(report, month=Month(2026, last).shift(back)) for back, report in enumerate(year(), -11)]
    figure = skdn_bars(months, width_in=width_in)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    labels = [text for text in figure.axes[1].texts if text.get_position()[1] < 1 and text.get_position()[0] >= 0]
    boxes = sorted((text.get_window_extent(renderer).x0, text.get_window_extent(renderer).x1) for text in labels)
    assert len(boxes) == 12
    assert all(after[0] - before[1] > 1.5 for before, after in pairwise(boxes))
    assert any("26" in text.get_text() for text in labels)
