"""What lies over the grid of doses while one is written down: given, refused, forbidden, or taken out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.immunization.child import Caution
from core.rules.immunization.later import ALLERGENS
from core.rules.permissions import Action
from core.services.deeds.undoing import undo
from core.services.immunization import dose_records, immunizing, refusing
from core.services.immunization.immunizing import ALLERGY, DoseDeed, DoseForm, DoseLine
from core.words.findings import Severity
from core.words.periods import date_words
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow, focus
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from datetime import date

    from core.services.immunization.dose_records import DoseHabits
    from ui.context import AppContext

CAUTIONS = {
    Caution.WEAK_DEFENCE.value: "Daya tahan tubuh lemah (vaksin hidup tidak boleh)",
    Caution.HIGH_DOSE_STEROID.value: "Minum steroid dosis tinggi (vaksin hidup tidak boleh)",
    Caution.INTUSSUSCEPTION.value: "Pernah invaginasi usus (rotavirus tidak boleh)",
    Caution.ENCEPHALOPATHY_AFTER_DPT.value: "Ensefalopati sesudah DPT (DPT tidak boleh)",
    ALLERGY: "Alergi berat terhadap satu vaksin",
}
"""What forbids a vaccine, in the words of the list."""


class Panel(QWidget):
    """A small form in the place of the grid; Esc goes back to the grid, not out of the sheet."""

    back = Signal()
    written = Signal(str)  # key of the dose, empty when it is about none

    def __init__(self, context: "AppContext", title: str) -> None:
        """Only the title; the subclass fills `column` and `fields`."""
        super().__init__()
        self.context = context
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(text(title, "heading"))
        self._question = self._ask_before_losing()
        self.column.addWidget(self._question)
        self._question.hide()

    def go_back(self) -> None:
        """Back to the grid; asks first when something typed would be lost."""
        if not self.has_unsaved():
            self.back.emit()
        elif self._question.isHidden():
            self._question.show()
            self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._keep_on()

    def first_field(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError

    def has_unsaved(self) -> bool:
        """Whether something was typed here."""
        return any(edit.isModified() and bool(edit.text().strip()) for edit in self.findChildren(QLineEdit))

    def failed(self, error: BukuError) -> None:
        """Say what is wrong at its field, else over the page."""
        for field in self.fields.values():
            field.complain("")
        if error.field in self.fields:
            self.fields[error.field or ""].complain(error.message)
        else:
            self.context.shell.complain(error)

    def done(self, words: str, deed: DoseDeed, key: str = "") -> None:
        """Say quietly what was written, with the way back, and return to the grid."""
        context = self.context

        def take_back() -> None:
            context.write("Mengurungkan", lambda: undo(context.register, deed.entry_id))
            context.announce(f"Dibatalkan: {words}")

        context.announce(words, take_back)
        self.written.emit(key)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """A row of buttons, the way back at its end."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in buttons:
            row.addWidget(one)
        row.addWidget(button("Kembali   (Esc)", self.go_back, role="quiet", picture="chevron-left"))
        row.addStretch(1)
        self.column.addLayout(row)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.go_back()
                return True
        return super().event(event)

    def _ask_before_losing(self) -> Strip:
        self._stay = button("Lanjut mengisi", self._keep_on, role="primary")
        throw_away = button("Buang", self.back.emit)
        why = "Lanjut mengisi, atau buang?"
        return Strip(Severity.YELLOW, "Yang sudah diketik belum disimpan.", why, (self._stay, throw_away))

    def _keep_on(self) -> None:
        self._question.hide()
        focus(self.first_field())


