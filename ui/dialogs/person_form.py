"""The whole form of a person: to register somebody, or to correct what is known; saved as one deed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.confirmation import NeedsConfirmation
from core.services.deeds.history import needs_reason
from core.services.people import registration
from core.services.setup import list_posyandu
from core.words.age import completed_months
from core.words.people import LifeStatus
from ui.forms.date_edit import NO_SUCH_DAY, DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.forms.person_fields import GROUPS, PersonFields
from ui.widgets.already_known import SOMEBODY_ELSE, AlreadyKnown, Typed
from ui.widgets.buttons import button
from ui.widgets.reason import ReasonQuestion
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text
from ui.widgets.why_changed import WhyChanged

if TYPE_CHECKING:
    from ui.context import AppContext

_CHILD_UNTIL_MONTHS = 72
_WHO_ROWS = 3  # name, sex and birth date


class PersonFormSheet(SheetContent):
    """One person; `saved` carries the id."""

    saved = Signal(str)
    needs = (Action.REGISTER_PEOPLE,)

    def __init__(self, context: "AppContext", person_id: str | None = None) -> None:
        """Correct `person_id`, or register somebody new."""
        super().__init__()
        self.title = "Ubah data" if person_id else "Daftarkan warga"
        self._context, self._person_id = context, person_id
        units = [(unit.name, unit.id) for unit in list_posyandu(context.register)]
        self.fields = PersonFields(context.register.today, units)
        self._question = ReasonQuestion()
        self._question.answered.connect(self._save)
        self.why = WhyChanged()
        self.why.answered.connect(lambda _reason: self._save())
        self._start = registration.person_form(context.register, person_id) if person_id else None
        if self._start is not None:
            self.fields.show_form(self._start)
        elif len(units) == 1:
            self.fields.choose_posyandu(units[0][1])
        self._known = AlreadyKnown(context, self._typed, person_id)
        self._build()
        self._fit_to_age()
        self._known.wanted.connect(self._open_known)
        for key in ("name", "mother_name", "nik"):
            self.fields.texts[key].textChanged.connect(self._known.look_later)
        self.fields.born_on.textChanged.connect(self._known.look_later)
        self.fields.born_on.changed.connect(self._fit_to_age)
        self.fields.status.currentIndexChanged.connect(lambda _index: self._fit_to_age())
        self._began = self.fields.form()
        EnterFlow(self, self.fields.steps(), self._save)

    def first_field(self) -> QWidget:
        return self.fields.texts["name"]

    def has_unsaved(self) -> bool:
        return self.fields.form() != self._began

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        self._groups: dict[str, QWidget] = {}
        for number, group in enumerate(GROUPS):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(10)
            if number:
                inside.addWidget(line())
            inside.addWidget(text(group.title, "heading"))
            shown = 0
            if number == 0:
                # Right under name and birth date, where it is seen while they are typed.
                shown = _WHO_ROWS
                inside.addWidget(self.fields.rows(replace(group, rows=group.rows[:shown])))
                inside.addWidget(self._known)
            inside.addWidget(self.fields.rows(replace(group, rows=group.rows[shown:])))
            column.addWidget(holder)
            self._groups[group.key] = holder
        column.addWidget(self._question)
        column.addWidget(self.why)
        words = "Simpan perubahan" if self._person_id else "Daftarkan"
        saves = button(f"{words}   (Enter)", self._save, role="next", picture="check")
        column.addWidget(self._context.guard(saves, Action.REGISTER_PEOPLE))
        column.addStretch(1)

    def _typed(self) -> Typed:
        form = self.fields.form()
        return Typed(form.name, form.born_on, form.mother_name, form.nik, form.sex)

    def _open_known(self, person_id: str) -> None:
        """Somebody who is in the register already is opened in place of a new entry."""
        self.finished.emit()
        self._context.navigate("warga", person_id=person_id)

    def _fit_to_age(self) -> None:
        """Ask about birth only where it matters, and about leaving only for somebody who is known."""
        born_on = self.fields.born_on.value()
        today = self._context.register.today
        is_child = born_on is None or completed_months(born_on, today) < _CHILD_UNTIL_MONTHS
        self._groups["birth"].setVisible(is_child)
        self._groups["village"].setVisible(self._start is not None)
        self.fields["status_changed_on"].setVisible(self.fields.life_status() is not LifeStatus.ALIVE)

    def _save(self, reason: str = "") -> None:
        unreadable = self.fields.unreadable()
        self.fields.forget_complaints()
        if unreadable:
            field = self.fields[unreadable]
            is_day = isinstance(field.editor, DateEdit)
            field.complain(NO_SUCH_DAY if is_day else "Belum terbaca. Ketik angka saja.")
            return
        form = self.fields.form(reason or self._question.reason())
        register, person_id = self._context.register, self._person_id
        if person_id is None:
            self._context.write(
                "Mendaftarkan", lambda: registration.register_person(register, form), self._done, self._failed
            )
        elif self.has_unsaved() and not self.why.reason() and needs_reason(register, person_id):
            self.why.ask()
        else:
            why = self.why.reason()
            self._context.write(
                "Menyimpan",
                lambda: registration.edit_person(register, person_id, form, reason=why),
                self._done,
                self._failed,
            )

    def _done(self, person_id: str) -> None:
        name = self.fields.texts["name"].text().strip()
        start, context = self._start, self._context
        self._known.remember(person_id)
        if start is None:
            context.announce(f"{name} terdaftar.")
        else:
            before = start

            def undo() -> None:
                context.write(
                    "Mengurungkan",
                    lambda: registration.edit_person(context.register, person_id, before, reason="Diurungkan"),
                )
                context.announce(f"Dibatalkan: perubahan data {name}")

            context.announce(f"Data {name} disimpan.", undo)
        self.finished.emit()
        self.saved.emit(person_id)

    def _failed(self, error: BukuError) -> None:
        if self._known.passes(error):
            self._save(SOMEBODY_ELSE)
        elif isinstance(error, NeedsConfirmation):
            # First to the field that looks odd, to put it right; when it is tried again, to the line for the reason.
            is_first, key = self._question.isHidden(), error.findings[0].field
            self._question.ask(error.message)
            if is_first and key in self.fields:
                self.fields[key].complain(error.message)
        elif error.field is not None and error.field in self.fields:
            self.fields[error.field].complain(error.message)
        else:
            self._context.shell.complain(error)
