"""Every published vector agrees, and a damaged file is noticed in plain words."""

import gzip

import pytest

from core.errors import EnvironmentProblem
from core.growth import selftest


@pytest.fixture(scope="module")
def outcome():
    return selftest.run()


@pytest.mark.parametrize("name", list(selftest._SETS))
def test_every_published_set_agrees(outcome, name):
    (found,) = (one for one in outcome.sets if one.name == name)
    assert found.passes, found
    assert found.compared > 0
    assert found.agreed == found.compared


def test_all_sets_and_all_tables_are_named(outcome):
    assert outcome.passes
    assert outcome.compared > 43_000
    assert len(outcome.tables) == 13
    assert all(len(sha256) == 64 for sha256 in outcome.tables.values())


def test_a_changed_vector_file_is_refused(tmp_path, monkeypatch):
    for path in selftest._FOLDER.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "stata_0_17y.csv.gz").write_bytes(gzip.compress(b"case,sex\n1,M\n"))
    monkeypatch.setattr(selftest, "_FOLDER", tmp_path)
    with pytest.raises(EnvironmentProblem, match="stata_0_17y"):
        selftest.run()


def test_one_wrong_number_fails_the_set():
    result = selftest.SetResult("x", "y", 1, "", selftest.Z_TOLERANCE, selftest.Z_LARGEST)
    result.add(-2.00, -2.00)
    assert result.passes
    result.add(-2.00, -2.02)
    assert not result.passes


def test_a_number_where_blank_is_expected_fails_the_set():
    result = selftest.SetResult("x", "y", 1, "", selftest.Z_TOLERANCE, selftest.Z_LARGEST)
    result.add(None, -2.00)
    assert not result.passes
