"""Printing a paper straight from memory: the system's own print dialog, pages drawn as the PDF has them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
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
    """Ask for the printer and print; nothing is written to a file of ours.

    Raises EnvironmentProblem where there is no printer at all.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise EnvironmentProblem(_NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, over.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        draw_pages(printer, pdf)
        then()


def draw_pages(printer: "QPrinter", pdf: bytes) -> None:
    """Draw every page of `pdf` on `printer`, as large as its paper allows; EnvironmentProblem when it refuses."""
    import pypdfium2

    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(_FAILED)
    try:
        document = pypdfium2.PdfDocument(pdf)
        for number, page in enumerate(document):
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
