"""The program as it is really started."""

import json
import subprocess
import sys

from tests.cli.commands import ROOT, one_sentence, start


class TestProcess:
    """The program as it is really started."""

    def test_json_is_utf8_alone_on_stdout_whatever_the_console_speaks(self, village):
        done = start("search", "krajan", "--db", village, "--json", PYTHONIOENCODING="cp437", PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)

    def test_headless_verbs_never_load_qt(self, village, tmp_path):
        code = (
            "import sys\nfrom ui.cli import main\n"
            f"main(['report', 'skdn', '--db', {village!r}, '--pdf', {str(tmp_path / 'r.pdf')!r}])\n"
            "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
        )
        assert (
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode
            == 0
        )

    def test_an_error_is_one_line_and_status_2(self, tmp_path):
        done = start("check", "--db", tmp_path / "x.db")
        assert (done.returncode, done.stdout) == (2, "")
        assert one_sentence(done.stderr)
