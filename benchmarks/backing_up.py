"""A 200 MB encrypted register backed up and proven: one snapshot, reopened, every page and row compared, read back.

The reference is what people do by hand, as a program would: copy the file, open the copy, check its structure. It
proves less: neither the rows, nor that the copy is of one moment. BUKU_BENCH_FOLDER keeps the built register for the
next run. Arguments: [people]
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from benchmarks.living_village import TODAY, build
from core.clock import Clock
from core.services.register import Register
from core.services.trust.backups import make_backup_file
from core.services.trust.restoring import restore
from core.store.cipher import connect_file
from core.store.database import open_database
from core.store.keyring import Keyring, save
from core.store.vault import code_wrap

PEOPLE, LIMIT_S, ROUNDS = 27_000, 20.0, 3
KEY = bytes(range(32))
"""Fixed, so that a register kept for the next run opens again."""


def opened(folder: Path, people: int) -> Register:
    """The encrypted register of so many people, built when it is not there yet."""
    place = folder / f"locked-{people}.db"
    is_new = not place.exists()
    if is_new:
        save(place, Keyring("benchmark", code_wrap(KEY, "benchmark")[1]))
    register = Register(open_database(str(place), key=KEY), clock=Clock(TODAY))
    if is_new:
        build(register, people)
        with closing(connect_file(place, KEY)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return register


def copied_by_hand(place: Path, out: Path) -> None:
    """The reference: copy, open, check the structure."""
    shutil.copy(place, out)
    with closing(connect_file(out, KEY, read_only=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise RuntimeError(out)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(arguments: list[str]) -> int:
    """Print size, seconds and ratio; exit 1 when the best of three takes more than 20 s for 200 MB."""
    people = int(arguments[0]) if arguments else PEOPLE
    with tempfile.TemporaryDirectory() as scratch:
        register = opened(Path(os.environ.get("BUKU_BENCH_FOLDER", scratch)), people)
        place, out = Path(register.database.place), Path(scratch) / "satu.bukucadangan"
        size = place.stat().st_size / 1e6
        ours, by_hand = [], []
        for _ in range(ROUNDS):
            by_hand.append(seconds(lambda: copied_by_hand(place, Path(scratch) / "salinan.db")))
            out.unlink(missing_ok=True)
            ours.append(seconds(lambda: make_backup_file(register, out)))
        back = seconds(lambda: restore(out, Path(scratch) / "pulih.db", key=KEY))
        register.close()
    best, reference, limit = min(ours), min(by_hand), LIMIT_S * size / 200
    print(
        f"backing_up: {size:.0f} MB backed up and proven in {best:.1f} s (worst {max(ours):.1f}, limit {limit:.0f}), "
        f"{best / reference:.1f} of copying and checking by hand ({reference:.1f} s); restored, proven: {back:.1f} s"
    )
    return 1 if best > limit else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
