"""The first day of a posyandu with this program, by keyboard alone: from the village's workbook to the month's SKDN."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog

from core.services import setup
from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.reports.skdn import skdn
from core.services.trust import maintenance
from core.services.views import GrowthHistory
from core.words.periods import Month
from tests.printouts.reading import read_pdf
from tests.stories.hands import ALT, CTRL, ENTER, ESCAPE, Hands
from tests.stories.villages import Household, write_village

pytestmark = [
    pytest.mark.story,
    # The dialog that asks where to save has helpers of its own windows, which the offscreen platform cannot grab for.
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard"),
]
TODAY = date(2026, 11, 25)
PIN = "271945"
PRINTER = "pencetak.pdf"

# name, what is typed to call the child, weight in October (or September), weight and length today, the letter
NAIK = ("Bagus Santoso", "bag", "10,5", ("10,9", "84,5"), "N")
TIDAK_NAIK = ("Citra Dewi", "cit", "9,4", ("9,4", "78"), "T")
BGM = ("Dimas Aji", "dim", "8,3", ("8,4", "80"), "T")
BARU = ("Eka Putri", "eka", "", ("6,4", "62"), "B")
KEMBALI = ("Farhan Malik", "far", "10,2", ("10,8", "82"), "O")
WEIGHED = (NAIK, TIDAK_NAIK, BGM, BARU, KEMBALI)


def _village() -> tuple[Household, ...]:
    """Seventeen households, 60 people, eight under-fives."""
    babies: tuple[tuple[tuple[str, bool, date], ...], ...] = (
        (("Bagus Santoso", False, date(2025, 2, 10)), ("Rini Santoso", True, date(2016, 3, 1))),
        (("Citra Dewi", True, date(2025, 6, 5)), ("Yoga Dewanto", False, date(2014, 9, 9))),
        (("Dimas Aji", False, date(2024, 9, 1)),),
        (("Eka Putri", True, date(2026, 7, 2)),),
        (("Farhan Malik", False, date(2025, 1, 15)), ("Sinta Malik", True, date(2018, 2, 2))),
        (("Gita Lestari", True, date(2023, 4, 4)),),
        (("Hasan Basri", False, date(2022, 8, 17)),),
        (("Indah Sari", True, date(2022, 1, 30)), ("Joko Susilo", False, date(2013, 1, 5))),
    )
    older = [
        ((f"Murid {n}", n % 2 == 0, date(2012, 1 + n, 3)), (f"Lulusan {n}", n % 2 == 1, date(2007, 1 + n, 3)))
        for n in range(7)
    ]
    homes = [*babies, *older, (), ()]
    return tuple(
        Household(n, f"Bapak {n}", f"Ibu Nomor {n}", "Krajan" if n % 2 else "Mekar", children)
        for n, children in enumerate(homes)
    )


@pytest.fixture
def hands(start, tmp_path: Path) -> Hands:
    """The program on a register that does not exist yet."""
    started: Hands = start(tmp_path / "desa.db")
    return started


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A printer that lays its sheets in a file, and a kader who says yes to the system's own dialog."""

    def say_yes(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(tmp_path / PRINTER))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Pencetak desa"])
    monkeypatch.setattr(QPrintDialog, "exec", say_yes)


def test_the_first_day(hands: Hands, tmp_path: Path) -> None:
    _set_up_and_lock(hands, tmp_path / "kode.pdf")
    assert hands.program.context is not None
    register = hands.program.context.register
    assert [unit.name for unit in setup.list_posyandu(register)] == ["Melati"]
    _bring_the_village_in(hands, register, tmp_path / "penduduk.xlsx")
    _write_down_earlier_months(hands, register)
    _weigh_five_children(hands, register)
    _print_their_cards(hands, tmp_path)
    _look_behind_the_number_d(hands, register)


def _set_up_and_lock(hands: Hands, sheet: Path) -> None:
    """Three questions, a PIN twice, and the last group of the code read from the sheet that was saved for printing."""
    hands.until_seen("Selamat datang di Buku Posyandu")
    hands.enter("Melati", "Sukamaju", "Bu Sari", PIN, PIN)
    hands.until_seen("Simpan kode pemulihan")
    hands.alt("Simpan PDF")
    hands.type(str(sheet))
    hands.press(ENTER)
    hands.until_seen("Tersimpan: kode.pdf")
    words = read_pdf(sheet)[0].words
    hands.enter("".join(words.split("kelompok 6")[1].split()[:5]))
    hands.until_seen("Siap. Mau mulai dari mana?")


