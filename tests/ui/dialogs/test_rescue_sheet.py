"""A damaged book by keyboard: said in plain words, and a new one made from the last backup and what is readable."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.clock import Clock
from core.paths import usual_register_file
from core.services.people import people_search
from core.services.trust import access, backups, signing_in
from core.usual_register import usual_register
from tests.ui.conftest import PINS, TODAY, Locked
from tests.ui.hands import ENTER, Hands, press_button, words_on
from ui.dialogs.rescue_sheet import RescueSheet
from ui.pages.entrance.cannot_open import CannotOpen
from ui.program import Program

PAGE = 4096


@pytest.fixture(autouse=True)
def forgets(own_home: Path) -> Iterator[None]:
    """What is kept as the usual book is kept for these tests only."""
    yield
    usual_register_file().unlink(missing_ok=True)


@pytest.fixture
def damaged(locked: Locked) -> Locked:
    """The locked register with a proven backup beside it, and its first page spoilt."""
    opening = access.unlock(locked.place, locked.accounts["Bu Sari"], PINS["Bu Sari"], clock=Clock(TODAY))
    register = signing_in.open_unlocked(locked.place, opening, clock=Clock(TODAY))
    backups.back_up(register, plugged=())
    register.close()
    with Path(locked.place).open("r+b") as file:
        file.seek(100)
        file.write(b"\0" * (PAGE - 100))
    return locked


def test_a_book_that_does_not_open_comes_back_from_its_backup(
    start: Callable[[str], Program], damaged: Locked, qtbot: QtBot
) -> None:
    spoilt = Path(damaged.place).read_bytes()
    hands = Hands(start(damaged.place), qtbot)
    hands.write("1")
    hands.write(PINS["Bu Sari"])
    hands.press(ENTER)
    page = hands.program.window.stack.currentWidget()
    assert isinstance(page, CannotOpen)
    press_button(hands, page, "Perbaiki dari cadangan …")
    assert hands.field == "PIN ketua atau bidan, atau kode pemulihan"
    hands.write("555777")
    hands.press(ENTER)
    assert "tidak" in words_on(hands.sheet(RescueSheet))
    hands.write(PINS["Bu Sari"])
    hands.press(ENTER)
    assert "Dari cadangan" in words_on(hands.sheet(RescueSheet))
    assert f"{Path(damaged.place).name} yang rusak tetap ada" in words_on(hands.sheet(RescueSheet))
    assert Path(damaged.place).read_bytes() == spoilt
    hands.press(Qt.Key.Key_Tab)
    assert hands.field == "Pakai buku ini seterusnya"
    hands.press(ENTER)
    [repaired] = Path(damaged.place).parent.glob("*-pulih-*.db")
    assert usual_register() == repaired.resolve()
    hands.write("1")
    hands.write(PINS["Bu Sari"])
    hands.press(ENTER)
    assert hands.program.context is not None
    assert len(people_search.search(hands.program.context.register, "dodi")) == 1


def test_without_a_backup_here_the_stick_is_asked_for(
    start: Callable[[str], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "rusak.db"
    path.write_bytes(b"SQLite format 3\x00" + b"rusak " * 2_000)
    hands = Hands(start(str(path)), qtbot)
    page = hands.program.window.stack.currentWidget()
    assert isinstance(page, CannotOpen)
    press_button(hands, page, "Perbaiki dari cadangan …")
    assert "Tidak ada cadangan di komputer ini" in words_on(hands.sheet(RescueSheet))
    hands.press(ENTER)
    assert "Tidak ada yang berubah." in words_on(hands.sheet(RescueSheet))
    assert [one.name for one in tmp_path.glob("*pulih*")] == []
