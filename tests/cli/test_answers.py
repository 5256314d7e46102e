"""What the verbs answer: an empty register, the demo village, growth of a file, the self-test, and JSON shapes."""

import csv
import io
import json

import pytest

from tests.cli.commands import TODAY


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

    def test_a_pin_for_the_demo_is_told_to_lock_nothing(self, run, tmp_path, monkeypatch):
        monkeypatch.setenv("BUKU_PIN", "482913")
        status, out, _ = run("demo", "--families", "8", "--months", "1", "--today", TODAY, "--db", tmp_path / "d.db")
        assert status == 0
        assert "tidak dikunci PIN" in out

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
