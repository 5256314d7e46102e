"""A PDF on screen, page by page, as the printer will show it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout

from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.texts import line, text

_ROUND_PAGE = 28
_TITLE_FROM_EM = 46


class PaperView(QFrame):
    """Pages as wide as there is room; arrows and Page keys turn them."""

    closed = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        """No file yet."""
        super().__init__()
        set_role(self, "pane")
        self.pdf: bytes | None = None
        self.page, self.pages = 0, 0
        self._title, self._place = text("", "heading", wraps=False), text("", "soft", wraps=False)
        self.back = button("Kembali", self.closed.emit, role="quiet", picture="chevron-left", hint="Esc")
        self._earlier = button("", lambda: self.turn(-1), role="quiet", picture="chevron-left", hint="Halaman sebelum")
        self._later = button("", lambda: self.turn(1), role="quiet", picture="chevron-right", hint="Halaman berikut")
        for one, name in ((self._earlier, "Halaman sebelumnya"), (self._later, "Halaman berikutnya")):
            one.setAccessibleName(name)
        self.save = button("&Simpan …", self.save_wanted.emit, picture="save")
        self.print = button("&Cetak …", self.print_wanted.emit, role="next", picture="printer")
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._sheet.setContentsMargins(0, 12, 0, 12)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._sheet)
        self._scroll.setAccessibleName("Halaman")
        self._scroll.installEventFilter(self)
        # Rendering follows the last size of a resize, not each step of it.
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._draw)
        self._build()

    def show_pdf(self, pdf: bytes, title: str) -> None:
        """Show a finished PDF from its first page; it stays in memory, because it names children."""
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        self.pdf, self.page, self.pages = pdf, 0, len(document)
        document.close()
        self._title.setText(title)
        self._scroll.setAccessibleDescription(title)
        self._draw()
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """Turn to another page, staying at the ends."""
        wanted = max(0, min(self.pages - 1, self.page + by))
        if wanted != self.page:
            self.page = wanted
            self._draw()
            self._scroll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= em(self, _TITLE_FROM_EM))
        if self.pdf is not None:
            self._soon.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if step:
                self.turn(step)
                return True
        return False

    def _draw(self) -> None:
        if self.pdf is None:
            return
        import pypdfium2

        ratio = self.devicePixelRatioF()
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            sheet = document[self.page]
            room = max(200, self._scroll.viewport().width() - _ROUND_PAGE)
            scale = min(room * ratio / sheet.get_width(), 2.4 * ratio)
            picture = sheet.render(scale=scale, rev_byteorder=True).to_numpy()
        finally:
            document.close()
        height, width, depth = picture.shape
        kind = QImage.Format.Format_RGBA8888 if depth == 4 else QImage.Format.Format_RGB888
        image = QImage(picture.tobytes(), width, height, width * depth, kind)
        image.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(QPixmap.fromImage(image))
        self._place.setText(f"halaman {self.page + 1} dari {self.pages}")
        self._earlier.setEnabled(self.page > 0)
        self._later.setEnabled(self.page + 1 < self.pages)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(6)
        for part in (self.back, self._title):
            head.addWidget(part)
        head.addStretch(1)
        for part in (self._earlier, self._place, self._later):
            head.addWidget(part)
        head.addStretch(1)
        for part in (self.save, self.print):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self._scroll, 1)
