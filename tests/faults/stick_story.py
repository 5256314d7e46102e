"""Not a test: writes to a stick that is pulled out at the N-th write or cannot be written; says what came of it.

python -m tests.faults.stick_story FOLDER
"""

import errno
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from core.errors import BukuError
from core.services import setup
from core.services.growth import measuring
from core.services.people import registration
from core.services.trust import backups, restoring
from core.services.trust.maintenance import check
from core.store import vault
from core.words.periods import Month
from printouts.kms_card import print_kms
from printouts.skdn_report import print_skdn
from tests.faults.day import TODAY, House, fill, lock, village
from tests.faults.shim import ObedientDisk
from tests.register_state import register_state

PAPER, OLD_PAPER = "kertas.pdf", b"%PDF-1.4 the paper of last month"


def _back_up(house: House, stick: Path) -> dict[str, Any]:
    made = backups.back_up(house.opened(), plugged=(stick,))
    for view in made.made:
        restoring.inspect(view.path)
    return {"made": len(made.made), "told": list(made.problems)}


def _print(house: House, stick: Path) -> dict[str, Any]:
    ids = [line.id for line in registration.list_people(house.opened(), text="Anak").lines][:2]
    return _paper(stick, lambda out: print_kms(list(measuring.histories(house.opened(), person_ids=ids)), out))


def _report(house: House, stick: Path) -> dict[str, Any]:
    return _paper(stick, lambda out: print_skdn(house.opened(), Month(TODAY.year, TODAY.month), None, out))


def _paper(stick: Path, write: Callable[[Path], object]) -> dict[str, Any]:
    out = stick / PAPER
    try:
        write(out)
    except BukuError as wrong:
        return {"made": 0, "told": [wrong.message], "is_old_paper_whole": out.read_bytes() == OLD_PAPER}
    return {"made": 1, "told": []}


def _bring_back(house: House, stick: Path) -> dict[str, Any]:
    """From a stick that cannot be written: reading is all that is needed."""
    into = house.folder / "pulih.db"
    restoring.restore_beside(house.opened(), next(stick.rglob("*.bukucadangan")), into)
    for path in house.folder.glob("pulih.db*"):
        path.unlink()
    return {"made": 1, "told": []}


WORKS = {"print": _print, "report": _report, "back up": _back_up}
"""What is written to a stick; the last leaves a backup on it."""


def trials(house: House, stick: Path, disk: ObedientDisk) -> Iterator[dict[str, Any]]:
    """Each work with the stick pulled out ever later."""
    state = register_state(house.open())
    for name, work in WORKS.items():
        nth, refused = 1, 1
        while refused:
            shutil.rmtree(stick, ignore_errors=True)
            stick.mkdir()
            (stick / PAPER).write_bytes(OLD_PAPER)
            with disk.refusing(stick, nth, errno.EIO, ever_after=True) as tally:
                came = work(house, stick)
            refused = tally.refused
            is_same = register_state(house.opened()) == state
            left = [path.name for path in stick.rglob("*") if path.is_file() and path.name != PAPER]
            yield {"work": name, "nth": nth, "refused": refused, "is_same": is_same, "left": left, **came}
            nth += 1
    with disk.refusing(stick, 1, errno.EROFS, ever_after=True) as tally:
        backups.known_backups(house.opened(), [stick])
        came = _bring_back(house, stick)
    yield {"work": "bring back", "nth": 1, "refused": tally.refused, "is_same": True, "left": [], **came}


def main(folder: Path) -> None:
    """Make a register and go through it all."""
    folder.mkdir()
    house, stick = House(folder / "desa", village(folder / "penduduk.xlsx", 4), vault.new_key()), folder / "stik"
    house.folder.mkdir()
    lock(house)
    setup.set_up(house.open(), posyandu="Melati", village="Sukamaju")
    fill(house)
    for came in trials(house, stick, ObedientDisk()):
        print(json.dumps(came), flush=True)
    problems = check(house.opened()).problems
    house.close()
    if problems:
        raise RuntimeError(problems)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
