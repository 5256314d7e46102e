"""The editor for places in the family card: folded away, because the program's guess is right most of the time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.words.people import FamilyRole
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns


class RoleEdit(QWidget):
    """A choice for each person; what is left at the guess is not asked about."""

    changed = Signal()

    def __init__(self) -> None:
        """Folded away, nobody in it."""
        super().__init__()
        self._boxes: dict[str, QComboBox] = {}
        self._rows: QWidget | None = None
        self._unfold = button("Atur sendiri …", self._show_rows, role="quiet", picture="chevron-down")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._unfold)

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Ask about these (id, words); folded stays folded."""
        if tuple(one for one, _words in people) == tuple(self._boxes):
            return
        before = self.value()
        is_open = self._rows is not None and not self._rows.isHidden()
        if self._rows is not None:
            self._rows.hide()
            self._column.removeWidget(self._rows)
            self._rows.deleteLater()
        self._boxes = {person_id: self._box(before.get(person_id)) for person_id, _words in people}
        self._rows = two_columns(tuple((Field(words, self._boxes[person_id]),) for person_id, words in people))
        self._column.addWidget(self._rows)
        self._rows.setVisible(is_open)

    def value(self) -> dict[str, FamilyRole]:
        """The roles that were chosen by hand."""
        return {one: FamilyRole(box.currentData()) for one, box in self._boxes.items() if box.currentData()}

    def steps(self) -> list[QWidget]:
        """The choices, for the Enter key; the button that unfolds them is passed over."""
        return list(self._boxes.values())

    def _box(self, role: FamilyRole | None) -> QComboBox:
        box = QComboBox()
        box.addItem("Menurut program", None)
        for one in FamilyRole:
            box.addItem(one.label, one.value)
        box.setCurrentIndex(max(0, box.findData(role.value if role else None)))
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def _show_rows(self) -> None:
        self._unfold.hide()
        if self._rows is not None:
            self._rows.show()
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
