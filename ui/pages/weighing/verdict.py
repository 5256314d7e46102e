"""What the numbers say, while they are typed: the letter with its arithmetic, the status in words, what to do."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.growth.two_clocks import differences
from core.rules.role_words import SEEN_BY_MIDWIFE, category_words, plain_words
from core.services.views import GrowthHistory, VisitVerdict
from core.words.findings import Finding, Severity
from ui.icons import pixmap
from ui.pages.weighing.words import spoken
from ui.palette import TONES
from ui.theme import em, scaled
from ui.widgets.texts import text
from ui.widgets.tones import Badge, tint

_IMPOSSIBLE = "R-MUSTAHIL"
_LETTER_RULE = "R-NT"
_UNSURE = "Angkanya perlu dilihat sekali lagi."
_WAITING = "Ketik berat, hasilnya langsung tampak di sini. Tekan ? untuk gambar cara mengukur."


class VerdictPanel(QWidget):
    """The letter in large, the sentence beside it, and one line for each finding."""

    def __init__(self, *, is_spoken: bool = False) -> None:
        """Waiting for a number; the room is kept, so that nothing jumps when it comes.

        `is_spoken`: the reasons in a kader's words; otherwise with the numbers that a bidan wants to see.
        """
        super().__init__()
        self._is_spoken = is_spoken
        self.card = QFrame()
        self._letter = text("", "letter", wraps=False)
        self._letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._letter.setMinimumWidth(em(self, 2.2))
        self._sentence = text(_WAITING, "strong")
        self._badge = Badge(is_bare=True)
        self._status = text("", "")
        self._judged = QWidget()
        judged = QVBoxLayout(self._judged)
        judged.setContentsMargins(0, 0, 0, 0)
        judged.setSpacing(2)
        judged.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        judged.addWidget(self._status)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._sentence)
        words.addWidget(self._judged)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(8, 8, 12, 8)
        row.addWidget(self._letter)
        row.addLayout(words, 1)
        self.card.setMinimumHeight(em(self, 4.2))
        tint(self.card, "quiet")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addLayout(self._notes)
        column.addStretch(1)

    def show_verdict(
        self, history: GrowthHistory | None, verdict: VisitVerdict | None, *, is_sure: bool = True
    ) -> None:
        """Show `verdict`; without `is_sure` (a number looks wrong) only the arithmetic, no judgement of the child."""
        is_judged = verdict is not None and is_sure
        self._judged.setVisible(is_judged)
        # The ground says what the word and the icon say: no colour before anything is judged.
        tint(self.card, verdict.severity.value if verdict is not None and is_sure else "quiet")
        self._letter.setText(((verdict.letter or "–") if is_sure else "?") if verdict else "")
        self._sentence.setText((_sentence(verdict) if is_sure else _UNSURE) if verdict else _WAITING)
        self._clear_notes()
        if verdict is None or history is None or not is_sure:
            return
        self._badge.show_severity(verdict.severity)
        self._status.setText(status_words(verdict))
        for finding in notable(verdict.findings):
            label, why = spoken(finding, verdict) if self._is_spoken else (finding.label, finding.why)
            self._notes.addWidget(_note(finding, label, why))
        weight = verdict.facts.weight_g
        weight_kg = None if weight is None else weight / 1000
        for why in differences(history.child.sex, verdict.age_months, verdict.growth, weight_kg):
            self._notes.addWidget(text(why if verdict.sees_diagnoses else plain_words(why), "small"))

    def _clear_notes(self) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def notable(findings: Iterable[Finding]) -> list[Finding]:
    """The findings about the child that need a word, most serious first; doubts about a number are asked elsewhere."""
    kept = [it for it in findings if not is_doubt(it) and it.severity is not Severity.GREEN and _says_more(it)]
    return sorted(kept, key=lambda finding: -finding.severity.rank)


def is_doubt(finding: Finding) -> bool:
    """Whether this is about the number and not about the child: it asks for a second reading."""
    return finding.asks_confirmation or finding.rule == _IMPOSSIBLE


def is_impossible(finding: Finding) -> bool:
    """Whether no reason can save it."""
    return finding.rule == _IMPOSSIBLE


def status_words(verdict: VisitVerdict) -> str:
    """`Gizi baik · Tinggi normal · Berat badan normal`: nutritional status, length and weight in official words."""
    growth, sees = verdict.growth, verdict.sees_diagnoses
    parts = [category_words(growth.whz_category, sees_diagnoses=sees) if growth.whz_category else ""]
    if growth.haz_category:
        name = "Panjang" if verdict.age_months < 24 else "Tinggi"
        label = category_words(growth.haz_category, sees_diagnoses=sees)
        parts.append(f"{name} {label.lower()}" if label in {"Normal", "Tinggi"} else label)
    parts.append(category_words(growth.waz_category, sees_diagnoses=sees) if growth.waz_category else "")
    # That a midwife is to look is said once, after all of them.
    asks = f", {SEEN_BY_MIDWIFE}"
    words = [part.removesuffix(asks) for part in parts if part]
    return " · ".join((*words, SEEN_BY_MIDWIFE) if any(part.endswith(asks) for part in parts) else words)


def _says_more(finding: Finding) -> bool:
    # The letter's own finding stands in large type above already.
    return not finding.rule.startswith(_LETTER_RULE)


def _sentence(verdict: VisitVerdict) -> str:
    letter = next((it.label for it in verdict.findings if it.rule.startswith(_LETTER_RULE)), "")
    if letter:
        # The letter itself stands beside it in large.
        words = letter.removeprefix(f"{verdict.letter} · ")
        return words[:1].upper() + words[1:]
    if verdict.weighing is not None:
        return verdict.weighing.arithmetic or "Titik tambahan; huruf bulan ini dari penimbangan hari buka."
    return "Belum ditimbang."


def _note(finding: Finding, label: str, why: str) -> QFrame:
    tone = TONES[finding.severity.value]
    frame = QFrame()
    tint(frame, finding.severity.value)
    picture = QLabel()
    size = scaled(20)
    picture.setPixmap(pixmap(tone.icon, tone.ink, size))
    picture.setFixedWidth(size)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(text(label, "strong"))
    words.addWidget(text(" ".join(part for part in (why, finding.next_step) if part)))
    row = QHBoxLayout(frame)
    row.setContentsMargins(10, 6, 10, 6)
    row.setSpacing(10)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    tint(frame, finding.severity.value)
    frame.setToolTip(finding.rule)
    return frame
