"""The smoke test itself: it must pass a program that works and name the step of one that does not."""

import sys
from pathlib import Path

import pytest

from installer import smoke

GOOD = """#!{python}
import json, pathlib, sys
words = sys.argv[1:]
if words == ["--help"]:
    print("demo, growth, print")
elif words[0] == "search":
    print(json.dumps([{{"id": "lama", "birth_date": "1980-01-01"}}, {{"id": "anak", "birth_date": "2025-03-01"}}]))
elif words[0] == "print":
    assert words[words.index("--person") + 1] == "anak"
    pathlib.Path(words[2]).write_bytes(b"%PDF-1.4 ... %%EOF")
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the frozen program")


def frozen(folder: Path, program: str) -> str:
    """A folder that looks like the frozen program and holds this script."""
    folder.mkdir()
    script = folder / "buku-posyandu"
    script.write_text(program.format(python=sys.executable), encoding="utf-8")
    script.chmod(0o755)
    return str(folder)


def test_a_program_that_works_passes(tmp_path, capsys):
    assert smoke.main([frozen(tmp_path / "good", GOOD)]) == 0
    assert "The frozen program works." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("step", "flaw"),
    [
        ("selftest", 'sys.exit(1) if words == ["selftest"] else None'),
        ("print kms", 'sys.exit("no room") if words[0] == "print" else None'),
        ("--smoke", 'print("qt.qpa: warning", file=sys.stderr) if words[0] == "--smoke" else None'),
    ],
)
def test_the_step_that_fails_is_named(step, flaw, tmp_path, capsys):
    assert smoke.main([frozen(tmp_path / "bad", f"{GOOD}{flaw}\n")]) == 1
    assert f"FAILED {step}" in capsys.readouterr().err


def test_half_a_paper_fails(tmp_path, capsys):
    assert smoke.main([frozen(tmp_path / "bad", GOOD.replace(" %%EOF", ""))]) == 1
    assert "did not leave a PDF" in capsys.readouterr().err
