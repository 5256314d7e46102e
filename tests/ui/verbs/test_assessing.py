"""`assess`: one form, many forms, the list of forms, and what is refused."""

import io
import json
import sys

import pytest

from ui.cli import main

TODAY = "2026-11-25"
MOTHER = {
    "context": {"sex": "P", "birth_date": "1998-05-01", "hpht": "2026-05-01"},
    "answers": {"muac_cm": 22.9, "systolic_mmhg": 150, "diastolic_mmhg": 95},
}


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `assess` with text on stdin; gives (exit status, stdout, stderr)."""

    def call(text, *words):
        raw = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        status = main(["assess", *words, "--today", TODAY])
        return status, *capsys.readouterr()

    return call


def test_the_verdict_on_one_form_as_json(run):
    status, out, err = run(json.dumps(MOTHER), "bumil", "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert {"complete", "missing", "scores", "verdicts", "refer", "reasons", "errors"} <= set(found)
    assert found["complete"] is False
    assert found["missing"][:2] == ["weight_kg", "tbc_cough"]
    assert found["scores"]["gestational_weeks"] == 29
    assert found["scores"]["due_date"] == "2027-02-05"
    assert (found["refer"], found["reasons"]) == (True, ["LiLA <23,5", "TD ≥140/90"])
    (muac,) = [one for one in found["verdicts"] if one["field"] == "muac_result"]
    assert (muac["rule"], muac["result"], muac["severity"], muac["refer"]) == ("R-KEK", "KEK", "merah", True)
    assert muac["label"]
    assert muac["why"]
    assert muac["next"]


def test_the_verdict_for_people(run):
    status, out, _ = run(json.dumps(MOTHER), "bumil")
    assert status == 0
    assert "KEK (kurang energi kronik)" in out
    assert "RUJUK karena: LiLA <23,5; TD ≥140/90" in out


def test_refused_answers_are_listed_and_the_rest_is_judged(run):
    status, out, _ = run(json.dumps({"answers": {"muac_cm": 2.35, "systolic_mmhg": 165}}), "bumil", "--json")
    found = json.loads(out)
    assert status == 1
    assert [one["field"] for one in found["errors"]] == ["muac_cm"]
    assert found["refer"] is True


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("{", "bumil"),
        ("[1]", "bumil"),
        ('{"answers": [1]}', "bumil"),
        ('{"answers": {}}', "kartu-lain"),
        (b"\xff\xfe", "bumil"),
        ("[" * 100_000, "bumil"),
        ('{"answers": {"weight_kg": ' + "9" * 5000 + "}}", "bumil"),
        ('{"answers": {}, "choices": {"puma_cut": 99}}', "puma"),
    ],
)
def test_what_is_no_filled_form_is_one_clear_line(run, text, form):
    status, out, err = run(text, form, "--json")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_without_a_form_it_says_what_to_do(run):
    status, _, err = run("")
    assert status == 2
    assert "assess list" in err


def test_many_forms_a_line_each_in_the_same_order(run):
    lines = [
        {"form": "srq20", "answers": {"srq_17": True}},
        {"form": "kartu-lain", "answers": {}},
        {"form": "dewasa", "context": {"sex": "L"}, "answers": {"waist_cm": 95}},
    ]
    text = "\n".join([*map(json.dumps, lines), "bukan json"]) + "\n"
    status, out, _ = run(text, "--batch")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [one["refer"] for one in answers] == [True, False, False, False]
    assert [bool(one["errors"]) for one in answers] == [False, True, False, True]
    assert answers[2]["verdicts"][0]["result"] == "OBESITAS"
    assert run(text, "--batch", "--json")[1] == out


def test_the_list_names_every_form_and_describes_every_field(run):
    status, out, _ = run("", "list", "--json")
    forms = {form["key"]: form for form in json.loads(out)}
    assert status == 0
    assert len(forms) == 29 + 2  # the cards and instruments, then KPSP and the checklist of the Buku KIA
    muac = next(field for field in forms["bumil"]["fields"] if field["key"] == "muac_cm")
    assert muac["label"] == "Lingkar lengan atas"
    assert (muac["type"], muac["unit"], muac["range"], muac["step"]) == ("decimal", "cm", [10.0, 60.0], 2)
    bowel = next(field for field in forms["aks"]["fields"] if field["key"] == "aks_bowel")
    assert [one["code"] for one in bowel["choices"]] == ["0", "1", "2"]
    assert "bumil" in run("", "list")[1]


def test_a_choice_of_the_puskesmas_can_be_given(run):
    document = {"context": {"sex": "P"}, "answers": {"uric_acid_mg_dl": 5.8}, "choices": {"uric_acid": "5,7"}}
    assert json.loads(run(json.dumps(document), "dewasa", "--json")[1])["refer"] is True


def test_kpsp_and_the_checklist_of_the_buku_kia_are_judged_too(run):
    """P-06 score: a deviation is sent on; D-02: one of eleven lines of nine months is a no."""
    kpsp = {"context": {"birth_date": "2024-11-20"}, "answers": {"yes": 6, "sectors": ["Gerak kasar"]}}
    status, out, _ = run(json.dumps(kpsp), "kpsp", "--json")
    found = json.loads(out)
    assert (status, found["scores"], found["verdicts"][0]["result"]) == (0, {"kpsp_age_months": 24}, "P")
    lines = {f"m09_{number:02d}": number != 4 for number in range(1, 12)}
    book = {"context": {"birth_date": "2026-02-20"}, "answers": lines}
    status, out, _ = run(json.dumps(book), "kia-perkembangan", "--json")
    found = json.loads(out)
    assert (status, found["complete"], found["refer"]) == (0, True, True)
    assert found["reasons"] == ["Ceklis 9 bulan: tidak lengkap"]
    status, out, _ = run("", "list")
    assert "kia-perkembangan" in out
