"""The rows of one newborn in the sheet of a birth; twins get a block each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.services.people.births import NewbornForm
from core.words.people import Sex
from ui.forms.measure_edit import MeasureEdit, girth_edit, length_edit, weight_edit
from ui.forms.person_fields import choice
from ui.theme import set_role
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

_WIDEST = 16_777_215


class NewbornBlock(QWidget):
    """One child: sex, name, weight, length, head, IMD."""

    changed = Signal()

    def __init__(self, place: int, called: str) -> None:
        """The child number `place` (0 the first born); `called` is its name until it has one."""
        super().__init__()
        self.place = place
        self.heading = text(f"Bayi {place + 1}", "heading")
        self.boy, self.girl = QRadioButton(self._label("&Laki-laki")), QRadioButton(self._label("P&erempuan"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(called)
        self.weight, self.length, self.head = weight_edit(), length_edit(), girth_edit()
        self.imd = choice([("Belum ditanyakan", None), ("Ya", True), ("Tidak", False)])
        self.fields = self._make_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(
            two_columns(
                (
                    (self.fields[f"sex.{place}"],),
                    (self.fields[f"name.{place}"],),
                    (self.fields[f"birth_weight_g.{place}"], self.fields[f"birth_length_mm.{place}"]),
                    (self.fields[f"birth_head_mm.{place}"], self.fields[f"had_imd.{place}"]),
                )
            )
        )
        for one in (self.boy, self.girl):
            one.toggled.connect(lambda _on: self.changed.emit())
        for edit in (self.name, *self._measures()):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self.imd.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def steps(self) -> list[QWidget]:
        """The editors in the order of the block, for the Enter key."""
        return [self.boy, self.girl, self.name, *self._measures(), self.imd]

    def form(self) -> NewbornForm:
        """What stands in the block; what cannot be read counts as empty."""
        sex = Sex.MALE if self.boy.isChecked() else Sex.FEMALE if self.girl.isChecked() else None
        return NewbornForm(
            sex,
            " ".join(self.name.text().split()),
            birth_weight_g=self.weight.value_or_none(),
            birth_length_mm=self.length.value_or_none(),
            birth_head_mm=self.head.value_or_none(),
            had_imd=self.imd.currentData(),
        )

    def _make_fields(self) -> dict[str, Field]:
        for edit in self._measures():
            # Written once in a life, so in the size of its neighbours and not in that of the scale.
            set_role(edit, "")
            edit.setMaximumWidth(_WIDEST)
        rows = {
            "sex": Field("Jenis kelamin", self._sex()),
            "name": Field(self._label("&Nama bayi"), self.name, "Boleh kosong; nama dan NIK dapat menyusul"),
            "birth_weight_g": Field(self._label("&Berat lahir (kg)"), self.weight, "Misalnya 3,1"),
            "birth_length_mm": Field(self._label("&Panjang lahir (cm)"), self.length, "Misalnya 49"),
            "birth_head_mm": Field("Lingkar kepala (cm)", self.head),
            "had_imd": Field(self._label("&IMD (menyusu dini)"), self.imd, "Dalam satu jam pertama"),
        }
        return {f"{key}.{self.place}": field for key, field in rows.items()}

    def _label(self, words: str) -> str:
        # A key that two labels share leads nowhere: only the first child has the Alt keys.
        return words if self.place == 0 else words.replace("&", "")

    def _sex(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(holder)
        for one in (self.boy, self.girl):
            row.addWidget(one)
            group.addButton(one)
        row.addStretch(1)
        holder.setFocusProxy(self.boy)
        return holder

    def _measures(self) -> tuple[MeasureEdit, ...]:
        return self.weight, self.length, self.head
