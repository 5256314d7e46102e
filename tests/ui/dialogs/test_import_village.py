"""Import by keyboard: a file that is none is explained beside the field; a good one is previewed, then written."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.services.people import registration
from core.services.register import Register
from ui.dialogs.import_preview import PreviewStep
from ui.dialogs.import_village import ImportVillage
from ui.program import Program

HEADINGS = ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tanggallahir", "kk_level", "status_dasar")
KK = "3201010101010001"
ROWS = (
    ("Jl. Melati", "Krajan", "1", "2", "SLAMET RIYADI", KK, "3201010101800001", 1, "1980-01-01", 1, 1),
    ("Jl. Melati", "Krajan", "1", "2", "PUTRI AYU", KK, "3201014101250002", 2, "2025-01-01", 4, 1),
    ("Jl. Melati", "Krajan", "1", "2", "TANPA TANGGAL", KK, "", 2, "", 4, 1),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    path = tmp_path / "penduduk.xlsx"
    book.save(path)
    return path


@pytest.fixture
def sheet(program: Program) -> ImportVillage:
    assert program.context is not None
    content = ImportVillage(program.context)
    program.window.open_sheet(content)
    return content


def _words(sheet: ImportVillage) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def _read(program: Program, path: Path, qtbot: QtBot) -> None:
    field = program.window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_idle)


def test_a_village_comes_in_after_it_was_seen(
    program: Program, sheet: ImportVillage, register: Register, workbook: Path, qtbot: QtBot
) -> None:
    before = registration.list_people(register, limit=1).total or 0
    _read(program, workbook, qtbot)
    assert "2 orang baru" in _words(sheet)
    assert "1 baris tidak bisa dimasukkan" in _words(sheet)
    assert registration.list_people(register, limit=1).total == before
    go = program.window.focusWidget()
    assert isinstance(go, QPushButton)
    QTest.keyClick(go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_idle)
    assert registration.list_people(register, limit=1).total == before + 2


def test_a_renamed_pdf_is_explained_beside_the_field_and_the_text_stays(
    program: Program, sheet: ImportVillage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "penduduk.xlsx"
    path.write_bytes(b"%PDF-1.7\n" + b"0" * 400)
    _read(program, path, qtbot)
    assert "sebenarnya berkas PDF" in _words(sheet)
    focus = program.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Berkas"
    assert getattr(focus, "text", str)() == str(path)


def test_the_same_file_a_second_time_has_nothing_to_write(
    program: Program, sheet: ImportVillage, workbook: Path, qtbot: QtBot
) -> None:
    _read(program, workbook, qtbot)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_idle)
    assert program.context is not None
    again = ImportVillage(program.context)
    program.window.open_sheet(again)
    _read(program, workbook, qtbot)
    assert "Tidak ada yang perlu ditulis" in _words(again)


def test_rows_left_out_can_be_taken_along_to_be_mended(
    program: Program, sheet: ImportVillage, workbook: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    _read(program, workbook, qtbot)
    preview = sheet.findChild(PreviewStep)
    assert preview is not None
    kept = tmp_path / "ditolak.xlsx"
    preview.exports[0].ask_place = lambda _over, _title, _name, then: then(kept)
    preview.exports[0].excel.click()
    qtbot.waitUntil(lambda: program.is_idle)
    rows = list(load_workbook(kept)["Daftar"].iter_rows(min_row=4, values_only=True))
    assert rows[0] == ("Baris", "Nama", "Alasan")
    assert [row[1] for row in rows[1:]] == ["TANPA TANGGAL"]
    assert "anggal" in str(rows[1][2])


def test_enter_without_a_path_asks_for_the_file(
    program: Program, sheet: ImportVillage, workbook: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(workbook), ""))
    field = program.window.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.is_idle)
    assert "2 orang baru" in _words(sheet)
