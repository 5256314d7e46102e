"""Every event of the table opens as a sheet; what is missing is said at its field; a question comes when it is due."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import EVENTS, record_event
from core.services.life_story import family_page
from core.services.register import Register
from core.words.people import FamilyRole, Sex
from tests.ui.hands import ENTER, Hands, words_on
from ui.dialogs.events_sheet import EventsSheet
from ui.dialogs.life_event_sheet import LifeEventSheet
from ui.program import Program

COUPLE = (
    Newcomer("Joko Susilo", Sex.MALE, date(1970, 4, 1), FamilyRole.HEAD),
    Newcomer("Siti Aminah", Sex.FEMALE, date(1972, 8, 9), FamilyRole.WIFE),
    Newcomer("Rudi Susilo", Sex.MALE, date(1998, 2, 3), FamilyRole.CHILD),
)


@pytest.fixture
def family_id(register: Register) -> str:
    home = Home("Jl. Melati 3", "Krajan", "01", "02")
    return record_event(register, MovedInForm(COUPLE, date(2024, 11, 1), "3201010101240001", home)).value


def _open(program: Program, key: str, family_id: str, person_id: str = "") -> LifeEventSheet:
    assert program.context is not None
    sheet = LifeEventSheet(program.context, next(one for one in EVENTS if one.key == key), family_id, person_id)
    program.window.open_sheet(sheet)
    return sheet


@pytest.mark.parametrize("key", [one.key for one in EVENTS])
def test_every_event_opens_and_says_what_is_missing(program: Program, family_id: str, key: str, qtbot: QtBot) -> None:
    sheet = _open(program, key, "" if key == "moved_in" else family_id)
    hands = Hands(program, qtbot)
    assert hands.field
    assert not sheet.has_unsaved()
    sheet.go_on()
    assert not sheet.changes.is_shown()
    assert program.window.complaint.isHidden() or key in {"married", "moved_away"}


def test_only_what_can_happen_is_offered(program: Program, family_id: str, qtbot: QtBot) -> None:
    assert program.context is not None
    sheet = EventsSheet(program.context, family_id, "")
    qtbot.addWidget(sheet)
    sheet.show()
    words = words_on(sheet)
    assert "Meninggal" in words
    assert "Kembali ke desa" not in words
    assert "Pindah datang" not in words


def test_a_card_of_their_own_is_asked_about_only_when_they_get_one(program: Program, family_id: str) -> None:
    sheet = _open(program, "married", family_id)
    assert sheet.fields["kk_number"].isVisible()
    box = sheet.fields["lives_at"].editor
    box.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert not sheet.fields["kk_number"].isVisible()
    assert not sheet.fields["home"].isVisible()


def test_a_house_that_moves_begins_with_the_home_it_has(
    program: Program, register: Register, family_id: str, qtbot: QtBot
) -> None:
    sheet = _open(program, "moved_within", family_id)
    hands = Hands(program, qtbot)
    hands.write("Mekar")
    hands.press(ENTER)
    hands.press(ENTER)
    hands.write("09")
    hands.press(ENTER)
    hands.press(ENTER)
    hands.write("20-11-2026")
    hands.press(ENTER)
    assert sheet.changes.is_shown()
    hands.press(ENTER)
    assert not hands.has_sheet()
    page = family_page(register, family_id)
    assert page.place == "Jl. Melati 3, Dusun Mekar, RT 09, RW 01"
    assert [home.place for home in page.past_homes] == ["Jl. Melati 3, Dusun Krajan, RT 02, RW 01"]
