"""What somebody is to the posyandu: one or several roles, each with what it may do."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.words.roles import Role
from ui.widgets.fields import set_sentence
from ui.widgets.texts import text

_MEANING = {
    Role.KADER: ("&Kader", "mendaftar, menimbang, mencatat"),
    Role.BIDAN: ("&Bidan", "semuanya, termasuk penilaian"),
    Role.ADMIN: ("K&etua", "mengurus akun, data desa, dan tempat"),
}


class RolesEdit(QWidget):
    """A box for each role."""

    def __init__(self, roles: Iterable[Role] = ()) -> None:
        """`roles` are ticked."""
        super().__init__()
        self.boxes = {role: QCheckBox(f"{name}: {may}") for role, (name, may) in _MEANING.items()}
        self._wrong = text("", "error")
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for role, box in self.boxes.items():
            box.setAccessibleName(f"{role.label}: {_MEANING[role][1]}")
            column.addWidget(box)
        column.addWidget(self._wrong)
        self.show_roles(roles)

    @property
    def roles(self) -> frozenset[Role]:
        """What is ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    @property
    def editors(self) -> tuple[QCheckBox, ...]:
        """The boxes, for walking with Enter."""
        return tuple(self.boxes.values())

    def show_roles(self, roles: Iterable[Role]) -> None:
        """Tick these and no others."""
        for role, box in self.boxes.items():
            box.setChecked(role in set(roles))

    def complain(self, sentence: str) -> None:
        """Say what is wrong; empty takes it back."""
        set_sentence(self._wrong, sentence, is_error=True)
