"""One at a time: a second holder waits for the first, and nobody waits for one that died."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.store.file_lock import is_held, one_at_a_time

ROOT = Path(__file__).parents[3]
DIES = """
import os, sys
from pathlib import Path
from core.store.file_lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    os._exit(9)
"""


def test_the_second_comes_after_the_first(tmp_path):
    lock, order, is_waiting = tmp_path / "a" / "kunci.lock", [], threading.Event()

    def second():
        is_waiting.set()
        with one_at_a_time(lock):
            order.append("second")

    with one_at_a_time(lock):
        other = threading.Thread(target=second)
        other.start()
        assert is_waiting.wait(10)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_an_error_inside_frees_it(tmp_path):
    with pytest.raises(KeyError), one_at_a_time(tmp_path / "kunci.lock"):
        raise KeyError
    with one_at_a_time(tmp_path / "kunci.lock"):
        pass


def test_a_holder_that_died_keeps_nobody_waiting(tmp_path):
    lock = tmp_path / "kunci.lock"
    done = subprocess.run([sys.executable, "-c", DIES, str(lock)], cwd=ROOT, check=False)
    assert done.returncode == 9
    with one_at_a_time(lock):
        pass


def test_it_is_seen_whether_somebody_living_holds_it(tmp_path):
    lock = tmp_path / "kunci.lock"
    with one_at_a_time(lock):
        assert is_held(lock)
    assert not is_held(lock)
    subprocess.run([sys.executable, "-c", DIES, str(lock)], cwd=ROOT, check=False)
    assert not is_held(lock)
