"""Where the program keeps its own files on this computer."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

APP_NAME = "BukuPosyandu"


def default_register() -> Path:
    """The register opened when no other is named or was chosen: a file in the user's own data folder."""
    return user_data_path(APP_NAME, appauthor=False) / "buku-posyandu.db"


def usual_register_file() -> Path:
    """The file that names another register to open by itself, and the one before it; only places stand in it."""
    return user_config_path(APP_NAME, appauthor=False) / "buku-biasa.txt"


def window_file() -> Path:
    """The file that remembers where the window stood on this screen; nothing else is in it."""
    return user_config_path(APP_NAME, appauthor=False) / "jendela.ini"


def device_file() -> Path:
    """The file with this computer's id and secret; it stays here when a register is copied."""
    return user_config_path(APP_NAME, appauthor=False) / "komputer-ini.kunci"


def log_folder() -> Path:
    """The folder for the log book (no personal data in it)."""
    return user_log_path(APP_NAME, appauthor=False)
