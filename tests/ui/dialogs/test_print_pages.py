"""A paper goes to the printer from memory: every page, as large as the sheet allows."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentProblem
from core.words.recovery_code import make
from printouts.recovery_sheet import recovery_pdf
from ui.dialogs.print_pages import draw_pages, print_pages

SHEET = recovery_pdf(make(5), where="Posyandu Melati", printed_on=date(2026, 11, 25))


def test_the_page_is_drawn_over_the_whole_sheet(qapp, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keluar.pdf"))
    draw_pages(printer, SHEET)
    document = pypdfium2.PdfDocument(tmp_path / "keluar.pdf")
    assert len(document) == 1
    shot = document[0].render(scale=0.5).to_numpy()
    assert shot.min() < 60
    assert shot.max() == 255


def test_without_a_printer_it_says_what_to_do_instead(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    over = QWidget()
    qtbot.addWidget(over)
    with pytest.raises(EnvironmentProblem, match="Simpan sebagai PDF"):
        print_pages(over, SHEET, "Kode pemulihan", lambda: None)
