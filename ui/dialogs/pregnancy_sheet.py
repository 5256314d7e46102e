"""Catat kehamilan: HPHT, the ultrasound's due date or the weeks the mother tells; its age is said while one types."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.rules import pregnancy as rules
from core.rules.permissions import Action
from core.services.people import pregnancies
from core.services.people.pregnancies import PregnancyDeed, PregnancyForm
from core.words.periods import date_short, date_words
from ui.dialogs.asking_sheet import AskingSheet, whole_number
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class PregnancySheet(AskingSheet):
    """Open a pregnancy of a woman, or correct the one that is open."""

    manual = "keluarga"
    needs = (Action.SEE_HEALTH, Action.RECORD_HEALTH)

    def __init__(self, context: "AppContext", mother_id: str, mother: str, pregnancy_id: str | None = None) -> None:
        """Correct `pregnancy_id`, or open a new one."""
        super().__init__(context)
        self.title = f"{'Ubah kehamilan' if pregnancy_id else 'Kehamilan'} {mother}"
        self._mother_id, self._mother, self._pregnancy_id = mother_id, mother, pregnancy_id
        today = context.register.today
        self._hpht, self._usg = DateEdit(today), DateEdit(today)
        self._opened = DateEdit(today, today)
        self._weeks, self._gravida, self._note = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = self._make_fields()
        self._age, self._by_hand = text("", "strong"), text("", "small")
        known = pregnancies.pregnancy_form(context.register, pregnancy_id) if pregnancy_id else PregnancyForm()
        self._estimate = known.estimated_due_on
        self._show(known)
        self._build()
        self._began = self._form()
        for edit in (self._hpht, self._usg, self._opened, self._weeks):
            edit.textChanged.connect(lambda _text: self._say_age())
        self.question.answered.connect(lambda _reason: self._save())
        steps = [self._hpht, self._usg, self._weeks, self._gravida, self._opened, self._note]
        EnterFlow(self, steps, self._save)
        self._say_age()

    def first_field(self) -> QWidget:
        return self._hpht

    def has_unsaved(self) -> bool:
        return self._form() != self._began

    def _make_fields(self) -> dict[str, Field]:
        return {
            "hpht_on": Field("&HPHT: hari pertama haid terakhir", self._hpht, "Misalnya 05-06-2026. Boleh kosong."),
            "usg_due_on": Field("Perkiraan lahir menurut &USG", self._usg, "Lihat Buku KIA; ini yang lebih dipakai."),
            "weeks_said": Field("Umur kehamilan (&minggu)", self._weeks, "Kata ibu, bila HPHT dan USG tidak ada"),
            "gravida": Field("&Kehamilan ke", self._gravida, "Dengan yang ini"),
            "opened_on": Field("&Diketahui sejak", self._opened, "Sejak hari ini ia masuk daftar ibu hamil"),
            "note": Field("&Catatan", self._note),
        }

    def _build(self) -> None:
        fields = self.fields
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (fields["hpht_on"],),
            (fields["usg_due_on"],),
            (fields["weeks_said"], fields["gravida"]),
            (self._age,),
            (self._by_hand,),
            (fields["opened_on"],),
            (fields["note"],),
        )
        column.addWidget(two_columns(rows))
        column.addWidget(self.question)
        words = "Simpan perubahan" if self._pregnancy_id else "Catat kehamilan"
        saves = button(f"{words}   (Enter)", self._save, role="next", picture="check")
        column.addWidget(self.context.guard(saves, Action.RECORD_HEALTH))
        column.addStretch(1)

    def _show(self, form: PregnancyForm) -> None:
        self._hpht.show_value(form.hpht_on)
        self._usg.show_value(form.usg_due_on)
        self._opened.show_value(form.opened_on or self.context.register.today)
        self._gravida.setText("" if form.gravida is None else str(form.gravida))
        self._note.setText(form.note)

    def _form(self) -> PregnancyForm:
        return PregnancyForm(
            hpht_on=self._hpht.value(),
            usg_due_on=self._usg.value(),
            weeks_said=whole_number(self._weeks.text()),
            estimated_due_on=self._estimate,
            gravida=whole_number(self._gravida.text()),
            opened_on=self._opened.value(),
            note=self._note.text(),
            confirmation_reason=self.question.reason(),
        )

    def _say_age(self) -> None:
        """The age of the pregnancy today, as far as what is typed tells it."""
        form, today = self._form(), self.context.register.today
        weeks = form.weeks_said or 0
        estimate = rules.due_by_weeks(weeks, form.opened_on or today) if weeks > 0 else self._estimate
        known = rules.dating(form.hpht_on, form.usg_due_on, estimate)
        words, by_hand = "", ""
        if known is not None and known.began_on <= today:
            age = rules.Gestation((today - known.began_on).days)
            due = date_words(known.due_on)
            words = f"Hari ini {age.words}, trimester {rules.trimester(age.days)}. Perkiraan lahir {due}."
            if known.by is rules.DatedBy.HPHT:
                taught_on = rules.naegele_on(known.began_on)
                if taught_on != known.due_on:
                    by_hand = f"Dihitung 280 hari dari HPHT; rumus Naegele memberi {date_short(taught_on)}."
        self._age.setText(words)
        self._by_hand.setText(by_hand)
        self._age.setVisible(bool(words))
        self._by_hand.setVisible(bool(by_hand))

    def _save(self) -> None:
        if not self.is_readable():
            return
        form, register, mother_id, pregnancy_id = (
            self._form(),
            self.context.register,
            self._mother_id,
            self._pregnancy_id,
        )
        if pregnancy_id is None:
            self.context.write(
                "Menyimpan", lambda: pregnancies.open_pregnancy(register, mother_id, form), self._saved, self.failed
            )
        else:
            self.context.write(
                "Menyimpan", lambda: pregnancies.edit_pregnancy(register, pregnancy_id, form), self._saved, self.failed
            )

    def _saved(self, deed: PregnancyDeed) -> None:
        what = "Perubahan kehamilan" if self._pregnancy_id else "Kehamilan"
        self.done(f"{what} {self._mother} tercatat.", deed.entry_id)
