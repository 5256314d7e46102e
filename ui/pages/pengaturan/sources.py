"""Pengaturan > Aturan penilaian: whether every rule is as recommended, and the way to those that may be chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.services.day.source_choices import load_choices
from ui.dialogs.sources_sheet import SourcesSheet, state_words
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_TELL = "Di beberapa hal kartu bantu, KMK, dan Buku KIA tidak sama. Di sini dipilih mana yang dipakai."


class SourceRules(QWidget):
    """What is chosen in one sentence, and the button that opens the questions."""

    def __init__(self, context: "AppContext") -> None:
        """What is kept now."""
        super().__init__()
        self._context = context
        self.state = text("", "strong")
        self.opener = button("Li&hat aturan …", self._open, picture="clipboard-list")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text(_TELL))
        column.addWidget(self.state)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        self.load()

    def load(self) -> None:
        """Say what is kept."""
        self.state.setText(state_words(load_choices(self._context.register)))

    def _open(self) -> None:
        self._context.shell.open_sheet(SourcesSheet(self._context))
