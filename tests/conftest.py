"""Ground rules for every test: no display, no user's own files, no unannounced warning, the same examples in CI."""

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import cheap_pins

# Before anything imports Qt: tests never open a window on the developer's own screen unless asked to.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "agg")

cheap_pins.use()

settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))


@pytest.fixture(scope="session", autouse=True)
def own_home() -> Iterator[Path]:
    """A throw-away home for data, settings and logs, so that no test sees or harms the developer's register."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="buku-test-") as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(name, folder)
        yield Path(folder)


@pytest.fixture
def other_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Go on at another computer (any name): its own settings folder, so its own id and secret."""

    def sit_down_at(name: str) -> None:
        for variable in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            monkeypatch.setenv(variable, str(tmp_path / name))

    return sit_down_at


class _Recorder(logging.Handler):
    """Keeps the WARNING and worse lines of one test."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unannounced_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A WARNING in the log fails the test unless ``@pytest.mark.announces("pattern")`` expects it."""
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield
    root.removeHandler(recorder)
    expected = [re.compile(mark.args[0]) for mark in request.node.iter_markers("announces")]
    surprises = [line for line in recorder.lines if not any(pattern.search(line) for pattern in expected)]
    missing = [pattern.pattern for pattern in expected if not any(pattern.search(line) for line in recorder.lines)]
    assert not surprises, f"unannounced warnings in the log: {surprises}"
    assert not missing, f"announced, but never logged: {missing}"
