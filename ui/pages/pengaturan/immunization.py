"""Pengaturan > Imunisasi: what of the schedule differs from place to place; every choice is kept at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.immunization.child import ImmunizationSettings
from core.rules.immunization.schedule import DOSES, Antigen
from core.rules.permissions import Action
from core.services.immunization.immunization_settings import immunization_settings, save_immunization_settings
from ui.dialogs.asking_sheet import whole_number
from ui.forms.date_edit import DateEdit
from ui.theme import em
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_NEWER = (Antigen.PCV, Antigen.RV, Antigen.IPV, Antigen.JE)
"""Vaccines that came to some places years later than to others."""
_UNREADABLE = "Tanggal ini tidak ada. Ketik misalnya 12-09-2022."


class ImmunizationChoices(QWidget):
    """JE in this province, since when a vaccine is given here, HB0, and what counts as complete."""

    def __init__(self, context: "AppContext") -> None:
        """What is kept now."""
        super().__init__()
        self._context = context
        self._kept = ImmunizationSettings()
        self.has_je = QCheckBox("Provinsi ini memberi imunisasi JE")
        self.hb0 = QLineEdit()
        self.since = {antigen: DateEdit(context.register.today) for antigen in _NEWER}
        self.basic = {dose.key: QCheckBox(dose.label) for dose in DOSES}
        self.fields = {
            "hb0_last_day": Field("HB0 paling lambat hari ke", self.hb0, "Sesudah lahir; biasanya 7"),
            **{
                antigen.value: Field(f"{antigen.value} ada di sini sejak", edit, "Kosong bila memang sudah lama ada")
                for antigen, edit in self.since.items()
            },
        }
        self._build()
        self._guard()
        self.load()

    def load(self) -> None:
        """Show what is kept; fields in which somebody types stay as they are."""
        self._kept = immunization_settings(self._context.register)
        self.has_je.setChecked(self._kept.has_je)
        if not self.hb0.isModified():
            self.hb0.setText(str(self._kept.hb0_last_day))
        for antigen, edit in self.since.items():
            if not edit.isModified():
                edit.show_value(self._kept.introduced_on.get(antigen))
        for key, box in self.basic.items():
            box.setChecked(key in self._kept.basic)

    # --- inside ---

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.has_je)
        since = [self.fields[antigen.value] for antigen in _NEWER]
        column.addWidget(two_columns(((self.fields["hb0_last_day"],), (since[0], since[1]), (since[2], since[3]))))
        column.addWidget(text("Anak yang lahir sebelum tanggal itu tidak dianggap kurang.", "soft"))
        column.addWidget(text("Yang dihitung sebagai imunisasi dasar lengkap", "strong"))
        holder = QWidget()
        flow = FlowLayout(holder)
        for box in self.basic.values():
            box.setMinimumWidth(em(box, 7.5))
            flow.addWidget(box)
        column.addWidget(holder)
        self.has_je.clicked.connect(lambda on: self._keep("JE", replace(self._kept, has_je=on)))
        self.hb0.editingFinished.connect(self._keep_hb0)
        for antigen, edit in self.since.items():
            edit.editingFinished.connect(partial(self._keep_since, antigen))
        for box in self.basic.values():
            box.clicked.connect(lambda _on: self._keep_basic())

    def _guard(self) -> None:
        for part in (self.has_je, self.hb0, *self.since.values(), *self.basic.values()):
            self._context.guard(part, Action.CHANGE_SETTINGS)

    def _keep_hb0(self) -> None:
        if self.hb0.isModified():
            self.hb0.setModified(False)
            self._keep("HB0", replace(self._kept, hb0_last_day=whole_number(self.hb0.text()) or 0))

    def _keep_since(self, antigen: Antigen) -> None:
        edit, field = self.since[antigen], self.fields[antigen.value]
        if not edit.is_readable():
            field.complain(_UNREADABLE)
            return
        field.complain("")
        edit.setModified(False)
        known = {one: on for one, on in self._kept.introduced_on.items() if one is not antigen}
        on = edit.value()
        self._keep(antigen.value, replace(self._kept, introduced_on=known | ({antigen: on} if on else {})))

    def _keep_basic(self) -> None:
        chosen = tuple(key for key, box in self.basic.items() if box.isChecked())
        self._keep("imunisasi dasar lengkap", replace(self._kept, basic=chosen))

    def _keep(self, words: str, wanted: ImmunizationSettings) -> None:
        """Keep one choice, with its way back."""
        before = self._kept
        if wanted != before:
            self._write(wanted, f"Tersimpan: {words}", lambda: self._write(before, f"Dibatalkan: {words}"))

    def _write(self, wanted: ImmunizationSettings, words: str, undo: Callable[[], None] | None = None) -> None:
        context = self._context

        def done(_settings: ImmunizationSettings) -> None:
            for field in self.fields.values():
                field.complain("")
            self.load()
            context.announce(words, undo)

        context.write(
            "Menyimpan pengaturan", lambda: save_immunization_settings(context.register, wanted), done, self._failed
        )

    def _failed(self, error: BukuError) -> None:
        if error.field in self.fields:
            self.fields[error.field or ""].complain(error.message)
        else:
            self.load()
            self._context.shell.complain(error)
