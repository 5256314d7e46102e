"""Build the one-folder program: `python installer/build.py`; the result is dist/buku-posyandu.

On Windows `--installer` also makes the per-user installer with NSIS (makensis must be on the PATH).
"""

import argparse
import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "buku-posyandu"
LOCK = ROOT / "requirements.txt"
WORTH_STRIPPING_BYTES = 1_000_000


def main(arguments: list[str]) -> int:
    """Build, add the licences of what is inside, say how big it is; returns the exit status."""
    parser = argparse.ArgumentParser(prog="build.py", description="Membuat program satu folder.")
    parser.add_argument("--installer", action="store_true", help="juga buat pemasang Windows (NSIS)")
    chosen = parser.parse_args(arguments)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--workpath", str(ROOT / "build"), "--distpath", str(ROOT / "dist")]
    status = subprocess.run([*command, *places, str(ROOT / "installer" / "buku-posyandu.spec")], cwd=ROOT, check=False)
    if status.returncode != 0:
        return status.returncode
    strip_symbols(FOLDER)
    print(f"{add_licences(FOLDER / 'LICENSES')} licences in {FOLDER.relative_to(ROOT)}/LICENSES")
    print(f"{FOLDER.relative_to(ROOT)}: {megabytes(FOLDER)} MB")
    return make_installer() if chosen.installer else 0


def strip_symbols(folder: Path) -> None:
    """Drop debug symbols from Linux libraries: some wheels, and many a Python, carry more of them than code."""
    strip = shutil.which("strip")
    if not sys.platform.startswith("linux") or strip is None:
        return
    for path in folder.rglob("*.so*"):
        # Wheel makers rewrote the libraries in *.libs; strip breaks those (NumPy's OpenBLAS no longer loads).
        if path.is_symlink() or path.parent.suffix == ".libs" or path.stat().st_size < WORTH_STRIPPING_BYTES:
            continue
        subprocess.run([strip, "--strip-unneeded", str(path)], capture_output=True, check=True)


def add_licences(folder: Path) -> int:
    """Copy our licence and those of every distribution in the runtime lock; returns how many files there are."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "buku-posyandu.txt")
    # Qt for Python is under the LGPL, which asks for its text, and its wheels bring none.
    for text in (ROOT / "installer" / "licences").iterdir():
        shutil.copy(text, folder)
    for name in locked_names():
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # the lock also names packages for other systems
        for number, file in enumerate(licence_files(distribution)):
            shutil.copy(file, folder / f"{name}{f'-{number}' if number else ''}.txt")
        (folder / f"{name}.about").write_text(about(distribution), encoding="utf-8")
    return len(list(folder.iterdir()))


def locked_names() -> list[str]:
    """The names of the packages that the runtime lock pins."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return sorted({line.split("==")[0] for line in lines if "==" in line and line[0].isalnum()})


def licence_files(distribution: importlib.metadata.Distribution) -> list[Path]:
    """Licence, copying and notice files that the distribution ships in its metadata."""
    words = ("licen", "copying", "notice", "copyright")
    files = [Path(str(file.locate())) for file in distribution.files or [] if ".dist-info" in str(file)]
    return sorted(file for file in files if any(word in f"{file.parent.name}/{file.name}".lower() for word in words))


def about(distribution: importlib.metadata.Distribution) -> str:
    """Name, version, licence and home of a distribution, as its metadata says."""
    facts = distribution.metadata
    keys = ("Name", "Version", "License-Expression", "License", "Home-page", "Project-URL")
    return "".join(f"{key}: {value}\n" for key in keys for value in facts.get_all(key) or [] if "\n" not in value)


def megabytes(folder: Path) -> int:
    """Size of everything in the folder, in whole MB."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) // 1_000_000


def make_installer() -> int:
    """Wrap dist/buku-posyandu into a per-user Windows installer; returns the exit status."""
    sys.path.insert(0, str(ROOT))
    from installer.contents import version

    makensis = shutil.which("makensis")
    if makensis is None:
        print("makensis (NSIS 3) is not on the PATH", file=sys.stderr)
        return 2
    script = ROOT / "installer" / "windows" / "buku-posyandu.nsi"
    command = [makensis, "-V2", f"-DVERSION={version()}", f"-DROOT={ROOT}", str(script)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
