"""The one command from a fresh clone, tried with an empty lock and a program that only notes what it was told."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap

ROOT = Path(bootstrap.__file__).parent.parent
PROGRAM = """
import json, os, pathlib, sys
words = sys.argv[1:]
with pathlib.Path("calls.jsonl").open("a") as file:
    file.write(json.dumps([words, os.environ.get("QT_QPA_PLATFORM"), sys.prefix]) + "\\n")
if words[:1] == ["demo"]:
    pathlib.Path(words[2]).touch()
sys.exit(7 if "fail" in words else 0)
"""


class Clone:
    """A fresh clone in miniature."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "installer").mkdir()
        shutil.copy(bootstrap.__file__, root / "installer")
        (root / "requirements.txt").write_text("# nothing\n", encoding="ascii")
        (root / "main.py").write_text(PROGRAM, encoding="ascii")

    def run(self, *words: str, display: bool = False, path: str | None = None) -> subprocess.CompletedProcess[str]:
        """The bootstrap of this clone with these words, on a machine with or without a display."""
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        environment |= {"DISPLAY": ":77"} if display else {}
        environment |= {"PATH": path} if path is not None else {}
        command = [sys.executable, str(self.root / "installer" / "bootstrap.py"), *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, cwd=self.root.parent
        )

    def calls(self) -> list[list[str]]:
        """What main.py was told since the last time, word by word."""
        log = self.root / "calls.jsonl"
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
        log.unlink(missing_ok=True)
        assert all(Path(prefix) == self.root / ".venv" for _, _, prefix in lines)
        return [words for words, _, _ in lines]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    root = tmp_path_factory.mktemp("desa baru") / "buku posyandu"
    root.mkdir()
    fresh = Clone(root)
    done = fresh.run("run", "--help")
    assert done.returncode == 0, done.stderr
    assert fresh.calls() == [["--help"]]
    return fresh


def test_a_second_run_starts_at_once(clone):
    before = os.times()
    done = clone.run("run")
    after = os.times()
    # The work it costs, not the time that passes: other programs may be busy meanwhile.
    assert after.children_user + after.children_system - before.children_user - before.children_system < 2.0
    assert (done.returncode, done.stdout, clone.calls()) == (0, "", [[]])


def test_the_status_of_the_program_comes_through(clone):
    assert clone.run("run", "fail").returncode == 7
    clone.calls()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_demo_without_a_display_leaves_its_papers_in_out(clone):
    shutil.rmtree(clone.root / "out", ignore_errors=True)
    done = clone.run("demo")
    out = clone.root / "out"
    assert done.returncode == 0, done.stderr
    made, toured = clone.calls()
    assert made[:2] == ["demo", "--db"]
    assert toured == ["tour", "--db", str(out / "demo.db"), "--out", str(out)]
    assert "out/demo.db" in done.stdout.replace("\\", "/")


def test_demo_keeps_a_village_that_is_already_there(clone):
    (clone.root / "out").mkdir(exist_ok=True)
    (clone.root / "out" / "demo.db").touch()
    clone.run("demo", display=bootstrap_can_open_windows())
    assert "demo" not in [words[0] for words in clone.calls()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display is a Linux question")
def test_demo_with_a_display_opens_the_window(clone):
    if not bootstrap_can_open_windows():
        pytest.skip("this machine lacks the libraries of a real window")
    shutil.rmtree(clone.root / "out", ignore_errors=True)
    clone.run("demo", display=True)
    made, opened = clone.calls()
    assert made[:2] == ["demo", "--db"]
    assert opened == ["--db", str(clone.root / "out" / "demo.db")]


def test_a_village_that_was_not_finished_is_not_taken_for_one(clone):
    shutil.rmtree(clone.root / "out", ignore_errors=True)
    assert clone.run("demo", "fail").returncode == 7
    assert clone.run("demo").returncode == 0
    assert [words[0] for words in clone.calls()][:2] == ["demo", "demo"]
    assert clone.run("demo").returncode == 0
    assert "demo" not in [words[0] for words in clone.calls()]


def test_a_changed_lock_is_installed_again(clone):
    (clone.root / "requirements.txt").write_text("# still nothing\n", encoding="ascii")
    assert "requirements.txt" in clone.run("run").stdout
    assert clone.run("run").stdout == ""
    clone.calls()


def test_a_package_without_its_hash_is_refused_in_a_clear_sentence(clone):
    lock = clone.root / "requirements.txt"
    before = lock.read_text(encoding="ascii")
    lock.write_text("platformdirs==4.14.8\n", encoding="ascii")
    done = clone.run("run")
    lock.write_text(before, encoding="ascii")
    assert done.returncode == 2
    assert "Belum bisa disiapkan: paket tidak terpasang" in done.stderr
    assert "Traceback" not in done.stderr
    assert clone.calls() == []


def test_a_broken_venv_is_made_anew(clone):
    bootstrap_python = clone.root / bootstrap.venv_python().relative_to(bootstrap.ROOT)
    bootstrap_python.unlink()
    assert "Membuat .venv" in clone.run("run").stdout
    assert clone.calls() == [[]]


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14)])
def test_a_wrong_python_is_named_in_a_clear_sentence(version, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(bootstrap.SetupProblem, match=rf"perlu Python 3\.11.*di sini 3\.{version[1]}"):
        bootstrap.better_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_right_python_goes_on(version):
    assert bootstrap.better_python(version) is None


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for the newer Python")
def test_a_wrong_python_steps_aside_for_a_right_one(tmp_path, monkeypatch):
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\n", encoding="ascii")
    newer.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.better_python((3, 9)) == str(newer)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt is Debian's")
def test_missing_system_parts_are_named_in_one_apt_line_when_we_may_not_install(monkeypatch):
    monkeypatch.setattr(bootstrap, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(bootstrap, "root_prefix", lambda: None)
    with pytest.raises(bootstrap.SetupProblem) as caught:
        bootstrap.require_system_packages()
    assert str(caught.value).endswith("\n  sudo apt-get update && sudo apt-get install -y libegl1")


def test_an_unknown_word_says_which_there_are(clone):
    done = clone.run("dmeo")
    assert done.returncode == 2
    assert all(word in done.stderr for word in ("demo", "test", "build", "run"))


def bootstrap_can_open_windows() -> bool:
    """Whether this machine has the X11 libraries, so that the bootstrap need not install any."""
    return all(bootstrap.loads(library) for library in bootstrap.WINDOW_LIBRARIES)
