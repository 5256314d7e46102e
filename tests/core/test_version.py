"""One version number: the program's own word and the project file agree."""

import tomllib
from pathlib import Path

from core.version import VERSION


def test_version_is_the_project_s():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
