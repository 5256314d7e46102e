"""A paper goes to the printer from memory: every page, as large as the sheet allows."""

import os
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from core.errors import EnvironmentProblem
from core.words.recovery_code import make
from printouts.recovery_sheet import recovery_pdf
from ui.dialogs.print_pages import draw_pages, print_pages, suit_paper

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


def test_a_paper_that_lies_on_its_side_is_printed_so_to_its_edges(qapp, tmp_path: Path) -> None:
    card = Canvas(drawn := BytesIO(), pagesize=landscape(A4))
    for page in ("depan", "belakang"):
        card.rect(20, 20, A4[1] - 40, A4[0] - 40)
        card.drawString(100, 100, page)
        card.showPage()
    card.save()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keluar.pdf"))
    suit_paper(printer, drawn.getvalue())
    draw_pages(printer, drawn.getvalue())
    document = pypdfium2.PdfDocument(tmp_path / "keluar.pdf")
    assert [tuple(round(side) for side in page.get_size()) for page in document] == [(842, 595)] * 2
    dark = (document[1].render(scale=1).to_numpy()[..., 0] < 128).nonzero()
    assert [int(side.min()) for side in dark] == pytest.approx([20, 20], abs=3)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system spools by itself")
def test_what_waits_for_the_printer_waits_in_memory(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    over, seen = QWidget(), list[str]()
    qtbot.addWidget(over)

    def say_yes(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(tmp_path / "keluar.pdf"))
        return QDialog.DialogCode.Accepted

    def next_page(_printer: QPrinter) -> bool:
        seen.append(os.environ["TMPDIR"])
        return True

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Pencetak desa"])
    monkeypatch.setattr(QPrintDialog, "exec", say_yes)
    monkeypatch.setattr(QPrinter, "newPage", next_page)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", "/di-disk")
    two_pages = Canvas(drawn := BytesIO(), pagesize=A4)
    for _ in range(2):
        two_pages.drawString(100, 100, "KMS")
        two_pages.showPage()
    two_pages.save()
    print_pages(over, drawn.getvalue(), "KMS", lambda: seen.append("sent"))
    assert seen == [str(tmp_path), "sent"]
    assert os.environ["TMPDIR"] == "/di-disk"


def test_without_a_printer_it_says_what_to_do_instead(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    over = QWidget()
    qtbot.addWidget(over)
    with pytest.raises(EnvironmentProblem, match="Simpan sebagai PDF"):
        print_pages(over, SHEET, "Kode pemulihan", lambda: None)
