"""While somebody is typed: who may be in the register already, with a way to them and a way past them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from core.services.confirmation import NeedsConfirmation
from core.services.people import duplicates
from core.services.people.duplicates import Resemblance
from core.services.people.registration import RESEMBLANCE_RULE
from core.words.names import mother_words
from core.words.people import Sex
from ui.widgets.buttons import button
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from core.errors import BukuError
    from core.services.views import PersonLine
    from ui.context import AppContext

_PAUSE_MS = 200
SOMEBODY_ELSE = "Memang orang lain"


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed so far of somebody."""

    name: str = ""
    born_on: date | None = None
    mother: str = ""
    nik: str = ""
    sex: Sex | None = field(default=None, compare=False)


class AlreadyKnown(QFrame):
    """A tinted strip, hidden until somebody alike is found; it never takes the keyboard and never blocks."""

    wanted = Signal(str)  # the id of the person who is in the register already

    def __init__(self, context: "AppContext", typed: Callable[[], Typed], own_id: str | None = None) -> None:
        """`typed` tells what stands in the form now; `own_id` is the person being corrected."""
        super().__init__()
        self._context, self._typed, self._own_id = context, typed, own_id
        self._began = typed()
        self._passed: dict[str, None] = {}
        self._found: Resemblance | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._words, self._why = text("", "strong"), text("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button("Buka &yang sudah ada", self._open, picture="eye"))
        row.addWidget(button("Memang &orang lain", self._pass, role="quiet"))
        row.addStretch(1)
        column.addLayout(row)
        tint(self, "kuning")
        self.hide()

    def look_later(self, *_changed: object) -> None:
        """Something was typed: look a breath later."""
        self._pause.start()

    def look(self) -> None:
        """Show the likeliest person who was not passed yet, or nothing."""
        self._pause.stop()
        now = self._typed()
        found = () if now == self._began else self._alike(now)
        self._found = next((one for one in found if one.line.id not in self._passed), None)
        if self._found is not None:
            line = self._found.line
            self._words.setText(f"Mungkin sudah ada: {known_words(line)}")
            self._why.setText(f"Yang cocok: {', '.join(self._found.likeness.reasons)}.")
            self.setAccessibleName(self._words.text())
        self.setVisible(self._found is not None)

    def passes(self, error: "BukuError") -> bool:
        """Whether a refusal only asks what was answered here already: it is somebody else."""
        is_about_this = isinstance(error, NeedsConfirmation) and all(
            finding.rule == RESEMBLANCE_RULE for finding in error.findings
        )
        if not is_about_this or not self._passed:
            return False
        self.look()
        return self._found is None

    def remember(self, person_id: str) -> None:
        """The person is registered as `person_id`: whoever was passed is somebody else from now on too."""
        register, passed = self._context.register, list(self._passed)
        self._passed.clear()
        for other_id in passed:
            mark = partial(duplicates.mark_two_people, register, person_id, other_id)
            self._context.write("Mencatat", mark)

    def _alike(self, now: Typed) -> tuple[Resemblance, ...]:
        return duplicates.possible_duplicates(
            self._context.register, now.name, now.born_on, now.mother, now.nik, sex=now.sex, own_id=self._own_id
        )

    def _open(self) -> None:
        if self._found is not None:
            self.wanted.emit(self._found.line.id)

    def _pass(self) -> None:
        if self._found is not None:
            self._passed[self._found.line.id] = None
            # The keyboard goes on where the form goes on, not to a button that is about to vanish.
            self.focusNextChild()
            self.look()


def known_words(line: "PersonLine") -> str:
    """`Aisyah Putri, 8 bln 12 hr, ibu Nurhayati, Krajan`: whom it is about, for somebody who knows the village."""
    mother = mother_words(line.mother)
    return ", ".join(part for part in (line.name, line.age, mother, line.dusun) if part)
