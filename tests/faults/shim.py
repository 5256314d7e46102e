"""The disk that obeys the tests (`disk_shim.c`): built, preloaded into another program, told there what to refuse."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("disk_shim.c")
LIBRARY, RECORD = "BUKU_SHIM_LIBRARY", "BUKU_SHIM_RECORD"
ROOT = SOURCE.parents[2]


def why_not() -> str:
    """Why the shim cannot be used on this computer; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "the shim is preloaded as only Linux does it"
    return "" if shutil.which("gcc") else "no C compiler here"


def build(folder: Path) -> Path:
    """Compile the shim into `folder`."""
    library = folder / "disk_shim.so"
    command = ["gcc", "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl", "-pthread"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def environment(library: Path, record: Path | None = None) -> dict[str, str]:
    """The environment of a program that runs on the obedient disk, and where its writes are recorded."""
    own = {"LD_PRELOAD": str(library), LIBRARY: str(library), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**os.environ, **threads, **own, **({RECORD: str(record)} if record else {})}


@dataclass(slots=True)
class Tally:
    """What the disk saw while it was watched: write-like calls, and how many of them it refused."""

    calls: int = 0
    refused: int = 0


class ObedientDisk:
    """The preloaded shim, spoken to from inside the program that it is preloaded into."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[LIBRARY])
        self._library.shim_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
        for name in ("shim_calls", "shim_refused"):
            getattr(self._library, name).restype = ctypes.c_long

    @contextmanager
    def refusing(self, folder: Path, nth: int, error: int, *, ever_after: bool) -> Iterator[Tally]:
        """Refuse the `nth` write under `folder` with an errno (and all later ones `ever_after`); 0 only counts."""
        tally = Tally()
        self._library.shim_arm(os.fsencode(folder), nth, error, int(ever_after))
        try:
            yield tally
        finally:
            self._library.shim_disarm()
            tally.calls, tally.refused = self._library.shim_calls(), self._library.shim_refused()
