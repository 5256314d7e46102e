"""The growth verb: files in, files out, as a data officer would prepare and check them."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import EnvironmentProblem, InputError
from core.exchange.growth_csv import OUTPUT_COLUMNS, assess_file
from core.growth.assess import assess
from core.growth.velocity import Growing, Reading, faltering
from core.growth.weight_gain import WeighingFact, weigh_chain
from core.words.people import Posture, Sex

TODAY = date(2026, 11, 25)


@pytest.fixture
def judge(tmp_path):
    """Write a text as the input file, run the verb, give back its rows and result."""

    def run(text, encoding="utf-8"):
        source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(text.encode(encoding))
        result = assess_file(source, goal, today=TODAY)
        with goal.open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream)), result

    return run


def test_one_measurement_with_every_column(judge):
    (row,), result = judge(
        "child_id,sex,birth_date,visit_date,weight_kg,lenhei_cm,measure,head_cm,muac_cm,oedema,gestation_weeks\n"
        "A1,L,2024-01-15,2025-01-14,7.0,71.3,L,45.0,12.4,n,39\n"
    )
    assert (result.rows, result.refused) == (1, ())
    assert list(row)[-len(OUTPUT_COLUMNS) :] == list(OUTPUT_COLUMNS)
    expected = {
        "age_days": "365",
        "age_months": "11",
        "lenhei_used_cm": "71.3",
        "bmi": "13.77",
        "waz": "-2.90",
        "haz": "-1.87",
        "whz": "-2.76",
        "baz": "-2.59",
        "waz_flag": "0",
        "waz_category": "Berat badan kurang",
        "haz_category": "Normal",
        "whz_category": "Gizi kurang",
        "baz_category": "Gizi kurang",
        "muac_category": "Gizi kurang",
        "kbm_g": "300",
        "gain_g": "",
        "letter": "B",
        "fine": "",
        "two_t": "0",
        "bgm": "1",
        "orange": "0",
        "faltering": "",
        "reason": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_the_chain_c1_with_rows_out_of_order_and_children_interleaved(judge):
    weights = {"04": 4.1, "05": 5.2, "06": 6.0, "08": 7.2, "09": 7.5, "10": 7.8, "11": 8.1, "12": 8.4}
    lines = [
        f"{child},{sex},2024-03-10,2024-{month}-12,{kg}"
        for month, kg in reversed(weights.items())
        for child, sex in (("boy", "L"), ("girl", "P"))
    ]
    rows, _ = judge("child_id,sex,birth_date,visit_date,weight_kg\n" + "\n".join(lines) + "\n")
    letters = {
        child: [row["letter"] + row["two_t"] for row in reversed(rows) if row["child_id"] == child]
        for child in ("boy", "girl")
    }
    assert letters["boy"] == ["B0", "N0", "N0", "O0", "T0", "T1", "N0", "N0"]
    assert letters["girl"] == ["B0", "N0", "N0", "O0", "T0", "N0", "N0", "N0"]
    assert [row["child_id"] for row in rows[:2]] == ["boy", "girl"]


def test_of_two_weighings_in_a_month_the_latest_has_the_letter(judge):
    rows, _ = judge(
        "child_id,sex,birth_date,visit_date,weight_kg\n"
        "a,L,2024-01-01,2024-08-20,8.2\na,L,2024-01-01,2024-08-05,8.0\na,L,2024-01-01,2024-09-05,8.6\n"
    )
    assert [row["letter"] for row in rows] == ["B", "", "N"]
    assert [row["gain_g"] for row in rows] == ["", "", "400"]


def test_bad_rows_get_their_reason_and_the_others_are_computed(judge):
    rows, result = judge(
        "child_id,sex,birth_date,visit_date,weight_kg,measure,oedema\n"
        "a,X,2024-01-01,2024-08-20,8.2,,\n"
        "b,L,2024-08-21,2024-08-20,8.2,,\n"
        "c,L,2024-01-01,2024-08-20,tujuh,,\n"
        "e,L,2024-13-01,2024-08-20,8.2,,\n"
        "f,L,2024-01-01,2024-08-20,8.2,duduk,\n"
        "g,L,2024-01-01,2024-08-20,8.2,,mungkin\n"
        "h,L,2024-01-01,2024-08-20\n"
        "i,P,2024-01-01,2024-08-20,7.6,,\n"
    )
    assert [row for row, _ in result.refused] == [2, 3, 4, 5, 6, 7, 8]
    reasons = [row["reason"] for row in rows[:-1]]
    assert reasons == [reason for _, reason in result.refused]
    fragments = (
        "sex",
        "sebelum tanggal lahir",
        "bukan angka",
        "bukan tanggal",
        "measure",
        "oedema",
        "kolom",
    )
    for reason, fragment in zip(reasons, fragments, strict=True):
        assert fragment in reason
    assert all(row["waz"] == row["letter"] == row["age_days"] == "" for row in rows[:-1])
    assert rows[-1]["waz"] != ""
    assert rows[-1]["letter"] == "B"


def test_age_in_decimal_months_is_kept_and_the_school_reference_uses_it_unrounded(judge):
    rows, _ = judge("sex,age_months,weight_kg,lenhei_cm\nM,24,12,87.8\nM,100.25,20.0,125.0\nF,125.5,30.0,140.0\n")
    assert [row["age_months"] for row in rows] == ["24", "100.25", "125.5"]
    assert [row["age_days"] for row in rows] == ["731", "3051", "3820"]
    assert [(row["waz"], row["haz"], row["baz"]) for row in rows] == [
        ("-0.11", "0.22", "-0.37"),
        ("-2.04", "-0.72", "-2.60"),
        ("", "-0.23", "-0.85"),
    ]
    assert rows[1]["baz_category"] == "Gizi kurang"
    assert rows[1]["waz_category"] == ""
    assert "BB/U hanya sampai umur 10 tahun" in rows[2]["reason"]


def test_age_in_days_needs_no_dates_and_has_no_letter(judge):
    (row,), _ = judge("sex,age_days,weight_kg,child_id\nL,365,7.6,a\n")
    assert (row["age_months"], row["waz"], row["bgm"], row["letter"]) == ("11", "-2.17", "1", "")


def test_age_in_days_with_a_visit_date_has_letters(judge):
    rows, _ = judge("child_id,sex,age_days,visit_date,weight_kg\na,L,216,2024-08-12,7.2\na,L,247,2024-09-12,7.5\n")
    assert [row["letter"] for row in rows] == ["B", "N"]


def test_excel_habits_are_understood(judge):
    text = (
        "\ufeffChild_ID;Sex;Birth_Date;Visit_Date;Weight_kg;Catatan\r\n"
        'a;L;15-01-2024;14/01/2025;" 7,60 ";"a, ""b"""\r\n'
        "\r\n"
    )
    (row,), result = judge(text)
    assert (result.rows, result.refused) == (1, ())
    assert row["Weight_kg"] == " 7,60 "
    assert row["Catatan"] == 'a, "b"'
    assert row["waz"] == "-2.17"


