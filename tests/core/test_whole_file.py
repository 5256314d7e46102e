"""Files that are whole or not there at all."""

import errno

import pytest

from core.errors import EnvironmentProblem
from core.whole_file import refusal, whole_file


def test_the_file_appears_only_when_all_is_written(tmp_path):
    out = tmp_path / "x.pdf"
    with whole_file(out) as scratch:
        scratch.write_bytes(b"half")
        assert not out.exists()
    assert out.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [out]


def test_an_older_file_survives_a_failure(tmp_path):
    out = tmp_path / "x.pdf"
    out.write_bytes(b"older")
    with pytest.raises(ZeroDivisionError), whole_file(out) as scratch:
        scratch.write_bytes(b"half" * (1 // 0))
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]


def test_a_scratch_file_that_cannot_go_does_not_hide_what_went_wrong(tmp_path, monkeypatch):
    """As on Windows, where a file that is still open cannot be removed."""

    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(type(tmp_path), "unlink", refuse)
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "x.pdf"):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, ""), "sudah penuh"),
        (FileNotFoundError(errno.ENOENT, ""), "tidak ada"),
        (PermissionError(errno.EACCES, ""), "tidak boleh ditulisi"),
        (OSError(errno.EIO, ""), "tidak bisa ditulis"),
    ],
)
def test_what_the_disk_refuses_is_said_with_what_to_do_and_what_is_safe(tmp_path, error, words):
    message = refusal(tmp_path / "x.pdf", error).message
    assert words in message
    assert message.endswith("Data posyandu tetap aman.")


def test_a_file_open_elsewhere_is_named(tmp_path):
    out = tmp_path / "kms.pdf"
    out.write_bytes(b"")
    assert "Tutup dulu" in refusal(out, PermissionError(errno.EACCES, "")).message


def test_a_problem_of_ours_is_not_blamed_on_the_disk(tmp_path):
    with pytest.raises(EnvironmentProblem), whole_file(tmp_path / "x.pdf"):
        raise OSError(errno.ENOSPC, "")
