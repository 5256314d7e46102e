"""Which register the program opens when none is named: the one in its own folder, or another chosen since."""

from pathlib import Path

from core.errors import EnvironmentProblem
from core.paths import default_register, usual_register_file
from core.whole_file import whole_file


def usual_register() -> Path:
    """The register that opens by itself; `--db` still names another one."""
    chosen = _remembered()
    return chosen[0] if chosen else default_register()


def is_usual(place: str) -> bool:
    """Whether this register (a file or a URL) is the one that opens by itself."""
    return "://" not in place and _same(Path(place), usual_register())


def refuse_lost(place: str) -> None:
    """Raise EnvironmentProblem when the register that somebody chose is gone: no empty one is made in its place."""
    chosen = _remembered()
    path = Path(place)
    if chosen and "://" not in place and _same(path, chosen[0]) and not path.exists():
        raise EnvironmentProblem(
            f"Buku yang biasa dibuka, {path.name}, tidak ada di {path.parent}. "
            "Pasang disk atau flashdisknya lalu coba lagi, atau buka buku lain."
        )


def register_before() -> Path | None:
    """The register that opened by itself before the present one was chosen; it lies where it was."""
    chosen = _remembered()
    return chosen[1] if len(chosen) > 1 else None


def use_from_now_on(place: str) -> None:
    """Open the register file at `place` by itself from now on; the one before stays untouched where it is.

    Raises EnvironmentProblem when that cannot be written down.
    """
    wanted, before = Path(place).resolve(), usual_register().resolve()
    if wanted == before:
        return
    file = usual_register_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(file) as scratch:
        scratch.write_text(f"{wanted}\n{before}\n", encoding="utf-8")


def _remembered() -> list[Path]:
    try:
        lines = usual_register_file().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [Path(one) for one in lines if one.strip()]


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
