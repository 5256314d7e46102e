"""An empty place invites: an icon, one sentence, and the one thing to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.palette import LEAF
from ui.theme import set_role
from ui.widgets.texts import picture, text


class EmptyPlace(QWidget):
    """What stands where there is nothing yet."""

    def __init__(self, icon: str, words: str, hint: str = "", buttons: tuple[QPushButton, ...] = ()) -> None:
        """Show `words`, a quieter `hint`, and the way out."""
        super().__init__()
        set_role(self, "pane")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(picture(icon, LEAF, 48), 0, Qt.AlignmentFlag.AlignHCenter)
        for sentence, role in ((words, "heading"), (hint, "soft")):
            label = text(sentence, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
            label.setVisible(bool(sentence))
        row = QHBoxLayout()
        row.addStretch(1)
        for one in buttons:
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
