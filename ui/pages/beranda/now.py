"""The first answer of Beranda: what now, with one big button; also shown while the register is still being opened."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from core.services.views import DayView
from core.words.periods import date_words
from ui.ready_words import ready_sentence
from ui.theme import set_role
from ui.widgets.buttons import button, relabel
from ui.widgets.texts import text


class NowCard(QFrame):
    """A heading, a quiet line, and the one next step."""

    def __init__(self, on_press: Callable[[], object], others: tuple[QPushButton, ...] = ()) -> None:
        """`others` stand beside the big button."""
        super().__init__()
        set_role(self, "card")
        self._now, self._hint, self._ready = text("", "heading"), text("", "soft"), text("", "soft")
        self._ready.hide()
        self.big = button("", on_press, role="next", picture="calendar-check")
        row = QHBoxLayout()
        row.setSpacing(12)
        for one in (self.big, *others):
            row.addWidget(one)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 18)
        column.setSpacing(8)
        column.addWidget(self._now)
        column.addWidget(self._hint)
        column.addWidget(self._ready)
        column.addLayout(row)
        column.addStretch(1)

    def show_day(self, posyandu: str, hint: str) -> None:
        """A day is on: go on with it."""
        self._say(f"Hari buka Posyandu {posyandu}", hint, "Lanjutkan hari buka")

    def show_no_day(self, today: date) -> None:
        """No day is on today."""
        self._say(date_words(today), "Belum ada hari buka yang berjalan hari ini.", "Siapkan hari buka")

    def show_nobody(self) -> None:
        """The register knows nobody yet."""
        hint = "Ambil data desa sekaligus, atau daftarkan satu per satu saat mereka datang."
        self._say("Belum ada warga di buku ini", hint, "Buka hari posyandu")

    def say_ready(self, days: Sequence[DayView]) -> None:
        """Which days are validated and ready to be sent, the newest of them by name; nothing without any."""
        self._ready.setText(ready_sentence(days))
        self._ready.setVisible(bool(days))

    def _say(self, now: str, hint: str, big: str) -> None:
        self._now.setText(now)
        self._hint.setText(hint)
        relabel(self.big, big)


def greeting(who: str) -> str:
    """`Halo, Bu Sari`."""
    return f"Halo, {who.strip()}" if who.strip() else "Halo"
