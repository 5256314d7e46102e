"""The log book says where the program failed, and nothing about anybody."""

import pytest

from core import logbook


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(logbook, "log_folder", lambda: tmp_path / "catatan")
    return tmp_path / "catatan"


def failure() -> ValueError:
    try:
        try:
            raise KeyError("Siti Rahasia")
        except KeyError as first:
            raise ValueError("NIK 9901010101010001") from first
    except ValueError as wrong:
        return wrong


def test_names_kinds_and_places_but_no_data(folder):
    path = logbook.note_failure(failure())
    assert path is not None
    assert path.parent == folder
    text = path.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_logbook.py" in text
    assert "Rahasia" not in text
    assert "9901" not in text


def test_stays_small(folder, monkeypatch):
    monkeypatch.setattr(logbook, "_BYTES", 2000)
    for _ in range(100):
        logbook.note_failure(failure())
    assert sum(file.stat().st_size for file in folder.iterdir()) < 5 * 2000
    assert len(list(folder.iterdir())) <= 4


def test_a_place_that_cannot_be_written_is_no_second_failure(tmp_path, monkeypatch):
    blocked = tmp_path / "berkas"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setattr(logbook, "log_folder", lambda: blocked / "catatan")
    assert logbook.note_failure(failure()) is None