class GivePanel(Panel):
    """A dose that is given today: batch, place, giver; the last ones of the day stand there already."""

    refusal_wanted = Signal(str)

    def __init__(
        self, context: "AppContext", person_id: str, key: str, habits: "DoseHabits", on: "date", check_up_id: str | None
    ) -> None:
        """For one dose by its key; `on` is the day of the visit."""
        super().__init__(context, f"Beri {immunizing.label_of(key)}")
        self._person_id, self._key, self._check_up_id = person_id, key, check_up_id
        self._batch, self._site = QLineEdit(habits.batch(key)), QLineEdit(habits.site(key))
        self._giver, self._on = QLineEdit(habits.giver), DateEdit(on, on)
        self.fields = {
            "batch": Field("Nomor &batch", self._batch, "Tertulis di botol vaksin"),
            "site": Field("&Tempat di tubuh", self._site),
            "giver": Field("Diberikan &oleh", self._giver, "Bidan atau petugas yang menyuntik atau meneteskan"),
            "given_on": Field("Tan&ggal", self._on),
        }
        fields = self.fields
        self.column.addWidget(two_columns(((fields["batch"], fields["site"]), (fields["giver"], fields["given_on"]))))
        self._save_button = button("&Simpan   (Enter)", self.save, role="next", picture="check")
        refuses = button("&Ditolak keluarga …", lambda: self.refusal_wanted.emit(key), picture="x")
        for one in (self._save_button, refuses):
            context.guard(one, Action.RECORD_HEALTH)
        self.add_buttons(self._save_button, refuses)
        self._steps = (self._batch, self._site, self._giver, self._on)
        EnterFlow(self, self._steps, self.save).hold = self._go_on

    def first_field(self) -> QWidget:
        empty = (edit for edit in (self._batch, self._giver) if not edit.text().strip())
        return next(empty, self._save_button)

    def _go_on(self, step: QWidget) -> bool:
        """Enter passes over what stands there already: with giver and place known the batch alone is typed."""
        rest = self._steps[[one is step for one in self._steps].index(True) + 1 :]
        empty = next((one for one in rest if not one.text().strip()), None)
        if empty is None:
            self.save()
        else:
            focus(empty)
        return True

    def save(self) -> None:
        """Write the dose down."""
        on = self._on.value()
        if on is None:
            self.fields["given_on"].complain("Tanggal belum terbaca. Ketik seperti 05-11-2026.")
            return
        form = DoseForm(self._key, on, self._batch.text(), self._site.text(), self._giver.text())
        register, person_id, check_up_id = self.context.register, self._person_id, self._check_up_id
        self.context.write(
            "Mencatat imunisasi",
            lambda: immunizing.give_dose(register, person_id, form, check_up_id=check_up_id),
            lambda deed: self.done(f"Tercatat: {immunizing.label_of(self._key)}", deed, self._key),
            self.failed,
        )


class ReasonPanel(Panel):
    """One line that says why; the subclass knows what is written with it."""

    def __init__(self, context: "AppContext", title: str, label: str, help_text: str, verb: str) -> None:
        """`verb` stands on the button."""
        super().__init__(context, title)
        self.reason = QLineEdit()
        self.fields = {"reason": Field(label, self.reason, help_text)}
        self.told = text("", "soft")
        self.told.hide()
        self.column.addWidget(self.told)
        self.column.addWidget(self.fields["reason"])
        self.saves = button(f"{verb}   (Enter)", self.save, role="next", picture="check")
        self.add_buttons(self.saves)
        EnterFlow(self, (self.reason,), self.save)

    def first_field(self) -> QWidget:
        return self.reason

    def save(self) -> None:
        """Write it with the reason."""
        raise NotImplementedError


class RefusePanel(ReasonPanel):
    """A dose that the family declines today; it is offered again the next time."""

    def __init__(self, context: "AppContext", person_id: str, key: str) -> None:
        """For one dose by its key."""
        title = f"{immunizing.label_of(key)} ditolak keluarga"
        super().__init__(context, title, "&Alasan keluarga", "Misalnya: takut demam, ayah belum setuju", "&Simpan")
        self._person_id, self._key = person_id, key
        context.guard(self.saves, Action.RECORD_HEALTH)

    def save(self) -> None:
        register, person_id, key, reason = self.context.register, self._person_id, self._key, self.reason.text()
        self.context.write(
            "Mencatat penolakan",
            lambda: refusing.refuse_dose(register, person_id, key, reason),
            lambda deed: self.done(f"Ditolak hari ini: {immunizing.label_of(key)}", deed, key),
            self.failed,
        )


