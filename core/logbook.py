"""The log book: what failed and where in the program, never what the data was; it rolls over and stays small."""

import logging
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core.paths import log_folder

_FILE_NAME, _BYTES, _OLD_FILES = "buku-posyandu.log", 256_000, 3


def note_failure(wrong: BaseException) -> Path | None:
    """Write down an unexpected error and return the file, or None when even that is not possible.

    Only kinds of errors, files, lines and functions are written: the text of an error may hold a name or a NIK.
    """
    path = log_folder() / _FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True)
        try:
            handler.emit(logging.LogRecord("buku", logging.ERROR, "", 0, _without_data(wrong), None, None))
        finally:
            handler.close()
    except OSError:
        return None
    return path if path.exists() else None


def _without_data(wrong: BaseException) -> str:
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"]
    seen: set[int] = set()
    error: BaseException | None = wrong
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        for frame in traceback.extract_tb(error.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")  # noqa: PERF401 - reads better
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def _short(file_name: str) -> str:
    """The last parts of a path: the rest may name the user."""
    return "/".join(Path(file_name).parts[-3:])
