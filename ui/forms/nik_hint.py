"""What a NIK says beside birth date and sex, under its field while it is typed; it never stands in the way."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from core.services.people.registration import nik_findings
from core.words.nik import is_complete, tidy
from core.words.people import Sex
from ui.forms.date_edit import DateEdit
from ui.widgets.fields import Field

Asked = QAbstractButton | QComboBox


def hint_at_nik(
    field: Field, usual: str, born_on: DateEdit, sex: Callable[[], Sex | None], asked: tuple[Asked, ...], today: date
) -> None:
    """Let the help under the NIK's `field` follow what is typed; `usual` stands there while nothing is odd.

    `asked` are the editors in which `sex` is answered.
    """
    nik = field.editor
    said = usual

    def look(*_changed: object) -> None:
        nonlocal said
        words = nik_words(nik.text(), born_on.value(), sex(), today) or usual if isinstance(nik, QLineEdit) else usual
        if words != said:
            said = words
            field.set_help(words)

    if isinstance(nik, QLineEdit):
        nik.textChanged.connect(look)
    born_on.textChanged.connect(look)
    for one in asked:
        (one.currentIndexChanged if isinstance(one, QComboBox) else one.toggled).connect(look)


def nik_words(nik: str, born_on: date | None, sex: Sex | None, today: date) -> str:
    """What does not fit, in a sentence or two; empty when all fits, and while the 16 digits are not all there."""
    if not is_complete(tidy(nik)):
        return ""
    found = nik_findings(nik, born_on, sex, today=today)
    return " ".join((*(one.why for one in found), found[0].next_step)) if found else ""
