"""Akhiri kehamilan that was no birth: stillbirth, miscarriage, a mother's death, or no pregnancy after all."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services.deeds.rehearsal import Rehearsal
from core.services.people import births
from core.services.people.births import Delivery, EndForm
from core.words.people import PregnancyOutcome
from ui.dialogs.asking_sheet import RehearsedSheet, whole_number
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.forms.person_fields import choice
from ui.widgets.fields import Field
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_ENDS = (
    PregnancyOutcome.MISCARRIAGE,
    PregnancyOutcome.STILLBIRTH,
    PregnancyOutcome.MATERNAL_DEATH,
    PregnancyOutcome.NOT_PREGNANT,
)
_WEEKS_HELP = "Keguguran: sebelum 20 minggu. Lahir mati: sejak 20 minggu."


class PregnancyEndSheet(RehearsedSheet):
    """The end of an open pregnancy without a child that lives."""

    manual = "keluarga"
    needs = (Action.SEE_HEALTH, Action.RECORD_HEALTH)

    def __init__(self, context: "AppContext", mother_id: str) -> None:
        """End the open pregnancy of this woman."""
        super().__init__(context, "Catat")
        context.guard(self.next, Action.RECORD_HEALTH)
        self._mother_id = mother_id
        self.known = births.birth_defaults(context.register, mother_id)
        self.title = f"Akhiri kehamilan {self.known.mother}"
        self._outcome = choice([("Pilih dulu", None), *((one.label.capitalize(), one) for one in _ENDS)])
        self._ended = DateEdit(context.register.today)
        self._count, self._note = QLineEdit("1"), QLineEdit()
        self._head = choice([("Pilih dulu", None), *((name, one) for one, name in self.known.others)])
        self.fields = {
            "outcome": Field("&Bagaimana berakhirnya", self._outcome, _WEEKS_HELP),
            "ended_on": Field("&Tanggal", self._ended, "Misalnya 05-11-2026"),
            "stillborn_count": Field("Berapa bayi", self._count),
            "new_head_ids": Field("&Kepala keluarga yang baru", self._head),
            "note": Field("&Catatan", self._note),
        }
        self._alive = text("Bayinya lahir hidup? Sesudah ini pilih Catat kelahiran di halaman ibu.", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        for part in (*self.fields.values(), self._alive, self.question, self.changes, self.next):
            column.addWidget(part)
        column.addStretch(1)
        EnterFlow(self, [self._outcome, self._ended, self._count, self._head, self._note], self.go_on)
        self._listen()
        self._fit()

    def first_field(self) -> QWidget:
        return self._outcome

    def has_unsaved(self) -> bool:
        return bool(self._ended.text().strip() or self._note.text().strip())

    def _listen(self) -> None:
        self._outcome.currentIndexChanged.connect(lambda _index: self._fit())
        self._head.currentIndexChanged.connect(lambda _index: self.forget_changes())
        for edit in (self._ended, self._count, self._note):
            edit.textChanged.connect(lambda _text: self.forget_changes())

    def _fit(self) -> None:
        """Ask only what the kind of end needs."""
        outcome = self._outcome.currentData()
        is_death = outcome == PregnancyOutcome.MATERNAL_DEATH
        self.fields["stillborn_count"].setVisible(outcome == PregnancyOutcome.STILLBIRTH)
        self.fields["new_head_ids"].setVisible(is_death and bool(self.known.others))
        self._alive.setVisible(is_death)
        self.forget_changes()

    def _form(self) -> EndForm:
        if self._outcome.currentData() is None:
            raise InputError("Pilih dulu bagaimana kehamilannya berakhir.", field="outcome")
        outcome = PregnancyOutcome(self._outcome.currentData())
        head = self._head.currentData()
        is_stillbirth = outcome is PregnancyOutcome.STILLBIRTH
        return EndForm(
            outcome,
            self._ended.value(),
            stillborn_count=(whole_number(self._count.text()) or 0) if is_stillbirth else 0,
            new_head_ids=(head,) if head else (),
            note=self._note.text(),
            confirmation_reason=self.question.reason(),
        )

    def preview(self) -> Rehearsal:
        return births.preview_end(self.context.register, self._mother_id, self._form())

    def write(self) -> None:
        form, register = self._form(), self.context.register
        self.context.write(
            "Mencatat", lambda: births.record_birth(register, self._mother_id, form), self._saved, self.failed
        )

    def _saved(self, delivery: Delivery) -> None:
        self.done(f"Akhir kehamilan {self.known.mother} tercatat.", delivery.entry_id)
