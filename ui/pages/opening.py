"""What is seen for the moment that the register is being opened: our mark, our name, one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import set_role
from ui.widgets.texts import picture, text


class Opening(QWidget):
    """Calm, and never longer than needed."""

    def __init__(self) -> None:
        """Nothing moves."""
        super().__init__()
        set_role(self, "paper")
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(picture("logo", size=72), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, role in (("Buku Posyandu", "title"), ("Membuka register …", "soft")):
            label = text(words, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
