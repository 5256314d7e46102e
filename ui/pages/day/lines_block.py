"""Short lines beside the card, each group under its heading; without any line nothing stands there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.texts import text


class LinesBlock(QWidget):
    """Rebuilt only when the lines are others; hidden without any."""

    def __init__(self) -> None:
        """Nobody is here yet."""
        super().__init__()
        self._seen: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def is_new(self, seen: object) -> bool:
        """Whether something else is to be shown than stands here; then what stood here is gone."""
        if seen == self._seen:
            return False
        self._seen = seen
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        return True

    def add(self, title: str, lines: Sequence[QWidget | str], role: str = "") -> None:
        """A heading and its lines; no heading without lines."""
        if lines:
            self._column.addWidget(text(title, "strong"))
        for one in lines:
            if isinstance(one, str):
                self._column.addWidget(text(one, role))
            else:
                self._column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
