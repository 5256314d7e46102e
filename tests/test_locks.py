"""The locks name every package exactly, by hash, for each system and Python, and no address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, set[str]]:
    """Package name to the versions pinned for it (more than one when Python versions differ)."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_carries_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_is_written_down(lock):
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|^/", (ROOT / lock).read_text(encoding="utf-8"))


def test_direct_dependencies_are_pinned_as_in_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for group, lock in (
        (project["project"]["dependencies"], LOCKS[0]),
        (project["dependency-groups"]["dev"], LOCKS[1]),
    ):
        for requirement in group:
            name, version = requirement.lower().split("==")
            assert version in pins(lock)[name], requirement


def test_the_tools_lock_holds_the_program_lock():
    program, tools = pins(LOCKS[0]), pins(LOCKS[1])
    assert program.items() <= tools.items()
