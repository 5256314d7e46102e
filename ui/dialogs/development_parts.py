"""Parts of the sheet of development: the checklist of the Buku KIA line by line, and the score of the KPSP."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.rules.development import KPSP_QUESTIONS, SECTORS, Checkpoint, checklist_so_far, kpsp_finding
from core.services.immunization.development_rows import KpspAnswers
from core.words.findings import Finding
from ui.dialogs.asking_sheet import whole_number
from ui.forms.answer_toggles import Toggles
from ui.theme import em
from ui.widgets.fields import Field, dress
from ui.widgets.texts import text
from ui.widgets.tones import Strip

_CAN, _CANNOT = 0, 1


class VerdictPlace(QWidget):
    """Where the verdict of a part stands; empty until there is one."""

    def __init__(self) -> None:
        """Nothing found yet."""
        super().__init__()
        self._seen: Finding | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Show what was found, or nothing."""
        if finding == self._seen:
            return
        self._seen = finding
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if finding is not None:
            self._column.addWidget(Strip(finding.severity, finding.label, f"{finding.why} {finding.next_step}".strip()))
        self.setVisible(finding is not None)


class ChecklistSection(QWidget):
    """One line for each thing a child can do by this age; Y or T answers and goes on."""

    changed = Signal()

    def __init__(self, checkpoint: Checkpoint, answers: Mapping[int, bool], before: str) -> None:
        """`answers` of today so far; `before`: what was found the last time, in words."""
        super().__init__()
        self.checkpoint = checkpoint
        self._saved = dict(answers)
        self.rows = [Toggles(("Ya", "Belum"), ("y1", "tbn2")) for _item in checkpoint.items]
        self.verdict = VerdictPlace()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text(f"Ceklis Buku KIA umur {checkpoint.age_months} bulan", "heading"))
        column.addWidget(text("Anak sudah bisa ini? Tekan Y bila ya, T bila belum.", "soft"))
        if before:
            column.addWidget(text(before, "soft"))
        for place, (item, row) in enumerate(zip(checkpoint.items, self.rows, strict=True)):
            column.addLayout(self._line(place, item, row))
            if place in answers:
                row.choose((_CAN if answers[place] else _CANNOT,))
            row.changed.connect(self._look)
            row.answered.connect(lambda place=place: self._go_on(place))
        column.addWidget(self.verdict)
        self._look()

    def answers(self) -> dict[int, bool]:
        """Place of the line to yes or no; open lines are left out."""
        chosen = ((place, row.chosen()) for place, row in enumerate(self.rows))
        return {place: picked[0] == _CAN for place, picked in chosen if picked}

    def has_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return self.answers() != self._saved

    def _line(self, place: int, item: str, row: Toggles) -> QHBoxLayout:
        words = text(f"{place + 1}. {item[0].upper()}{item[1:]}")
        dress(row, item)
        row.setFixedWidth(em(row, 7.4))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(words, 1)
        line.addWidget(row, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _look(self) -> None:
        self.verdict.show_finding(checklist_so_far(self.checkpoint, self.answers()))
        self.changed.emit()

    def _go_on(self, place: int) -> None:
        if place + 1 < len(self.rows):
            self.rows[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()


class KpspSection(QWidget):
    """How often yes, in which parts no, and whether this is the repeat."""

    changed = Signal()

    def __init__(self, age_months: int, told: KpspAnswers | None, *, is_repeat: bool) -> None:
        """`told` is what was saved today; `is_repeat` is proposed."""
        super().__init__()
        self._age, self._saved = age_months, told
        self.yes = QLineEdit("" if told is None else str(told.yes))
        self.yes.setFixedWidth(em(self.yes, 4))
        self.sectors = Toggles(
            [f"{place} {one}" for place, one in enumerate(SECTORS, start=1)], "1234", is_several=True
        )
        self.repeat = Toggles(("Ya", "Tidak"), ("y1", "tn2"))
        self.repeat.choose((0,) if (told.is_repeat if told else is_repeat) else (1,))
        if told is not None:
            self.sectors.choose([place for place, one in enumerate(SECTORS) if one in told.sectors])
        self.fields = {
            "yes": Field("&Jawaban ya", self.yes, f"Bacakan {KPSP_QUESTIONS} pertanyaan di buku KPSP, hitung yang ya."),
            "sectors": Field("Bagian yang jawabannya &tidak", self.sectors, "Tertulis di samping pertanyaannya."),
            "is_repeat": Field("&Ulangan sesudah 2 minggu stimulasi?", self.repeat),
        }
        self.verdict = VerdictPlace()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text(f"KPSP umur {age_months} bulan", "heading"))
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.verdict)
        self.yes.textChanged.connect(lambda _text: self._look())
        for row in (self.sectors, self.repeat):
            row.changed.connect(self._look)
        self.repeat.answered.connect(self.focusNextChild)
        self._look()

    @property
    def steps(self) -> tuple[QWidget, ...]:
        """The fields in the order in which Enter walks them."""
        return (self.yes, self.sectors, self.repeat)

    def told(self) -> KpspAnswers | None:
        """What is filled; None while the score is empty. A score that is no number is -1."""
        yes = whole_number(self.yes.text())
        if yes is None:
            return None
        sectors = tuple(SECTORS[place] for place in self.sectors.chosen()) if yes < KPSP_QUESTIONS else ()
        return KpspAnswers(self._age, yes, sectors, self.repeat.chosen() == (0,))

    def has_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        told = self.told()
        return told is not None and told != self._saved

    def complain(self, key: str, sentence: str) -> bool:
        """Say what is wrong at its field; False when it is none of these."""
        for one in self.fields.values():
            one.complain("")
        if key in self.fields:
            self.fields[key].complain(sentence)
        return key in self.fields

    def _look(self) -> None:
        told = self.told()
        is_readable = told is not None and 0 <= told.yes <= KPSP_QUESTIONS
        needs_sectors = is_readable and told is not None and told.yes < KPSP_QUESTIONS
        self.fields["sectors"].setVisible(needs_sectors)
        self.fields["is_repeat"].setVisible(is_readable)
        finding = None
        if is_readable and told is not None:
            finding = kpsp_finding(told.yes, is_repeat=told.is_repeat, sectors=told.sectors)
        self.verdict.show_finding(finding)
        self.changed.emit()
