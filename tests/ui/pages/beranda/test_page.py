"""Beranda: what now, who worries us, is everything safe."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.services import setup
from core.services.day import attending, cards, open_day
from core.services.day.referring import FollowUp, follow_up, open_referrals
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.services.trust.maintenance import CheckResult
from core.words.people import Sex
from tests.ui.conftest import PINS, Locked
from tests.ui.hands import ENTER, Hands, words_on
from ui.pages.beranda.page import Beranda
from ui.pages.day.page import HariBuka
from ui.program import Program


def _page(program: Program) -> Beranda:
    page = program.window.page
    assert isinstance(page, Beranda)
    return page


def _words(page: Beranda) -> str:
    return words_on(page)


def test_the_program_begins_here_with_the_keyboard_on_the_big_button(program: Program) -> None:
    page = _page(program)
    assert program.window.focusWidget() is page.big
    assert "Halo, Bu Sari" in _words(page)


def test_the_worries_come_with_their_reasons(program: Program) -> None:
    words = _words(_page(program))
    assert "Dodi Pratama" in words
    assert "BGM" in words
    assert "Citra Lestari" not in words


def test_it_says_that_the_register_was_checked(program: Program) -> None:
    words = _words(_page(program))
    assert "Diperiksa saat program dibuka: utuh" in words
    assert "5 penimbangan" in words or "6 penimbangan" in words


def test_an_empty_book_that_was_checked_tells_nothing_unless_it_is_damaged(program: Program) -> None:
    page = _page(program)
    page._safe_card.show_check(CheckResult(ok=True, people=0, families=0, measurements=0, problems=()))
    assert "Diperiksa" not in words_on(page)
    page._safe_card.show_check(CheckResult(ok=False, people=0, families=0, measurements=0, problems=("Rusak.",)))
    assert "Rusak." in words_on(page)


def test_the_big_button_prepares_a_day_and_then_goes_on_with_it(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    page = _page(program)
    assert page.big.text().strip() == "Siapkan hari buka"
    unit = setup.list_posyandu(register)[0]
    assert program.context is not None
    program.context.write("Membuka", lambda: open_day.open_day(register, unit.id, register.today))
    qtbot.waitUntil(lambda: program.is_idle)
    assert page.big.text().strip() == "Lanjutkan hari buka"
    QTest.keyClick(page.big, Qt.Key.Key_Return)
    current = program.window.page
    assert current is not None
    assert current.key == "hari_buka"


def test_it_says_whether_a_backup_was_proven_and_makes_one(program: Program, qtbot: QtBot) -> None:
    page = _page(program)
    assert "Belum ada cadangan" in _words(page)
    assert "Belum ada cadangan" in program.window.status_line.findChildren(QLabel)[1].toolTip()
    button = next(one for one in page.findChildren(QPushButton) if one.text().strip() == "Cadangkan sekarang")
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)
    assert "Cadangan terbukti hari ini" in _words(page)
    assert not button.isVisible()


def test_a_book_without_a_lock_is_nudged_quietly(program: Program) -> None:
    assert "Buku ini belum terkunci" in _words(_page(program))


def test_the_envelope_is_asked_for_until_the_code_is_on_paper(
    start: Callable[[str], Program], locked: Locked, qtbot: QtBot
) -> None:
    hands = Hands(start(locked.place), qtbot)
    hands.write("1")
    hands.write(PINS["Bu Sari"])
    hands.press(ENTER)
    page = _page(hands.program)
    assert "Kode pemulihan belum ada di amplop" not in _words(page)
    assert "belum terkunci" not in _words(page)
    assert hands.program.context is not None
    hands.program.context.keep("Menyimpan", is_code_kept=False)
    hands.rest()
    assert "Kode pemulihan belum ada di amplop" in _words(page)


def test_it_counts_everybody_as_the_head_of_hari_buka_does(program: Program, register: Register, qtbot: QtBot) -> None:
    unit = setup.list_posyandu(register)[0]
    assert program.context is not None
    program.context.write("Membuka", lambda: open_day.open_day(register, unit.id, register.today))
    qtbot.waitUntil(lambda: program.is_idle)
    [told] = [line for line in _words(_page(program)).splitlines() if "sudah datang" in line]
    hands = Hands(program, qtbot)
    hands.press(ENTER)
    qtbot.waitUntil(lambda: program.is_idle)
    counted = told.removesuffix(".")
    assert counted.startswith("0 dari ")
    assert counted in words_on(hands.page(HariBuka))


def test_who_was_sent_on_is_named_until_there_is_word_of_it(program: Program, register: Register, qtbot: QtBot) -> None:
    unit = setup.list_posyandu(register)[0]
    form = PersonForm("Mbah Karto", Sex.MALE, date(1955, 7, 1), dusun="Krajan", posyandu_id=unit.id)
    person_id = register_person(register, form).value
    day = open_day.open_day(register, unit.id, register.today).value
    one = attending.come(register, day.id, person_id).value
    pressure = {"systolic_mmhg": 190, "diastolic_mmhg": 120}
    context = program.context
    assert context is not None
    context.write("Menyimpan", lambda: cards.save_answers(register, one.id, "lansia", pressure))
    page = _page(program)
    qtbot.waitUntil(lambda: "1 orang dirujuk, kabarnya belum ada: Mbah Karto (segera)." in _words(page))
    sent = open_referrals(register)[0]
    context.write("Mencatat", lambda: follow_up(register, sent.id, FollowUp.RECEIVED))
    qtbot.waitUntil(lambda: "orang dirujuk" not in _words(page))
