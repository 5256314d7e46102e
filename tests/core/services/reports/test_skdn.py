"""The SKDN of a month: D = N+T+O+B for any history, numbers and names agree, and the whole road from services."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.clock import Clock
from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.open_day import open_day
from core.services.demo import build_demo
from core.services.growth.measuring import growth_history, histories, remove_visit, save_visit
from core.services.people.registration import PersonForm, edit_person, person_form, register_person
from core.services.people.residence import Stay
from core.services.register import open_register
from core.services.reports import f1, skdn
from core.services.reports.facts import ChildFacts, CountingRules
from core.services.reports.sheets import MonthSheet, ReportPlace, sheet_rows
from core.services.setup import Settings, add_posyandu, list_posyandu, save_settings, set_up
from core.services.views import VisitFacts
from core.store.people import Family
from core.words.people import LifeStatus, Sex
from core.words.periods import Month

START, MONTHS = Month(2025, 12), 12
PLACE = ReportPlace("Melati", "Sukamaju", "", "", "", "")
TODAY = date(2026, 11, 30)

days = st.dates(START.first_day, START.shift(MONTHS - 1).last_day)


@st.composite
def visits(draw, born_on):
    found = {}
    for number, on in enumerate(draw(st.lists(days.filter(lambda on: on >= born_on), max_size=14, unique=True))):
        found[on] = VisitFacts(
            id=f"{born_on}-{number}",
            measured_on=on,
            weight_g=draw(st.none() | st.integers(2000, 20000)),
            length_mm=draw(st.none() | st.integers(450, 1100)),
            muac_mm=draw(st.none() | st.integers(95, 180)),
            has_oedema=draw(st.booleans()),
            is_session=draw(st.booleans()),
            is_outside_history=draw(st.booleans()),
            breastfeeding=draw(st.sampled_from([None, "√", "X", "A"])),
            vitamin_a=draw(st.sampled_from([None, "biru", "merah"])),
            is_referred=draw(st.booleans()),
            letter_override=draw(st.sampled_from([None, None, None, "N", "T"])),
        )
    return tuple(found[on] for on in sorted(found))


@st.composite
def children(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        born_on = draw(st.dates(date(2020, 10, 1), date(2026, 11, 30)))
        held = draw(visits(born_on))
        status = draw(st.sampled_from(LifeStatus))
        found.append(
            ChildFacts(
                id=f"anak-{number}",
                name=f"Anak {number}",
                sex=draw(st.sampled_from(Sex)),
                born_on=born_on,
                stays=draw(st.sampled_from([(Stay(),), ()]) | st.builds(lambda on: (Stay(from_on=on),), days)),
                status=status,
                status_changed_on=None if status is LifeStatus.ALIVE else draw(st.none() | days),
                kms_on=draw(st.none() | st.dates(born_on, date(2026, 11, 30))),
                gestation_weeks=draw(st.none() | st.integers(28, 41)),
                visits=held,
                elsewhere=frozenset(visit.id for visit in held if draw(st.integers(0, 5)) == 0),
            )
        )
    return tuple(found)


def sheet(found, month, session_on=None, rules=None):
    rows = sheet_rows(found, month, session_on, rules or CountingRules())
    return MonthSheet(month, PLACE, (session_on,) if session_on else (), rows, ())


def numbers_of(form, key):
    counts = form.line(key).counts
    assert counts is not None
    return list(counts)


@settings(max_examples=80)
@given(children(), st.booleans(), st.lists(st.none() | st.integers(0, 27), min_size=MONTHS, max_size=MONTHS))
def test_d_is_n_t_o_and_b_in_every_month_of_any_history(found, o_breaks, session_days):
    for back, day in enumerate(session_days):
        month = START.shift(back)
        session_on = None if day is None else month.first_day + timedelta(days=day)
        report = skdn.report_of(sheet(found, month, session_on, CountingRules(o_breaks_two_t=o_breaks)))
        counts, people = report.counts, report.people
        assert counts.D == counts.N + counts.T + counts.O + counts.B
        assert sorted(people["D"]) == sorted(people["N"] + people["T"] + people["O"] + people["B"])
        assert set(people["D"]) <= set(people["S"]) >= set(people["K"])
        assert set(people["two_t"]) <= set(people["T"])
        assert set(people["BGM"]) | set(people["orange"]) <= set(people["D"])
        assert sorted(people["S"]) == sorted(people["D"] + people["S-D"])
        assert report.count("asi_exclusive") == sum(report.count(f"asi_e{age}") for age in range(6))


@settings(max_examples=40)
@given(children(), st.integers(0, MONTHS - 1))
def test_form_f1_says_the_same_as_the_skdn(found, back):
    month = START.shift(back)
    worked = sheet(found, month)
    numbers, form = skdn.report_of(worked), f1.report_of(worked)
    for line, count in {"s": "S", "k": "K", "d": "D", "n": "N", "t": "T", "o": "O", "b": "B", "dua_t": "two_t"}.items():
        assert form.line(line).total == numbers.count(count)
    babies = [numbers_of(form, key)[:2] for key in ("asi_saja", "asi_lain", "asi_takterdata")]
    assert [sum(cells) for cells in zip(*babies, strict=True)] == numbers_of(form, "s")[:2]
    assert sum(numbers_of(form, "lulus_asi")) <= sum(numbers_of(form, "capai_6bln"))
    assert sum(numbers_of(form, "bgm_rujuk")) <= sum(numbers_of(form, "bgm"))


# --- the whole road: register, open day, weigh, count


@pytest.fixture
def register(tmp_path):
    opened = open_register(str(tmp_path / "buku.db"), who="Bu Sari", clock=Clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture
def melati(register):
    return set_up(register, posyandu="Melati", village="Sukamaju").value.id


def add_child(register, name, born, posyandu_id, **facts):
    born_on = date.fromisoformat(born)
    form = PersonForm(
        name=name,
        sex=Sex.MALE,
        born_on=born_on,
        mother_name=f"Ibu {name}",
        posyandu_id=posyandu_id,
        **{"kia_book_on": born_on, "confirmation_reason": "sudah benar", **facts},
    )
    return register_person(register, form).value


def weigh(register, person_id, *weighings, **facts):
    for on, weight_g in weighings:
        draft = VisitFacts(
            measured_on=date.fromisoformat(on), weight_g=weight_g, confirmation_reason="sudah dua kali", **facts
        )
        saved = save_visit(register, person_id, draft)
    return saved.value.visits[-1].facts.id


@pytest.fixture
def village(register, melati):
    for month in (9, 10, 11):
        open_day(register, melati, date(2026, month, 12))
    names = {
        name: add_child(register, name, born, melati)
        for name, born in (
            ("Naik", "2025-05-01"),
            ("Tetap", "2025-06-01"),
            ("Kembali", "2025-07-01"),
            ("Baru", "2026-10-01"),
            ("Absen", "2024-05-01"),
        )
    }
    weigh(register, names["Naik"], ("2026-10-12", 9000), ("2026-11-12", 9400))
    weigh(register, names["Tetap"], ("2026-09-12", 9000), ("2026-10-12", 9000), ("2026-11-12", 9000))
    weigh(register, names["Kembali"], ("2026-09-12", 8000), ("2026-11-12", 8600))
    weigh(register, names["Baru"], ("2026-11-12", 4500))
    weigh(register, names["Absen"], ("2026-10-12", 11000))
    return names


def test_each_number_opens_its_children(register, melati, village):
    report = skdn.skdn(register, Month(2026, 11), melati)
    by_name = {person: name for name, person in village.items()}
    named = {key: [by_name[person] for person in ids] for key, ids in report.people.items()}
    assert named["S"] == ["Absen", "Baru", "Kembali", "Naik", "Tetap"]
    assert (named["N"], named["T"], named["O"], named["B"]) == (["Naik"], ["Tetap"], ["Kembali"], ["Baru"])
    assert (named["two_t"], named["S-D"], named["K-D"]) == (["Tetap"], ["Absen"], ["Absen"])
    assert report.sessions == (date(2026, 11, 12),)
    assert (report.absent, report.count("S-D")) == (1, 1)
    assert report.ratios["D/S"] == 80.0


def test_the_report_and_the_child_s_own_page_show_the_same_letters(register, melati, village):
    for month in (Month(2026, 9), Month(2026, 10), Month(2026, 11)):
        people = skdn.skdn(register, month, melati).people
        for person in village.values():
            shown = {
                visit.letter
                for visit in growth_history(register, person).visits
                if visit.facts.weight_g and Month.of(visit.facts.measured_on) == month
            } - {""}
            counted = {letter for letter in "NTOB" if person in people[letter]}
            assert shown == counted


def test_json_has_the_agreed_shape(register, melati, village):
    document = skdn.to_json(skdn.skdn(register, Month(2026, 11), melati))
    assert list(document) == [
        *("month", "posyandu", "S", "K", "D", "N", "T", "O", "B", "BGM", "orange", "two_t", "ratios", "people")
    ]
    assert (document["month"], document["posyandu"]) == ("2026-11", "Melati")
    assert document["D"] == len(document["people"]["D"]) == 4
    assert document["ratios"]["N/(D-O-B)"] == 50.0


def test_an_empty_month_has_null_ratios_and_says_that_there_was_no_session(register, melati):
    report = skdn.skdn(register, Month(2026, 11), melati)
    assert set(skdn.to_json(report)["ratios"].values()) == {None}
    assert [finding.label for finding in report.findings] == ["Tanpa hari buka"]
    assert "30 November 2026" in report.findings[0].why


def test_without_session_the_last_day_of_the_month_decides_who_is_an_under_five(register, melati):
    add_child(register, "Ulang Tahun", "2021-11-30", melati)
    add_child(register, "Besok", "2021-12-01", melati)
    assert skdn.skdn(register, Month(2026, 11), melati).counts.S == 1


def test_a_weight_corrected_last_month_changes_this_month(register, melati, village):
    assert skdn.skdn(register, Month(2026, 11), melati).counts.N == 1
    weigh(register, village["Naik"], ("2026-10-12", 9350))
    after = skdn.skdn(register, Month(2026, 11), melati).counts
    assert (after.N, after.T) == (0, 2)


def test_a_visit_taken_out_turns_n_into_o(register, melati, village):
    october = growth_history(register, village["Naik"]).visits[0].facts.id or ""
    remove_visit(register, october, "salah anak")
    after = skdn.skdn(register, Month(2026, 11), melati).counts
    assert (after.N, after.B) == (0, 2)


def test_a_corrected_birth_date_takes_the_child_out_of_s(register, melati, village):
    form = person_form(register, village["Absen"])
    changed = {name: getattr(form, name) for name in PersonForm.__dataclass_fields__} | {
        "born_on": date(2021, 5, 1),
        "confirmation_reason": "salah ketik",
    }
    edit_person(register, village["Absen"], PersonForm(**changed))
    assert skdn.skdn(register, Month(2026, 11), melati).counts.S == 4


def test_all_posyandu_together_are_their_sum_each_with_its_own_day(register, melati, village):
    mawar = add_posyandu(register, "Mawar").value.id
    open_day(register, mawar, date(2026, 11, 20))
    child = add_child(register, "Tetangga", "2021-11-15", mawar)  # 60 months before Mawar's day, not before Melati's
    small = add_child(register, "Adik", "2026-11-18", mawar)  # born between the two days
    weigh(register, small, ("2026-11-20", 3300))
    one, two, together = (skdn.skdn(register, Month(2026, 11), unit) for unit in (melati, mawar, None))
    assert (one.counts.S, two.counts.S, together.counts.S) == (5, 1, 6)
    assert together.counts.D == one.counts.D + two.counts.D == 5
    assert together.posyandu == "Semua posyandu"
    assert together.sessions == (date(2026, 11, 12), date(2026, 11, 20))
    assert child not in together.people["S"]


def test_a_day_opened_by_mistake_changes_nothing_until_somebody_is_weighed_on_it(register, melati, village):
    before = skdn.skdn(register, Month(2026, 11), melati)
    add_child(register, "Adik", "2026-11-15", melati)  # born between the day that was held and the empty one
    open_day(register, melati, date(2026, 11, 24))
    after = skdn.skdn(register, Month(2026, 11), melati)
    assert (after.sessions, after.counts) == (before.sessions, before.counts)
    weigh(register, village["Absen"], ("2026-11-24", 11_400))
    assert skdn.skdn(register, Month(2026, 11), melati).sessions == (date(2026, 11, 24),)


def test_a_child_without_posyandu_belongs_to_the_only_one_else_to_the_whole_village(register, melati):
    day = open_day(register, melati, date(2026, 11, 12)).value
    stray = add_child(register, "Baru Diimpor", "2025-05-01", melati)
    weigh(register, stray, ("2026-11-12", 9000))
    with register.deed("Melepas keluarga dari posyandu", action=Action.REGISTER_PEOPLE) as deed:
        for family in deed.session.scalars(select(Family)):
            family.posyandu_id = None
    assert skdn.skdn(register, Month(2026, 11), melati).counts.D == 1
    add_posyandu(register, "Mawar")
    alone, together = (skdn.skdn(register, Month(2026, 11), unit) for unit in (melati, None))
    assert (alone.counts.S, together.counts.S, together.counts.D) == (0, 1, 1)
    assert together.sessions == (day.held_on,)
    for report in (alone, together):
        assert "Belum punya posyandu" in [finding.label for finding in report.findings]


def test_before_the_first_start_there_is_nothing_to_report(register):
    with pytest.raises(InputError, match="belum disiapkan"):
        skdn.skdn(register, Month(2026, 11))


def test_a_child_weighed_as_a_guest_elsewhere_is_not_d(register, melati, village):
    mawar = add_posyandu(register, "Mawar").value.id
    day = open_day(register, mawar, date(2026, 11, 20)).value
    draft = VisitFacts(measured_on=day.held_on, weight_g=11500, confirmation_reason="tamu")
    save_visit(register, village["Absen"], draft, day_id=day.id)
    report = skdn.skdn(register, Month(2026, 11), melati)
    assert village["Absen"] in report.people["S-D"]
    assert skdn.skdn(register, Month(2026, 11), mawar).counts.D == 0


def test_a_family_that_goes_to_another_posyandu_leaves_its_past_months_where_they_were(register, melati, village):
    before = skdn.skdn(register, Month(2026, 10), melati).counts
    mawar = add_posyandu(register, "Mawar").value.id
    form = replace(person_form(register, village["Naik"]), posyandu_id=mawar)
    edit_person(register, village["Naik"], form)
    assert skdn.skdn(register, Month(2026, 10), melati).counts == before
    assert skdn.skdn(register, Month(2026, 10), mawar).counts.S == 0
    assert village["Naik"] in skdn.skdn(register, Month(2026, 11), melati).people["N"]
    december = [skdn.skdn(register, Month(2026, 12), unit).people["S"] for unit in (melati, mawar)]
    assert [village["Naik"] in people for people in december] == [False, True]


def test_a_posyandu_written_wrong_is_corrected_from_the_beginning(register, melati, village):
    mawar = add_posyandu(register, "Mawar").value.id
    child = add_child(register, "Salah Tulis", "2025-05-01", melati)
    edit_person(register, child, replace(person_form(register, child), posyandu_id=mawar))
    assert child in skdn.skdn(register, Month(2026, 10), mawar).people["S"]


def test_the_edition_of_the_card_moves_the_red_line(register, melati, village):
    weigh(register, village["Tetap"], ("2026-11-12", 8200))
    assert village["Tetap"] in skdn.skdn(register, Month(2026, 11), melati).people["BGM"]
    save_settings(register, Settings(kms_edition="2010"))
    assert skdn.skdn(register, Month(2026, 11), melati).counts.BGM == 0


def test_a_child_weighed_without_a_card_is_counted_and_pointed_out(register, melati):
    open_day(register, melati, date(2026, 11, 12))
    child = add_child(register, "Tanpa KMS", "2025-05-01", melati, kia_book_on=None)
    weigh(register, child, ("2026-11-12", 9000))
    report = skdn.skdn(register, Month(2026, 11), melati)
    assert (report.counts.K, report.counts.D, report.absent) == (0, 1, -1)
    [absent] = [row for row in skdn.form_rows(report) if row.people_key == "K-D"]
    assert (absent.value, absent.words) == (None, "–"), "fewer than nobody cannot have stayed away"
    assert [finding.label for finding in report.findings] == ["D melebihi K"]


def test_gizi_buruk_stands_on_its_list_with_name_and_reason(register, melati, village):
    draft = VisitFacts(
        measured_on=date(2026, 11, 12), weight_g=9000, muac_mm=112, is_referred=True, confirmation_reason="sudah benar"
    )
    save_visit(register, village["Tetap"], draft)
    [line] = skdn.skdn(register, Month(2026, 11), melati).severe
    assert (line.name, line.mother, line.reason, line.is_referred) == ("Tetap", "Ibu Tetap", "LiLA 11,2 cm", True)


def test_the_age_from_a_guessed_birth_date_is_marked_on_the_gizi_buruk_list(register, melati, village):
    draft = VisitFacts(measured_on=date(2026, 11, 12), weight_g=9000, muac_mm=112, confirmation_reason="sudah benar")
    save_visit(register, village["Tetap"], draft)
    [exact] = skdn.skdn(register, Month(2026, 11), melati).severe
    form = person_form(register, exact.person_id)
    guessed = replace(form, is_birth_date_approximate=True, confirmation_reason="kata neneknya")
    edit_person(register, exact.person_id, guessed)
    [line] = skdn.skdn(register, Month(2026, 11), melati).severe
    assert not exact.age.startswith("±")
    assert line.age.startswith("± ")
    assert line.age.removeprefix("± ").split()[0] == exact.age.split()[0]


def test_twelve_months_for_the_bars(register, melati, village):
    year = skdn.skdn_year(register, Month(2026, 11), melati)
    assert [str(report.month) for report in year][::11] == ["2025-12", "2026-11"]
    assert [report.counts.D for report in year[-3:]] == [2, 3, 4]
    assert year[-1] == skdn.skdn(register, Month(2026, 11), melati)


def test_an_unknown_posyandu_is_refused(register, melati):
    with pytest.raises(InputError, match="Posyandu ini tidak ada"):
        skdn.skdn(register, Month(2026, 11), "bukan-id")


WEIGHTS = st.lists(st.none() | st.integers(3500, 9000), min_size=6, max_size=6)


@settings(max_examples=12)
@given(st.lists(WEIGHTS, min_size=1, max_size=3), st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_sum_of_letters_holds_for_a_register_built_through_services(tmp_path_factory, weights, sessions):
    place = tmp_path_factory.mktemp("hukum") / "buku.db"
    register = open_register(str(place), who="Bu Sari", clock=Clock(TODAY))
    try:
        posyandu = set_up(register, posyandu="Melati", village="Sukamaju").value.id
        months = [Month(2026, 6).shift(step) for step in range(6)]
        for month, is_held in zip(months, sessions, strict=True):
            if is_held:
                open_day(register, posyandu, month.first_day + timedelta(days=9))
        for number, column in enumerate(weights):
            child = add_child(register, f"Anak {number}", "2026-05-20", posyandu)
            for month, weight in zip(months, column, strict=True):
                if weight is not None:
                    weigh(register, child, (str(month.first_day + timedelta(days=9)), weight))
        for month in months:
            counts = skdn.skdn(register, month, posyandu).counts
            weighed = sum(column[months.index(month)] is not None for column in weights)
            assert counts.D == counts.N + counts.T + counts.O + counts.B == weighed
    finally:
        register.close()


def test_a_whole_demo_village_adds_up_month_by_month(tmp_path):
    place = tmp_path / "desa.db"
    build_demo(str(place), families=80, months=12, seed=3, today=TODAY)
    village = open_register(str(place), clock=Clock(TODAY))
    try:
        units = [unit.id for unit in list_posyandu(village)]
        together = skdn.skdn_year(village, Month(2026, 11))
        apart = [skdn.skdn_year(village, Month(2026, 11), unit) for unit in units]
        letters = {
            (history.child.id, Month.of(visit.facts.measured_on)): visit.letter
            for history in histories(village)
            for visit in history.visits
            if visit.letter
        }
    finally:
        village.close()
    assert sum(report.counts.D for report in together) > 50
    for place_in_year, report in enumerate(together):
        counts = report.counts
        assert counts.D == counts.N + counts.T + counts.O + counts.B
        for key in ("S", "K", "D", "N", "T", "O", "B", "BGM", "two_t"):
            assert report.count(key) == sum(year[place_in_year].count(key) for year in apart)
        for letter in "NTOB":
            assert {letters[person, report.month] for person in report.people[letter]} <= {letter}
