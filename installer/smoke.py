"""Try the frozen program as a stranger's computer would: from a moved copy, with an empty home, without our Python.

`python installer/smoke.py [FOLDER]` (default dist/buku-posyandu). Any wrong exit status or unexpected stderr fails.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_S = 180
# Qt's offscreen platform says this about every window; it has no window manager to ask.
EXPECTED = "This plugin does not support propagateSizeHints()"


class SmokeFailure(Exception):
    """The frozen program did not do what it must; the message says which step and how."""


def main(arguments: list[str]) -> int:
    """Run every step, print one line for each; returns 0 only when all of them passed."""
    folder = Path(arguments[0]) if arguments else ROOT / "dist" / "buku-posyandu"
    # With a space and a letter outside ASCII, as on real desktops.
    with tempfile.TemporaryDirectory(prefix="buku é ") as temporary:
        moved = Path(temporary) / "program"
        shutil.copytree(folder, moved, symlinks=True)
        try:
            try_all(Trial(moved, Path(temporary)))
        except SmokeFailure as failure:
            print(f"FAILED {failure}", file=sys.stderr)
            return 1
    print("The frozen program works.")
    return 0


class Trial:
    """One moved copy of the program and the empty home it runs in."""

    def __init__(self, program: Path, home: Path) -> None:
        twin = program / "buku-posyandu-konsol.exe"
        self.program = twin if twin.is_file() else program / "buku-posyandu"
        self.home = home
        keep = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ}
        # A desktop speaks UTF-8; a build machine often has no language at all, which Qt complains about.
        self.environment |= {"LANG": "C.UTF-8"}
        self.environment |= {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
        self.environment |= {"LOCALAPPDATA": str(home), "APPDATA": str(home)}

    def run(self, *words: str) -> str:
        """Run the program and return its stdout; SmokeFailure on a wrong status or any stderr."""
        started = time.monotonic()
        command = [str(self.program), *words]
        try:
            done = subprocess.run(
                command,
                cwd=self.home,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=LONGEST_S,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise SmokeFailure(f"{' '.join(words)}: still running after {LONGEST_S} s") from late
        stderr = "\n".join(line for line in done.stderr.splitlines() if line.strip() not in {"", EXPECTED})
        if done.returncode != 0 or stderr:
            raise SmokeFailure(f"{' '.join(words)}: status {done.returncode}, stderr: {stderr[-2000:]}")
        print(f"ok {time.monotonic() - started:5.1f} s  {' '.join(words)}")
        return done.stdout


def try_all(trial: Trial) -> None:
    """Help, self-test, a small demo village, one KMS card of one of its children, the window up and down again."""
    register, card = str(trial.home / "contoh.db"), trial.home / "kms.pdf"
    expect("demo" in trial.run("--help"), "--help does not name the verb demo")
    trial.run("selftest")
    trial.run("demo", "--db", register, "--families", "20", "--months", "4")
    trial.run("print", "kms", str(card), "--db", register, "--person", someone(trial, register))
    expect(is_pdf(card), "print kms did not leave a PDF")
    trial.run("--smoke", "--db", register)


def someone(trial: Trial, register: str) -> str:
    """The id of the youngest person that a search for a common letter finds."""
    found = json.loads(trial.run("search", "a", "--json", "--db", register))
    expect(bool(found), "search finds nobody in the demo village")
    return str(max(found, key=lambda person: person["birth_date"] or "")["id"])


def is_pdf(path: Path) -> bool:
    """Whether the file is a whole PDF."""
    data = path.read_bytes() if path.is_file() else b""
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")


def expect(holds: bool, otherwise: str) -> None:
    """SmokeFailure with `otherwise` unless it holds."""
    if not holds:
        raise SmokeFailure(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
