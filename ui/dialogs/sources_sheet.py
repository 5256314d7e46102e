"""Aturan penilaian: where official sources disagree, what each says, which is recommended, and what follows from it."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.choices import QUESTIONS, Choices, Option, Question, default_codes
from core.rules.permissions import Action
from core.services.day.source_choices import load_choices, needs_agreement, save_choices, unusual
from core.words.findings import Severity
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import Badge, Strip

if TYPE_CHECKING:
    from ui.context import AppContext

_ABOUT = (
    "Di beberapa hal sumber resmi tidak sama. Yang dianjurkan sudah terpilih. Ganti hanya bila puskesmas memakai yang "
    "lain; semua kartu, juga yang lama, langsung dinilai menurut pilihan itu."
)
_MIDWIFE = "Ini aturan kesehatan: sepakati dulu dengan bidan."
RECOMMENDED = "dianjurkan"


class QuestionCard(QFrame):
    """One question: the topic, whom it matters to, and an answer from each source."""

    def __init__(self, question: Question) -> None:
        """Nothing chosen yet; `SourcesSheet` connects it."""
        super().__init__()
        set_role(self, "card")
        self.question = question
        self.options = {one.code: QRadioButton(_words(question, one)) for one in question.options}
        self.back = button("Kembalikan ke anjuran", lambda: None, role="quiet", picture="undo-2")
        self.back.setAccessibleName(f"Kembalikan ke anjuran: {question.label}")
        self._other = Badge(Severity.YELLOW, "Bukan anjuran")
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(4)
        column.addWidget(text(question.label, "strong"))
        column.addWidget(text(question.effect, "soft"))
        for one, made in zip(question.options, self.options.values(), strict=True):
            made.setAccessibleName(f"{question.label}: {_words(question, one)}")
            group.addButton(made)
            column.addWidget(made)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_code(self, code: str) -> None:
        """Show what is chosen now."""
        self.options[code].setChecked(True)
        is_usual = code == self.question.default.code
        self.back.setHidden(is_usual)
        self._other.setHidden(is_usual)


class SourcesSheet(SheetContent):
    """Every question under the other; a choice is kept at once and can be taken back."""

    title = "Aturan yang berbeda antar sumber"
    manual = "pengaturan"
    width_em = 40
    is_of_one = True

    def __init__(self, context: "AppContext") -> None:
        """What is chosen now."""
        super().__init__()
        self._context = context
        self.midwife = QLineEdit()
        self._midwife_field = Field("&Bidan yang setuju", self.midwife, "Namanya ikut tercatat di riwayat")
        self._state = text("", "strong")
        self.reset = button("Kembalikan &semua ke anjuran", self._reset, picture="undo-2")
        self.cards = {one.key: QuestionCard(one) for one in QUESTIONS}
        self._build()
        self._guard()
        self._load()

    def first_field(self) -> QWidget:
        needs_name = not self._midwife_field.isHidden() and not self.midwife.text().strip()
        first = self.cards[QUESTIONS[0].key].options
        chosen = next((one for one in first.values() if one.isChecked()), None)
        return self.midwife if needs_name or chosen is None else chosen

    # --- inside ---

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(text(_ABOUT))
        column.addWidget(Strip(None, _MIDWIFE))
        self._midwife_field.setFixedWidth(em(self, 20))
        column.addWidget(self._midwife_field)
        self._midwife_field.setVisible(needs_agreement(self._context.register))
        column.addWidget(self._state)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        for key, card in self.cards.items():
            column.addWidget(card)
            card.back.clicked.connect(partial(self._back, key))
            for code, made in card.options.items():
                made.clicked.connect(partial(self._choose, key, code))

    def _guard(self) -> None:
        parts: list[QWidget] = [self.midwife, self.reset]
        for card in self.cards.values():
            parts += [card.back, *card.options.values()]
        for part in parts:
            self._context.guard(part, Action.CHANGE_SETTINGS)

    def _load(self) -> None:
        chosen = load_choices(self._context.register)
        for key, card in self.cards.items():
            card.show_code(getattr(chosen, key))
        self._state.setText(state_words(chosen))
        self.reset.setHidden(not unusual(chosen))

    def _choose(self, key: str, code: str, _is_on: bool = True) -> None:
        label = self.cards[key].question.label
        self._keep({key: code}, label[:1].lower() + label[1:])

    def _back(self, key: str, _is_on: bool = False) -> None:
        card = self.cards[key]
        card.options[card.question.default.code].setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(key, card.question.default.code)

    def _reset(self) -> None:
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep(default_codes(), "semua menurut anjuran")

    def _keep(self, codes: Mapping[str, str], words: str) -> None:
        chosen = load_choices(self._context.register)
        before = {key: getattr(chosen, key) for key in codes}
        if before != dict(codes):
            self._write(codes, f"Tersimpan: {words}", before)

    def _write(self, codes: Mapping[str, str], words: str, before: Mapping[str, str]) -> None:
        context, midwife = self._context, self.midwife.text()

        def undo() -> None:
            # The sheet may be gone by then: nothing of it is asked.
            context.write("Menyimpan aturan", lambda: save_choices(context.register, before, agreed_by=midwife), undone)

        def undone(_choices: Choices) -> None:
            context.announce(words.replace("Tersimpan", "Dibatalkan"))

        def done(_choices: Choices) -> None:
            self._midwife_field.complain("")
            self._load()
            context.announce(words, undo)

        context.write(
            "Menyimpan aturan", lambda: save_choices(context.register, codes, agreed_by=midwife), done, self._failed
        )

    def _failed(self, error: BukuError) -> None:
        self._load()
        if error.field == "agreed_by":
            self._midwife_field.complain(error.message)
        else:
            self._context.shell.complain(error)


def state_words(chosen: Choices) -> str:
    """How many rules are not as recommended, and which."""
    other = unusual(chosen)
    if not other:
        return f"Semua {len(QUESTIONS)} aturan menurut anjuran."
    return f"{len(other)} dari {len(QUESTIONS)} aturan bukan anjuran: {', '.join(one.label for one in other)}."


def _words(question: Question, option: Option) -> str:
    mark = f"   · {RECOMMENDED}" if option == question.default else ""
    return f"{option.label} ({option.source}){mark}"
