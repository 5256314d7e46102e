"""Imunisasi of one person: the grid of a child, Td of a woman, BIAS of a pupil; what is next, and writing it down."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.immunization.child import BasicStatus, DoseState
from core.rules.immunization.later import ALLERGENS
from core.rules.immunization.schedule import BY_KEY
from core.rules.permissions import Action
from core.services.day import attending
from core.services.immunization import dose_records, immunizing, refusing, school_doses
from core.services.immunization.immunizing import DT, TD, CautionLine, ImmunizationCard, RefusalLine
from core.services.immunization.school_doses import HPV, SchoolCard
from core.words.age import age_in_words, completed_months
from core.words.findings import Severity
from ui.dialogs.immunization_other import TAKES_BACK, NextSection, RefusalsSection, SchoolSection, TdSection
from ui.dialogs.immunization_panels import (
    CAUTIONS,
    CautionPanel,
    DosePanel,
    GivePanel,
    Panel,
    RefusePanel,
    show_panel,
)
from ui.dialogs.kia_copy_panel import CopyPanel
from ui.widgets.buttons import button
from ui.widgets.immunization_grid import ImmunizationGrid, dose_detail
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text
from ui.widgets.tones import Badge, Strip

if TYPE_CHECKING:
    from ui.context import AppContext

_BASIC = {
    BasicStatus.COMPLETE: (Severity.GREEN, "Imunisasi dasar lengkap"),
    BasicStatus.ON_THE_WAY: (None, "Imunisasi dasar belum lengkap"),
    BasicStatus.LATE: (Severity.YELLOW, "Imunisasi dasar terlambat"),
}
_OF_SCHOOL = ("MR-BIAS", DT, HPV)
_TD_DOSES = 5


def open_immunization(context: "AppContext", person_id: str, check_up_id: str | None = None) -> "ImmunizationSheet":
    """Open the sheet of a person over the window; doses given there belong to the check-up, when one is named.

    Raises InputError for somebody unknown, NotAllowed for who may not see health data.
    """
    sheet = ImmunizationSheet(context, person_id, check_up_id)
    context.shell.open_sheet(sheet)
    return sheet


class ImmunizationSheet(SheetContent):
    """The overview, and in its place the small form of whatever was chosen."""

    manual = "imunisasi"
    width_em = 40
    needs = (Action.SEE_HEALTH,)

    def __init__(self, context: "AppContext", person_id: str, check_up_id: str | None = None) -> None:
        """Read the card of the person on the day of the check-up, or today."""
        super().__init__()
        self._context, self._person_id, self._check_up_id = context, person_id, check_up_id
        self._on = attending.check_up(context.register, check_up_id).checked_on if check_up_id else None
        self.card, self.school = self._read()
        self.title = f"Imunisasi {self.card.name}"
        self.grid = ImmunizationGrid()
        self.grid.chosen.connect(self._choose)
        self.panel: Panel | None = None
        self._why = text("", "strong")
        self._head, self._overview = QWidget(), QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._head)
        self._column.addWidget(self._overview)
        self._column.addStretch(1)
        self._draw()

    def first_field(self) -> QWidget | None:
        if self.panel is not None:
            return self.panel.first_field()
        if self.card.child is not None and self.card.child.due:
            return self.grid.first
        # Enter pressed too soon must not take back a caution or a refusal, nor open what was written to be taken out.
        able = [one for one in self._overview.findChildren(QPushButton) if one.isEnabled()]
        usual = self.grid.first if self.card.child is not None else None
        return next((one for one in able if not one.property(TAKES_BACK)), usual)

    def has_unsaved(self) -> bool:
        return self.panel is not None and self.panel.has_unsaved()

    # --- the overview ---

    def _read(self) -> tuple[ImmunizationCard, SchoolCard | None]:
        register = self._context.register
        card = immunizing.immunization_card(register, self._person_id, self._on)
        return card, school_doses.school_card(register, self._person_id, self._on)

    def _draw(self) -> None:
        self._head = self._replace(self._head, self._make_head())
        self._overview = self._replace(self._overview, self._make_overview())

    def _replace(self, old: QWidget, new: QWidget) -> QWidget:
        self._column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def _make_head(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text(age_in_words(self.card.born_on, self.card.on), "soft"), 1)
        if self.card.basic is not None:
            severity, words = _BASIC[self.card.basic]
            due = self.card.child.due if self.card.child is not None else ()
            is_open = any(one.state is DoseState.CATCH_UP for one in due)
            row.addWidget(Badge(severity, f"{words}, bisa dikejar" if is_open else words))
        return holder

    def _make_overview(self) -> QWidget:
        holder, card = QWidget(), self.card
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for caution in card.cautions:
            column.addWidget(self._caution_strip(caution))
        if card.child is not None:
            for wrong in card.child.uncounted:
                column.addWidget(Strip(Severity.YELLOW, f"{immunizing.label_of(wrong.key)} belum dihitung", wrong.why))
            self.grid.show_status(card.child, card.on)
            column.addWidget(self._why)
            self._why.setVisible(bool(self._why.text()))
            column.addWidget(self.grid)
            upcoming = [(day, keys) for day, keys in card.plan if day > card.on]
            if upcoming:
                column.addWidget(NextSection(upcoming))
            column.addWidget(self._buttons())
        for section in self._sections():
            column.addWidget(section)
            column.addWidget(line())
        if card.child is None:
            column.addWidget(self._buttons())
        return holder

    def _sections(self) -> list[QWidget]:
        sections: list[QWidget] = []
        if self.card.td is not None and self.card.td_next is not None:
            sections.append(TdSection(self.card.td, self.card.td_next, self.card.on, lambda: self._give(TD)))
        if self.school is not None and self.school.lines:
            sections.append(SchoolSection(self.school, self._give))
        if self.card.refusals:
            sections.append(RefusalsSection(self.card.refusals, self._context.register.today, self._withdraw))
        for one in (one for section in sections for one in section.findChildren(QPushButton)):
            self._context.guard(one, Action.RECORD_HEALTH)
        if self.card.child is None and not sections:
            sections.append(text("Untuk umur ini tidak ada imunisasi program. Yang di buku boleh disalin.", "soft"))
        return sections

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        copies = button("&Salin dari Buku KIA …", self._copy, picture="book-open")
        self._context.guard(copies, Action.RECORD_HEALTH)
        forbids = button("&Halangan …", self._forbid, role="quiet", picture="shield-check")
        self._context.guard(forbids, Action.OVERRIDE_VERDICT)
        row.addWidget(copies)
        row.addWidget(forbids)
        row.addStretch(1)
        return holder

    def _caution_strip(self, caution: CautionLine) -> Strip:
        ends = button("Sudah tidak ada", lambda: self._end(caution))
        ends.setProperty(TAKES_BACK, True)
        self._context.guard(ends, Action.OVERRIDE_VERDICT)
        against = ALLERGENS.get(caution.antigen, caution.antigen)
        named = f"{CAUTIONS.get(caution.kind, caution.kind)}{f': {against}' if against else ''}"
        return Strip(Severity.RED, named, caution.note, (ends,))

    # --- what can be chosen ---

    def _choose(self, key: str) -> None:
        dose = self.card.child.of(key) if self.card.child is not None else None
        if dose is None:
            return
        if dose.state.may_be_given:
            self._give(key)
        elif dose.state is DoseState.GIVEN:
            same = (one for one in self.card.doses if one.given_on == dose.given_on and _is_same(one.key, key))
            found = next(same, None)
            if found is not None:
                self._open(DosePanel(self._context, found))
        else:
            self._why.setText(dose_detail(dose, self.card.on))
            self._why.show()

    def _give(self, key: str) -> None:
        habits = dose_records.habits_of_day(self._context.register, self.card.on)
        panel = GivePanel(self._context, self._person_id, key, habits, self.card.on, self._check_up_id)
        panel.refusal_wanted.connect(self._refuse)
        self._open(panel)

    def _refuse(self, key: str) -> None:
        self._open(RefusePanel(self._context, self._person_id, key))

    def _copy(self) -> None:
        self._open(CopyPanel(self._context, self._person_id, self.card.born_on, self._to_copy()))

    def _forbid(self) -> None:
        self._open(CautionPanel(self._context, self._person_id))

    def _end(self, caution: CautionLine) -> None:
        register = self._context.register
        self._context.write(
            "Mengakhiri halangan", lambda: immunizing.end_caution(register, caution.id), lambda _deed: self._go_back()
        )

    def _withdraw(self, refusal: RefusalLine) -> None:
        register = self._context.register
        self._context.write(
            "Menarik penolakan",
            lambda: refusing.withdraw_refusal(register, refusal.id),
            lambda _deed: self._go_back(),
        )

    def _to_copy(self) -> list[tuple[str, str]]:
        """The rows of the book: of a child what its age allows and is not written, of others Td and school doses."""
        card, months = self.card, completed_months(self.card.born_on, self.card.on)
        written = {dose.key for dose in card.doses}
        done = (DoseState.GIVEN, DoseState.NOT_NEEDED)
        rows = [
            (dose.key, dose.label)
            for dose in (card.child.doses if card.child is not None else ())
            if dose.state not in done and BY_KEY[dose.key].window.on_time_from <= months
        ]
        if card.child is None:
            rows = [(key, dose.label) for key, dose in BY_KEY.items() if key not in written and key != "JE"]
        if self.school is not None or card.td is not None:
            rows += [(key, immunizing.label_of(key)) for key in _OF_SCHOOL if key not in written]
            count = sum(dose.key == TD for dose in card.doses)
            td = [(TD, f"Td, yang ke-{number}") for number in range(count + 1, _TD_DOSES + 1)]
            rows = td + rows if card.td is not None else rows + td
        return rows

    # --- between overview and panel ---

    def _open(self, panel: Panel) -> None:
        self._drop_panel()
        self.panel = panel
        panel.back.connect(self._go_back)
        panel.written.connect(lambda _key: self._go_back())
        self._overview.hide()
        self._column.insertWidget(1, panel)
        panel.show()
        show_panel(panel)

    def _go_back(self) -> None:
        """To the overview, as it is now, with the keyboard on what is due next."""
        self._drop_panel()
        self._why.setText("")
        self.card, self.school = self._read()
        self._draw()
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self._column.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None


def _is_same(written: str, key: str) -> bool:
    """Whether a written dose may stand for this place of its series: the same vaccine."""
    return written in BY_KEY and BY_KEY[written].antigen is BY_KEY[key].antigen
