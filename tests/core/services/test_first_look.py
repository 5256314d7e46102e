"""The first look: a few names without opening the register, and silence about everything that needs an explanation."""

from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.services import setup
from core.services.day import open_day
from core.services.first_look import first_look, place_words
from core.services.register import open_register

TODAY = date(2026, 11, 25)


@pytest.fixture
def place(tmp_path: Path) -> str:
    path = str(tmp_path / "desa.db")
    register = open_register(path, who="Bu Sari", clock=Clock(TODAY))
    unit = setup.set_up(register, posyandu="Melati", village="Sukamaju").value
    setup.save_settings(register, setup.Settings(kader_name="Bu Sari", font_percent=125))
    open_day.open_day(register, unit.id, TODAY)
    register.close()
    return path


def test_it_knows_where_we_are_who_works_and_the_day_of_today(place: str) -> None:
    look = first_look(place, TODAY)
    assert look is not None
    assert (look.where, look.kader_name, look.font_percent) == ("Posyandu Melati  ·  Sukamaju", "Bu Sari", 125)
    assert look.day_posyandu == "Melati"
    assert look.day_id


def test_another_day_has_no_open_day(place: str) -> None:
    look = first_look(place, date(2026, 11, 26))
    assert look is not None
    assert look.day_id == ""


def test_looking_changes_nothing(place: str) -> None:
    before = Path(place).read_bytes()
    first_look(place, TODAY)
    assert Path(place).read_bytes() == before


def test_what_must_be_explained_is_left_to_opening(tmp_path: Path) -> None:
    other = tmp_path / "laporan.db"
    other.write_bytes(b"%PDF-1.7 " * 200)
    empty = tmp_path / "kosong.db"
    empty.touch()
    for place in (str(other), str(empty), str(tmp_path / "tidak-ada.db"), str(tmp_path), "postgresql+psycopg://x/y"):
        assert first_look(place, TODAY) is None
    assert not (tmp_path / "tidak-ada.db").exists()


def test_a_register_that_is_not_set_up_shows_the_questions_instead(tmp_path: Path) -> None:
    path = str(tmp_path / "baru.db")
    open_register(path, clock=Clock(TODAY)).close()
    assert first_look(path, TODAY) is None


def test_several_posyandu_are_counted() -> None:
    assert place_words(("Melati", "Mawar"), "Sukamaju") == "2 posyandu  ·  Sukamaju"
