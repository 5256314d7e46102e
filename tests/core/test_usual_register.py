"""The register that opens by itself: the program's own, or one chosen since; none is named by chance."""

import argparse

import pytest

from core.errors import EnvironmentProblem
from core.paths import default_register, usual_register_file
from core.usual_register import is_usual, refuse_lost, register_before, use_from_now_on, usual_register
from ui.cli import main as command_line
from ui.verbs.verb import request_of


@pytest.fixture(autouse=True)
def own_settings(other_computer):
    other_computer("sendiri")


def test_it_is_the_programs_own_until_another_is_chosen(tmp_path):
    restored = tmp_path / "desa-pulih.db"
    assert usual_register() == default_register()
    assert is_usual(str(default_register()))
    refuse_lost(str(default_register()))
    assert register_before() is None
    use_from_now_on(str(restored))
    assert (usual_register(), register_before()) == (restored.resolve(), default_register().resolve())
    assert is_usual(str(restored))
    assert not is_usual(str(default_register()))


def test_one_named_on_the_command_line_comes_first(tmp_path):
    use_from_now_on(str(tmp_path / "desa-pulih.db"))
    assert request_of(argparse.Namespace(db="lain.db")).place == "lain.db"
    assert request_of(argparse.Namespace()).place == str((tmp_path / "desa-pulih.db").resolve())


def test_a_server_is_never_the_usual_one():
    assert not is_usual("postgresql+psycopg://desa")
    refuse_lost("postgresql+psycopg://desa")


def test_where_it_is_gone_nothing_is_made_in_its_place(tmp_path, capsys):
    lost = tmp_path / "desa-pulih.db"
    use_from_now_on(str(lost))
    with pytest.raises(EnvironmentProblem, match=r"desa-pulih\.db, tidak ada"):
        refuse_lost(str(lost))
    assert command_line(["init", "--posyandu", "Melati", "--village", "Sukamaju"]) == 2
    assert "Pasang disk atau flashdisknya" in capsys.readouterr().err
    assert not lost.exists()
    lost.touch()
    refuse_lost(str(lost))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00"])
def test_a_spoilt_note_of_it_is_as_none(content):
    usual_register_file().parent.mkdir(parents=True, exist_ok=True)
    usual_register_file().write_bytes(content)
    assert usual_register() == default_register()


def test_a_disk_that_does_not_keep_it_is_told(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(EnvironmentProblem, match="penuh"):
        use_from_now_on(str(tmp_path / "desa-pulih.db"))
    assert usual_register() == default_register()
