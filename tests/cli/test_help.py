"""Help and mistakes: every verb in Indonesian, one sentence for what cannot be, and nothing done."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, TODAY, one_sentence, start


class TestHelp:
    """`--help` names everything, in Indonesian."""

    def test_names_every_verb_of_the_program(self, run):
        status, out, err = run("--help")
        assert (status, err) == (0, "")
        for verb in ("init", "demo", "import", "search", "check", "report", "print", "growth", "selftest"):
            assert f"\n    {verb} " in out
        assert "tour" not in out, "hidden"

    @pytest.mark.parametrize(
        "verb", ["init", "demo", "import", "search", "check", "report", "print", "growth", "selftest", "tour"]
    )
    def test_of_every_verb_is_in_indonesian(self, run, verb):
        status, out, _ = run(verb, "--help")
        assert status == 0
        assert "pemakaian:" in out
        assert "--db" in out
        for english in ("usage", "options", "positional", "show this help", "default:"):
            assert english not in out

    def test_costs_no_heavy_library(self):
        code = (
            "import sys\nfrom ui.cli import main\nmain(['--help'])\n"
            "print(sorted({'PySide6', 'sqlalchemy', 'numpy', 'matplotlib', 'reportlab'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.endswith("[]\n")


class TestMistakes:
    """A mistake is one clear Indonesian line on stderr, exit status 2, and nothing done."""

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["terbang"], "'terbang' tidak ada"),
            (["report"], "masih kurang: ID"),
            (["search"], "masih kurang: KATA"),
            (["demo", "--families"], "isinya belum ditulis"),
            (["demo", "--families", "banyak"], "bukan bilangan bulat"),
            (["report", "skdn", "--month", "2026-13"], "bukan bulan"),
            (["report", "skdn", "--month", "0001-01"], "periksa tahunnya"),
            (["check", "--today", "kemarin"], "bukan tanggal"),
            (["demo", "--today", "1000-01-01"], "periksa tahunnya"),
            (["check", "--cepat"], "tidak dikenal: --cepat"),
            (["print", "kms", "x.pdf", "--nik", "1", "--person", "2"], "tidak dapat bersama"),
            (["print", "kms", "x.pdf", "--paper", "A3"], "'A3' tidak ada"),
            (["print", "kms"], "belum ditulis"),
            (["print", "puisi", "x.pdf"], "tidak ada"),
            (["report", "puisi"], "tidak dikenal"),
            (["growth", "tidak-ada.csv", "x.csv"], "tidak ditemukan"),
            (["import", "opensid", "tidak-ada.xlsx"], "tidak ditemukan"),
        ],
    )
    def test_on_the_command_line(self, run, tmp_path, monkeypatch, arguments, expected):
        monkeypatch.chdir(tmp_path)
        status, out, err = run(*arguments)
        assert status == 2
        assert out == ""
        assert expected in err
        assert one_sentence(err)
        assert list(tmp_path.iterdir()) == []

    def test_no_list_of_choices_names_a_hidden_verb(self, run):
        assert "tour" not in run("terbang")[2]

    @pytest.mark.parametrize(
        "arguments", [["check"], ["search", "siti"], ["report", "skdn"], ["print", "kms", "x.pdf"]]
    )
    def test_a_register_that_is_not_there(self, run, tmp_path, arguments):
        missing = tmp_path / "lupa.db"
        status, out, err = run(*arguments, "--db", missing)
        assert (status, out) == (2, "")
        assert "tidak ditemukan" in err
        assert not missing.exists()

    def test_a_file_of_something_else(self, run, tmp_path):
        other = tmp_path / "surat.pdf"
        other.write_bytes(b"%PDF-1.4 bukan register" * 20)
        status, _, err = run("check", "--db", other)
        assert status == 2
        assert "bukan register" in err
        assert other.read_bytes() == b"%PDF-1.4 bukan register" * 20

    def test_an_empty_file_is_a_copy_that_was_cut_off(self, run, tmp_path):
        empty = tmp_path / "stik.db"
        empty.touch()
        status, out, err = run("check", "--db", empty, "--json")
        assert (status, out) == (2, "")
        assert "kosong" in err
        assert empty.stat().st_size == 0

    def test_an_unknown_posyandu_names_those_there_are(self, run, village):
        status, _, err = run("report", "skdn", "--db", village, "--posyandu", "Kamboja", "--today", TODAY)
        assert status == 2
        assert "Melati" in err

    def test_a_month_to_come(self, run, village):
        status, _, err = run("report", "skdn", "--db", village, "--month", "2026-12", "--today", TODAY)
        assert status == 2
        assert "belum tiba" in err

    def test_a_folder_that_cannot_be_written(self, run, village, tmp_path):
        status, _, err = run("report", "skdn", "--db", village, "--pdf", tmp_path / "tiada" / "x.pdf", "--today", TODAY)
        assert status == 2
        assert one_sentence(err)

    def test_without_a_display_the_window_says_so(self):
        gone = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
        if not sys.platform.startswith("linux"):
            pytest.skip("only Linux runs without a display")
        done = start(**gone)
        assert done.returncode == 2
        assert "tanpa layar" in done.stderr

    def test_of_our_own_leaves_a_log_without_personal_data(self, run, village, monkeypatch, own_home):
        def broken(*_arguments: object, **_options: object) -> None:
            raise RuntimeError("Siti Rahasia 9901010101010001")

        monkeypatch.setattr("core.services.people.people_search.search", broken)
        status, out, err = run("search", "siti", "--db", village)
        assert (status, out) == (2, "")
        assert "kesalahan di dalam program" in err
        log = Path(err.split(": ")[-1].strip())
        assert own_home in log.parents
        text = log.read_text(encoding="utf-8")
        assert "RuntimeError" in text
        assert "test_help.py" in text
        assert "Rahasia" not in text
