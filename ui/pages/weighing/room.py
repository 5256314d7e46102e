"""How much room Hari Buka has, and the place in which the answer to what is typed stands."""

from enum import Enum, auto

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import em, set_role

NARROW_EM, _LOW_EM = 44, 25


class Room(Enum):
    """The answer must be read without scrolling, so it stands where there is room."""

    ROOMY = auto()  # form and answer, beside them the curve over the words for the mother
    LOW = auto()  # the answer under the curve; the words for the mother come after saving
    NARROW = auto()  # beneath the form the curve, with the answer beside it


def room_of(page: QWidget, height: int) -> Room:
    """The room of `page` at its width, when `height` pixels are left for the form; both measured in lines of text."""
    if page.width() < em(page, NARROW_EM):
        return Room.NARROW
    return Room.LOW if height < em(page, _LOW_EM) else Room.ROOMY


class AnswerPlace(QWidget):
    """A place for the one answer; whoever takes it last has it."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        set_role(self, "pane")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def take(self, answer: QWidget) -> None:
        """Show `answer` here and nowhere else."""
        if answer.parentWidget() is not self:
            self._column.addWidget(answer)
