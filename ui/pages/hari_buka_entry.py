"""The pane in the middle: one child, what is typed, what it says at once, and saving."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.errors import BukuError
from core.services import measuring
from core.services.views import GrowthHistory, VisitFacts, VisitVerdict
from core.words.findings import Finding
from core.words.quantities import length_words, weight_words
from ui.forms.visit_form import VisitForm, late_words
from ui.pages.hari_buka_doubt import Doubt
from ui.pages.hari_buka_room import AnswerPlace
from ui.pages.hari_buka_saved import FollowUp
from ui.pages.hari_buka_verdict import VerdictPanel, is_doubt, is_impossible
from ui.pages.hari_buka_words import corrected_words, last_words
from ui.theme import em, set_role
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import set_sentence
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from core.services.register import Outcome
    from ui.context import AppContext

_SETTLED_MS = 700
_TYPED = ("weight_g", "length_mm", "head_mm", "muac_mm")


class EntryPane(QFrame):
    """The form of the child that was called, with everything that watches over it."""

    previewed = Signal(object, object)  # GrowthHistory, VisitVerdict | None: for the curve and the words beside it
    saved = Signal(object, object)  # GrowthHistory, VisitVerdict
    taken_back = Signal()  # the last save was undone
    follow_up_answered = Signal(object)  # GrowthHistory
    letters_typed = Signal(str)

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
        self._reasons: dict[tuple[str, str], str] = {}  # (field, typed) -> reason
        self._is_saving = False
        self._name, self._who, self._last = text("", "title"), text(""), text("", "soft")
        self._early = text("", "soft")  # born early: by which age the numbers are judged
        self._draft_line = self._make_draft_line()
        self.follow_up, self.doubt = FollowUp(), Doubt()
        self.form, self.panel = VisitForm(), VerdictPanel()
        self.save_button = button("&Simpan   (Enter)", self.save, role="next", picture="check")
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
        self.history = measuring.growth_history(register, person_id)
        self._held_on, self._day_id = held_on, day_id
        self._reasons, self._is_saving = {}, False
        visit = self._visit_of_day(self.history)
        self._show_head(self.history, visit)
        self.follow_up.show_for(visit)
        self.form.begin(self.history.child, visit.facts if visit else VisitFacts(held_on))
        self._kept_draft = measuring.load_draft(register, person_id)
        self._draft_line.setVisible(bool(self._kept_draft))
        if self._kept_draft:
            self.form.restore(self._kept_draft)
            self.form.go_on()
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
        # As wide as the form needs, so that neither a label nor the date is ever cut.
        scroll_bar = em(self, 0.9)
        needs = self._inside.minimumSizeHint().width() + scroll_bar
        self._scroll.setMinimumWidth(0 if is_narrow else needs)
        # The curve shows the last weight too; here the field that is typed in needs the line.
        self._last.setVisible(not is_narrow)
        if is_narrow:
            self._head.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._foot.insertWidget(0, self.save_button)

    # --- while typing ---

    def _look(self) -> None:
        """Judge what stands in the form now and show it everywhere."""
        if self.history is None:
            return
        facts = self._with_reason(self.form.facts())
        has_number = any(getattr(facts, key) is not None for key in _TYPED) or facts.has_oedema
        self.verdict = self._preview(facts) if has_number else None
        doubts = self._doubts()
        self.panel.show_verdict(self.history, self.verdict, is_sure=not doubts)
        self._remark(self.verdict)
        if self.doubt.finding is not None and self.doubt.finding not in doubts:
            self.doubt.be_quiet()
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
        doubts = self._doubts()
        if doubts and self.doubt.finding is None:
            self._ask(doubts[0])

    def _doubts(self) -> list[Finding]:
        findings = self.verdict.findings if self.verdict else ()
        open_ones = [it for it in findings if is_doubt(it) and self._answer_key(it.field) not in self._reasons]
        # What can be put right by one press is asked first, also when the number as it stands is impossible.
        return sorted(open_ones, key=lambda it: not it.suggestion)

    def _ask(self, finding: Finding) -> None:
        typed = getattr(self.form.editor(finding.field), "text", str)()
        is_possible = not any(it.field == finding.field and is_impossible(it) for it in self._doubts())
        self.doubt.ask(finding, f"{typed}".replace(".", ","), can_be_kept=is_possible)
        self.panel.hide()
        # On a small screen the question would otherwise open below the edge.
        QTimer.singleShot(0, lambda: self._bring_into_sight(self.doubt))

    def _hold(self, key: str) -> bool:
        """Enter on the field `key`: stay when it cannot be read or looks wrong, and ask."""
        field = self.form.measures.get(key)
        if field is None:
            return False
        if not field.is_readable():
            self.form.complain(key, "Belum terbaca. Ketik angka saja, misalnya 7,4.")
            return True
        doubt = next((it for it in self._doubts() if self._is_about(it, key)), None)
        if doubt is None:
            return False
        self._ask(doubt)
        self.doubt.take_keyboard()
        return True

    def _is_about(self, doubt: Finding, key: str) -> bool:
        """Whether the question belongs to this field; two numbers that changed places belong to both."""
        is_swapped = key == "length_mm" and self.form.is_in_length(doubt.suggestion)
        return is_swapped or self.form.editor(doubt.field) is self.form.measures[key]

    def _correct(self, field: str, meant: str) -> None:
        self.form.correct(field, meant)
        self._go_on_after(field)

    def _type_on(self, field: str, digit: str) -> None:
        """The question waits until saving: the digit begins the next measure, never another child."""
        self.form.type_after(field, digit)

    def _measure_again(self, field: str) -> None:
        self.doubt.be_quiet()
        self.panel.show()
        self._is_saving = False
        self.form.go_to(field)

    def _keep_with_reason(self, field: str, reason: str) -> None:
        self._reasons[self._answer_key(field)] = reason
        self._go_on_after(field)

    def _go_on_after(self, field: str) -> None:
        self.doubt.be_quiet()
        self._look()
        self.keep_draft()
        following = self._doubts()
        if self._is_saving:
            self.save()
        elif following and following[0].field == field:
            self._ask(following[0])
            self.doubt.take_keyboard()
        else:
            self.form.go_after(field)

    def _answer_key(self, field: str) -> tuple[str, str]:
        return field, getattr(self.form.editor(field), "text", str)()

    def _with_reason(self, facts: VisitFacts) -> VisitFacts:
        reasons = [reason for key, reason in self._reasons.items() if key == self._answer_key(key[0])]
        visit = self._visit_of_day(self.history) if self.history else None
        if not reasons and visit and all(getattr(visit.facts, key) == getattr(facts, key) for key in _TYPED):
            reasons = [visit.facts.confirmation_reason]
        return replace(facts, confirmation_reason="; ".join(dict.fromkeys(reasons)))

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
        context, day_id = self._context, self._day_id if facts.measured_on == self._held_on else None
        context.write(
            "Menyimpan",
            lambda: measuring.save_visit(context.register, history.child.id, facts, day_id=day_id),
            lambda after: self._saved(history, after, facts.measured_on),
            self._complain,
        )

    def _complain(self, error: BukuError) -> None:
        self.keep_draft()
        if isinstance(error, measuring.NeedsConfirmation):
            self._is_saving = True
            self._ask(error.findings[0])
            self.doubt.take_keyboard()
        elif error.field is not None:
            key = "length_mm" if error.field == "lenhei_mm" else error.field
            self.form.complain(key, error.message)
            self.form.go_to(key)
        else:
            self._context.shell.complain(error)

    def _saved(self, before: GrowthHistory, after: GrowthHistory, measured_on: date) -> None:
        visit = next(it for it in after.visits if it.facts.measured_on == measured_on)
        self.history, self._kept_draft, self._is_saving = None, {}, False
        self._announce(before, visit, after)
        self.saved.emit(after, visit)

    def _announce(self, before: GrowthHistory, visit: VisitVerdict, after: GrowthHistory) -> None:
        earlier = next((it.facts for it in before.visits if it.facts.id == visit.facts.id), None)
        context, child, visit_id = self._context, after.child, visit.facts.id or ""

        def restore() -> "Outcome[GrowthHistory]":
            assert earlier is not None
            return measuring.save_visit(context.register, child.id, earlier, day_id=earlier.day_id)

        def undo() -> None:
            if earlier is None:
                context.write("Mengurungkan", lambda: measuring.remove_visit(context.register, visit_id, "Diurungkan"))
            else:
                context.write("Mengurungkan", restore)
            self.taken_back.emit()
            context.announce(f"Dibatalkan: penimbangan {child.name}")

        context.announce(f"Tersimpan: {child.name}, {weight_words(visit.facts.weight_g)}", undo)

    def answer_follow_up(self, history: GrowthHistory, visit: VisitVerdict, referred: bool, words: str) -> None:
        """Write down what was done about a red result."""
        context = self._context
        facts = replace(visit.facts, is_referred=visit.facts.is_referred or referred, follow_up_note=words)
        context.write(
            "Menyimpan tindakan",
            lambda: measuring.save_visit(context.register, history.child.id, facts, day_id=facts.day_id),
            self.follow_up_answered.emit,
        )

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
        mother = f"ibu {child.mother}" if child.mother else ""
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
        row.addWidget(QLabel("Isian yang tadi belum disimpan sudah dipulihkan."), 1)
        row.addWidget(button("Buang", self.throw_draft_away, role="quiet"))
        frame.hide()
        return frame

    def _build(self) -> None:
        inside = self._inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 2, 4, 8)
        column.setSpacing(8)
        for part in (self.follow_up, self._draft_line, self.form, self._place):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(18, 4, 10, 8)
        self._foot.addWidget(self.save_button)
        self._foot.addStretch(1)
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
        self.form.hold = self._hold
        self.form.typed.connect(self._look)
        self.form.field_done.connect(lambda _key: self.keep_draft())
        self.form.finished.connect(self.save)
        self.form.letters_typed.connect(self.letters_typed)
        self.doubt.corrected.connect(self._correct)
        self.doubt.again.connect(self._measure_again)
        self.doubt.reasoned.connect(self._keep_with_reason)
        self.doubt.typed_on.connect(self._type_on)
        self.follow_up.answered.connect(self._answer_open)
        self._settled.timeout.connect(self._settle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and (self._scroll.isAncestorOf(now) or self.answer.isAncestorOf(now)):
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
