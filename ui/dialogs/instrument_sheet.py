"""A questionnaire or test of somebody at the posyandu: its form in a sheet, its verdict at once, saved whole."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.day import cards, drafts
from core.services.day.card_preview import sketch
from core.services.day.cards import Card
from ui.forms.form_builder import FormView
from ui.pages.day.card_boxes import boxes_of, whose
from ui.pages.day.card_undo import undo_of_last
from ui.pages.day.results import Results
from ui.widgets.buttons import button
from ui.widgets.help_card import HelpCard
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_NOTHING = "Belum ada yang dijawab. Jawab dulu, atau tutup dengan Esc."


class InstrumentSheet(SheetContent):
    """One form of one check-up."""

    saved = Signal(object)  # Card of the instrument
    manual = "langkah"
    width_em = 34
    needs = (Action.SEE_HEALTH,)

    def __init__(self, context: "AppContext", check_up_id: str, form_key: str) -> None:
        """Raises InputError for an unknown form, NotAllowed for one that only the bidan sees."""
        super().__init__()
        self._context = context
        self._card = cards.open_card(context.register, check_up_id, form_key)
        self._sketch = sketch(context.register, check_up_id, self._card.form)
        self.title = self._card.form.label
        self.form, self.results, self.foot = FormView(), Results(), HelpCard()
        self.form.explained.connect(self.foot.explain)
        check_up = self._card.check_up
        self.form.begin(boxes_of(self._card, None), whose(self._card), near=check_up.checked_on)
        self._kept = drafts.load_form_draft(context.register, check_up.person_id, form_key, check_up.checked_on)
        self.form.restore(self._kept)
        self._save_button = button("&Simpan   (Enter)", self.save, role="next", picture="check")
        context.guard(self._save_button, Action.RECORD_HEALTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(text(f"{check_up.name} · {check_up.age}", "soft"))
        for part in (self.form, self.results):
            column.addWidget(part)
        column.addWidget(self._save_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.form.changed.connect(self._look)
        self.form.field_left.connect(self._keep)
        self.form.finished.connect(self.save)
        self._look()

    def first_field(self) -> QWidget | None:
        shown = [row for row in self.form.rows.values() if not row.isHidden()]
        empty = next((row for row in shown if row.editor.answer() is None), None)
        first = empty or next(iter(shown), None)
        return first.editor.widget if first else self._save_button

    def has_unsaved(self) -> bool:
        # What is typed is kept as a draft; closing loses nothing.
        self._keep()
        return False

    def save(self) -> None:
        """Save the form; what cannot be right is said at its field."""
        if not self.form.is_readable():
            return
        shown = [name for name, row in self.form.rows.items() if not row.isHidden()]
        if shown and all(answer is None for answer in self.form.answers().values()):
            # "Tersimpan" of an empty form would be believed.
            self.form.complain(shown[0], _NOTHING)
            return
        context, check_up, key = self._context, self._card.check_up, self._card.form.key
        values = self.form.to_save()
        context.write(
            "Menyimpan formulir",
            lambda: cards.save_answers(context.register, check_up.id, key, values),
            self._saved,
            self._complain,
        )

    def _saved(self, card: Card) -> None:
        context, check_up = self._context, card.check_up
        drafts.save_form_draft(context.register, check_up.person_id, card.form.key, check_up.checked_on, {})
        self._kept = self.form.typed()
        words = f"{card.form.label}, {check_up.name}"
        context.announce(f"Tersimpan: {words}", undo_of_last(context, words))
        self.finished.emit()
        self.saved.emit(card)

    def _complain(self, error: BukuError) -> None:
        if not (error.field and self.form.complain(error.field, error.message)):
            self._context.shell.complain(error)

    def _look(self) -> None:
        found = self._sketch.judge(self.form.answers())
        self.results.show_verdicts(self._card.form, found.verdicts, found.scores, found.others)

    def _keep(self) -> None:
        typed = self.form.typed()
        if typed != self._kept:
            self._kept, context, check_up = typed, self._context, self._card.check_up
            context.jobs.deed(
                "Menyimpan isian",
                lambda: drafts.save_form_draft(
                    context.register, check_up.person_id, self._card.form.key, check_up.checked_on, typed
                ),
                lambda _nothing: None,
                context.shell.complain,
            )
