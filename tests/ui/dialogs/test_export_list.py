"""A list behind a number is taken out as it is seen, as a workbook and on paper, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.services.people.registration import list_people
from core.services.trust.access_log import Access, log_of
from tests.ui.hands import Hands, press_button, words_on
from ui.dialogs.people_list import PeopleList
from ui.program import Program


@pytest.fixture
def sheet(program: Program, qtbot: QtBot) -> PeopleList:
    """The sheet with two of the village's children, the later name first."""
    assert program.context is not None
    two = [line.id for line in list_people(program.context.register).lines][:2]
    hands = Hands(program, qtbot)
    program.context.shell.open_sheet(PeopleList(program.context, "D: ditimbang", tuple(reversed(two))))
    return hands.sheet(PeopleList)


def _answer(sheet: PeopleList, folder: Path) -> list[Path]:
    chosen: list[Path] = []

    def ask(_over: QWidget, _title: str, name: str, then: Callable[[Path], None]) -> None:
        chosen.append(folder / name)
        then(folder / name)

    sheet.export.ask_place = ask
    return chosen


def test_excel_holds_the_same_people_in_the_same_order(sheet, program, qtbot, tmp_path):
    chosen = _answer(sheet, tmp_path)
    press_button(Hands(program, qtbot), sheet, "Excel")
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)
    assert chosen[0].name == "D-ditimbang.xlsx"
    rows = openpyxl.load_workbook(chosen[0])["Daftar"].iter_rows(min_row=5, values_only=True)
    assert [row[1] for row in rows] == ["Bima Saputra", "Aisyah Putri"]
    assert "Tersimpan: D-ditimbang.xlsx" in words_on(program.window)
    assert program.context is not None
    assert [line.text for line in log_of(program.context.register, kind=Access.EXPORT)] == [
        "D: ditimbang (xlsx) (2 orang)"
    ]


def test_pdf_holds_them_too(sheet, program, qtbot, tmp_path):
    chosen = _answer(sheet, tmp_path)
    press_button(Hands(program, qtbot), sheet, "PDF")
    qtbot.waitUntil(lambda: program.is_idle, timeout=20_000)
    text = pypdfium2.PdfDocument(chosen[0])[0].get_textpage().get_text_bounded()
    assert "D: ditimbang" in text
    assert text.index("Bima Saputra") < text.index("Aisyah Putri")


def test_nobody_in_the_list_means_nothing_to_take_out(program, qtbot):
    assert program.context is not None
    program.context.shell.open_sheet(PeopleList(program.context, "O", ()))
    assert not Hands(program, qtbot).sheet(PeopleList).export.isVisible()