def test_comma_decimals_inside_quotes(judge):
    (row,), _ = judge('sex,age_days,weight_kg\nL,365,"7,6"\n')
    assert (row["weight_kg"], row["waz"]) == ("7,6", "-2.17")


def test_a_point_and_a_comma_together_are_refused_not_guessed(judge):
    (row,), result = judge('sex,age_days,weight_kg\nL,365,"7.600,5"\n')
    assert result.refused[0][0] == 2
    assert row["waz"] == ""


def test_unknown_columns_are_carried_through_and_old_answers_replaced(judge):
    (row,), _ = judge("dusun,sex,waz,age_days,letter,weight_kg\nKrajan,L,99,365,Z,7.6\n")
    assert list(row)[:4] == ["dusun", "sex", "age_days", "weight_kg"]
    assert (row["dusun"], row["waz"], row["letter"]) == ("Krajan", "-2.17", "")


def test_oedema_and_preterm(judge):
    rows, _ = judge(
        "sex,birth_date,visit_date,weight_kg,oedema,gestation_weeks\n"
        "L,2025-01-01,2025-07-01,6.0,n,32\nL,2025-01-01,2025-07-01,6.0,n,\nL,2025-01-01,2025-07-01,6.0,y,\n"
    )
    assert [row["waz"] for row in rows] == ["-1.43", "-2.48", ""]
    assert rows[2]["whz_category"] == "Gizi buruk (edema)"
    assert "edema" in rows[2]["reason"]
    assert {row["age_days"] for row in rows} == {"181"}


def test_faltering_against_two_months_before(judge):
    lines = [("2024-05-01", 7.0), ("2024-07-01", 7.46), ("2024-07-02", 7.47)]
    text = "".join(f"a,L,2024-01-01,{day},{kg}\n" for day, kg in lines)
    rows, _ = judge("child_id,sex,birth_date,visit_date,weight_kg\n" + text)
    assert [row["faltering"] for row in rows] == ["", "1", "0"]


def test_a_missing_measure_says_so(judge):
    (row,), result = judge("sex,age_days,weight_kg,lenhei_cm\nL,365,7.6,\n")
    assert row["reason"] == "panjang/tinggi badan tidak diukur"
    assert result.refused == ()


