"""Which book opens by itself: said where another one is open, and changed with one button."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.usual_register import is_usual, register_before, use_from_now_on, usual_register
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_ALWAYS = "Pakai buku ini s&eterusnya"


def other_book_words(place: str) -> str:
    """The line that says which book is open when it is not the usual one; empty otherwise."""
    return "" if is_usual(place) else f"Ini buku {Path(place).name}, bukan buku yang biasa"


def keep_button(place: str, then: Callable[[], None], failed: Callable[[BukuError], None]) -> QPushButton:
    """A button that lets `place` open by itself from now on, and goes on with `then`."""

    def keep() -> None:
        try:
            use_from_now_on(place)
        except BukuError as error:
            failed(error)
        else:
            then()

    return button(_ALWAYS, keep, picture="check")


class UsualBook(QWidget):
    """In Pengaturan: the open book, the usual one, and the one before, each by its place."""

    def __init__(self, context: "AppContext") -> None:
        """Filled by `load`."""
        super().__init__()
        self._context = context
        self._words = text("", "soft")
        self.keep = keep_button(context.register.database.place, self._kept, context.shell.complain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        context.guard(self.keep, Action.RESTORE)

    def load(self) -> None:
        """Show how it is now."""
        place = self._context.register.database.place
        is_other = not is_usual(place)
        self.keep.setVisible(is_other)
        self._words.setText(_other(Path(place)) if is_other else _usual(Path(place)))

    def _kept(self) -> None:
        before = register_before()
        self.load()
        self._context.shell.show_state()
        name = Path(self._context.register.database.place).name
        self._context.announce(f"Mulai sekarang {name} yang dibuka. Buku sebelumnya tetap di {before}.")


def _other(place: Path) -> str:
    return f"Yang terbuka {place}. Yang biasanya dibuka {usual_register()}."


def _usual(place: Path) -> str:
    before = register_before()
    return f"Buku ini {place}." + (f" Buku sebelumnya tetap di {before}." if before else "")
