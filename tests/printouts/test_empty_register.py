"""The paper register: rows in order with their codes, room for a pen, nothing printed over anything."""

from datetime import date

import pypdfium2
import pytest

from core.services.day.paper_entry import PaperGroup, PaperRow, code_of
from core.services.views import DayView
from core.words.life_stage import LifeStage
from core.words.people import Sex
from printouts.empty_register import print_empty_register
from printouts.paper import A4, F4

DAY = DayView("d", "p", "Melati", date(2026, 12, 9))
TODAY = date(2026, 11, 25)


def row(number, group=PaperGroup.CHILDREN, **facts):
    known = {
        "number": number,
        "code": code_of(number, DAY.held_on),
        "person_id": str(number),
        "group": group,
        "name": f"Siti Nur Aisyah Rahmadhani Putri Kusumaningrum {number}",
        "sex": Sex.FEMALE,
        "age": "11 bln 28 hr",
        "stage": LifeStage.INFANT if group is PaperGroup.CHILDREN else LifeStage.PREGNANT,
        "mother": "Nurhayati binti Abdurrahman",
        "dusun": "Krajan Wetan",
        "rt": "005",
        "last_weight_g": 7_400,
        "last_on": date(2026, 11, 9),
        "target_g": 7_700,
        "due": "Imunisasi kejar DPT-HB-Hib 2, OPV 3, PCV 2, IPV 1 dan 3 lagi; Vitamin A kapsul biru",
        "is_typed": False,
    }
    return PaperRow(**{**known, **facts})


def pages_of(rows, tmp_path, paper=F4):
    path = print_empty_register(rows, DAY, tmp_path / "a.pdf", printed_on=TODAY, paper=paper)
    return pypdfium2.PdfDocument(path)


def words(page):
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("paper", [F4, A4])
def test_rows_stand_in_order_with_code_last_weight_and_target(tmp_path, paper):
    rows = [row(number) for number in range(1, 31)] + [row(number, PaperGroup.GROWN) for number in range(31, 41)]
    document = pages_of(rows, tmp_path, paper)
    text = " ".join(words(page) for page in document)
    places = [text.index(f" {one.code} ") for one in rows]
    assert places == sorted(places)
    assert "11 bln 28 hr 7,4 7,7" in text
    assert "Ibu hamil" in text
    assert all(page.get_width() > page.get_height() for page in document)
    assert all("Rabu, 9 Desember 2026" in words(page) for page in document)


def test_there_is_room_for_newcomers(tmp_path):
    (page,) = pages_of([], tmp_path)
    assert words(page).count("B D T K L") >= 6


def test_what_is_not_known_stays_empty(tmp_path):
    text = words(pages_of([row(1, last_weight_g=None, target_g=None, due="", mother="")], tmp_path)[0])
    assert "None" not in text
    assert "Krajan Wetan 5" in text
