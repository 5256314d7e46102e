"""The line icons, tinted by the theme and sharp at every size."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.palette import INK_SOFT

_FOLDER = Path(__file__).parent
_RATIO = 2.0  # drawn at twice the size, so that a screen at 125-200 % stays sharp


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str = INK_SOFT, size: int = 24) -> QPixmap:
    """The icon `name` as a picture of `size` logical pixels; FileNotFoundError for a name that is not there."""
    text = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    picture = QPixmap(QSize(round(size * _RATIO), round(size * _RATIO)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return picture


@lru_cache(maxsize=256)
def icon(name: str, colour: str = INK_SOFT, size: int = 24) -> QIcon:
    """The icon `name` for a button or a list; disabled looks paler by itself."""
    return QIcon(pixmap(name, colour, size))
