"""A small precious file in two copies: damaged, cut off or lost, it is read from the other one and mended."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.store.twin_file import DamagedError, Twins


@pytest.fixture
def twins(tmp_path):
    pair = Twins(tmp_path / "x.kunci", tmp_path / "x.kunci2", "UJI-1")
    pair.save(b"isi pertama")
    pair.save(b"isi kedua")
    return pair


def test_both_are_the_same_and_for_their_owner_only(twins):
    assert twins.first.read_bytes() == twins.second.read_bytes()
    assert twins.first.stat().st_mode & 0o077 == 0
    assert [path.name for path in sorted(twins.first.parent.iterdir())] == ["x.kunci", "x.kunci2"]


def test_nothing_there(tmp_path):
    assert Twins(tmp_path / "a", tmp_path / "b", "UJI-1").load() is None


@pytest.mark.parametrize("which", ["first", "second"])
@pytest.mark.parametrize("harm", ["lost", "empty", "cut", "flipped", "longer", "other kind"])
def test_one_harmed_copy_is_mended(twins, which, harm):
    path = getattr(twins, which)
    whole = path.read_bytes()
    harmed = {
        "empty": b"",
        "cut": whole[:-3],
        "flipped": whole[:-1] + bytes([whole[-1] ^ 1]),
        "longer": whole + b"\n",
        "other kind": whole.replace(b"UJI-1", b"UJI-2"),
    }
    path.unlink() if harm == "lost" else path.write_bytes(harmed[harm])
    assert twins.load() == b"isi kedua"
    assert path.read_bytes() == whole


def test_a_power_cut_between_the_copies_leaves_the_newer_one(twins):
    older = twins.second.read_bytes()
    twins.save(b"isi ketiga")
    twins.second.write_bytes(older)
    assert twins.load() == b"isi ketiga"
    assert twins.second.read_bytes() == twins.first.read_bytes()


def test_both_harmed_is_said(twins):
    twins.first.write_bytes(b"")
    twins.second.write_bytes(b"UJI-1 2 rusak")
    with pytest.raises(DamagedError):
        twins.load()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_flipped_byte_is_noticed(twins, data):
    whole = twins.second.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedError):
        twins.body_of(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])


def test_a_copy_that_cannot_be_mended_does_not_matter(twins, monkeypatch):
    twins.second.unlink()

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert twins.load() == b"isi kedua"
