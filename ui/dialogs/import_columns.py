"""Which column of a table is what: each column with two of its values and a choice, walked through by Enter."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.exchange.file_formats import KNOWN_WORDS
from core.exchange.mapped import FIELDS, Headings
from core.exchange.opensid_codes import squeezed
from ui.forms.enter_flow import EnterFlow, focus
from ui.theme import set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

_ALL_FOUND = "Yang wajib sudah ada: nama, jenis kelamin, tanggal lahir."
_MADE_UP = "Kolom tanpa judul, atau yang judulnya berulang, diberi nama menurut hurufnya di Excel."
_UNUSED = "(tidak dipakai)"
_SAMPLES_SHOWN = 2
_LONGEST_HEADING, _LONGEST_SAMPLE, _LONGEST_LABEL = 34, 20, 24
_LABELS = {field.key: field.label for field in FIELDS}
# A column with place and date together holds the birth date as well.
_BIRTH_DATE, _PLACE_AND_DATE = "tanggallahir", "ttl"


class Choice(QComboBox):
    """A choice that the mouse wheel never changes by accident while the sheet is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the file with its row in the form."""

    heading: str
    choice: Choice
    field: Field


class ColumnsStep(QWidget):
    """The columns of a table; `agreed` once name, sex and birth date are found and no field is chosen twice."""

    agreed = Signal()

    def __init__(self, headings: Headings, known: Mapping[str, str]) -> None:
        """`known` is field key to heading, as remembered or guessed."""
        super().__init__()
        self._known = dict(known)
        self._made_up = headings.made_up
        self._columns = [_column(headings, place, self._known) for place, name in enumerate(headings.names) if name]
        self._began = self.mapping()
        self._lacking = text("", "strong")
        self._go = button("Lihat &hasilnya   (Enter)", self._agree, role="next", picture="arrow-right")
        fields = [one.field for one in self._columns]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(text("Cocokkan kolomnya", "heading"))
        column.addWidget(text("Apa isi tiap kolom? Pilih dengan panah atau huruf pertamanya, lalu Enter.", "soft"))
        if headings.made_up:
            column.addWidget(text(_MADE_UP, "soft"))
        column.addWidget(self._lacking)
        column.addWidget(two_columns(tuple(tuple(fields[at : at + 2]) for at in range(0, len(fields), 2))))
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self._flow = EnterFlow(self, [one.choice for one in self._columns], self._agree)
        for one in self._columns:
            one.choice.currentIndexChanged.connect(lambda *_: self._tell())
        self._tell()

    def first_field(self) -> QWidget:
        """The button when all is found already, else the first column that nobody knows."""
        if not self._missing():
            return self._go
        free = [one for one in self._columns if not one.choice.currentData()]
        # A running number and the like is known as something that we do not keep.
        strange = [one for one in free if squeezed(one.heading) not in KNOWN_WORDS]
        strange.sort(key=lambda one: one.heading in self._made_up)
        return next((one.choice for one in (*strange, *free, *self._columns)), self._go)

    def mapping(self) -> dict[str, str]:
        """Field key to heading; a field that was known and is no longer wanted has an empty heading."""
        chosen = {key: one.heading for one in self._columns if (key := one.choice.currentData())}
        return dict.fromkeys(self._known, "") | chosen

    def is_changed(self) -> bool:
        """Whether anything was chosen otherwise than it was found."""
        return self.mapping() != self._began

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the whole, and go to the first column that nobody knows."""
        self._say(sentence, "error")
        focus(self.first_field())

    def _missing(self) -> list[str]:
        held = {str(one.choice.currentData()) for one in self._columns}
        if _PLACE_AND_DATE in held:
            held.add(_BIRTH_DATE)
        return [field.label for field in FIELDS if field.is_required and field.key not in held]

    def _tell(self) -> None:
        """What must still be found, as it is now; the words of an earlier complaint go away."""
        for one in self._columns:
            one.field.complain("")
        missing = self._missing()
        if missing:
            self._say(f"Belum ada kolom untuk: {', '.join(missing)}.", "strong")
        else:
            self._say(_ALL_FOUND, "soft")

    def _say(self, sentence: str, role: str) -> None:
        set_role(self._lacking, role)
        self._lacking.setText(sentence)

    def _agree(self) -> None:
        self._tell()
        if missing := self._missing():
            self.complain(f"Pilih dulu kolom untuk: {', '.join(missing)}. Tanpa itu orangnya tidak bisa dicatat.")
        elif twice := self._chosen_twice():
            first, second = twice
            label = _LABELS[second.choice.currentData()]
            second.field.complain(f"{label} sudah diambil dari kolom “{first.heading}”. Pilih salah satu.")
        else:
            self.agreed.emit()

    def _chosen_twice(self) -> tuple[_Column, _Column] | None:
        seen: dict[str, _Column] = {}
        for one in self._columns:
            key = one.choice.currentData()
            if key and key in seen:
                return seen[key], one
            seen[key] = one
        return None


def _column(headings: Headings, place: int, known: Mapping[str, str]) -> _Column:
    heading = headings.names[place]
    choice = Choice()
    choice.addItem(_UNUSED, "")
    for field in FIELDS:
        choice.addItem(_short(field.label), field.key)
    # As narrow as its half of the sheet: the longest field must not push the other half out of sight.
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(12)
    choice.setMaxVisibleItems(14)
    key = next((key for key, name in known.items() if name == heading), "")
    choice.setCurrentIndex(max(0, choice.findData(key)))
    values = [_cut(value, _LONGEST_SAMPLE) for value in headings.samples[place] if value][:_SAMPLES_SHOWN]
    words = f"Isinya: {' · '.join(values)}" if values else "Baris pertamanya kosong"
    made = Field(_cut(heading, _LONGEST_HEADING).replace("&", "&&"), choice, words)
    choice.setAccessibleName(heading)
    return _Column(heading, choice, made)


def _short(label: str) -> str:
    """A label that is too long for its half of the sheet, without what it explains in brackets."""
    return label if len(label) <= _LONGEST_LABEL else label.partition(" (")[0]


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
