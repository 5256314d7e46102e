"""The first start by keyboard: three questions, a PIN, the recovery code on paper, then the ways to begin."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentProblem
from core.services import setup
from core.services.register import Register, open_register
from core.services.trust import access
from core.words.roles import Role
from tests.ui.hands import ENTER, ESC, Hands, words_on
from ui.pages.entrance.first_start import FirstStart
from ui.program import Program
from ui.widgets.recovery_card import RecoveryCard

PIN = "271945"


@pytest.fixture
def hands(start: Callable[[str], Program], tmp_path: Path, qtbot: QtBot) -> Hands:
    """The program on a register that does not exist yet."""
    return Hands(start(str(tmp_path / "baru.db")), qtbot)


def _answer(hands: Hands, *answers: str) -> None:
    for words in answers:
        hands.write(words)
        hands.press(ENTER)


def _card(hands: Hands) -> RecoveryCard:
    (card,) = hands.program.window.findChildren(RecoveryCard)
    return card


def _last_group(hands: Hands) -> str:
    shown = words_on(_card(hands)).split("kelompok 6\n")[1]
    return shown.splitlines()[0]


def _whole_start(hands: Hands) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari", PIN, PIN)
    _card(hands).last.setFocus()
    _answer(hands, _last_group(hands).lower())


def _register(hands: Hands) -> Register:
    assert hands.program.context is not None
    return hands.program.context.register


def _page(hands: Hands) -> FirstStart:
    page = hands.program.window.stack.currentWidget()
    assert isinstance(page, FirstStart)
    return page


def test_three_answers_and_a_pin_make_a_locked_register(hands: Hands, tmp_path: Path) -> None:
    _whole_start(hands)
    register = _register(hands)
    assert [(unit.name, unit.village) for unit in setup.list_posyandu(register)] == [("Melati", "Sukamaju")]
    assert register.user is not None
    assert register.user.name == "Bu Sari"
    assert register.user.roles == {Role.KADER, Role.ADMIN}
    assert access.is_locked(str(tmp_path / "baru.db"))
    assert "Ambil data desa" in hands.field
    assert setup.load_settings(register).is_code_kept


def test_nothing_is_written_before_the_pin_is_there(hands: Hands, tmp_path: Path) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari")
    assert not (tmp_path / "baru.db").exists()
    hands.press(ESC)
    assert hands.field == "Nama posyandu"
    assert hands.program.context is None


def test_an_empty_answer_is_asked_for_again_and_nothing_is_written(hands: Hands, tmp_path: Path) -> None:
    _answer(hands, "", "Sukamaju", "Bu Sari")
    assert hands.field == "Nama posyandu"
    assert "Nama posyandu belum diisi." in words_on(_page(hands))
    assert not (tmp_path / "baru.db").exists()


@pytest.mark.parametrize(
    ("first", "again", "sentence"),
    [
        ("1234", "1234", "PIN paling sedikit 6 angka."),
        ("123456", "123456", "Jangan angka berurutan"),
        (PIN, "271946", "Belum sama dengan yang pertama"),
    ],
)
def test_a_pin_that_will_not_do_is_asked_for_again(hands: Hands, first: str, again: str, sentence: str) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari", first, again)
    assert sentence in words_on(_page(hands))
    assert hands.program.context is None


def test_the_first_account_keeps_the_others_so_it_is_a_head_too(hands: Hands) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari")
    _page(hands).security.roles.boxes[Role.ADMIN].setChecked(False)
    _answer(hands, PIN, PIN)
    assert "Akun pertama perlu Ketua juga" in words_on(_page(hands))
    assert hands.program.context is None


def test_the_code_must_be_on_paper_before_one_goes_on(hands: Hands, tmp_path: Path) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari", PIN, PIN)
    card = _card(hands)
    assert hands.field == "Cetak lembar …"
    card.last.setFocus()
    _answer(hands, "XXXXX")
    assert "Belum sama dengan kelompok ke-6" in words_on(card)
    assert not setup.load_settings(_register(hands)).is_code_kept


def test_the_sheet_is_printed_from_memory_and_says_no_name(hands: Hands) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari", PIN, PIN)
    card, sent = _card(hands), list[bytes]()

    def printer(_over: QWidget, pdf: bytes, _name: str, then: Callable[[], None]) -> None:
        sent.append(pdf)
        then()

    card.print_pages = printer
    hands.press(ENTER)
    words = pypdfium2.PdfDocument(sent[0])[0].get_textpage().get_text_bounded()
    assert " ".join(_last_group(hands)) in words
    assert "Bu Sari" not in words
    assert hands.focus is card.last


def test_without_a_printer_it_is_said_and_the_sheet_can_be_saved(hands: Hands, tmp_path: Path) -> None:
    _answer(hands, "Melati", "Sukamaju", "Bu Sari", PIN, PIN)
    card = _card(hands)

    def no_printer(_over: QWidget, _pdf: bytes, _name: str, _then: Callable[[], None]) -> None:
        raise EnvironmentProblem("Belum ada pencetak di komputer ini.")

    card.print_pages = no_printer
    card.ask_place = lambda _over, _title, _name, then: then(tmp_path / "kode.pdf")
    hands.press(ENTER)
    assert "Belum ada pencetak" in words_on(card)
    hands.press(Qt.Key.Key_Tab)
    hands.press(ENTER)
    assert len(pypdfium2.PdfDocument(tmp_path / "kode.pdf")) == 1


def test_the_first_child_begins_at_hari_buka(hands: Hands) -> None:
    _whole_start(hands)
    hands.press(Qt.Key.Key_Tab)
    hands.press(ENTER)
    page = hands.program.window.page
    assert page is not None
    assert page.key == "hari_buka"
    assert not hands.program.window.rail.isHidden()


def test_the_village_can_be_brought_in_at_once(hands: Hands) -> None:
    _whole_start(hands)
    hands.press(ENTER)
    assert hands.has_sheet()
    assert hands.program.window.page is not None


def test_an_official_village_brings_district_regency_and_province(hands: Hands) -> None:
    _answer(hands, "Melati")
    hands.write("Sukamaju Cimaung")
    hands.press(Qt.Key.Key_Down)
    _answer(hands, "", "Bu Sari", PIN, PIN)
    (unit,) = setup.list_posyandu(_register(hands))
    assert (unit.village, unit.district) == ("Sukamaju", "Cimaung")
    assert (unit.regency, unit.province) == ("Kabupaten Bandung", "Jawa Barat")


def test_an_open_register_without_a_village_asks_for_no_pin(
    start: Callable[[str], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    open_register(str(tmp_path / "kosong.db")).close()
    hands = Hands(start(str(tmp_path / "kosong.db")), qtbot)
    _answer(hands, "Melati", "Sukamaju", "Bu Sari")
    assert "Ambil data desa" in hands.field
    assert _register(hands).who == "Bu Sari"
    assert not access.is_locked(str(tmp_path / "kosong.db"))
