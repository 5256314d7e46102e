"""The form of one visit: numbers typed large, Enter walking on, facts given as they stand after every key."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import InputError
from core.growth.standards import STANDING_FROM_MONTH
from core.rules.forms.catalogue import form_named
from core.rules.vitamin_a import capsule_due
from core.services.views import VisitFacts
from core.words.age import completed_months
from core.words.people import Posture
from core.words.periods import date_short
from core.words.quantities import parse_millimetres
from ui.forms import visit_fields
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow, focus
from ui.forms.help_key import Explained, HelpKey
from ui.forms.measure_drawings import drawing_of
from ui.forms.measure_edit import MeasureEdit
from ui.theme import em
from ui.widgets.fields import dress, mark_wrong, set_sentence
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.views import ChildView


_PLACES = ((0, 0), (1, 0), (2, 0), (2, 3))  # row and column of each measure: head and arm share a line


class VisitForm(QWidget):
    """What is measured on one child on one day."""

    typed = Signal()  # after every key that may change a fact
    field_done = Signal(str)  # the keyboard left a field: time to keep the draft
    letters_typed = Signal(str)
    finished = Signal()  # Enter on the last field

    def __init__(self) -> None:
        """An empty form; `begin` fills it for a child."""
        super().__init__()
        self._child: ChildView | None = None
        self._base = VisitFacts(date.min)
        self.hold: Callable[[str], bool] = lambda _key: False
        self.measures: dict[str, MeasureEdit] = {}
        self.sentences: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self.measured_on = DateEdit(date.min)
        self._make_choices()
        self._build()
        self._flow = EnterFlow(self, self._steps(), self.finished.emit)
        help_key = HelpKey(self)
        for field in visit_fields.MEASURES:
            help_key.watch(self.measures[field.key], partial(self._explained, field))
        self._flow.hold = lambda step: self.hold(self._key_of(step))
        self._connect()

    # --- filling and reading ---

    def begin(self, child: "ChildView", facts: VisitFacts) -> None:
        """Show `facts` (those of a saved visit, or only a date) for `child`; the keyboard goes to the weight."""
        self._child, self._base = child, facts
        self.measured_on.near = facts.measured_on
        self.measured_on.show_value(facts.measured_on)
        for key, edit in self.measures.items():
            edit.show_value(getattr(facts, key))
            self.complain(key, "")
        months = completed_months(child.born_on, facts.measured_on)
        usual = Posture.LYING if months < STANDING_FROM_MONTH else Posture.STANDING
        self._choose_posture(facts.posture or usual)
        self.oedema.setChecked(facts.has_oedema)
        self._choose_breastfeeding(facts.breastfeeding)
        self.vitamin_a.setChecked(facts.vitamin_a is not None)
        self._begin_book(child, facts)
        self._fit_to_age()
        focus(self.measures["weight_g"])

    def facts(self) -> VisitFacts:
        """What stands in the form now; a number that cannot be read yet counts as not measured."""
        return self._facts({key: edit.value_or_none() for key, edit in self.measures.items()})

    def checked_facts(self) -> VisitFacts:
        """The same for saving. Raises InputError with the key of a field that cannot be read."""
        for field in visit_fields.MEASURES:
            if not self.measures[field.key].is_readable():
                typed = self.measures[field.key].text()
                raise InputError(f"{field.name} “{typed}” belum terbaca. {field.help_text}.", field=field.key)
        if self.measured_on.value() is None:
            raise InputError("Tanggal belum terbaca. Ketik seperti 05-11-2026.", field="measured_on")
        return self.facts()

    def draft(self) -> dict[str, str]:
        """The texts as they were typed, by field; empty when nothing differs from what is saved."""
        if not self.is_changed():
            return {}
        values = {key: edit.text() for key, edit in self.measures.items()}
        values |= {"measured_on": self.measured_on.text(), "posture": self._posture().value}
        values |= {"has_oedema": "1" if self.oedema.isChecked() else "", "visit_id": self._base.id or ""}
        values |= {"breastfeeding": self._breastfeeding() or "", "vitamin_a": "1" if self.vitamin_a.isChecked() else ""}
        return values | {"kia_book": "1" if self.kia_book.isChecked() else ""}

    def restore(self, values: dict[str, str]) -> None:
        """Put the texts of a draft back as they were typed."""
        for key, edit in self.measures.items():
            edit.setText(values.get(key, ""))
        if values.get("measured_on"):
            self.measured_on.setText(values["measured_on"])
        if values.get("posture"):
            self._choose_posture(Posture(values["posture"]))
        self.oedema.setChecked(bool(values.get("has_oedema")))
        self._choose_breastfeeding(values.get("breastfeeding") or None)
        self.vitamin_a.setChecked(bool(values.get("vitamin_a")))
        self.kia_book.setChecked(bool(values.get("kia_book", self._had_book)))
        self._fit_to_age()

    def is_changed(self) -> bool:
        """Whether what stands here differs from what is saved."""
        if self.book_answer() is not None:
            return True
        unreadable = any(not edit.is_readable() for edit in self.measures.values())
        now, base = self.facts(), self._base
        keys = (*self.measures, "has_oedema", "breastfeeding", "vitamin_a", "measured_on")
        is_other = any(getattr(now, key) != getattr(base, key) for key in keys)
        is_turned = now.length_mm is not None and base.posture is not None and now.posture != base.posture
        return unreadable or is_other or is_turned

    def book_answer(self) -> bool | None:
        """Whether the child has a KMS or Buku KIA, when that was ticked or unticked here; None leaves what is known."""
        has_book = self.kia_book.isChecked()
        return None if has_book == self._had_book else has_book

    # --- speaking about a field ---

    def complain(self, key: str, sentence: str) -> None:
        """Say what is wrong beside the field `key`, or take it back; the text stays as it is."""
        editor = self.editor(key)
        mark_wrong(editor, bool(sentence))
        if key in self.sentences:
            set_sentence(self.sentences[key], sentence, is_error=bool(sentence))

    def remark(self, key: str, words: str) -> None:
        """A quiet word beside a field (`naik 0,2 kg`), unless an error stands there."""
        label = self.sentences[key]
        if label.property("role") != "error" or not label.text():
            set_sentence(label, words, is_error=False)

    def editor(self, key: str) -> QWidget:
        """The editor of a fact; the weight when it is of no field in particular."""
        others: dict[str, QWidget] = {"measured_on": self.measured_on, "lenhei_mm": self.measures["length_mm"]}
        others |= {"breastfeeding": self.breastfeeding[0][1], "vitamin_a": self.vitamin_a, "has_oedema": self.oedema}
        return self.measures.get(key) or others.get(key) or self.measures["weight_g"]

    def go_to(self, key: str) -> None:
        """Put the keyboard in a field with its text chosen."""
        focus(self.editor(key))

    def go_on(self) -> None:
        """Put the keyboard in the first measure that is still empty; all filled, in the first."""
        focus(next((edit for edit in self.measures.values() if not edit.text()), self.measures["weight_g"]))

    def go_after(self, key: str) -> None:
        """Put the keyboard in the field after `key`, or finish."""
        following = self._flow.after(self.editor(key))
        if following is None:
            self.finished.emit()
        else:
            focus(following)

    def correct(self, key: str, meant: str) -> None:
        """Put the number that was meant in a field; where it stands in the other one, the two change places."""
        edit = self.measures.get(key, self.measures["length_mm"])
        if self.is_in_length(meant):
            self.measures["length_mm"].setText(edit.text())
        edit.setText(meant)

    def is_in_length(self, meant: str) -> bool:
        """Whether the weight that was probably meant stands in the field of the length."""
        length = self.measures["length_mm"].value_or_none()
        return length is not None and bool(meant) and length == parse_millimetres(meant)

    def type_after(self, key: str, digit: str) -> None:
        """Go on with `digit` in the measure after `key`; a number that stands there already is never overwritten."""
        following = self._flow.after(self.editor(key))
        if isinstance(following, MeasureEdit) and not following.text():
            focus(following)
            following.insert(digit)
            self.typed.emit()

    # --- inside ---

    def _facts(self, measures: dict[str, int | None]) -> VisitFacts:
        base, on = self._base, self.measured_on.value() or self._base.measured_on
        colour = self._vitamin_a_due()
        return VisitFacts(
            measured_on=on,
            weight_g=measures["weight_g"],
            length_mm=measures["length_mm"],
            posture=self._posture() if measures["length_mm"] is not None else None,
            head_mm=measures["head_mm"],
            muac_mm=measures["muac_mm"],
            has_oedema=self.oedema.isChecked(),
            breastfeeding=self._breastfeeding() if self._asks_breastfeeding() else base.breastfeeding,
            vitamin_a=(colour if self.vitamin_a.isChecked() else None) if colour else base.vitamin_a,
            is_referred=base.is_referred,
            follow_up_note=base.follow_up_note,
            note=base.note,
            is_outside_history=base.is_outside_history,
            # On another date it is a late entry: it must not take the letter from the posyandu day's weighing.
            is_session=base.is_session and on == base.measured_on,
            letter_override=base.letter_override,
            letter_override_reason=base.letter_override_reason,
            id=base.id,
            day_id=base.day_id if on == base.measured_on else None,
        )

    def _begin_book(self, child: "ChildView", facts: VisitFacts) -> None:
        """Asked until it is known; what was ticked with this very visit can be unticked."""
        self._had_book = child.has_kia_book
        self.kia_book.setChecked(child.has_kia_book)
        self.kia_book.setVisible(not child.has_kia_book or child.kia_book_on == facts.measured_on)

    def _months(self) -> int:
        on = self.measured_on.value() or self._base.measured_on
        return completed_months(self._child.born_on, on) if self._child else 0

    def _asks_breastfeeding(self) -> bool:
        return 0 <= self._months() <= visit_fields.BREASTFEEDING_UNTIL_MONTHS

    def _vitamin_a_due(self) -> str | None:
        on = self.measured_on.value() or self._base.measured_on
        return capsule_due(self._months(), on.month)

    def _fit_to_age(self) -> None:
        self._breastfeeding_row.setVisible(self._asks_breastfeeding())
        colour = self._vitamin_a_due()
        self.vitamin_a.setVisible(colour is not None)
        self.vitamin_a.setText(f"&Vitamin A {colour} sudah diberi" if colour else "")

    def _posture(self) -> Posture:
        return Posture.LYING if self.lying.isChecked() else Posture.STANDING

    def _choose_posture(self, posture: Posture) -> None:
        (self.lying if posture is Posture.LYING else self.standing).setChecked(True)
        self._name_length()

    def _name_length(self) -> None:
        self._labels["length_mm"].setText("&Panjang" if self.lying.isChecked() else "&Tinggi")

    def _breastfeeding(self) -> str | None:
        return next((answer for answer, one in self.breastfeeding if one.isChecked()), None)

    def _choose_breastfeeding(self, answer: str | None) -> None:
        self._answers.setExclusive(False)
        for key, one in self.breastfeeding:
            one.setChecked(key == answer)
        self._answers.setExclusive(True)

    def _make_choices(self) -> None:
        self.lying, self.standing = QRadioButton("telentan&g"), QRadioButton("be&rdiri")
        dress(self.lying, "Diukur telentang")
        dress(self.standing, "Diukur berdiri")
        self._postures = QButtonGroup(self)
        self.oedema = QCheckBox("Bengkak ke&dua kaki")
        self.vitamin_a = QCheckBox()
        # Not a step of Enter: most children have it noted already, and the weight must not wait for it.
        self.kia_book, self._had_book = QCheckBox("Punya Buku K&IA/KMS"), False
        self._answers = QButtonGroup(self)
        self.breastfeeding = [(key, QRadioButton(words)) for key, words in visit_fields.BREASTFEEDING]
        for one in (self.lying, self.standing):
            self._postures.addButton(one)
        for _key, one in self.breastfeeding:
            self._answers.addButton(one)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(6, 1)
        for field, (row, column) in zip(visit_fields.MEASURES, _PLACES, strict=True):
            self._add_measure(grid, row, column, field)
        self._breastfeeding_row = _beside(*(one for _key, one in self.breastfeeding))
        grid.addWidget(self._breastfeeding_row, 4, 0, 1, 7)
        self._fit_date()
        when = QLabel("Ta&nggal")
        when.setBuddy(self.measured_on)
        dress(self.measured_on, "Tanggal ditimbang", "Ubah bila ditimbang pada hari lain")
        self.sentences["measured_on"] = text("", "small")
        grid.addWidget(_beside(self.oedema, None, when, self.measured_on), 5, 0, 1, 7)
        grid.addWidget(_beside(self.kia_book, self.vitamin_a), 6, 0, 1, 7)
        grid.addWidget(self.sentences["measured_on"], 7, 0, 1, 7)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_flow"):
            self._fit_date()

    def _fit_date(self) -> None:
        self.measured_on.setFixedWidth(em(self, 5.8))

    def _add_measure(self, grid: QGridLayout, row: int, column: int, field: visit_fields.MeasureField) -> None:
        edit = field.make()
        label = QLabel(field.label)
        label.setBuddy(edit)
        dress(edit, field.name, field.help_text)
        sentence = text("", "small")
        grid.addWidget(label, row, column)
        grid.addWidget(edit, row, column + 1)
        grid.addWidget(text(field.unit, "soft", wraps=False), row, column + 2)
        if field.key == "length_mm":
            grid.addWidget(self._posture_with(sentence), row, column + 3, 1, 4)
        elif field.key == "weight_g":
            grid.addWidget(sentence, row, column + 3, 1, 4)
        else:
            grid.addWidget(sentence, row + 1, max(1, column), 1, 3)
        sentence.hide()
        self.measures[field.key], self._labels[field.key], self.sentences[field.key] = edit, label, sentence

    def _posture_with(self, sentence: QLabel) -> QWidget:
        """Lying or standing, with what the length says beneath; the room for it is kept, so that nothing jumps."""
        policy = sentence.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        sentence.setSizePolicy(policy)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_beside(self.lying, self.standing))
        column.addWidget(sentence)
        return holder

    def _steps(self) -> list[QWidget]:
        return [*self.measures.values(), *(one for _key, one in self.breastfeeding), self.vitamin_a]

    def _explained(self, field: visit_fields.MeasureField) -> Explained:
        """How a number is measured, in the words of the card and at the posture that is chosen."""
        box = form_named("balita")
        found = box.field(field.on_card) if box is not None else None
        if found is None:
            return "", ""
        if field.key == "length_mm":
            return found.help, drawing_of(found, 0 if self.lying.isChecked() else STANDING_FROM_MONTH)
        return found.help, drawing_of(found, self._months())

    def _key_of(self, step: QWidget) -> str:
        return next((key for key, edit in self.measures.items() if edit is step), "")

    def _connect(self) -> None:
        for key, edit in self.measures.items():
            edit.textEdited.connect(lambda _text, key=key: self._edited(key))
            edit.editingFinished.connect(lambda key=key: self.field_done.emit(key))
            edit.letters_typed.connect(self.letters_typed)
        ticks = (self.oedema, self.vitamin_a, self.kia_book)
        for one in (self.lying, self.standing, *ticks, *(it for _key, it in self.breastfeeding)):
            one.toggled.connect(lambda _on: self.typed.emit())
        self.lying.toggled.connect(lambda _on: self._name_length())
        self.measured_on.changed.connect(self._date_edited)
        self.measured_on.editingFinished.connect(lambda: self.field_done.emit("measured_on"))

    def _edited(self, key: str) -> None:
        self.complain(key, "")
        self.typed.emit()

    def _date_edited(self) -> None:
        self.complain("measured_on", "")
        if self.measured_on.value() is not None:
            self._fit_to_age()
        self.typed.emit()


def late_words(measured_on: date, held_on: date | None) -> str:
    """The word for a visit that was not on the day that is open."""
    return "" if held_on in {None, measured_on} else f"Dicatat untuk {date_short(measured_on)}, bukan hari buka ini."


def _beside(*widgets: QWidget | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for one in widgets:
        if one is None:
            row.addStretch(1)
        else:
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
    if None not in widgets:
        row.addStretch(1)
    return holder
