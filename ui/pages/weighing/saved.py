"""After saving: what was written, what to say to the mother, what a red result still asks for, and who comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.services.views import GrowthHistory, Message, VisitVerdict
from core.words.findings import Severity
from core.words.quantities import kilograms
from ui.pages.weighing.rows import Called
from ui.pages.weighing.verdict import notable
from ui.palette import TONES
from ui.theme import em, set_role
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import dress, set_sentence
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import picture, text
from ui.widgets.tones import Badge, tint

_NAME_EM = 9


class FollowUp(QFrame):
    """A red result stays until somebody says what was done about it."""

    answered = Signal(bool, str)  # was the child referred, what was done

    def __init__(self) -> None:
        """Hidden until there is something red."""
        super().__init__()
        self._is_urgent = False
        self._what = text("", "strong")
        self._next = text("")
        self._referred = button("Sudah dirujuk", lambda: self.answered.emit(True, "Dirujuk ke puskesmas"))
        self._other = button("Tindakan lain …", self.ask)
        self._note = QLineEdit()
        self._note.setPlaceholderText("Apa yang sudah dilakukan? Lalu Enter")
        dress(self._note, "Apa yang sudah dilakukan")
        self._note.returnPressed.connect(self._answer)
        row = QHBoxLayout()
        row.addWidget(self._referred)
        row.addWidget(self._other)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._what)
        column.addWidget(self._next)
        column.addLayout(row)
        column.addWidget(self._note)
        self.hide()

    def show_for(self, verdict: VisitVerdict | None) -> None:
        """Ask about the red findings of a saved visit; nothing to ask when there are none or it was answered."""
        self._note.clear()
        self._note.hide()
        self._is_urgent = verdict is not None and verdict.severity is Severity.URGENT
        if verdict is None or not needs_answer(verdict):
            self.hide()
            return
        reds = [finding for finding in notable(verdict.findings) if finding.severity.rank >= Severity.RED.rank]
        label = ", ".join(dict.fromkeys(finding.label for finding in reds)) or verdict.severity.word
        self._what.setText(f"{verdict.severity.value.capitalize()}: {label}")
        steps = dict.fromkeys(finding.next_step for finding in reds if finding.next_step)
        set_sentence(self._next, next(iter(steps), ""), is_error=False)
        tint(self, verdict.severity.value)
        self.show()

    @property
    def deeds(self) -> tuple[QWidget, ...]:
        """What only those may press who record people's health."""
        return (self._referred, self._other, self._note)

    @property
    def must_be_answered(self) -> bool:
        """Whether something urgent waits here for whoever may write down what was done."""
        return self._is_urgent and self.isVisible() and self._referred.isEnabled()

    def ask(self) -> None:
        """Put the keyboard where the answer is written; Enter alone says nothing there."""
        self._note.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        words = " ".join(self._note.text().split())
        if words:
            self.answered.emit(False, words)


class SavedPanel(QWidget):
    """The quiet success of one child, read aloud to the mother while the next one is called."""

    next_wanted = Signal()
    open_again = Signal(str)  # person id

    def __init__(self) -> None:
        """Shown after the first save."""
        super().__init__()
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._child_id = ""
        self._name = text("", "heading")
        self._result = text("", wraps=False)
        self._badge = Badge()
        self.follow_up = FollowUp()
        self.message = text("", "spoken")
        self._next = button("", self.next_wanted.emit, role="next", picture="arrow-right")
        self._correct = button("Perbaiki angkanya", self._open_again, role="quiet", picture="pencil")
        self._hint = text("atau langsung ketik nama siapa pun yang datang", "small")
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 12, 8)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.follow_up)
        column.addWidget(self._card())
        column.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 6, 12, 8)
        foot.setSpacing(4)
        foot.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self._hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolling(inside), 1)
        whole.addLayout(foot)

    @property
    def deeds(self) -> tuple[QWidget, ...]:
        """What only those may press who record people's health."""
        return (*self.follow_up.deeds, self._correct)

    def holds(self, person_id: str) -> bool:
        """Whether somebody else is called while something urgent waits for an answer; the keyboard goes there."""
        is_held = person_id != self._child_id and self.follow_up.must_be_answered
        if is_held:
            self.follow_up.ask()
        return is_held

    def _open_again(self) -> None:
        self.open_again.emit(self._child_id)

    def show_saved(
        self, history: GrowthHistory, verdict: VisitVerdict, message: Message, following: Called | None
    ) -> None:
        """Show the saved visit, the words for the mother, and whom Enter will call."""
        self._child_id = history.child.id
        self._name.setText(f"{history.child.name} tersimpan")
        self._result.setText(result_words(verdict))
        self._badge.show_severity(verdict.severity)
        self.follow_up.show_for(verdict)
        self.message.setText(message.text)
        if following is None:
            relabel(self._next, "Tidak ada lagi yang menunggu")
            self._next.setEnabled(False)
        else:
            room = em(self, _NAME_EM)
            name = self._next.fontMetrics().elidedText(following.name, Qt.TextElideMode.ElideRight, room)
            relabel(self._next, f"Panggil {name}   (Enter)")
            self._next.setEnabled(True)

    def arrange(self, *, is_roomy: bool) -> None:
        """Where room is scarce the hint goes, so that the words for the mother stay whole."""
        self._hint.setVisible(is_roomy)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        result = QHBoxLayout()
        result.setSpacing(12)
        result.addWidget(self._result)
        result.addWidget(self._badge)
        result.addStretch(1)
        words.addLayout(result)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(picture("circle-check", TONES["hijau"].ink, 32), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _card(self) -> QFrame:
        card = QFrame()
        tint(card, "quiet")
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(6)
        column.addWidget(text("Kata untuk ibu", "soft"))
        column.addWidget(self.message)
        return card


def needs_answer(verdict: VisitVerdict) -> bool:
    """Whether the result is red and nobody has said yet what was done."""
    facts = verdict.facts
    return verdict.severity.rank >= Severity.RED.rank and not facts.is_referred and not facts.follow_up_note.strip()


def result_words(verdict: VisitVerdict) -> str:
    """`7,4 kg · T`, in one line."""
    weight = verdict.facts.weight_g
    parts = (f"{kilograms(weight)} kg" if weight is not None else "tanpa berat", verdict.letter)
    return " · ".join(part for part in parts if part)
