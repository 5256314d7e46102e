"""What is next of each service, in short lines beside the card: what may be given now first, the rest with its day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.services_next.service import NextService
from ui.widgets.texts import text


class NextBlock(QWidget):
    """Rebuilt only when the lines are others; hidden without any."""

    def __init__(self) -> None:
        """Nobody is here yet."""
        super().__init__()
        self._seen: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_services(self, services: Sequence[NextService], on: date) -> None:
        """Show what is next on the day `on`."""
        seen = (tuple(services), on)
        if seen == self._seen:
            return
        self._seen = seen
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        now = [one for one in services if one.is_due(on)]
        later = [one for one in services if not one.is_due(on)]
        self._add("Layanan sekarang", [f"{one.label}: {one.text}" for one in now], "")
        self._add("Layanan berikutnya", [one.line(on) for one in later], "soft")
        self.setVisible(bool(services))

    def _add(self, title: str, lines: list[str], role: str) -> None:
        if lines:
            self._column.addWidget(text(title, "strong"))
        for one in lines:
            self._column.addWidget(text(one, role))
