"""Where the window stood last time: the one thing kept outside the register, because it belongs to the screen."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

_KEY = "window/geometry"


def remember(window: QWidget, file: Path) -> None:
    """Write place, size and whether it fills the screen to `file`; a folder that cannot be written is no trouble."""
    _settings(file).setValue(_KEY, window.saveGeometry())


def recall(window: QWidget, file: Path) -> bool:
    """Put `window` where it stood, on a screen that is there; False when nothing readable was remembered."""
    kept = _settings(file).value(_KEY)
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def _settings(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)
