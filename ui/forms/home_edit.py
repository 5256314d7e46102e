"""The editor that asks where a house stands: dusun, RT, RW, address and its posyandu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from core.services.life_events.households import Home
from ui.widgets.fields import Field, two_columns

_TEXTS = (("dusun", "Dusun"), ("address", "Alamat"), ("rt", "RT"), ("rw", "RW"))


class HomeEdit(QWidget):
    """Five small fields; all left empty means the home does not change."""

    changed = Signal()

    def __init__(self, units: Sequence[tuple[str, str]]) -> None:
        """`units` are the posyandu as (name, id)."""
        super().__init__()
        self._texts = {key: QLineEdit() for key, _label in _TEXTS}
        self._unit = QComboBox()
        self._unit.addItem("Belum dipilih", None)
        for name, unit_id in units:
            self._unit.addItem(name, unit_id)
        self._only = units[0][1] if len(units) == 1 else None
        fields = {key: Field(label, self._texts[key]) for key, label in _TEXTS}
        rows: tuple[tuple[QWidget, ...], ...] = (
            (fields["dusun"], fields["address"]),
            (fields["rt"], fields["rw"]),
        )
        if self._only is None:
            rows = (*rows, (Field("Posyandu", self._unit),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(two_columns(rows))
        self.setFocusProxy(self._texts["dusun"])
        for edit in self._texts.values():
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self._unit.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def show_home(self, home: Home) -> None:
        """Begin with this home."""
        for key, edit in self._texts.items():
            edit.setText(getattr(home, key))
        self._unit.setCurrentIndex(max(0, self._unit.findData(home.posyandu_id)))

    def value(self) -> Home | None:
        """The home that is typed; None when nothing is."""
        words = {key: " ".join(edit.text().split()) for key, edit in self._texts.items()}
        unit_id = self._only or self._unit.currentData()
        if not any(words.values()) and (unit_id is None or unit_id == self._only):
            return None
        return Home(**words, posyandu_id=unit_id)

    def steps(self) -> list[QWidget]:
        """The fields in order, for the Enter key."""
        return [*self._texts.values(), *([] if self._only else [self._unit])]
