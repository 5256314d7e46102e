"""The editor for a family that is new: one block of fields for each person, the first of them the head."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.services.life_events.moved_in import Newcomer
from core.words.people import FamilyRole, Sex
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import focus
from ui.forms.nik_hint import hint_at_nik
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

_NIK_HELP = "Boleh menyusul"
_USUAL = (FamilyRole.HEAD, FamilyRole.WIFE)


class NewcomersEdit(QWidget):
    """Blocks of people; a block without a name is nobody."""

    changed = Signal()
    grew = Signal()  # other fields than before
    ended = Signal()  # this was everybody

    def __init__(self, today: date) -> None:
        """One block, for the head."""
        super().__init__()
        self._today = today
        self._blocks: list[_Block] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._add = button("Tambah anggota", self.add, picture="plus", hint="Enter di NIK yang terakhir juga menambah")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._list)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add()

    def add(self) -> None:
        """One more person, with the keyboard in the name."""
        number = len(self._blocks)
        block = _Block(number + 1, _USUAL[number] if number < len(_USUAL) else FamilyRole.CHILD, self._today)
        block.changed.connect(self.changed)
        self._blocks.append(block)
        self._list.addWidget(block)
        block.show()  # now, and not a breath later: quick fingers type on
        self.setFocusProxy(self._blocks[0].name)
        self.grew.emit()
        if number:
            focus(block.name)

    def value(self) -> tuple[Newcomer, ...]:
        """Everybody who has a name."""
        return tuple(block.value() for block in self._blocks if block.name.text().strip())

    def is_readable(self) -> bool:
        """Whether every birth date can be read; the first that cannot says so."""
        return not [block for block in reversed(self._blocks) if not block.is_readable()]

    def hold(self, step: QWidget) -> bool:
        """Enter in the last field asks for one more person; in an empty name it says that this was everybody.

        Gives whether the keyboard went somewhere already.
        """
        last = self._blocks[-1]
        if step is last.steps()[-1]:
            self.add()
            return True
        if step is last.name and not last.name.text().strip() and len(self._blocks) > 1:
            self._blocks.pop()
            last.hide()
            self._list.removeWidget(last)
            last.deleteLater()
            self.grew.emit()
            self.ended.emit()
            return True
        return False

    def steps(self) -> list[QWidget]:
        """All fields; the button for one more is passed over."""
        return [step for block in self._blocks for step in block.steps()]


class _Block(QFrame):
    """One person."""

    changed = Signal()

    def __init__(self, number: int, role: FamilyRole, today: date) -> None:
        super().__init__()
        self.name, self._nik = QLineEdit(), QLineEdit()
        self._born_on = DateEdit(today)
        self._sex, self._role = QComboBox(), QComboBox()
        for words, value in (("Pilih", None), *((one.label, one.value) for one in Sex)):
            self._sex.addItem(words, value)
        for one in FamilyRole:
            self._role.addItem(one.label, one.value)
        self._role.setCurrentIndex(self._role.findData(role.value))
        self._guessed = QCheckBox("Tanggal lahir kira-kira saja")
        self._born = Field("Tanggal lahir", self._born_on)
        nik = Field("NIK", self._nik, _NIK_HELP)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (Field("Nama", self.name), Field("Kedudukan dalam keluarga", self._role)),
            (Field("Jenis kelamin", self._sex), self._born),
            (nik, self._guessed),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text(f"Orang ke-{number}", "strong"))
        column.addWidget(two_columns(rows))
        for edit in (self.name, self._nik, self._born_on):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self._sex, self._role):
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._guessed.toggled.connect(lambda _on: self.changed.emit())
        hint_at_nik(nik, _NIK_HELP, self._born_on, lambda: self.value().sex, (self._sex,), today)

    def value(self) -> Newcomer:
        sex = self._sex.currentData()
        return Newcomer(
            name=self.name.text(),
            sex=Sex(sex) if sex else None,
            born_on=self._born_on.value(),
            role=FamilyRole(self._role.currentData()),
            nik=self._nik.text(),
            is_birth_date_approximate=self._guessed.isChecked(),
        )

    def is_readable(self) -> bool:
        is_fine = self._born_on.is_readable()
        self._born.complain("" if is_fine else "Tanggal ini tidak ada. Ketik misalnya 05-11-1990.")
        if not is_fine:
            focus(self._born_on)
        return is_fine

    def steps(self) -> list[QWidget]:
        return [self.name, self._role, self._sex, self._born_on, self._nik]
