"""Where the program keeps its own files on this computer."""

from pathlib import Path

from platformdirs import user_data_path, user_log_path

APP_NAME = "BukuPosyandu"


def default_register() -> Path:
    """The register opened when no other is named: a file in the user's own data folder."""
    return user_data_path(APP_NAME, appauthor=False) / "buku-posyandu.db"


def log_folder() -> Path:
    """The folder for the log book (no personal data in it)."""
    return user_log_path(APP_NAME, appauthor=False)