class DosePanel(ReasonPanel):
    """A dose that was written down: all that is known of it, and for the bidan the way to take it out."""

    def __init__(self, context: "AppContext", dose: DoseLine) -> None:
        """Show `dose`."""
        help_text = "Tulis alasannya, misalnya: salah tanggal"
        super().__init__(context, dose.label, "&Alasan menghapus", help_text, "Hapus &catatan ini")
        self._dose = dose
        facts = (
            f"Diberikan {date_words(dose.given_on)}",
            f"batch {dose.batch}" if dose.batch else "",
            dose.site,
            f"oleh {dose.giver}" if dose.giver else "",
            dose.place,
        )
        self.told.setText(" · ".join(fact for fact in facts if fact))
        self.told.show()
        context.guard(self.reason, Action.REMOVE_RECORD)
        context.guard(self.saves, Action.REMOVE_RECORD)

    def first_field(self) -> QWidget:
        return self.reason if self.reason.isEnabled() else self.findChildren(QPushButton)[-1]

    def save(self) -> None:
        register, dose, reason = self.context.register, self._dose, self.reason.text()
        self.context.write(
            "Menghapus catatan",
            lambda: dose_records.remove_dose(register, dose.id, reason),
            lambda deed: self.done(f"Dihapus: {dose.label} {date_words(dose.given_on)}", deed, dose.key),
            self.failed,
        )


class CautionPanel(Panel):
    """What a health worker found that forbids a vaccine."""

    def __init__(self, context: "AppContext", person_id: str) -> None:
        """For one person."""
        super().__init__(context, "Halangan imunisasi")
        self._person_id = person_id
        self._kind, self._antigen, self._note = QComboBox(), QComboBox(), QLineEdit()
        for kind, words in CAUTIONS.items():
            self._kind.addItem(words, kind)
        for kind, words in ALLERGENS.items():
            self._antigen.addItem(words, kind)
        self._which = Field("&Vaksin yang mana", self._antigen)
        self.fields = {
            "kind": Field("&Halangan", self._kind, "Demam ringan, batuk pilek, dan lahir dini bukan halangan."),
            "antigen": self._which,
            "note": Field("&Catatan", self._note, "Siapa yang menyatakan, dan di mana"),
        }
        for field in self.fields.values():
            self.column.addWidget(field)
        self._which.hide()
        self._kind.currentIndexChanged.connect(lambda _row: self._which.setVisible(self._is_allergy))
        saves = button("&Simpan   (Enter)", self.save, role="next", picture="check")
        self.add_buttons(context.guard(saves, Action.OVERRIDE_VERDICT))
        EnterFlow(self, (self._kind, self._antigen, self._note), self.save)

    @property
    def _is_allergy(self) -> bool:
        return bool(self._kind.currentData() == ALLERGY)

    def first_field(self) -> QWidget:
        return self._kind

    def save(self) -> None:
        """Write the caution down."""
        register, person_id, kind, note = (
            self.context.register,
            self._person_id,
            self._kind.currentData(),
            self._note.text(),
        )
        antigen = self._antigen.currentData() if self._is_allergy else ""
        self.context.write(
            "Mencatat halangan",
            lambda: immunizing.note_caution(register, person_id, kind, antigen=antigen, note=note),
            lambda deed: self.done("Halangan tercatat", deed),
            self.failed,
        )


def show_panel(panel: Panel) -> None:
    """Put the keyboard where the panel begins."""
    focus(panel.first_field())
