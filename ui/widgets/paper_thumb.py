"""The first page of a paper, small, or the sentence why there is none yet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.palette import FIELD_LINE
from ui.theme import em

_SCALE = 1.6
_EDGE = 1


class PaperThumb(QLabel):
    """Keeps the page in good quality and draws it as large as there is room."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._page: QImage | None = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(em(self, 5))

    def show_pdf(self, pdf: bytes, words: str) -> None:
        """Show the first page; `words` are read aloud."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            shot = document[0].render(scale=_SCALE, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(shot.buffer, shot.width, shot.height, shot.stride, QImage.Format.Format_RGBX8888)
            self._page = image.copy()
        finally:
            document.close()
        self.setText("")
        self.setAccessibleName(words)
        self.update()

    def say(self, words: str) -> None:
        """Say something instead of a page."""
        self._page = None
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    @property
    def has_page(self) -> bool:
        """Whether a page is seen now."""
        return self._page is not None

    def sizeHint(self) -> QSize:
        return QSize(em(self, 20), em(self, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            super().paintEvent(event)
            return
        ratio = self.devicePixelRatioF()
        room = self.size() - QSize(2 * _EDGE, 2 * _EDGE)
        shown = self._page.scaled(
            room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        size = shown.deviceIndependentSize().toSize()
        left = (self.width() - size.width()) // 2
        painter = QPainter(self)
        painter.drawImage(left, _EDGE, shown)
        painter.setPen(QPen(QColor(FIELD_LINE), _EDGE))
        painter.drawRect(left, _EDGE, size.width() - 1, size.height() - 1)
        painter.end()
