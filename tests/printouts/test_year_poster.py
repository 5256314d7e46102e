"""The poster of a year: one sheet with every day, its hours and place, and nobody's name."""

from datetime import date

import pypdfium2
import pytest

from core.errors import InputError
from core.services.views import DayView, PosyanduView
from printouts.year_poster import MOST_DAYS, print_year_poster

UNIT = PosyanduView("p", "Melati", "Sukamaju", "Cibinong", "Bogor", "Jawa Barat", "")
LONG = "08.00-11.00, rumah Ibu Nurhayati binti Abdurrahman Wahid, Dusun Krajan RT 003 RW 012, sebelah masjid Al-Ikhlas"


def days(count, note="08.00-11.00, Balai Desa"):
    return [
        DayView(str(place), "p", "Melati", date(2027, 1 + place % 12, 10 + place // 12), note) for place in range(count)
    ]


@pytest.mark.parametrize(("count", "note"), [(1, ""), (12, "08.00-11.00, Balai Desa"), (MOST_DAYS, LONG)])
def test_one_sheet_holds_every_day_and_nothing_runs_off(tmp_path, count, note):
    document = pypdfium2.PdfDocument(print_year_poster(days(count, note), UNIT, 2027, tmp_path / "a.pdf"))
    assert len(document) == 1
    text = document[0].get_textpage()
    words = text.get_text_bounded()
    assert "Jadwal Posyandu 2027" in words
    assert "Posyandu Melati" in words
    assert "Minggu, 10 Januari" in words
    assert words.count(note[:20]) == count if note else True
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    assert all(left > 0 and right < document[0].get_width() and bottom > 0 for left, bottom, right, _ in boxes)


@pytest.mark.parametrize(("count", "told"), [(0, "Rencanakan dulu"), (MOST_DAYS + 1, "terlalu banyak")])
def test_a_year_without_days_or_with_too_many_is_said(tmp_path, count, told):
    with pytest.raises(InputError, match=told):
        print_year_poster(days(count), UNIT, 2027, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