def test_no_data_rows_give_a_header_only(judge):
    rows, result = judge("sex,age_days,weight_kg\n")
    assert (rows, result.rows) == ([], 0)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("", "kosong"),
        ("nama,berat\nAni,7\n", "sex"),
        ("sex,weight_kg\nL,7\n", "Umur"),
        ("sex,birth_date\nL,2024-01-01\n", "Umur"),
        ("sex,sex,age_days\nL,L,3\n", "dua kali"),
    ],
)
def test_a_file_without_what_is_needed_is_refused_whole(tmp_path, text, fragment):
    source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=fragment):
        assess_file(source, goal, today=TODAY)
    assert not goal.exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\xff\xfe\x00", b"sex,age_days\nL,\xe9\n"])
def test_something_else_than_utf8_csv_is_refused(tmp_path, content):
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    with pytest.raises(InputError, match="CSV"):
        assess_file(source, tmp_path / "out.csv", today=TODAY)


def test_a_date_after_today_is_judged_and_pointed_out(judge):
    """A computer's clock may be wrong; the age between two dates is not."""
    rows, result = judge(
        "child_id,sex,birth_date,visit_date,weight_kg,lenhei_cm\n"
        "a,L,2024-01-01,2026-11-26,12.4,90.5\n"
        "b,L,2023-12-31,2026-11-25,12.4,90.5\n"
    )
    assert result.refused == ()
    assert rows[0]["reason"] == "tanggal ukur di masa depan, periksa lagi"
    assert rows[1]["reason"] == ""
    assert rows[0]["waz"] == rows[1]["waz"] != ""


def test_missing_file_and_same_file(tmp_path):
    with pytest.raises(InputError, match="tidak ditemukan"):
        assess_file(tmp_path / "no.csv", tmp_path / "out.csv", today=TODAY)
    source = tmp_path / "in.csv"
    source.write_text("sex,age_days\nL,3\n", encoding="utf-8")
    with pytest.raises(InputError, match="sama"):
        assess_file(source, source, today=TODAY)
    assert source.read_text(encoding="utf-8") == "sex,age_days\nL,3\n"


def test_a_goal_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("sex,age_days,weight_kg\nL,365,7.6\n", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match=r"Folder no folder tidak ada"):
        assess_file(source, tmp_path / "no folder" / "out.csv", today=TODAY)
    goal = tmp_path / "out.csv"
    goal.mkdir()
    with pytest.raises(EnvironmentProblem, match="adalah nama folder"):
        assess_file(source, goal, today=TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


# --- the file says what the engine says -----------------------------------------------------------------------------

BORN = date(2023, 3, 31)
visits = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 1900), st.integers(20, 200)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: (row[0], row[1]),
)


