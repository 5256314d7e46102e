"""A stick that is pulled out at any write, or that cannot be written: told, nothing spoilt, and the rest goes on."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.faults import shim

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")]


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What came of every work with the stick, as the other program told it."""
    folder = tmp_path_factory.mktemp("stik")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.stick_story", str(folder / "dunia")],
        cwd=shim.ROOT,
        env=shim.environment(shim.build(folder)) | {"XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_register_is_as_before_whenever_the_stick_goes(trials):
    assert len([trial for trial in trials if trial["refused"]]) > 10
    assert [trial for trial in trials if not trial["is_same"]] == []


def test_a_backup_that_the_stick_did_not_take_is_made_on_the_laptop_all_the_same_and_said(trials):
    pulled = [trial for trial in trials if trial["work"] == "back up" and trial["refused"]]
    assert pulled
    for trial in pulled:
        assert (trial["made"], len(trial["told"])) == (1, 1) or (trial["made"], trial["told"]) == (2, []), trial
        assert not [name for name in trial["left"] if name.endswith(".bukucadangan")] or trial["made"] == 2


def test_an_older_paper_on_the_stick_is_not_half_overwritten(trials):
    papers = [trial for trial in trials if trial["work"] in ("print", "report") and trial["refused"]]
    assert papers
    for trial in papers:
        assert trial["made"] or trial["is_old_paper_whole"], trial
        assert all(sentence.endswith("Data posyandu tetap aman.") for sentence in trial["told"])


def test_a_backup_is_brought_back_from_a_stick_that_cannot_be_written(trials):
    (trial,) = [trial for trial in trials if trial["work"] == "bring back"]
    assert trial["made"] == 1
