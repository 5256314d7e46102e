"""A life as a list: read aloud with its verdict, rows as high as their words, opened by Enter."""

from datetime import date

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.words.findings import Severity
from tests.ui.hands import ENTER
from ui.models.timeline import LifeRow
from ui.widgets.timeline_view import TimelineView

ROWS = (
    LifeRow(date(2026, 10, 16), "scale", "Posyandu: 7,2 kg", "Gizi baik", "N", Severity.GREEN, "v"),
    LifeRow(None, "users", "Tercatat di KK 3201 sebagai anak, " + "Jl. Melati yang panjang sekali, " * 4, row_id="f"),
)


def _view(qtbot: QtBot) -> TimelineView:
    view = TimelineView("Riwayat")
    qtbot.addWidget(view)
    view.life.show_rows(ROWS)
    view.resize(360, 400)
    view.show()
    return view


def test_a_row_is_read_with_day_letter_and_colour(qtbot: QtBot) -> None:
    words = str(_view(qtbot).life.index(0).data())
    assert words == "16 Oktober 2026 · Posyandu: 7,2 kg · N · hijau baik · Gizi baik"


def test_long_words_make_a_higher_row(qtbot: QtBot) -> None:
    view = _view(qtbot)
    short, long = (view.visualRect(view.life.index(row)).height() for row in range(2))
    assert long > short
    view.resize(900, 400)
    qtbot.waitUntil(lambda: view.visualRect(view.life.index(1)).height() < long)


def test_enter_opens_the_marked_row_and_letters_go_to_the_search(qtbot: QtBot) -> None:
    view = _view(qtbot)
    view.setCurrentIndex(view.life.index(1))
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, ENTER)
    assert opened.args is not None
    assert opened.args[0].row_id == "f"
    with qtbot.waitSignal(view.letters_typed) as typed:
        QTest.keyClicks(view, "s")
    assert typed.args == ["s"]
