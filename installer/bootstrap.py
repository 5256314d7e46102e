r"""One command from a fresh clone to a running program or a checked one, with nothing but Python's standard library.

    python3 installer/bootstrap.py demo     set up, then open the demo village (no display: its papers in out/)
    python3 installer/bootstrap.py test     set up, then run ruff, import-linter, mypy and the tests
    python3 installer/bootstrap.py build    set up, then build the one-folder program and try it
    python3 installer/bootstrap.py run ...  set up, then `main.py ...`

On Windows: `py installer\bootstrap.py demo`. Set-up is a `.venv` beside this folder filled from the hash-locked
requirements; a stamp makes the next run start at once. Exit status 2: one sentence said what is missing here.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV, OUT = ROOT / ".venv", ROOT / "out"
say = functools.partial(print, flush=True)  # at once, also when the output goes to a file
OLDEST, TOO_NEW = (3, 11), (3, 14)
RUNTIME_LOCK, DEV_LOCK = "requirements.txt", "requirements-dev.txt"

# Shared library that Qt loads -> the Debian and Ubuntu package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

USAGE = """Pakai: bootstrap.py KATA
  demo   menyiapkan, lalu membuka desa contoh (tanpa layar: hasilnya ada di out/)
  test   menyiapkan, lalu menjalankan semua pemeriksaan
  build  menyiapkan, lalu membuat program satu folder dan mencobanya
  run    menyiapkan, lalu menjalankan main.py dengan kata-kata berikutnya"""


class SetupProblem(Exception):
    """Something on this computer stops the set-up; the message is the sentence for the person."""


def main(arguments: list[str]) -> int:
    """Set up and do what the first word says; returns the exit status."""
    what, rest = "".join(arguments[:1]), arguments[1:]
    if what not in VERBS:
        print(USAGE, file=sys.stderr)
        return 0 if what in {"-h", "--help"} else 2
    try:
        if other := better_python(sys.version_info[:2]):
            return run([other, str(Path(__file__).resolve()), *arguments])
        require_system_packages(building=what == "build")
        require_packages(DEV_LOCK if what in {"test", "build"} else RUNTIME_LOCK)
        return VERBS[what](rest)
    except SetupProblem as problem:
        print(f"\nBelum bisa disiapkan: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan lagi perintah yang sama untuk melanjutkan.", file=sys.stderr)
        return 130


def better_python(version: tuple[int, ...]) -> str | None:
    """None when this Python will do, else the path of one that will; SetupProblem when there is none."""
    if OLDEST <= version < TOO_NEW and sys.maxsize > 2**32:
        return None
    for name in ("python3.13", "python3.12", "python3.11"):
        if found := shutil.which(name):
            return found
    here = ".".join(map(str, version))
    raise SetupProblem(
        f"perlu Python 3.11, 3.12, atau 3.13 (64-bit); yang ada di sini {here}. "
        "Pasang salah satunya, lalu ulangi perintah ini."
    )


def require_packages(lock: str) -> None:
    """Make `.venv` with the packages of `lock` ready; instant when it already is."""
    digest = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.sha256"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest and venv_works():
        return
    if not venv_works():
        say("Membuat .venv ...")
        call([sys.executable, "-m", "venv", "--clear", str(VENV)], "folder .venv tidak dapat dibuat")
    say(f"Memasang paket dari {lock} (sekali saja, beberapa menit) ...")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    call(
        [*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(ROOT / lock)],
        "paket tidak terpasang; periksa sambungan internet dan sisa ruang disk (perlu 1 GB), lalu ulangi perintah ini",
    )
    # Written last: an interrupted set-up starts again instead of passing for a finished one.
    stamp.write_text(digest, encoding="ascii")


def venv_python() -> Path:
    """The interpreter inside `.venv` on this system."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_works() -> bool:
    """Whether `.venv` is there, has pip and still starts (its Python may have been moved or upgraded away)."""
    if not venv_python().is_file():
        return False
    probe = [str(venv_python()), "-c", "import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def require_system_packages(building: bool = False) -> None:
    """Install what Qt and venv need from Debian where we may; else SetupProblem with the one line that does it."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(building)
    if not missing:
        return
    if (root := root_prefix()) is None or shutil.which("apt-get") is None:
        raise SetupProblem(
            "ada bagian sistem yang belum terpasang. Di Debian atau Ubuntu jalankan baris ini, lalu ulangi:\n"
            f"  sudo apt-get update && sudo apt-get install -y {' '.join(missing)}"
        )
    say(f"Memasang bagian sistem: {' '.join(missing)} ...")
    sentence = f"bagian sistem tidak terpasang: {' '.join(missing)}"
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A foreign source that cannot be reached must not stop us: what counts is whether the packages arrive.
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    call([*apt, "install", "-y", "--no-install-recommends", *missing], sentence, stdout=subprocess.DEVNULL)


def missing_packages(building: bool) -> list[str]:
    """The Debian packages still needed here; a build also packs Python itself and the libraries of a real window."""
    python = f"python3.{sys.version_info[1]}"
    libraries = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if building or has_display() else {})}
    missing = [package for library, package in libraries.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None and not venv_works():
        missing.append(f"{python}-venv")
    if building and shutil.which("objdump") is None:
        missing.append("binutils")
    if building and not any(loads(f"{folder}lib{python}.so.1.0") for folder in ("", f"{sys.base_prefix}/lib/")):
        missing.append(f"lib{python}")
    return missing


def loads(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo without a password, or None when we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def has_display() -> bool:
    """Whether a window can be opened here."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo(rest: list[str]) -> int:
    """Open the demo village; without a display leave its KMS cards, SKDN report and screenshots in out/."""
    OUT.mkdir(exist_ok=True)
    register, unfinished = OUT / "demo.db", OUT / "demo.db.unfinished"
    if unfinished.exists() or not register.exists():
        # The mark stays when we are cut off, so that half a village is not taken for a whole one.
        unfinished.touch()
        for left_over in ("", "-wal", "-shm"):
            OUT.joinpath(f"{register.name}{left_over}").unlink(missing_ok=True)
        say("Membuat desa contoh ...")
        if status := run_main(["demo", "--db", str(register), *rest]):
            return status
        unfinished.unlink()
    if has_display():
        return run_main(["--db", str(register)])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    status = run_main(["tour", "--db", str(register), "--out", str(OUT)])
    if status == 0:
        say("Komputer ini tanpa layar. Hasil desa contoh ada di out/:")
        say("\n".join(f"  {path.relative_to(ROOT)}" for path in sorted(OUT.iterdir())))
    return status


def test(rest: list[str]) -> int:
    """Every check a change must pass, in order of speed; all of them run, and any failure fails the whole."""
    tools = str(venv_python().parent)
    # Two workers: the machines of CI and of most contributors have two cores.
    pytest = ["pytest", "-q", *(rest or ["-n", "2", "--dist", "loadfile"])]
    checks = [["ruff", "check"], ["ruff", "format", "--check"], ["lint-imports"], ["mypy"], pytest]
    failed = []
    for check in checks:
        say(f"\n== {' '.join(check)}")
        if run([shutil.which(check[0], path=tools) or check[0], *check[1:]]) != 0:
            failed.append(check[0])
    say(f"Belum lolos: {', '.join(failed)}" if failed else "Semua pemeriksaan lolos.")
    return 1 if failed else 0


def build(rest: list[str]) -> int:
    """Build the one-folder program and try it; the words in `rest` go to build.py."""
    installer = ROOT / "installer"
    status = run([str(venv_python()), str(installer / "build.py"), *rest])
    return status or run([str(venv_python()), str(installer / "smoke.py")])


def run_main(rest: list[str]) -> int:
    """`main.py` with these arguments, in our `.venv`."""
    return run([str(venv_python()), str(ROOT / "main.py"), *rest])


def run(command: list[str]) -> int:
    """Run a command from the root of the clone and return its exit status."""
    # A child and not os.execv: on Windows exec would hand the prompt back while the program still runs.
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def call(command: list[str], sentence: str, stdout: int | None = None) -> None:
    """Run a set-up step; SetupProblem with `sentence` when it fails."""
    if subprocess.run(command, cwd=ROOT, stdout=stdout, check=False).returncode != 0:
        raise SetupProblem(f"{sentence}. Pesan aslinya ada di atas.")


VERBS = {"demo": demo, "test": test, "build": build, "run": run_main}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
