"""The history of one person: every change as one spoken sentence, newest first, with its way back."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds import undoing
from core.services.deeds.history import JournalLine, journal_of, sentences
from core.words.periods import date_words
from ui.dialogs.deeds_list import DeedsList
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_PAGE = 40
_ALL = "Semua riwayat"


class HistorySheet(DeedsList):
    """Who changed what, when and why; a deed is taken back here where that is allowed."""

    manual = "riwayat"
    width_em = 34
    needs = (Action.SEE_HISTORY,)

    def __init__(self, context: "AppContext", person_id: str, name: str) -> None:
        """The history of `person_id`, called `name`."""
        super().__init__(context, "Setiap perubahan tersimpan di sini, siapa pun yang mencatat.")
        self.title = f"Riwayat {name}"
        self._person_id, self._shown = person_id, _PAGE
        self._deeds: tuple[JournalLine, ...] = ()
        self.show_deeds()

    def told(self) -> Iterator[QWidget]:
        register = self._context.register
        self._deeds = journal_of(register, self._person_id)
        for deed in self._deeds[: self._shown]:
            # What concerns many people is taken back where all of it is seen, not from the page of one person.
            known = undoing.deed_of(register, deed.entry_id) if deed.is_whole else None
            yield self.row(deed_words(deed), deed.sentence, deed.entry_id if known and known.can_undo else None)

    def more_below(self) -> QPushButton | None:
        left = len(self._deeds) - self._shown
        return button(f"Tampilkan {left} lagi", self._more, role="quiet", picture="chevron-down") if left > 0 else None

    def _more(self) -> None:
        self._shown += _PAGE
        self.show_deeds()


def deed_words(deed: JournalLine) -> QWidget:
    """One deed: its day and hour, each change as a sentence, and beneath what it was called."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 2, 0, 4)
    column.setSpacing(2)
    at = deed.at.astimezone()
    spoken = sentences(deed)
    who = f" · {deed.who}" if deed.who else ""
    column.addWidget(text(f"{date_words(at.date())}, {at:%H.%M}{who}", "small"))
    for sentence in spoken:
        column.addWidget(text(sentence))
    if not spoken[0].startswith(deed.sentence):
        column.addWidget(text(deed.sentence, "small"))
    return holder


def history_section(deeds: tuple[JournalLine, ...], open_all: Callable[[], None], column: QVBoxLayout) -> QPushButton:
    """The newest deed, and the way to all of them, which is given back, put into `column` of the person page."""
    if deeds:
        column.addWidget(deed_words(deeds[0]))
    words = f"{_ALL} ({len(deeds)})" if deeds else _ALL
    opener = button(words, open_all, role="quiet", picture="history")
    column.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
    return opener
