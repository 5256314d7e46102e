"""A card on the screen: Enter walks and ends, errors in their place, help under the field with the keyboard only."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.rules.forms.catalogue import FORMS, form_named
from core.rules.forms.fields import Field
from ui.forms.asked import Whose
from ui.forms.form_builder import Box, FormView
from ui.forms.form_rows import make_editor, with_alt_letters
from ui.widgets.help_card import HelpPopover

TODAY = date(2026, 11, 25)
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def _field(key: str) -> Field:
    form = form_named("dewasa")
    assert form is not None
    found = form.field(key)
    assert found is not None
    return found


@pytest.fixture
def form(qtbot: QtBot) -> FormView:
    """Weight, a question and blood pressure of a grown woman."""
    view = FormView()
    qtbot.addWidget(view)
    keys = ("weight_kg", "bp_symptoms", "systolic_mmhg")
    view.begin([Box(_field(key)) for key in keys], Whose("dewasa", 360, is_woman=True), near=TODAY)
    view.resize(500, 300)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.start()
    return view


def _focus(form: FormView) -> str:
    return next((key for key, row in form.rows.items() if row.editor.widget.hasFocus()), "")


def _type(form: FormView, words: str) -> None:
    QTest.keyClicks(form.focusWidget(), words)


def _press(form: FormView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(form.focusWidget(), key, modifier)


def test_enter_walks_one_key_answers_and_enter_on_the_last_field_ends(form: FormView, qtbot: QtBot) -> None:
    _type(form, "62,5")
    _press(form, ENTER)
    assert _focus(form) == "bp_symptoms"
    _type(form, "t")
    assert _focus(form) == "systolic_mmhg"
    _type(form, "130")
    with qtbot.waitSignal(form.finished, timeout=1000):
        _press(form, ENTER)
    assert form.to_save() == {"weight_kg": "62,5", "bp_symptoms": False, "systolic_mmhg": 130}


def test_control_enter_ends_from_any_field(form: FormView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.finished, timeout=1000):
        _press(form, ENTER, CTRL)


def test_a_number_that_cannot_be_right_keeps_the_keyboard_and_says_what_was_meant(form: FormView) -> None:
    _type(form, "6250")
    _press(form, ENTER)
    assert _focus(form) == "weight_kg"
    said = [one.text() for one in form.findChildren(QLabel) if one.isVisible()]
    assert any("Paling banyak 250 kg" in words and "62,5" in words for words in said)
    assert not form.is_readable()


def test_help_is_said_for_the_field_with_the_keyboard_and_moves_nothing(form: FormView) -> None:
    said: list[tuple[str, str]] = []
    form.explained.connect(lambda sentence, drawing: said.append((sentence, drawing)))
    places = [row.pos() for row in form.rows.values()]
    _press(form, ENTER)
    _type(form, "y")
    assert said == [(_field("bp_symptoms").help, ""), (_field("systolic_mmhg").help, "blood_pressure")]
    assert [row.pos() for row in form.rows.values()] == places


def test_a_question_mark_in_a_measurement_shows_its_drawing_until_the_next_key(form: FormView) -> None:
    def open_now() -> list[HelpPopover]:
        return [one for one in form.findChildren(HelpPopover) if one.isVisible()]

    _type(form, "6?")
    assert len(open_now()) == 1
    _type(form, "2")
    assert open_now() == []
    assert form.answers()["weight_kg"] == "62"


def test_what_is_proposed_is_saved_when_it_is_left_standing_but_not_what_the_register_keeps(qtbot: QtBot) -> None:
    view = FormView()
    qtbot.addWidget(view)
    boxes = (
        Box(_field("height_cm"), Decimal("158"), "dari register", is_kept=True),
        Box(_field("smoking_status"), "4", "dari kartu 16 Oktober 2026"),
    )
    view.begin(boxes, Whose("dewasa", 360, is_woman=True), near=TODAY)
    assert view.to_save() == {"smoking_status": "4"}
    assert not view.is_changed()


def test_what_is_typed_comes_back_as_it_was(form: FormView) -> None:
    _type(form, "62,")
    kept = form.typed()
    form.begin([Box(_field("weight_kg"))], Whose("dewasa", 360, is_woman=True), near=TODAY)
    form.restore(kept)
    assert form.typed() == {"weight_kg": "62,"}


def test_an_answer_opens_the_boxes_that_follow_from_it(qtbot: QtBot) -> None:
    view = FormView()
    qtbot.addWidget(view)
    keys = ("contraception", "contraception_method")
    view.begin([Box(_field(key)) for key in keys], Whose("dewasa", 360, is_woman=True), near=TODAY)
    assert list(view.answers()) == ["contraception"]
    QTest.keyClicks(view.rows["contraception"].editor.widget, "y")
    assert list(view.answers()) == list(keys)


def test_every_field_of_every_form_has_an_editor_with_a_name(qtbot: QtBot) -> None:
    for one in FORMS:
        view = FormView()
        qtbot.addWidget(view)
        fields = [field for field in one.fields if not field.derived]
        view.begin([Box(field) for field in fields], Whose(one.key, 30, is_woman=True), near=TODAY)
        for field in fields:
            assert view.rows[field.key].editor.widget.accessibleName().replace("&", "") == field.label.replace("&", "")
            assert make_editor(field, TODAY).answer() is None


def test_every_label_has_its_own_alt_letter_as_long_as_they_last() -> None:
    marked = with_alt_letters(["Berat badan", "Berat lahir", "Tinggi"])
    letters = [label[label.index("&") + 1].lower() for label in marked]
    assert len(set(letters)) == 3
    assert not set(letters) & set("sntplaudhboim")


def test_the_next_person_finds_nothing_of_the_one_before(form: FormView) -> None:
    """The same boxes for somebody else: no answer, no error and no step of undoing is left over."""
    _type(form, "6250")
    _press(form, ENTER)
    form.begin([Box(_field("weight_kg")), Box(_field("bp_symptoms"))], Whose("dewasa", 360, is_woman=True), near=TODAY)
    assert form.answers() == {"weight_kg": None, "bp_symptoms": None}
    assert not form.is_changed()
    assert not any("Paling banyak" in one.text() for one in form.findChildren(QLabel) if one.isVisible())
    woman = Whose("dewasa", 360, is_woman=True)
    form.begin([Box(_field("weight_kg"), Decimal("62.5"), "dari bulan lalu")], woman, near=TODAY)
    assert form.answers() == {"weight_kg": "62,5"}
    assert [one.text() for one in form.findChildren(QLabel) if one.isVisible() and "bulan" in one.text()]
    assert form.start()
    assert _focus(form) == "weight_kg"
    editor = form.rows["weight_kg"].editor.widget
    assert isinstance(editor, QLineEdit)
    assert not editor.isUndoAvailable()


def test_boxes_stand_in_the_order_of_each_card(form: FormView) -> None:
    """Boxes that were shown before in another order stand and are walked as this card has them."""
    keys = ("systolic_mmhg", "weight_kg")
    form.begin([Box(_field(key)) for key in keys], Whose("dewasa", 360, is_woman=True), near=TODAY)
    form.start()
    assert _focus(form) == "systolic_mmhg"
    _type(form, "120")
    _press(form, ENTER)
    assert _focus(form) == "weight_kg"
    form.grab()
    assert form.rows["systolic_mmhg"].y() < form.rows["weight_kg"].y()
