"""Chips break into the next line where the room ends, and nothing is cut off."""

from pytestqt.qtbot import QtBot

from core.words.findings import Severity
from tests.ui.hands import words_on
from ui.widgets.chips import chips


def test_chips_flow_like_words(qtbot: QtBot) -> None:
    said = ("Balita", "Belum ber-NIK", "Belum ditimbang bulan ini")
    holder = chips((*((words, None) for words in said), ("", Severity.RED)))
    qtbot.addWidget(holder)
    layout = holder.layout()
    assert layout is not None
    assert layout.heightForWidth(2_000) < layout.heightForWidth(260)
    holder.show()
    words = words_on(holder)
    assert all(one in words for one in said)
    assert "merah · rujuk" in words
