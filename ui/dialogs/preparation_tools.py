"""Room of the equipment: what the posyandu has, how it is, and what must be calibrated before the day."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.day_checklist import EquipmentCondition
from core.rules.permissions import Action
from core.services.day import day_plan
from core.services.day.day_plan import DayPlan, EquipmentForm, EquipmentView
from core.words.findings import Severity
from core.words.periods import date_short
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.pages.laporan.pane import clear
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from datetime import date

    from ui.context import AppContext

_CONDITIONS = {
    EquipmentCondition.GOOD: "Baik",
    EquipmentCondition.BROKEN: "Rusak",
    EquipmentCondition.LENT: "Dipinjam",
}


class EquipmentRoom(QWidget):
    """The list, and under it one small form that adds or corrects."""

    def __init__(self, context: "AppContext") -> None:
        """No equipment known yet."""
        super().__init__()
        self._context, self._unit_id = context, ""
        self._id: str | None = None
        self._on: date = context.register.today
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.name, self.condition, self.note = QLineEdit(), QComboBox(), QLineEdit()
        for condition, words in _CONDITIONS.items():
            self.condition.addItem(words, condition.value)
        self.calibrated = DateEdit(context.register.today)
        self.fields = {
            "name": Field("&Nama alat", self.name, "Misalnya timbangan bayi"),
            "condition": Field("&Keadaan", self.condition),
            "calibrated_on": Field("Dikali&brasi tanggal", self.calibrated, "Setahun sekali; boleh kosong"),
            "note": Field("&Catatan", self.note),
        }
        self._build()

    def show_plan(self, plan: DayPlan) -> None:
        """Show the equipment as it is for a day."""
        self._unit_id, self._on = plan.day.posyandu_id, plan.day.held_on
        self._show(plan.equipment)

    def has_unsaved(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return any(edit.isModified() and bool(edit.text()) for edit in (self.name, self.calibrated, self.note))

    def save(self) -> None:
        """Keep what stands in the form."""
        for field in self.fields.values():
            field.complain("")
        if not self.calibrated.is_readable():
            self.fields["calibrated_on"].complain("Tanggal ini tidak ada. Ketik misalnya 05-11-2026.")
            return
        form = EquipmentForm(
            self._unit_id,
            self.name.text(),
            EquipmentCondition(self.condition.currentData()),
            self.calibrated.value(),
            self.note.text(),
            self._id,
        )
        register = self._context.register
        self._context.write(
            "Menyimpan alat", lambda: day_plan.save_equipment(register, form), lambda _one: self._kept(), self._failed
        )

    def _build(self) -> None:
        fields = self.fields
        form = two_columns(((fields["name"], fields["condition"]), (fields["calibrated_on"], fields["note"])))
        saves = button("Simpan alat   (Enter)", self.save, picture="check")
        self._context.guard(saves, Action.HOLD_DAY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._list)
        column.addWidget(text("Tambah atau ubah alat", "strong"))
        column.addWidget(form)
        column.addWidget(saves, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        EnterFlow(self, (self.name, self.condition, self.calibrated, self.note), self.save)

    def _show(self, equipment: tuple[EquipmentView, ...]) -> None:
        clear(self._list)
        self._begin(None)
        if not equipment:
            self._list.addWidget(text("Belum ada alat yang dicatat. Tambahkan timbangan dulu.", "soft"))
        for one in equipment:
            self._list.addWidget(self._row(one))

    def _row(self, one: EquipmentView) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        calibrated = f"dikalibrasi {date_short(one.calibrated_on)}" if one.calibrated_on else ""
        told = " · ".join(part for part in (one.name, calibrated, one.note) if part)
        row.addWidget(text(told), 1)
        if one.condition is not EquipmentCondition.GOOD:
            row.addWidget(Badge(Severity.YELLOW, _CONDITIONS[one.condition]))
        if one.warning is not None:
            badge = Badge(one.warning.severity, one.warning.label)
            badge.setToolTip(f"{one.warning.why} {one.warning.next_step}")
            row.addWidget(badge)
        for words, picture, deed in (("Ubah", "pencil", self._begin), ("Hapus", "trash-2", self._remove)):
            made = button(words, partial(deed, one), role="quiet", picture=picture)
            made.setAccessibleName(f"{words} {one.name}")
            self._context.guard(made, Action.HOLD_DAY)
            row.addWidget(made)
        return holder

    def _begin(self, one: EquipmentView | None) -> None:
        """Fill the form with `one`, or empty it for a new one."""
        self._id = one.id if one else None
        self.name.setText(one.name if one else "")
        self.note.setText(one.note if one else "")
        self.calibrated.show_value(one.calibrated_on if one else None)
        condition = one.condition if one else EquipmentCondition.GOOD
        self.condition.setCurrentIndex(self.condition.findData(condition.value))
        if one is not None:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, one: EquipmentView) -> None:
        register = self._context.register
        self._context.write(
            "Menghapus alat", lambda: day_plan.remove_equipment(register, one.id), lambda _nothing: self._reload()
        )

    def _kept(self) -> None:
        self._context.announce(f"Tersimpan: {' '.join(self.name.text().split())}")
        self._reload()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reload(self) -> None:
        self._show(day_plan.list_equipment(self._context.register, self._unit_id, self._on))

    def _failed(self, error: BukuError) -> None:
        if error.field in self.fields:
            self.fields[error.field or ""].complain(error.message)
        else:
            self._context.shell.complain(error)
