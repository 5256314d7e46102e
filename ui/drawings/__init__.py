"""Our own small drawings of how something is measured, sharp at every size and readable without colour."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

WIDTH, HEIGHT = 160, 120
"""Pixels at 100 per cent; every drawing has these proportions."""
_FOLDER = Path(__file__).parent
_RATIO = 2.0  # drawn at twice the size, so that a screen at 125-200 % stays sharp


@lru_cache(maxsize=64)
def pixmap(name: str, width: int = WIDTH) -> QPixmap:
    """The drawing `name` as a picture `width` logical pixels wide; FileNotFoundError for a name that is not there."""
    path = _FOLDER / f"{name}.svg"
    if not path.is_file():
        raise FileNotFoundError(path.name)
    picture = QPixmap(QSize(round(width * _RATIO), round(width * HEIGHT / WIDTH * _RATIO)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(path)).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RATIO)
    return picture


def names() -> tuple[str, ...]:
    """The names of all drawings, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))