def _bring_the_village_in(hands: Hands, register: Register, book: Path) -> None:
    people = write_village(book, _village())
    assert hands.at == "Ambil data desa …"
    hands.press(ENTER)
    hands.press(ESCAPE)
    hands.press(Qt.Key.Key_3, ALT)
    assert hands.page == "Warga"
    hands.alt("Ambil data desa")
    hands.enter(str(book))
    hands.until_seen(f"{people} orang baru")
    assert registration.list_people(register).total == 0
    assert hands.at == f"Masukkan {people} orang"
    hands.press(ENTER)
    hands.until_seen(f"Selesai: {people} orang baru")
    assert registration.list_people(register).total == people == 60
    assert registration.list_people(register, under_five_only=True).total == 8


def _write_down_earlier_months(hands: Hands, register: Register) -> None:
    """October's day is written down late; one child was last weighed in September, on its own date."""
    hands.press(Qt.Key.Key_F2)
    assert hands.at == "Tanggal"
    hands.enter("16-10-2026")
    hands.until_seen("Siapa yang datang?")
    hands.press(Qt.Key.Key_F3)
    hands.until_seen("Belum datang  8")
    for name, called, weight, _today, _letter in (NAIK, TIDAK_NAIK, BGM):
        hands.enter(called, weight, "", "", "")
        hands.until_seen(f"{name} tersimpan")
    name, called, weight, _today, _letter = KEMBALI
    hands.enter(called)
    hands.alt("Tanggal")
    hands.type("14-9-2026")
    hands.until_seen("Dicatat untuk 14-09-2026, bukan hari buka ini.")
    hands.alt("Berat")
    hands.enter(weight, "", "", "")
    assert [it.facts.measured_on for it in _history(register, name).visits] == [date(2026, 9, 14)]


def _weigh_five_children(hands: Hands, register: Register) -> None:
    hands.alt("Ganti hari")
    hands.press(ENTER)
    hands.until_seen("Posyandu Melati · 25 November 2026")
    hands.until_seen("0 dari ")
    hands.press(Qt.Key.Key_F3)
    for child in WEIGHED:
        _weigh(hands, child)
        assert _history(register, child[0]).visits[-1].letter == child[4]
    hands.until_seen("5 dari ")
    weighing = _history(register, BGM[0]).visits[-1].weighing
    assert weighing is not None
    assert weighing.bgm


def _weigh(hands: Hands, child: tuple[str, str, str, tuple[str, str], str]) -> None:
    name, called, _before, (weight, length), letter = child
    hands.enter(called)
    assert hands.at == "Berat badan"
    hands.type(weight)
    hands.until_seen(f"\n{letter}\n")
    hands.press(ENTER)
    hands.enter(length, "", "")
    if hands.at == "ASI saja":
        hands.press(ENTER)
    hands.until_seen(f"{name} tersimpan")
    hands.until_seen(f"{weight} kg · {letter}")
    hands.until_seen("Kata untuk ibu")


def _print_their_cards(hands: Hands, folder: Path) -> None:
    for name, *_rest in WEIGHED:
        hands.press(Qt.Key.Key_3, ALT)
        hands.press(ESCAPE)
        hands.enter(name)
        hands.press(Qt.Key.Key_P, CTRL)
        assert hands.page == "Laporan & Cetak"
        assert hands.at == "Buat kartu"
        hands.press(ENTER)
        hands.until_seen(f"1 kartu KMS · {name}")
        card = folder / f"{name}.pdf"
        hands.alt("Simpan")
        hands.press(Qt.Key.Key_A, CTRL)
        hands.enter(str(card))
        hands.until_seen(f"Tersimpan: {card.name}")
        sides = read_pdf(card)
        assert len(sides) == 2
        assert name in " ".join(side.words for side in sides)
        hands.press(Qt.Key.Key_P, CTRL)
        hands.until_seen("Kertas sudah dikirim ke pencetak.")
        assert len(read_pdf(folder / PRINTER)) == 2


def _look_behind_the_number_d(hands: Hands, register: Register) -> None:
    hands.press(ESCAPE)
    hands.press(Qt.Key.Key_5, ALT)
    hands.tab_to("Kertas")
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Left)
    hands.until_seen("November 2026")
    hands.until_seen("D: ditimbang (03+04+05+06)")
    hands.tab_to("D: ditimbang (03+04+05+06)")
    assert hands.at == "D: ditimbang (03+04+05+06): 5"
    hands.press(ENTER)
    hands.until_seen("5 anak")
    for name, *_rest in WEIGHED:
        hands.until_seen(name)
    counts = skdn(register, Month.of(TODAY)).counts
    assert (counts.S, counts.D, counts.N, counts.T, counts.O, counts.B, counts.BGM) == (8, 5, 1, 2, 1, 1, 1)
    assert maintenance.check(register).problems == ()


def _history(register: Register, name: str) -> GrowthHistory:
    (line,) = registration.list_people(register, text=name, limit=1).lines
    return measuring.growth_history(register, line.id)
