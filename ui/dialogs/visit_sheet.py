"""One visit, opened for correction or written down late: the form of the posyandu day, and the letter by hand."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.deeds.history import authors_of, needs_reason
from core.services.growth import measuring
from core.services.views import GrowthHistory, VisitFacts, VisitVerdict
from core.words.periods import date_short
from ui.forms.enter_flow import focus
from ui.forms.visit_form import VisitForm
from ui.pages.weighing.doubt import Doubt
from ui.pages.weighing.verdict import VerdictPanel, is_doubt
from ui.widgets.buttons import button
from ui.widgets.fields import Field, set_sentence
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text
from ui.widgets.why_changed import WhyChanged

if TYPE_CHECKING:
    from core.services.register import Outcome
    from ui.context import AppContext

_LETTERS = ("N", "T", "O", "B")
_TAKEN_BACK = "Diurungkan"
_TYPED = ("weight_g", "length_mm", "head_mm", "muac_mm")


class VisitSheet(SheetContent):
    """The form of one visit of one child, saved whole."""

    needs = (Action.SEE_HEALTH, Action.RECORD_HEALTH)

    def __init__(self, context: "AppContext", history: GrowthHistory, facts: VisitFacts) -> None:
        """Open `facts`: those of a saved visit, or only a date for a new one."""
        super().__init__()
        self._context, self._history, self._facts = context, history, facts
        self.title = "Betulkan penimbangan" if facts.id else "Catat penimbangan lain"
        self.form, self.panel, self.doubt = VisitForm(), VerdictPanel(), Doubt()
        self.why = WhyChanged()
        # A reason belongs to the numbers it was given for: another odd number is asked about again.
        self._reasons = {_numbers(facts): facts.confirmation_reason}
        self.letter = QComboBox()
        self.letter_reason = QLineEdit(facts.letter_override_reason)
        self._letter_field = Field("&Huruf bulan ini", self.letter)
        self._reason_field = Field(
            "A&lasan mengubah huruf", self.letter_reason, "Misalnya: bulan lalu ditimbang di desa lain"
        )
        self._removal = self._make_removal()
        self._build()
        self._fill_letters()
        self.form.begin(history.child, facts)
        self.form.hold = self._hold
        self.form.typed.connect(self._look)
        self.form.finished.connect(self._save)
        self.letter.currentIndexChanged.connect(lambda _index: self._look())
        self.letter_reason.returnPressed.connect(self._save)
        self.why.answered.connect(lambda _reason: self._save())
        self.doubt.corrected.connect(self._correct)
        self.doubt.again.connect(self.form.go_to)
        self.doubt.reasoned.connect(self._keep_with_reason)
        self._look()

    def first_field(self) -> QWidget:
        return self.form.measures["weight_g"]

    def has_unsaved(self) -> bool:
        is_same_letter = self.letter.currentData() == self._facts.letter_override
        return self.form.is_changed() or not is_same_letter

    # --- while typing ---

    def _look(self) -> None:
        facts = self._with_letter(self.form.facts())
        has_number = any(getattr(facts, key) is not None for key in _TYPED) or facts.has_oedema
        verdict = self._preview(facts) if has_number else None
        doubts = verdict is not None and any(map(is_doubt, verdict.findings)) and not facts.confirmation_reason
        self.panel.show_verdict(self._history, verdict, is_sure=not doubts)
        self._reason_field.setVisible(self.letter.currentData() is not None)

    def _preview(self, facts: VisitFacts) -> VisitVerdict | None:
        context = self._context
        if facts.measured_on < self._history.child.born_on:
            return None
        return measuring.preview(self._history, facts, today=context.register.today, settings=context.settings)

    def _with_letter(self, facts: VisitFacts) -> VisitFacts:
        letter = self.letter.currentData()
        reason = " ".join(self.letter_reason.text().split()) if letter else ""
        known = self._reasons.get(_numbers(facts), "")
        return replace(facts, letter_override=letter, letter_override_reason=reason, confirmation_reason=known)

    def _hold(self, key: str) -> bool:
        field = self.form.measures.get(key)
        if field is None or field.is_readable():
            return False
        self.form.complain(key, "Belum terbaca. Ketik angka saja, misalnya 7,4.")
        return True

    def _correct(self, field: str, meant: str) -> None:
        self.form.correct(field, meant)
        self.doubt.be_quiet()
        self._look()
        self._save()

    def _keep_with_reason(self, _field: str, reason: str) -> None:
        self._reasons[_numbers(self.form.facts())] = reason
        self.doubt.be_quiet()
        self._save()

    # --- saving ---

    def _save(self) -> None:
        context, child = self._context, self._history.child
        self._reason_field.complain("")
        try:
            facts = self._with_letter(self.form.checked_facts())
        except BukuError as error:
            self._complain(error)
            return
        if self._must_say_why():
            self.why.ask()
            return
        has_book, why = self.form.book_answer(), self.why.reason()
        context.write(
            "Menyimpan penimbangan",
            lambda: measuring.save_visit(
                context.register, child.id, facts, day_id=facts.day_id, has_kia_book=has_book, reason=why
            ),
            lambda after: self._saved(after, facts, has_book),
            self._complain,
        )

    def _must_say_why(self) -> bool:
        visit_id = self._facts.id
        if not visit_id or self.why.reason() or not self.has_unsaved():
            return False
        return needs_reason(self._context.register, visit_id)

    def _saved(self, after: GrowthHistory, facts: VisitFacts, has_book: bool | None) -> None:
        context, child, earlier = self._context, after.child, self._facts
        had_book = None if has_book is None else not has_book
        made = next((it.facts.id for it in after.visits if it.facts.measured_on == facts.measured_on), None) or ""

        def restore() -> "Outcome[GrowthHistory]":
            return measuring.save_visit(
                context.register, child.id, earlier, day_id=earlier.day_id, has_kia_book=had_book, reason=_TAKEN_BACK
            )

        def undo() -> None:
            if earlier.id:
                context.write("Mengurungkan", restore)
            else:
                context.write(
                    "Mengurungkan",
                    lambda: measuring.remove_visit(context.register, made, _TAKEN_BACK, has_kia_book=had_book),
                )
            context.announce(f"Dibatalkan: penimbangan {child.name}")

        context.announce(f"Tersimpan: {child.name}, {date_short(facts.measured_on)}", undo)
        self.finished.emit()

    def _complain(self, error: BukuError) -> None:
        if isinstance(error, measuring.NeedsConfirmation):
            doubt = error.findings[0]
            self.doubt.ask(doubt, str(getattr(self.form.editor(doubt.field), "text", str)()).replace(".", ","))
            self.doubt.take_keyboard()
        elif error.field == "letter_override_reason":
            self._reason_field.complain(error.message)
        elif error.field is not None:
            self.form.complain(error.field, error.message)
            self.form.go_to(error.field)
        else:
            self._context.shell.complain(error)

    # --- taking a visit out ---

    def _make_removal(self) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText("Alasan, misalnya: tertukar dengan anak lain")
        edit.setAccessibleName("Alasan menghapus penimbangan ini")
        edit.returnPressed.connect(self._remove)
        edit.hide()
        return edit

    def _ask_removal(self) -> None:
        self._removal.show()
        set_sentence(self._removal_words, "Tulis alasannya, lalu Enter. Riwayat tetap menyimpannya.", is_error=False)
        focus(self._removal)

    def _remove(self) -> None:
        reason, context, visit_id = " ".join(self._removal.text().split()), self._context, self._facts.id
        if not reason or visit_id is None:
            set_sentence(self._removal_words, "Tulis alasannya, beberapa kata saja.", is_error=True)
            return
        name, on = self._history.child.name, date_short(self._facts.measured_on)

        def done(_nothing: None) -> None:
            context.announce(f"Penimbangan {name} {on} dihapus.")
            self.finished.emit()

        context.write("Menghapus penimbangan", lambda: measuring.remove_visit(context.register, visit_id, reason), done)

    # --- inside ---

    def _fill_letters(self) -> None:
        saved = next((it for it in self._history.visits if it.facts.id == self._facts.id and it.facts.id), None)
        has_letter = saved is not None and bool(saved.letter)
        self.letter.addItem("Menurut hitungan", None)
        for letter in _LETTERS:
            self.letter.addItem(letter, letter)
        self.letter.setCurrentIndex(max(0, self.letter.findData(self._facts.letter_override)))
        self._letter_field.setVisible(has_letter)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(text(self._history.child.name, "heading"))
        author = authors_of(self._context.register, [self._facts.id]).get(self._facts.id) if self._facts.id else None
        if author is not None and author.who:
            column.addWidget(text(f"Dicatat oleh {author.who}, {date_short(author.at.astimezone().date())}", "soft"))
        for part in (self.form, self.doubt, self.panel, self._letter_field, self._reason_field, self.why):
            column.addWidget(part)
        save = button("&Simpan   (Enter)", self._save, role="next", picture="check")
        self._context.guard(save, Action.RECORD_HEALTH)
        for by_hand in (self.letter, self.letter_reason):
            self._context.guard(by_hand, Action.OVERRIDE_VERDICT)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self._removal_words = text("", "small")
        self._removal_words.hide()
        if self._facts.id:
            column.addWidget(line())
            row = QHBoxLayout()
            removes = button("Hapus penimbangan ini …", self._ask_removal, role="quiet", picture="trash-2")
            needs = measuring.removal_action(self._context.register, self._facts.id)
            row.addWidget(self._context.guard(removes, needs))
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(self._removal)
            column.addWidget(self._removal_words)
        column.addStretch(1)


def _numbers(facts: VisitFacts) -> tuple[object, ...]:
    """What was measured, and when."""
    return (facts.measured_on, *(getattr(facts, key) for key in _TYPED))
