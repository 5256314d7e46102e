"""Killed at random moments while saving, backing up, updating and changing keys: nothing acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 90
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks to be quick; the rule is the same on Windows")
def test_after_every_kill_the_register_opens_is_sound_and_has_everything_acknowledged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "--rounds", str(ROUNDS), "--folder", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    counted = json.loads(done.stdout)
    assert counted["wrong"] == []
    assert sum(counted["kills"].values()) == ROUNDS, "each was still at work when it was killed"
    assert sum(counted["acknowledged"].values()) > ROUNDS // 3, "even where the computer is busy"
