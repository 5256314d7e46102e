"""The editor that asks which people of a family: a box to tick for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget


class PeopleTicks(QWidget):
    """Boxes in the order of the family card; Space ticks."""

    changed = Signal()

    def __init__(self) -> None:
        """Nobody to tick yet."""
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_people(self, people: Sequence[tuple[str, str]], ticked: Sequence[str] = ()) -> None:
        """Offer these (id, words); ticks of those who stay are kept."""
        before = set(self.value()) | set(ticked)
        if not ticked and tuple(one for one, _words in people) == tuple(self._boxes):
            return  # the keyboard may be in one of them
        for box in self._boxes.values():
            box.hide()
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for person_id, words in people:
            box = QCheckBox(words)
            box.setChecked(person_id in before)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._boxes[person_id] = box
            self._column.addWidget(box)
        first = next(iter(self._boxes.values()), None)
        self.setFocusProxy(first)  # type: ignore[arg-type]  # None takes the proxy away

    def value(self) -> tuple[str, ...]:
        """The ids of those ticked."""
        return tuple(person_id for person_id, box in self._boxes.items() if box.isChecked())

    def steps(self) -> list[QWidget]:
        """The boxes, for the Enter key."""
        return list(self._boxes.values())
