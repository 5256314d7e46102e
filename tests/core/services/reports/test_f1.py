"""Form F1: lines by age band and sex, empty where the register knows nothing."""

from datetime import date

import pytest

from core.services.reports import f1
from core.services.reports.facts import CountingRules
from core.services.reports.sheets import MonthSheet, ReportPlace, sheet_rows
from core.words.people import Sex
from core.words.periods import Month

NOVEMBER, DAY = Month(2026, 11), date(2026, 11, 12)
PLACE = ReportPlace("Melati", "Sukamaju", "", "", "", "")


def form(*children):
    return f1.report_of(MonthSheet(NOVEMBER, PLACE, (DAY,), sheet_rows(children, NOVEMBER, DAY, CountingRules()), ()))


@pytest.mark.parametrize(
    ("born", "column"),
    [
        ("2026-11-12", 0),
        ("2026-05-13", 0),  # 5 months 29 days
        ("2026-05-12", 2),  # 6 months
        ("2025-11-13", 2),
        ("2025-11-12", 4),  # 12 months
        ("2024-11-13", 4),
        ("2024-11-12", 6),  # 24 months
        ("2021-11-13", 6),
    ],
)
@pytest.mark.parametrize("sex", Sex)
def test_a_child_stands_in_the_column_of_its_age_and_sex(child, born, column, sex):
    expected = [0] * 8
    expected[column + (sex is Sex.FEMALE)] = 1
    assert list(form(child("Ani", born, sex=sex)).line("s").counts) == expected


def test_each_cell_opens_its_children(child):
    report = form(child("Ani", "2025-05-01", sex=Sex.FEMALE), child("Budi", "2025-06-01"))
    assert report.line("s").cells[4:6] == (("Budi",), ("Ani",))
    assert report.line("s").people == ("Budi", "Ani")


def test_lines_that_are_not_recorded_yet_are_empty_and_never_zero(child):
    report = form(child("Ani", "2025-05-01"))
    for key in ("kader_jml", "kader_aktif", "bumil", "bumil_fe3", "bumil_kek", "nifas", "nifas_vita"):
        assert (report.line(key).counts, report.line(key).total) == (None, None)
    assert report.line("bgm").total == 0


def test_referred_is_counted_among_bgm_only_when_noted(child, visit):
    thin = child("Ani", "2025-05-12", visit("2026-11-12", 7.0, is_referred=True))
    thinner = child("Budi", "2025-05-12", visit("2026-11-12", 7.0))
    report = form(thin, thinner)
    assert (report.line("bgm").total, report.line("bgm_rujuk").people) == (2, ("Ani",))


def test_heavy_children_stand_in_the_line_above_the_green_band(child, visit):
    heavy = child("Ani", "2025-05-12", visit("2026-11-12", 13.5, is_referred=True))
    assert (form(heavy).line("aph").total, form(heavy).line("aph_rujuk").total) == (1, 1)


def test_capsules_by_colour_in_the_band_of_the_session_day(child, visit):
    blue = child("Ani", "2026-05-10", visit("2026-11-12", vitamin_a="biru"))
    red = child("Budi", "2024-05-10", visit("2026-11-12", vitamin_a="merah"))
    wrong_colour = child("Candra", "2024-05-10", visit("2026-11-12", vitamin_a="biru"))
    turned_five = child("Dedi", "2021-11-11", visit("2026-11-05", vitamin_a="merah"))
    report = form(blue, red, wrong_colour, turned_five)
    assert report.line("vita_biru").people == ("Ani",)
    assert report.line("vita_merah").people == ("Budi", "Dedi")


def test_json_has_every_line_with_its_eight_cells_and_total(child):
    document = f1.to_json(form(child("Ani", "2025-05-01", sex=Sex.FEMALE)))
    assert document["columns"] == [
        *("b0_5_l", "b0_5_p", "b6_11_l", "b6_11_p", "b12_23_l", "b12_23_p", "b24_59_l", "b24_59_p", "jumlah")
    ]
    assert len(document["lines"]) == 27
    assert (document["lines"]["s"]["b12_23_p"], document["lines"]["s"]["jumlah"]) == (1, 1)
    assert set(document["lines"]["bumil"].values()) == {None}
    assert document["people"]["s"]["b12_23_p"] == ["Ani"]
