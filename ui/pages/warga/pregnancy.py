"""The part of a woman's page about her pregnancies: what is known, what it asks for, and what can be recorded."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.day.mother_progress import mother_progress
from core.services.people.pregnancies import FERTILE_YEARS, PregnancyView, pregnancies_of, reported_pregnant_on
from core.services.views import PersonLine
from core.words.age import completed_years
from core.words.people import Sex
from core.words.periods import date_words
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from ui.context import AppContext


class PregnancySection(QWidget):
    """Pregnancies of one woman with their buttons; hidden for everybody else."""

    person_wanted = Signal(str)

    def __init__(self, context: "AppContext", person: PersonLine, *, is_here: bool) -> None:
        """`is_here`: she is alive and lives here."""
        super().__init__()
        self._context, self._person = context, person
        register = context.register
        sees_health = person.sex is Sex.FEMALE and register.may(Action.SEE_HEALTH)
        known = pregnancies_of(register, person.id) if sees_health else ()
        is_fertile = completed_years(person.born_on, register.today) in FERTILE_YEARS
        self.is_needed = sees_health and (bool(known) or (is_fertile and is_here))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if not self.is_needed:
            return
        column.addWidget(text("Kehamilan", "heading"))
        current = next((one for one in known if one.ended_on is None), None)
        for one in known:
            self._add_pregnancy(column, one)
        self._add_progress(column)
        said_on = reported_pregnant_on(register, person.id) if current is None else None
        if said_on is not None:
            words = f"Tercatat hamil di data desa {date_words(said_on)}. Buka kehamilannya?"
            column.addWidget(Strip(None, words))
        # Under each other: beside each other they would be wider than the page on a small screen.
        for deed in self._deeds(known, current, is_here=is_here and is_fertile):
            column.addWidget(context.guard(deed, Action.RECORD_HEALTH), 0, Qt.AlignmentFlag.AlignLeft)

    def _add_pregnancy(self, column: QVBoxLayout, one: PregnancyView) -> None:
        which = f"Kehamilan ke-{one.gravida}: " if one.gravida else ""
        words = f"{which}{one.words[:1].lower()}{one.words[1:]}" if which else one.words
        column.addWidget(text(words, "" if one.ended_on is None else "soft"))
        for finding in one.findings:
            column.addWidget(Strip(finding.severity, finding.label, f"{finding.why} {finding.next_step}".strip()))
        for child_id, name in one.children:
            child = button(name, partial(self.person_wanted.emit, child_id), role="quiet")
            column.addWidget(child, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_progress(self, column: QVBoxLayout) -> None:
        """K1 to K6, tablets and classes, or the visits after the birth: what is done, and in yellow what is lacking."""
        for line in mother_progress(self._context.register, self._person.id):
            column.addWidget(Strip(line.severity, line.label, f"{line.words[:1].upper()}{line.words[1:]}."))

    def _deeds(
        self, known: tuple[PregnancyView, ...], current: PregnancyView | None, *, is_here: bool
    ) -> list[QPushButton]:
        birth = button("Catat kelahira&n", self._record_birth, picture="baby")
        if current is not None:
            return [
                birth,
                button("&Akhiri kehamilan", self._end),
                button("Ubah ke&hamilan", lambda: self._record_pregnancy(current.id), role="quiet", picture="pencil"),
            ]
        if is_here:
            return [button("Catat ke&hamilan", self._record_pregnancy, picture="plus"), birth]
        # The child of a mother who died of the pregnancy may still have to be written down.
        last = known[0] if known else None
        died = last if last is not None and last.outcome is not None and last.outcome.is_mothers_death else None
        return [birth] if died is not None and not died.children else []

    def _record_pregnancy(self, pregnancy_id: str | None = None) -> None:
        from ui.dialogs.pregnancy_sheet import PregnancySheet

        self._open(PregnancySheet(self._context, self._person.id, self._person.name, pregnancy_id))

    def _record_birth(self) -> None:
        from ui.dialogs.birth_sheet import BirthSheet

        self._open(BirthSheet(self._context, self._person.id))

    def _end(self) -> None:
        from ui.dialogs.pregnancy_end_sheet import PregnancyEndSheet

        self._open(PregnancyEndSheet(self._context, self._person.id))

    def _open(self, sheet: SheetContent) -> None:
        self._context.shell.open_sheet(sheet)
