"""One demo village for all that is only asked of it, and one way to run a command line."""

import pytest

from tests.cli.commands import TODAY
from ui.cli import main


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    assert main(["demo", "--db", place, "--families", "45", "--months", "4", "--today", TODAY]) == 0
    return place


@pytest.fixture
def run(capsys):
    """Run one command line in this process; gives (exit status, stdout, stderr)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call
