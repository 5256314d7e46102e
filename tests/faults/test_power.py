"""The power goes at any moment: what was acknowledged is on the disk, everything else is there whole or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from core.services import registration, restoring
from core.services.maintenance import check
from core.store import vault
from tests.faults import shim
from tests.faults.day import House, village
from tests.faults.power import cut
from tests.faults.recording import Step, steps

CUTS = 30
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
    for number in range(CUTS):
        until = chance.choice(own)
        after = House(tmp_path / f"{number}", house.workbook, house.key)
        cut(done[: until + 1], house.folder, after.folder, chance)
        promised = _promised(done[: until + 1])
        if not promised:
            continue  # the first start is not done yet: nobody has been told anything
        register = after.open()
        people = {line.name for line in registration.list_people(register, limit=1_000).lines}
        backups = {path.name for path in (after.folder / "cadangan").glob("*.bukucadangan")}
        assert [one for one in promised if one not in people | backups] == [], f"lost after step {until}"
        assert len(people) - len([one for one in promised if one.startswith("Orang")]) in (0, 1)
        for name in backups:
            restoring.inspect(after.folder / "cadangan" / name)
        assert check(register).problems == ()
        after.close()
        shutil.rmtree(after.folder)
        kept += len(promised)
    assert kept > CUTS * 10


def test_the_cut_would_show_a_register_that_does_not_sync(worked, tmp_path):
    house, done = worked
    lazy = [step for step in done if step.kind != "S"]
    lost = 0
    for number in range(5):
        after = House(tmp_path / f"{number}", house.workbook, house.key)
        cut(lazy[: len(lazy) * 2 // 3], house.folder, after.folder, Random(number))
        lost += not after.place.exists() or not after.place.stat().st_size or after.place.read_bytes()[:16] == bytes(16)
    assert lost


def _promised(done: list[Step]) -> list[str]:
    lines = b"".join(step.data for step in done if step.kind == "W" and step.path.endswith(PROMISES)).decode()
    return [line.partition(" ")[2] for line in lines.splitlines()]
