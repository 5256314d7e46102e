"""The power goes at any moment: what was acknowledged is on the disk, everything else is there whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from core.errors import BukuError
from core.services.people import registration
from core.services.trust import restoring
from core.services.trust.maintenance import check
from core.store import vault
from tests.faults import shim
from tests.faults.day import House, village
from tests.faults.power import cut
from tests.faults.recording import Step, steps

CUTS = int(os.environ.get("BUKU_POWER_CUTS", "30"))
PROMISES = "janji.txt"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, list[Step]]:
    """A register that was worked with, and everything that was done to the disk meanwhile."""
    folder = tmp_path_factory.mktemp("listrik")
    house = House(folder / "desa", village(folder / "penduduk.xlsx", 1), vault.new_key())
    house.folder.mkdir()
    assert house.key is not None
    subprocess.run(
        [sys.executable, "-m", "tests.faults.power_story", house.folder, house.workbook, house.key.hex()],
        cwd=shim.ROOT,
        env=shim.environment(shim.build(folder), folder / "ditulis.bin") | {"XDG_CONFIG_HOME": str(folder)},
        check=True,
        timeout=120,
    )
    return house, list(steps(folder / "ditulis.bin"))


def test_what_was_acknowledged_is_on_the_disk(worked, tmp_path):
    house, done = worked
    own = [place for place, step in enumerate(done) if Path(step.path).is_relative_to(house.folder)]
    chance, kept = Random(5), 0
    for _ in range(CUTS):
        until = chance.choice(own) + 1
        assert _wrong_after(done[:until], house, tmp_path / "sesudah", chance) == "", f"cut after step {until}"
        kept += len(_promised(done[:until]))
    assert kept > CUTS * 10


def test_a_register_that_does_not_sync_would_be_found_out(worked, tmp_path):
    house, done = worked
    lazy = [step for step in done if step.kind != "S"]
    until = len(lazy) * 2 // 3
    assert all(_wrong_after(lazy[:until], house, tmp_path / "sesudah", Random(seed)) for seed in range(5))


def _wrong_after(done: list[Step], house: House, folder: Path, chance: Random) -> str:
    """What is lost or unsound when the power goes after these steps; empty when all is well."""
    promised = _promised(done)
    shutil.rmtree(folder, ignore_errors=True)
    after = House(folder, house.workbook, house.key)
    cut(done, house.folder, folder, chance)
    if not promised:
        return ""  # the first start is not done yet: nobody has been told anything
    try:
        register = after.open()
        people = {line.name for line in registration.list_people(register, limit=1_000).lines}
        backups = {path.name for path in (folder / "cadangan").glob("*.bukucadangan")}
        for name in backups:
            restoring.inspect(folder / "cadangan" / name)
        problems = check(register).problems
    except BukuError as wrong:
        return wrong.message
    finally:
        after.close()
    missing = [one for one in promised if one not in people | backups]
    untold = len(people - set(promised))
    return " ".join([*missing, *problems, *(["too much is there"] if untold > 1 else [])])


def _promised(done: list[Step]) -> list[str]:
    lines = b"".join(step.data for step in done if step.kind == "W" and step.path.endswith(PROMISES)).decode()
    return [line.partition(" ")[2] for line in lines.splitlines()]
