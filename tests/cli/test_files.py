"""Workbooks read and cards printed: all or nothing, twice is once."""

import json

from tests.cli.commands import CHILD, FATHER, MOTHER, TODAY, one_sentence, workbook


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
