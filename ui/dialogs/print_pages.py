"""Printing a paper straight from memory: the system's own print dialog, pages drawn as the PDF has them."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from core.errors import EnvironmentProblem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PrintPages = Callable[[QWidget, bytes, str, Callable[[], None]], None]
"""Prints a PDF: (over which widget, its bytes, its name in the printer's queue, what to do once it was sent)."""
_NO_PRINTER = "Belum ada pencetak di komputer ini. Simpan sebagai PDF ke flashdisk, lalu cetak di tempat lain."
_FAILED = "Pencetak tidak menerima lembar ini. Periksa kertas dan kabelnya, lalu coba lagi."
_DOTS_PER_INCH = 200


def print_pages(over: QWidget, pdf: bytes, name: str, then: Callable[[], None]) -> None:
    """Ask for the printer and print; nothing is written to a file of ours, nor to the disk on the way to the printer.

    Raises EnvironmentProblem where there is no printer at all.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise EnvironmentProblem(_NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    suit_paper(printer, pdf)
    dialog = QPrintDialog(printer, over.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        with _spooled_in_memory():
            draw_pages(printer, pdf)
        then()


def suit_paper(printer: "QPrinter", pdf: bytes) -> None:
    """Propose the paper of the first page, to its edges: our papers keep the margins that every printer needs."""
    import pypdfium2
    from PySide6.QtGui import QPageSize

    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    document.close()
    size = QSizeF(min(width, height), max(width, height))
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(_orientation(width, height))
    printer.setFullPage(True)


def draw_pages(printer: "QPrinter", pdf: bytes) -> None:
    """Draw every page of `pdf` on `printer`, as large as its paper allows; EnvironmentProblem when it refuses."""
    import pypdfium2

    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(_FAILED)
    try:
        document = pypdfium2.PdfDocument(pdf)
        for number, page in enumerate(document):
            printer.setPageOrientation(_orientation(*page.get_size()))
            if number and not printer.newPage():
                raise EnvironmentProblem(_FAILED)
            shot = page.render(scale=_DOTS_PER_INCH / 72, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(shot.buffer, shot.width, shot.height, shot.stride, QImage.Format.Format_RGBX8888)
            area = QRectF(painter.viewport())
            size = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        document.close()
    finally:
        painter.end()


@contextmanager
def _spooled_in_memory() -> Iterator[None]:
    """On Linux the page waits for CUPS in a file: in the user's own memory file system, never on the disk."""
    memory = os.environ.get("XDG_RUNTIME_DIR", "")
    if not (sys.platform.startswith("linux") and Path(memory).is_absolute() and os.access(memory, os.W_OK)):
        yield
        return
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = memory
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def _orientation(width: float, height: float) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