@given(visits, st.sampled_from(list(Sex)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_letters_and_faltering_are_those_of_the_engine(tmp_path, history, sex):
    source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [f"{child},{sex},{BORN},{BORN + timedelta(days=days)},{tenths / 10}" for child, days, tenths in history]
    source.write_text("child_id,sex,birth_date,visit_date,weight_kg\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assess_file(source, goal, today=date(2030, 1, 1))
    with goal.open(newline="", encoding="utf-8") as stream:
        rows = {(row["child_id"], row["visit_date"]): row for row in csv.DictReader(stream)}
    for child in "abc":
        own = [(BORN + timedelta(days=days), tenths * 100) for name, days, tenths in history if name == child]
        facts = [WeighingFact(str(day), day, grams, is_session=False) for day, grams in own]
        for verdict in weigh_chain(sex, BORN, facts):
            row = rows[child, verdict.key]
            assert row["letter"] == (verdict.letter or "")
            assert row["gain_g"] == ("" if verdict.gain_g is None else str(verdict.gain_g))
            if verdict.letter:
                assert row["fine"] == (verdict.fine or "")
                assert row["two_t"] == str(int(verdict.two_t))
            if verdict.age_months <= 60:
                assert (row["bgm"], row["orange"]) == (str(int(verdict.bgm)), str(int(verdict.orange)))
            readings = [Reading(day, grams) for day, grams in own]
            now = Reading(verdict.measured_on, verdict.weight_g)
            velocity = faltering(Growing.WEIGHT, sex, BORN, readings, now)
            assert row["faltering"] == ("" if velocity is None else str(int(velocity.is_faltering)))


measures = st.tuples(
    st.sampled_from(list(Sex)),
    st.integers(0, 7000),
    st.one_of(st.none(), st.integers(10, 900)),
    st.one_of(st.none(), st.integers(300, 1900)),
    st.sampled_from([None, *Posture]),
)


@given(st.lists(measures, min_size=1, max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_scores_categories_and_reasons_are_those_of_the_engine(tmp_path, children):
    source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [
        f"{sex},{days},{'' if weight is None else weight / 10},{'' if length is None else length / 10},{posture or ''}"
        for sex, days, weight, length, posture in children
    ]
    source.write_text("sex,age_days,weight_kg,lenhei_cm,measure\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assess_file(source, goal, today=TODAY)
    with goal.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row, (sex, days, weight, length, posture) in zip(rows, children, strict=True):
        judged = assess(
            sex,
            days,
            weight_kg=None if weight is None else weight / 10,
            lenhei_cm=None if length is None else length / 10,
            posture=posture,
        )
        for name in ("waz", "haz", "whz", "baz"):
            z, category = getattr(judged, name), getattr(judged, f"{name}_category")
            assert row[name] == ("" if z is None else f"{z:.2f}")
            assert row[f"{name}_flag"] == ("" if z is None else str(int(getattr(judged, f"{name}_flag"))))
            assert row[f"{name}_category"] == (category.label if category else "")
        assert row["reason"] == "; ".join(judged.reasons)


@pytest.mark.parametrize(
    ("sex", "months", "kbm"), [("L", 0, ""), ("L", 7, "400"), ("P", 7, "300"), ("P", 60, "200"), ("L", 61, "")]
)
def test_kbm_needs_only_sex_and_age(judge, sex, months, kbm):
    (row,), _ = judge(f"sex,age_months\n{sex},{months}\n")
    assert (row["kbm_g"], row["letter"]) == (kbm, "")


@pytest.mark.parametrize(
    "number", ["99999999999999999999", "9" * 400, "0", "-7,2", "1e3", "nan", "7.2 kg", "\uff11\uff12"]
)
@pytest.mark.parametrize("column", ["weight_kg", "lenhei_cm", "head_cm", "muac_cm", "age_days", "gestation_weeks"])
def test_no_number_however_odd_breaks_the_file(judge, column, number):
    columns = ["weight_kg", "lenhei_cm", "head_cm", "muac_cm", "age_days", "gestation_weeks"]
    cells = [f'"{number}"' if name == column else "" for name in columns]
    rows, _ = judge(
        f"child_id,sex,birth_date,visit_date,{','.join(columns)}\n"
        f"a,L,,,{','.join(cells)}\na,L,2024-01-01,2024-06-01,{','.join(cells)}\na,L,2024-01-01,2024-07-01,7.9,65,,,,\n"
    )
    assert rows[0]["reason"] != ""
    assert rows[2]["waz"] == f"{assess(Sex.MALE, 182, weight_kg=7.9).waz:.2f}"
    assert all(row["letter"] in ("", "B", "N", "T") for row in rows)


def test_a_childs_rows_with_different_birth_dates_are_judged_each_by_its_own(judge):
    rows, result = judge(
        "child_id,sex,birth_date,visit_date,weight_kg\n"
        "a,L,2024-01-01,2024-06-01,7.0\na,L,2023-01-01,2024-08-01,7.2\na,P,2024-03-01,2024-08-02,7.3\n"
    )
    assert result.refused == ()
    assert [row["age_months"] for row in rows] == ["5", "19", "5"]


cell = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n",;'), max_size=8)


@given(st.lists(cell, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_of_another_column_comes_through_unchanged(tmp_path, notes):
    source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("sex", "age_days", "note, of ours"), *(("L", "365", note) for note in notes)])
    assess_file(source, goal, today=TODAY)
    with goal.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["note, of ours"] for row in rows] == notes
    assert all(row["reason"] for row in rows)


def test_the_ages_written_are_the_ages_judged(judge):
    """Dates that contradict a typed age win, and the file shows it; an empty cell of an age column is filled."""
    rows, _ = judge(
        "sex,birth_date,visit_date,age_days,age_months,weight_kg\n"
        "L,2024-01-15,2025-01-14,100,3,7\nL,2024-01-15,2025-01-14,,,7\nL,,,100,,7\nL,,,,3.5,7\nX,,,100,3,7\n"
    )
    ages = [(row["age_days"], row["age_months"]) for row in rows]
    assert ages == [("365", "11"), ("365", "11"), ("100", "3"), ("107", "3.5"), ("100", "3")]


def test_headings_of_other_columns_stay_as_they_are(judge):
    (row,), _ = judge(" Catatan ,SEX, Age_Days ,weight_kg\n x ,L,365,7.6\n")
    assert row[" Catatan "] == " x "
    assert (row["age_days"], row["waz"]) == ("365", "-2.17")


def test_bmi_halves_round_away_from_zero(judge):
    (row,), _ = judge("sex,age_days,weight_kg,lenhei_cm\nL,800,12.125,100\n")
    assert row["bmi"] == "12.13"
