"""Perkembangan of one child: the checklist of the Buku KIA and the KPSP of its age, and what was found before."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.deeds.undoing import undo
from core.services.immunization import development
from core.services.immunization.development import DevelopmentCard, DevelopmentDeed
from core.words.periods import date_short, date_words
from ui.dialogs.development_parts import ChecklistSection, KpspSection
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from ui.context import AppContext

_SHOWN = 8


def open_development(context: "AppContext", person_id: str, check_up_id: str | None = None) -> "DevelopmentSheet":
    """Open the sheet of a child over the window; what is saved belongs to the check-up, or to that of today.

    Raises InputError for somebody unknown, NotAllowed for who may not see health data.
    """
    sheet = DevelopmentSheet(context, person_id, check_up_id)
    context.shell.open_sheet(sheet)
    return sheet


class DevelopmentSheet(SheetContent):
    """Both parts on one sheet; Enter on the last field saves what was filled."""

    manual = "imunisasi"
    width_em = 36
    needs = (Action.SEE_HEALTH,)

    def __init__(self, context: "AppContext", person_id: str, check_up_id: str | None = None) -> None:
        """Read what is asked on the day of the check-up, or today."""
        super().__init__()
        self._context, self._check_up_id = context, check_up_id
        self.card = development.development_card(context.register, person_id, check_up_id=check_up_id)
        card = self.card
        self.title = f"Perkembangan {card.name}"
        self.checklist = (
            ChecklistSection(card.checkpoint, card.answers, _before(card)) if card.checkpoint is not None else None
        )
        self.kpsp = (
            KpspSection(card.kpsp_age, card.kpsp, is_repeat=card.is_repeat) if card.kpsp_age is not None else None
        )
        self._save_button = button("&Simpan   (Enter)", self.save, role="next", picture="check")
        context.guard(self._save_button, Action.RECORD_HEALTH)
        self._build()
        steps = [*(self.checklist.rows if self.checklist else ()), *(self.kpsp.steps if self.kpsp else ())]
        EnterFlow(self, steps, self.save)

    def first_field(self) -> QWidget | None:
        if self.checklist is not None:
            answered = self.checklist.answers()
            rows = (row for place, row in enumerate(self.checklist.rows) if place not in answered)
            return next(rows, self.checklist.rows[0])
        return self.kpsp.yes if self.kpsp is not None else None

    def has_unsaved(self) -> bool:
        return any(part is not None and part.has_changed() for part in (self.checklist, self.kpsp))

    def save(self) -> None:
        """Save the parts that were filled; first the checklist, then the KPSP."""
        checklist = self.checklist
        if checklist is None or not checklist.has_changed():
            self._save_kpsp(())
            return
        register, card, at = self._context.register, self.card, self._check_up_id
        age, answers = checklist.checkpoint.age_months, checklist.answers()
        self._context.write(
            "Menyimpan ceklis",
            lambda: development.save_checklist(register, card.person_id, age, answers, check_up_id=at),
            lambda deed: self._save_kpsp((deed,)),
            self._failed,
        )

    def _save_kpsp(self, before: tuple[DevelopmentDeed, ...]) -> None:
        told = self.kpsp.told() if self.kpsp is not None and self.kpsp.has_changed() else None
        if told is None:
            self._done(before)
            return
        register, card, at = self._context.register, self.card, self._check_up_id
        self._context.write(
            "Menyimpan KPSP",
            lambda: development.save_kpsp(register, card.person_id, told, check_up_id=at),
            lambda deed: self._done((*before, deed)),
            self._failed,
        )

    def _done(self, deeds: tuple[DevelopmentDeed, ...]) -> None:
        context, name = self._context, self.card.name
        words = f"Perkembangan {name} tersimpan."

        def take_back() -> None:
            for deed in reversed(deeds):
                context.write("Mengurungkan", partial(undo, context.register, deed.entry_id))
            context.announce(f"Dibatalkan: {words}")

        if deeds:
            context.announce(words, take_back)
        self.finished.emit()

    def _failed(self, error: BukuError) -> None:
        if not (self.kpsp is not None and error.field and self.kpsp.complain(error.field, error.message)):
            self._context.shell.complain(error)

    # --- parts ---

    def _build(self) -> None:
        card = self.card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(text(f"{card.age} · {date_words(card.on)}", "soft"))
        if self.checklist is not None:
            column.addWidget(self.checklist)
        elif card.completed:
            column.addWidget(text(f"Ceklis Buku KIA umur {card.completed[-1]} bulan sudah lengkap.", "strong"))
        if self.kpsp is not None:
            if self.checklist is not None:
                column.addWidget(line())
            column.addWidget(self.kpsp)
        if self.checklist is None and self.kpsp is None and not card.completed:
            column.addWidget(text("Pada umur ini belum ada yang ditanyakan. Mulai umur 3 bulan.", "strong"))
        if card.next_kpsp is not None:
            age, on = card.next_kpsp
            column.addWidget(text(f"KPSP berikutnya umur {age} bulan, mulai {date_words(on)}.", "soft"))
        if self.checklist is not None or self.kpsp is not None:
            column.addWidget(self._save_button, 0, Qt.AlignmentFlag.AlignLeft)
        if card.history:
            column.addWidget(line())
            column.addWidget(self._history())
        column.addStretch(1)

    def _history(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text("Sebelumnya", "heading"))
        for one in self.card.history[:_SHOWN]:
            row = QHBoxLayout()
            row.addWidget(text(f"{date_short(one.on)} · {one.what}"), 1)
            row.addWidget(Badge(one.finding.severity, one.finding.label))
            column.addLayout(row)
        return holder


def _before(card: DevelopmentCard) -> str:
    """What the child could not do the last time that this checklist was filled."""
    if card.checkpoint is None:
        return ""
    what = f"Ceklis {card.checkpoint.age_months} bulan"
    last = next((one for one in card.history if one.what == what and one.on < card.on), None)
    return f"{date_short(last.on)}: {last.finding.why}" if last is not None else ""
