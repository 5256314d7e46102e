"""A locked book in daily life, by keyboard alone: switching in mid-day, a forgotten PIN, yesterday beside today."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.clock import Clock
from core.services.deeds.history import journal_of
from core.services.growth import measuring
from core.services.people.people_search import search
from core.services.register import Register, open_register
from core.services.trust import accounts, backups
from core.services.trust.protecting import protect
from core.words.roles import Role
from tests.stories.conftest import TODAY, Start
from tests.stories.hands import ALT, CTRL, ENTER, ESCAPE, Hands

pytestmark = pytest.mark.story
SARI, TINI, NEW = "271945", "390517", "135792"
L = Qt.Key.Key_L


@dataclass(frozen=True)
class Book:
    """A locked book: where it lies, and the code in its envelope."""

    path: Path
    code: str


@pytest.fixture
def book(place: Path) -> Book:
    """The small village, locked: Bu Sari is kader and ketua, Bu Tini is kader."""
    roles = frozenset({Role.KADER, Role.ADMIN})
    made = protect(open_register(str(place), clock=Clock(TODAY)), name="Bu Sari", roles=roles, pin=SARI).value
    accounts.add_account(made.register, name="Bu Tini", roles=frozenset({Role.KADER}), pin=TINI)
    made.register.close()
    return Book(place, made.recovery_code)


def _register(hands: Hands) -> Register:
    assert hands.program.context is not None
    return hands.program.context.register


def test_two_kader_share_one_posyandu_day(start: Start, book: Book) -> None:
    hands = start(book.path)
    hands.until_seen("Siapa yang mencatat?")
    hands.type("s")
    hands.enter(SARI)
    hands.until_seen("Halo, Bu Sari")
    hands.press(Qt.Key.Key_F2)
    hands.press(ENTER)
    hands.press(Qt.Key.Key_F3)
    hands.enter("aisyah", "7,4")
    assert hands.at == "Panjang atau tinggi"
    hands.type("67")
    hands.press(L, CTRL)
    assert "Aisyah Putri" not in hands.screen.partition("Siapa yang mencatat?")[2]
    hands.type("t")
    hands.enter(TINI)
    hands.until_seen("Bu Tini · Kader")
    assert (hands.at, hands.typed) == ("Panjang atau tinggi", "67")
    hands.type(",8")
    hands.press(ENTER)
    while "tersimpan" not in hands.screen:
        hands.press(ENTER)
    [aisyah] = search(_register(hands), "aisyah")
    assert journal_of(_register(hands), aisyah.id)[0].who == "Bu Tini"


def test_a_forgotten_pin_and_nobody_who_could_reset_it(start: Start, book: Book) -> None:
    hands = start(book.path)
    hands.type("1")
    hands.enter("555777")
    hands.until_seen("PIN salah. Coba lagi.")
    hands.press(L, ALT)
    hands.until_seen("kode pemulihan")
    hands.enter(book.code.lower().replace("-", " "))
    hands.until_seen("Kode cocok. Siapa Ibu?")
    hands.type("1")
    hands.enter(NEW, NEW)
    hands.until_seen("Halo, Bu Sari")
    hands.press(L, CTRL)
    hands.type("1")
    hands.enter(NEW)
    hands.until_seen("Bu Sari · Kader, Ketua")
    assert "Kode cocok" not in hands.screen


def test_yesterday_is_restored_beside_today(start: Start, book: Book) -> None:
    hands = start(book.path)
    hands.type("1")
    hands.enter(SARI)
    hands.until_seen("Halo, Bu Sari")
    hands.press(Qt.Key.Key_6, ALT)
    hands.alt("Cadangkan sekarang")
    hands.until_seen("Cadangan terbukti hari ini")
    _weigh_aisyah(hands)
    hands.press(Qt.Key.Key_6, ALT)
    hands.until_seen("Ada catatan yang belum masuk cadangan")
    hands.alt("Pulihkan dari cadangan")
    hands.press(ENTER)
    hands.until_seen("hanya ada di register sekarang")
    hands.press(ENTER)
    hands.until_seen("Cadangan pulih, utuh dan terperiksa.")
    assert len(_visits(hands)) == 3
    hands.press(ENTER)
    hands.until_seen("Siapa yang mencatat?")
    hands.type("1")
    hands.enter(SARI)
    hands.until_seen("Halo, Bu Sari")
    assert len(_visits(hands)) == 2
    assert Path(_register(hands).database.place) != book.path
    assert book.path.exists()


def _weigh_aisyah(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F2)
    hands.press(ENTER)
    hands.press(Qt.Key.Key_F3)
    hands.enter("aisyah", "7,4", "67,8")
    while "tersimpan" not in hands.screen:
        hands.press(ENTER)
    hands.press(ESCAPE)


def _visits(hands: Hands) -> tuple[object, ...]:
    register = _register(hands)
    [aisyah] = search(register, "aisyah")
    assert backups.state(register) is not None
    return tuple(measuring.growth_history(register, aisyah.id).visits)
