"""A NIK that says another sex or birth date is told under its field, quietly, and only once it is whole."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from core.words.people import Sex
from tests.ui.hands import words_on
from ui.forms.date_edit import DateEdit
from ui.forms.nik_hint import hint_at_nik, nik_words
from ui.widgets.fields import Field

TODAY, BORN = date(2026, 11, 25), date(2026, 3, 13)
GIRL = "3201015303260001"


@pytest.mark.parametrize(
    ("nik", "born_on", "sex", "words"),
    [
        (GIRL, BORN, Sex.FEMALE, ""),
        (GIRL, None, None, ""),
        (GIRL[:-1], BORN, Sex.MALE, ""),
        ("", BORN, Sex.MALE, ""),
        (GIRL, BORN, Sex.MALE, "Menurut NIK perempuan. Periksa jenis kelamin dan NIK di kartu keluarga."),
        (GIRL, date(2026, 3, 14), Sex.FEMALE, "Menurut NIK lahir 13 Maret 2026. Periksa tanggal lahir dan NIK"),
    ],
)
def test_what_does_not_fit_is_said(nik: str, born_on: date | None, sex: Sex | None, words: str) -> None:
    said = nik_words(nik, born_on, sex, TODAY)
    assert said.startswith(words)
    assert bool(said) is bool(words)


def test_the_line_under_the_field_follows_what_is_typed(qtbot: QtBot) -> None:
    nik, born_on, boy = QLineEdit(), DateEdit(TODAY), QRadioButton("Laki-laki")
    field = Field("NIK", nik, "Boleh menyusul")
    for one in (field, born_on, boy):
        qtbot.addWidget(one)
    hint_at_nik(field, "Boleh menyusul", born_on, lambda: Sex.MALE if boy.isChecked() else Sex.FEMALE, (boy,), TODAY)
    nik.setText(GIRL)
    assert "Boleh menyusul" in words_on(field)
    born_on.setText("14-03-2026")
    assert "Menurut NIK lahir 13 Maret 2026." in words_on(field)
    born_on.setText("13-03-2026")
    boy.click()
    assert "Menurut NIK perempuan." in words_on(field)
    nik.setText("")
    assert "Boleh menyusul" in words_on(field)
