"""The collector of rubbish sleeps for a while and is then as it was."""

import gc

import pytest

from core.memory import collector_asleep


@pytest.fixture(params=[True, False])
def is_awake(request):
    was_awake = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if was_awake else gc.disable)()


def test_it_sleeps_meanwhile_and_is_left_as_it_was(is_awake):
    with collector_asleep():
        assert not gc.isenabled()
    assert gc.isenabled() is is_awake


def test_it_wakes_also_when_the_work_fails(is_awake):
    with pytest.raises(ZeroDivisionError), collector_asleep():
        _ = 1 / 0
    assert gc.isenabled() is is_awake
