"""A full, broken or read-only disk at any write of a day: told in one sentence, nothing changed, and then it works.

By default every few writes are tried; `BUKU_EVERY_WRITE=1` tries each of them in every way (some minutes).
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from tests.faults import shim
from tests.faults.full_disk import WAYS

STEPS = {"day": (29, 397), "five steps": (41, 997), "keeping": (61, 997)}
"""Of how many writes one is refused: with a full disk, and in each of the other ways."""
UNWRITING = {"close"}
ENGLISH = re.compile(r"\b(error|disk i/o|database|readonly|unable|failed|sqlite)\b", re.IGNORECASE)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "-")]


@pytest.fixture(scope="module", params=STEPS)
def trials(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What came of every deed of a story at every refused write, as the other program told it."""
    folder = tmp_path_factory.mktemp("disk")
    usual, others = (1, 1) if os.environ.get("BUKU_EVERY_WRITE") else STEPS[request.param]
    steps = {way: usual if way == "full" else others for way in WAYS}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.full_disk", str(folder / "world"), request.param, json.dumps(steps)],
        cwd=shim.ROOT,
        env=shim.environment(shim.build(folder)) | {"XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=7200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_deed_met_every_kind_of_refusal(trials):
    met = Counter((trial["deed"], trial["way"]) for trial in trials)
    deeds = {deed for deed, _ in met} - UNWRITING
    assert len(deeds) > 6
    assert not [(deed, way) for deed in deeds for way in WAYS if not met[deed, way]]


def test_the_register_is_as_before_and_the_same_deed_then_succeeds(trials):
    assert [trial for trial in trials if trial["wrong"]] == []


def test_each_refusal_is_told_in_one_calm_indonesian_sentence(trials):
    sentences = {trial["sentence"] for trial in trials} - {""}
    assert sentences
    for sentence in sentences:
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence
        assert not ENGLISH.search(sentence), sentence
        assert "rusak" not in sentence, "the register is sound: nobody is to be frightened into an old backup"


def test_only_what_was_written_whole_can_come_back_after_a_power_cut(trials):
    # The disk took every byte of the deed and refused only to confirm them: that the deed may be there nevertheless is
    # in the hazard log. At any other write nothing of it may be there.
    told_as_failed = [t for t in trials if t["came_back"] and "sudah dilindungi" not in t["sentence"]]
    assert all(count <= 1 for count in Counter((t["deed"], t["way"]) for t in told_as_failed).values())
