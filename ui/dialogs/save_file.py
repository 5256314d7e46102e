"""Where to write a file: Qt's own dialog, opened without stopping the program, with a sensible name ready."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

SavePlace = Callable[[QWidget, str, str, Callable[[Path], None]], None]
"""Asks where to write: (over which widget, title, suggested name, what to do with the chosen path)."""


def ask_place(over: QWidget, title: str, name: str, then: Callable[[Path], None]) -> None:
    """Ask for a folder and a name; `then(path)` is called only when one was chosen. The ending of `name` is kept."""
    ending = Path(name).suffix
    dialog = QFileDialog(
        over.window(), title, str(last_folder() / name), f"{ending.removeprefix('.').upper()} (*{ending})"
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: _chosen(Path(chosen), then))
    dialog.open()


def file_name(*parts: str, ending: str) -> str:
    """A file name of `parts` that every disk takes: `SKDN-Melati-2026-11.pdf`."""
    words = ["".join(letter if letter.isalnum() else " " for letter in part).split() for part in parts]
    return "-".join("-".join(one) for one in words if one) + ending


def paper_name(title: str, on: date, person_id: str) -> str:
    """What the file of a paper about one person is called: never by the name of the person, which a folder shows."""
    return file_name(title, str(on), person_id[-6:], ending=".pdf")


_last_folder: list[Path] = []


def last_folder() -> Path:
    """The folder chosen last in this sitting; the user's documents before that."""
    if _last_folder and _last_folder[-1].is_dir():
        return _last_folder[-1]
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def _chosen(path: Path, then: Callable[[Path], None]) -> None:
    _last_folder[:] = [path.parent]
    then(path)
