"""The pane in the middle: one child, what is typed, what it says at once, and saving."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.deeds.history import needs_reason
from core.services.growth import measuring
from core.services.views import GrowthHistory, VisitFacts, VisitVerdict
from core.words.names import mother_words
from core.words.quantities import length_words, weight_words
from ui.forms.visit_form import VisitForm, late_words
from ui.pages.weighing.questions import MEASURED, Questions
from ui.pages.weighing.room import AnswerPlace
from ui.pages.weighing.saved import FollowUp
from ui.pages.weighing.verdict import VerdictPanel
from ui.pages.weighing.words import corrected_words, last_words
from ui.theme import set_role
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import set_sentence
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import text
from ui.widgets.tones import tint
from ui.widgets.why_changed import WhyChanged

if TYPE_CHECKING:
    from core.services.register import Outcome
    from ui.context import AppContext

_SETTLED_MS = 700
_TAKEN_BACK = "Diurungkan"


class EntryPane(QFrame):
    """The form of the child that was called, with everything that watches over it."""

    previewed = Signal(object, object)  # GrowthHistory, VisitVerdict | None: for the curve and the words beside it
    saved = Signal(object, object)  # GrowthHistory, VisitVerdict
    taken_back = Signal()  # the last save was undone
    follow_up_answered = Signal(object)  # GrowthHistory
    letters_typed = Signal(str)
    refused = Signal()  # this child is not weighed today

    def __init__(self, context: "AppContext") -> None:
        """Nobody is called yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.history: GrowthHistory | None = None
        self.verdict: VisitVerdict | None = None
        self._held_on: date | None = None
        self._day_id: str | None = None
        self._kept_draft: dict[str, str] = {}
        self._is_narrow = False
        self.saving_id = ""  # whose visit is being saved: while the pages are told, only this child is judged anew
        self._name, self._who, self._last = text("", "title"), text(""), text("", "soft")
        self._early = text("", "soft")  # born early: by which age the numbers are judged
        self._draft_line = self._make_draft_line()
        self.follow_up, self.form, self.why = FollowUp(), VisitForm(), WhyChanged()
        self.panel = VerdictPanel(is_spoken=True)
        self.questions = Questions(self.form)
        self.doubt = self.questions.doubt
        self.save_button = button("&Simpan   (Enter)", self.save, role="next", picture="check")
        context.guard(self.save_button, Action.RECORD_HEALTH)
        self.refuse_button = button("Tidak diti&mbang …", self.refused.emit, role="quiet")
        context.guard(self.refuse_button, Action.RECORD_HEALTH)
        self.answer, self._place = self._build_answer(), AnswerPlace()
        self._place.take(self.answer)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._build()
        self._connect()

    # --- opening ---

    def call(self, person_id: str, held_on: date, day_id: str | None) -> None:
        """Call a child: its history, the visit of this day when there is one, and what was typed and not saved."""
        self.keep_draft()
        register = self._context.register
        is_same = self.history is not None and self.history.child.id == person_id
        # What was kept a moment ago may still be on its way to the disk.
        kept = self._kept_draft if is_same else measuring.load_draft(register, person_id)
        history = measuring.growth_history(register, person_id)
        # A form that is being filled is nobody's draft: the field that loses the keyboard must not keep it empty.
        self.history = None
        self._held_on, self._day_id = held_on, day_id
        self.questions.begin()
        self.why.forget()
        visit = self._visit_of_day(history)
        self._show_head(history, visit)
        self.follow_up.show_for(visit)
        self.form.begin(history.child, visit.facts if visit else VisitFacts(held_on))
        self.history, self._kept_draft = history, kept
        self._draft_line.setVisible(bool(self._kept_draft))
        if self._kept_draft:
            self.form.restore(self._kept_draft)
            self.form.go_on()
        self._fit()
        self.refuse_button.setVisible(visit is None)
        relabel(self.save_button, "&Simpan perbaikan   (Enter)" if visit else "&Simpan   (Enter)")
        self._look()

    def forget(self) -> None:
        """Nobody is called any more; what was typed is kept as a draft."""
        self.keep_draft()
        self.history = self.verdict = None

    def keep_draft(self) -> None:
        """Keep what is typed now, so that nothing is lost whatever happens next."""
        if self.history is None:
            return
        values = {key: value for key, value in self.form.draft().items() if value}
        if values != self._kept_draft:
            self._kept_draft = values
            person_id, register = self.history.child.id, self._context.register
            self._context.jobs.deed(
                "Menyimpan isian",
                lambda: measuring.save_draft(register, person_id, values),
                lambda _nothing: None,
                self._context.shell.complain,
            )

    def throw_draft_away(self) -> None:
        """Start again from what is saved."""
        if self.history is not None:
            visit = self._visit_of_day(self.history)
            self.form.begin(self.history.child, visit.facts if visit else VisitFacts(self._held_on or date.min))
            self.keep_draft()
            self._draft_line.hide()
            self._look()

    def arrange(self, *, keeps_answer: bool, is_narrow: bool) -> None:
        """The answer under the form where there is room; where there is none, saving stands beside the name."""
        if keeps_answer:
            self._place.take(self.answer)
        self._place.setVisible(keeps_answer)
        self._is_narrow = is_narrow
        self._fit()
        # The curve shows the last weight too; here the field that is typed in needs the line.
        self._last.setVisible(not is_narrow)
        if is_narrow:
            self._head.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
            self._below.addWidget(self.refuse_button)
        else:
            self._foot.insertWidget(0, self.save_button)
            self._foot.addWidget(self.refuse_button)

    def _fit(self) -> None:
        """As wide as the form needs, so that neither a label nor the date is ever cut; a baby's asks more."""
        scroll_bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._inside.ensurePolished()
        needs = self._inside.minimumSizeHint().width() + scroll_bar
        self._scroll.setMinimumWidth(0 if self._is_narrow else needs)

    # --- while typing ---

    def _look(self) -> None:
        """Judge what stands in the form now and show it everywhere."""
        if self.history is None:
            return
        facts = self._with_reason(self.form.facts())
        has_number = any(getattr(facts, key) is not None for key in MEASURED) or facts.has_oedema
        self.verdict = self._preview(facts) if has_number else None
        is_sure = self.questions.judged(self.verdict)
        self.panel.show_verdict(self.history, self.verdict, is_sure=is_sure)
        self._remark(self.verdict)
        self.panel.setVisible(self.doubt.finding is None)
        late = late_words(facts.measured_on, self._held_on)
        set_sentence(self.form.sentences["measured_on"], late, is_error=False)
        self.previewed.emit(self.history, self.verdict)
        self._settled.start()

    def _preview(self, facts: VisitFacts) -> VisitVerdict | None:
        history, context = self.history, self._context
        if history is None or facts.measured_on < history.child.born_on:
            return None
        return measuring.preview(history, facts, today=context.register.today, settings=context.settings)

    def _settle(self) -> None:
        """The hand rests: keep the draft and speak about odd numbers, but leave the keyboard where it is."""
        self.keep_draft()
        self.questions.speak()

    def _make_room_for_question(self) -> None:
        self.panel.hide()
        # On a small screen the question would otherwise open below the edge.
        QTimer.singleShot(0, self.doubt, lambda: self._bring_into_sight(self.doubt))

    def _look_at_answer(self) -> None:
        self._look()
        self.keep_draft()

    def _with_reason(self, facts: VisitFacts) -> VisitFacts:
        visit = self._visit_of_day(self.history) if self.history else None
        return self.questions.with_reason(facts, visit.facts if visit else None)

    # --- saving ---

    def save(self) -> None:
        """Save and say so; a question or an error puts the keyboard where the answer is, and loses nothing."""
        history = self.history
        if history is None:
            return
        try:
            facts = self._with_reason(self.form.checked_facts())
        except BukuError as error:
            self._complain(error)
            return
        if self._must_say_why(facts):
            self.why.ask()
            return
        context, day_id = self._context, self._day_id if facts.measured_on == self._held_on else None
        has_book, self.saving_id, why = self.form.book_answer(), history.child.id, self.why.reason()
        context.write(
            "Menyimpan",
            lambda: measuring.save_visit(
                context.register, history.child.id, facts, day_id=day_id, has_kia_book=has_book, reason=why
            ),
            lambda after: self._saved(history, after, facts.measured_on, has_book),
            self._complain,
        )

    def _must_say_why(self, facts: VisitFacts) -> bool:
        """Whether numbers that were written down earlier, or by somebody else, are being changed unexplained."""
        known = (
            next((it.facts for it in self.history.visits if it.facts.id == facts.id), None) if self.history else None
        )
        if known is None or not known.id or self.why.reason():
            return False
        is_changed = any(getattr(known, key) != getattr(facts, key) for key in MEASURED)
        return is_changed and needs_reason(self._context.register, known.id)

    def _complain(self, error: BukuError) -> None:
        self.saving_id = ""
        self.keep_draft()
        if isinstance(error, measuring.NeedsConfirmation):
            self.questions.ask_before_saving(error.findings[0])
        elif error.field is not None:
            key = "length_mm" if error.field == "lenhei_mm" else error.field
            self.form.complain(key, error.message)
            self.form.go_to(key)
        else:
            self._context.shell.complain(error)

    def _saved(
        self, before: GrowthHistory, after: GrowthHistory, measured_on: date, has_book: bool | None = None
    ) -> None:
        visit = next(it for it in after.visits if it.facts.measured_on == measured_on)
        self.history, self._kept_draft, self.saving_id = None, {}, ""
        self.questions.saving_is_over()
        self._announce(before, visit, after, has_book)
        self.saved.emit(after, visit)

    def _announce(
        self, before: GrowthHistory, visit: VisitVerdict, after: GrowthHistory, has_book: bool | None
    ) -> None:
        earlier = next((it.facts for it in before.visits if it.facts.id == visit.facts.id), None)
        context, child, visit_id = self._context, after.child, visit.facts.id or ""
        had_book = None if has_book is None else not has_book

        def restore() -> "Outcome[GrowthHistory]":
            assert earlier is not None
            return measuring.save_visit(
                context.register, child.id, earlier, day_id=earlier.day_id, has_kia_book=had_book, reason=_TAKEN_BACK
            )

        def undo() -> None:
            if earlier is None:
                context.write(
                    "Mengurungkan",
                    lambda: measuring.remove_visit(context.register, visit_id, _TAKEN_BACK, has_kia_book=had_book),
                )
            else:
                context.write("Mengurungkan", restore)
            self.taken_back.emit()
            context.announce(f"Dibatalkan: penimbangan {child.name}")

        context.announce(f"Tersimpan: {child.name}, {weight_words(visit.facts.weight_g)}", undo)

    def answer_follow_up(self, history: GrowthHistory, visit: VisitVerdict, referred: bool, words: str) -> None:
        """Write down what was done about a red result."""
        context = self._context
        facts = replace(visit.facts, is_referred=visit.facts.is_referred or referred, follow_up_note=words)
        self.saving_id = history.child.id
        context.write(
            "Menyimpan tindakan",
            lambda: measuring.save_visit(context.register, history.child.id, facts, day_id=facts.day_id),
            self._answered,
            self._not_answered,
        )

    def _answered(self, history: GrowthHistory) -> None:
        self.saving_id = ""
        self.follow_up_answered.emit(history)

    def _not_answered(self, error: BukuError) -> None:
        self.saving_id = ""
        self._context.shell.complain(error)

    # --- inside ---

    def _answer_open(self, referred: bool, words: str) -> None:
        visit = self._visit_of_day(self.history) if self.history else None
        if self.history is not None and visit is not None:
            self.answer_follow_up(self.history, visit, referred, words)

    def _visit_of_day(self, history: GrowthHistory) -> VisitVerdict | None:
        return next((visit for visit in history.visits if visit.facts.measured_on == self._held_on), None)

    def _show_head(self, history: GrowthHistory, visit: VisitVerdict | None) -> None:
        child = history.child
        self._name.setText(child.name)
        age = child.age_on(self._held_on or child.born_on)
        mother = mother_words(child.mother)
        self._who.setText(" · ".join(part for part in (child.sex.label, age, child.age_note, mother) if part))
        self._last.setText(last_words(history, visit))
        set_sentence(self._early, corrected_words(child, self._held_on or child.born_on), is_error=False)

    def _remark(self, verdict: VisitVerdict | None) -> None:
        weighing = verdict.weighing if verdict else None
        gain = weighing.gain_g if weighing else None
        self.form.remark("weight_g", _change_words(gain))
        grown = _grown_mm(self.history, verdict) if self.history and verdict else None
        self.form.remark("length_mm", "" if grown is None or grown < 0 else f"bertambah {length_words(grown)}")

    def _make_draft_line(self) -> QFrame:
        frame = QFrame()
        tint(frame, "quiet")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 2, 4, 2)
        row.addWidget(text("Isian yang tadi belum disimpan sudah dipulihkan."), 1)
        row.addWidget(button("Buang", self.throw_draft_away, role="quiet"))
        frame.hide()
        return frame

    def _build(self) -> None:
        inside = self._inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 2, 4, 8)
        column.setSpacing(8)
        for part in (self.follow_up, self._draft_line, self.form, self.why, self._place):
            column.addWidget(part)
        self._below = QHBoxLayout()
        column.addLayout(self._below)
        column.addStretch(1)
        self._scroll = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(self._scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(18, 4, 10, 8)
        self._foot.addWidget(self.save_button)
        self._foot.addStretch(1)
        self._foot.addWidget(self.refuse_button)
        whole.addLayout(self._foot)

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._name, self._who, self._early, self._last):
            words.addWidget(label)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(18, 8, 10, 4)
        self._head.setSpacing(12)
        self._head.addLayout(words, 1)
        return self._head

    def _build_answer(self) -> QWidget:
        """The question about a number and the verdict: what is read after every key, wherever there is room for it."""
        answer = QWidget()
        set_role(answer, "pane")
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.doubt)
        column.addWidget(self.panel)
        column.addStretch(1)
        return answer

    def _connect(self) -> None:
        self.form.typed.connect(self._look)
        self.form.field_done.connect(lambda _key: self.keep_draft())
        self.form.finished.connect(self.save)
        self.form.letters_typed.connect(self.letters_typed)
        self.questions.asked.connect(self._make_room_for_question)
        self.questions.answered.connect(self._look_at_answer)
        self.questions.given_back.connect(self.panel.show)
        self.questions.save_wanted.connect(self.save)
        self.follow_up.answered.connect(self._answer_open)
        self.why.answered.connect(lambda _reason: self.save())
        self._settled.timeout.connect(self._settle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self):
            return
        if self._scroll.isAncestorOf(now) or self.answer.isAncestorOf(now):
            self._bring_into_sight(now)

    def _bring_into_sight(self, part: QWidget) -> None:
        area = part.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(part, 0, 16)
            # Up and down only: the beginning of a label must never slip out of sight.
            area.horizontalScrollBar().setValue(0)


def _grown_mm(history: GrowthHistory, verdict: VisitVerdict) -> int | None:
    """How much longer than at the last visit before this one on which the length was measured."""
    now = verdict.facts
    earlier = (it.facts.length_mm for it in reversed(history.visits) if it.facts.measured_on < now.measured_on)
    known = next((length for length in earlier if length is not None), None)
    return None if known is None or now.length_mm is None else now.length_mm - known


def _change_words(gain_g: int | None) -> str:
    if gain_g is None:
        return ""
    return "tetap" if gain_g == 0 else f"{'naik' if gain_g > 0 else 'turun'} {weight_words(abs(gain_g))}"
