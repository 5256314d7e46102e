"""The command line as a data officer meets it: help, answers, JSON shapes, refusals and exit statuses."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from ui.cli import main

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-25"


@pytest.fixture(scope="module")
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


def start(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `main.py` as its users do, in a process of its own."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and "Traceback" not in err and err.strip().endswith((".", "--help", ")"))


# What an OpenSID population workbook holds, as far as the people here need it.
COLUMNS = (
    *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id"),
    *("pendidikan_kk_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id", "ayah_nik", "nama_ayah"),
    *("ibu_nik", "nama_ibu", "golongan_darah_id", "hamil", "status_dasar"),
)
FATHER = {"nama": "BUDI", "nik": "9901010101900001", "sex": 1, "tanggallahir": "1990-01-01", "kk_level": 1}
MOTHER = {"nama": "SITI", "nik": "9901014101920001", "sex": 2, "tanggallahir": "01-01-1992", "kk_level": 3}
CHILD = {"nama": "AISYAH", "nik": "9901014101250001", "sex": 2, "tanggallahir": "2025-01-01", "kk_level": 4}


def workbook(folder: Path, *people: dict[str, object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    house = {"alamat": "Jl. Soka", "dusun": "KRAJAN", "rw": "01", "rt": "02", "no_kk": "9901010101200001"}
    for person in people:
        facts = house | {"status_dasar": 1, "status_kawin": 1} | person
        sheet.append([facts.get(column, "") for column in COLUMNS])
    path = folder / "penduduk.xlsx"
    book.save(path)
    return path


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
        assert "test_cli.py" in text
        assert "Rahasia" not in text


class TestInit:
    """`init` makes an empty register, once."""

    def test_makes_a_register(self, run, tmp_path):
        place = tmp_path / "baru.db"
        status, out, _ = run("init", "--posyandu", "Kenanga", "--village", "Desa Contoh", "--db", place, "--json")
        assert status == 0
        assert json.loads(out) == {"db": str(place), "posyandu": "Kenanga", "village": "Desa Contoh"}
        status, out, _ = run("check", "--db", place, "--json")
        assert status == 0
        assert json.loads(out) == {"ok": True, "people": 0, "families": 0, "measurements": 0, "problems": []}

    def test_refuses_a_second_time(self, run, village):
        status, _, err = run("init", "--posyandu", "Kenanga", "--village", "Desa Contoh", "--db", village)
        assert status == 2
        assert "sudah disiapkan" in err

    def test_refuses_a_pin_that_is_too_easy(self, run, tmp_path, monkeypatch):
        monkeypatch.setenv("BUKU_PIN", "123456")
        status, _, err = run("init", "--posyandu", "K", "--village", "D", "--db", tmp_path / "x.db")
        assert status == 2
        assert "berurutan" in err
        assert list(tmp_path.iterdir()) == []


class TestAnswers:
    """What the verbs say about the demo village."""

    def test_common_options_stand_before_or_after_the_verb(self, run, village):
        before = run("--json", "--today", TODAY, "--db", village, "report", "skdn")
        after = run("report", "skdn", "--db", village, "--json", "--today", TODAY)
        assert before == after
        assert before[0] == 0

    def test_demo_does_not_overwrite(self, run, village):
        status, _, err = run("demo", "--db", village)
        assert status == 2
        assert "sudah ada" in err

    def test_search_shape(self, run, village):
        _, out, _ = run("search", "krajan", "--db", village, "--json")
        people = json.loads(out)
        assert people
        keys = ["id", "name", "birth_date", "sex", "mother", "address", "nik_masked"]
        assert all(list(person) == keys for person in people)
        assert not any(person["nik_masked"].isdecimal() for person in people)

    def test_search_for_nobody_is_no_mistake(self, run, village):
        assert run("search", "zzzzqqqq", "--db", village, "--json") == (0, "[]\n", "")

    def test_check_shape(self, run, village):
        status, out, _ = run("check", "--db", village, "--json")
        found = json.loads(out)
        assert (status, found["ok"], found["problems"]) == (0, True, [])
        assert found["families"] == 45
        assert found["people"] > 100
        assert found["measurements"] > 20

    def test_skdn_shape(self, run, village):
        status, out, _ = run("report", "skdn", "--month", "2026-11", "--db", village, "--json", "--today", TODAY)
        report = json.loads(out)
        assert status == 0
        assert report["month"] == "2026-11"
        assert report["D"] == report["N"] + report["T"] + report["O"] + report["B"]
        assert report["S"] >= report["D"] > 0
        assert {"K", "BGM", "orange", "two_t"} < set(report)
        assert {"K/S", "D/S", "N/D"} <= set(report["ratios"])
        assert len(report["people"]["S"]) == report["S"]

    def test_a_ratio_without_denominator_is_null(self, run, tmp_path):
        place = tmp_path / "kosong.db"
        run("init", "--posyandu", "K", "--village", "D", "--db", place)
        _, out, _ = run("report", "skdn", "--db", place, "--json", "--today", TODAY)
        assert json.loads(out)["ratios"]["N/D"] is None

    def test_f1_shape(self, run, village):
        status, out, _ = run("report", "f1", "--month", "2026-11", "--db", village, "--json", "--today", TODAY)
        assert status == 0
        assert {"month", "posyandu", "lines"} <= set(json.loads(out))

    def test_one_posyandu_with_or_without_the_word(self, run, village):
        one = run("report", "skdn", "--db", village, "--posyandu", "melati", "--json", "--today", TODAY)
        same = run("report", "skdn", "--db", village, "--posyandu", "Posyandu Melati", "--json", "--today", TODAY)
        assert one == same
        assert one[0] == 0

    @pytest.mark.parametrize("report", ["skdn", "f1"])
    def test_report_files(self, run, village, tmp_path, report):
        pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
        status, out, err = run("report", report, "--db", village, "--pdf", pdf, "--xlsx", xlsx, "--today", TODAY)
        assert (status, err) == (0, "")
        assert str(pdf) in out
        assert pdf.read_bytes().startswith(b"%PDF")
        assert xlsx.read_bytes().startswith(b"PK")

    @pytest.mark.parametrize("what", ["report", "print"])
    def test_lists(self, run, what):
        status, out, _ = run(what, "list", "--json")
        assert status == 0
        assert {"skdn", "f1"} <= {entry["id"] for entry in json.loads(out)} or what == "print"
        status, out, _ = run(what, "list")
        assert ("kms" if what == "print" else "skdn") in out


class TestPrint:
    """Cards for one child or for many."""

    def test_the_whole_village_on_a5(self, run, village, tmp_path):
        out_file = tmp_path / "kartu.pdf"
        status, out, _ = run("print", "kms", out_file, "--db", village, "--paper", "A5", "--json", "--today", TODAY)
        assert status == 0
        assert json.loads(out)["cards"] > 5
        assert out_file.read_bytes().startswith(b"%PDF")

    def test_one_child_by_id(self, run, village, tmp_path):
        _, out, _ = run("report", "skdn", "--db", village, "--json", "--today", TODAY)
        child = json.loads(out)["people"]["D"][0]
        status, out, _ = run("print", "kms", tmp_path / "k.pdf", "--person", child, "--db", village, "--json")
        assert (status, json.loads(out)["cards"]) == (0, 1)

    def test_no_card_for_a_child_who_moved_away(self, run, tmp_path):
        place, out_file = tmp_path / "baru.db", tmp_path / "kartu.pdf"
        gone = {**CHILD, "nama": "GALANG", "nik": "0", "status_dasar": 3}
        run("import", "opensid", workbook(tmp_path, MOTHER, CHILD, gone), "--db", place, "--today", TODAY)
        status, out, _ = run("print", "kms", out_file, "--db", place, "--json", "--today", TODAY)
        assert (status, json.loads(out)["cards"]) == (0, 1)

    def test_one_child_by_nik(self, run, tmp_path):
        file, place = workbook(tmp_path, FATHER, MOTHER, CHILD), tmp_path / "desa.db"
        run("import", "opensid", file, "--db", place, "--today", TODAY)
        out_file = tmp_path / "k.pdf"
        status, _, err = run("print", "kms", out_file, "--nik", CHILD["nik"], "--db", place, "--today", TODAY)
        assert (status, err) == (0, "")
        status, _, err = run("print", "kms", out_file, "--nik", FATHER["nik"], "--db", place, "--today", TODAY)
        assert status == 2
        assert "bukan balita" in err

    def test_an_unknown_nik(self, run, village, tmp_path):
        status, _, err = run("print", "kms", tmp_path / "k.pdf", "--nik", "1111111111111111", "--db", village)
        assert status == 2
        assert "NIK ini tidak ada" in err
        assert list(tmp_path.iterdir()) == []


class TestGrowth:
    """`growth` computes a file, and lists what it could not."""

    HEADER = "child_id,sex,birth_date,visit_date,weight_kg,lenhei_cm,catatan\n"

    def test_every_row_is_computed_and_carried_through(self, run, tmp_path):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_text(self.HEADER + "a,L,2025-01-01,2026-01-01,9.6,75.7,halo\n", encoding="utf-8")
        assert run("growth", source, target)[0] == 0
        [row] = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
        assert row["catatan"] == "halo"
        assert row["waz"] not in {"", None}
        assert row["letter"] == "B"

    def test_a_bad_row_gets_its_reason_and_exit_status_1(self, run, tmp_path):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        rows = "a,L,2025-01-01,2026-01-01,9.6,75.7,\nb,X,2025-01-01,2026-01-01,9.6,75.7,\n"
        source.write_text(self.HEADER + rows, encoding="utf-8")
        status, out, _ = run("growth", source, target, "--json")
        answer = json.loads(out)
        assert (status, answer["rows"]) == (1, 2)
        assert len(answer["refused"]) == 1
        good, bad = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
        assert good["waz"]
        assert bad["reason"]


class TestImport:
    """`import opensid`: all or nothing, twice is once, and nothing is left of an import that failed."""

    def test_into_a_register_that_is_made_for_it(self, run, tmp_path):
        file, place = workbook(tmp_path, FATHER, MOTHER, CHILD | {"nama_ibu": "SITI"}), tmp_path / "desa.db"
        names = ("--village", "Desa Uji", "--posyandu", "Mawar")
        status, out, err = run("import", "opensid", file, "--db", place, "--json", "--today", TODAY, *names)
        assert (status, err) == (0, "")
        result = json.loads(out)
        assert set(result) == {"rows", "imported", "matched", "unchanged", "refused", "doubtful"}
        assert (result["rows"], result["imported"], result["refused"]) == (3, 3, [])
        _, out, _ = run("search", "aisyah", "--db", place, "--json")
        assert json.loads(out)[0]["mother"] == "SITI"
        _, out, _ = run("report", "skdn", "--posyandu", "Mawar", "--db", place, "--json", "--today", TODAY)
        assert json.loads(out)["S"] == 1

    def test_twice_changes_nothing(self, run, tmp_path):
        file, place = workbook(tmp_path, FATHER, MOTHER, CHILD | {"nama_ibu": "SITI"}), tmp_path / "desa.db"
        run("import", "opensid", file, "--db", place, "--today", TODAY)
        status, out, _ = run("import", "opensid", file, "--db", place, "--json", "--today", TODAY)
        result = json.loads(out)
        assert (status, result["imported"], result["matched"], result["unchanged"]) == (0, 0, 0, 3)

    def test_dry_run_writes_nothing(self, run, tmp_path):
        file, place = workbook(tmp_path, FATHER), tmp_path / "desa.db"
        status, out, _ = run("import", "opensid", file, "--db", place, "--dry-run", "--json", "--today", TODAY)
        assert (status, json.loads(out)["imported"]) == (0, 1)
        assert not place.exists()

    def test_one_bad_row_stops_all_unless_accepted(self, run, tmp_path):
        nobody = {"nama": "", "sex": 1, "tanggallahir": "1990-01-01"}
        file, place = workbook(tmp_path, FATHER, nobody), tmp_path / "desa.db"
        status, out, err = run("import", "opensid", file, "--db", place, "--json", "--today", TODAY)
        assert status == 2
        [refused] = json.loads(out)["refused"]
        assert refused["row"] == 3
        assert refused["reason"]
        assert "--accept-valid" in err
        assert not place.exists(), "an import that did nothing leaves nothing"
        status, out, _ = run("import", "opensid", file, "--db", place, "--accept-valid", "--json", "--today", TODAY)
        assert (status, json.loads(out)["imported"]) == (1, 1)

    def test_refusals_are_listed_for_people_too(self, run, tmp_path):
        nobody = {"nama": "", "sex": 1, "tanggallahir": "1990-01-01"}
        file = workbook(tmp_path, FATHER, nobody)
        status, out, err = run("import", "opensid", file, "--db", tmp_path / "d.db", "--accept-valid", "--today", TODAY)
        assert status == 1
        assert "1 baru" in out
        assert "Ditolak baris 3" in err

    def test_a_renamed_pdf(self, run, tmp_path):
        file = tmp_path / "penduduk.xlsx"
        file.write_bytes(b"%PDF-1.7 bukan buku kerja")
        status, out, err = run("import", "opensid", file, "--db", tmp_path / "d.db")
        assert (status, out) == (2, "")
        assert one_sentence(err)
        assert [path.name for path in tmp_path.iterdir()] == ["penduduk.xlsx"]


class TestSelftest:
    """`selftest` agrees with the published numbers and certifies it."""

    def test_prints_a_dated_certificate(self, run, tmp_path):
        status, out, err = run("selftest", "--today", TODAY, "--pdf", tmp_path / "s.pdf")
        assert (status, err) == (0, "")
        assert "25-11-2026" in out
        assert "Semua cocok" in out
        assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")

    def test_as_json(self, run):
        status, out, _ = run("selftest", "--json")
        answer = json.loads(out)
        assert (status, answer["ok"]) == (0, True)
        assert answer["compared"] > 40_000


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
