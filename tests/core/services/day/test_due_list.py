"""Who should come to a day and why, from what the register knows before it."""

from datetime import date, timedelta

import pytest

from core.clock import Clock
from core.errors import NotAllowed
from core.services.day.attending import come, finish_step
from core.services.day.cards import save_answers
from core.services.day.due_list import DueKind, due_line, due_list, invited, kinds_of
from core.services.day.invitations import invitations
from core.services.day.open_day import open_day
from core.services.day.source_choices import save_choices
from core.services.growth.measuring import save_visit
from core.services.immunization.immunizing import DoseForm, give_dose
from core.services.list_tables import due_table
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import open_register
from core.services.setup import Settings, add_posyandu, list_posyandu, save_settings, set_up
from core.services.views import VisitFacts
from core.store.people import Person
from core.words.findings import Severity
from core.words.people import Sex
from core.words.roles import Role, User
from core.words.steps import Step

TODAY, NEXT = date(2026, 11, 25), date(2026, 12, 9)
NO_TBC = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)


@pytest.fixture
def unit(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def day_id(register, unit):
    return open_day(register, unit, TODAY).value.id


@pytest.fixture
def reasons(register, unit):
    def of(person_id, on=NEXT):
        line = next((one for one in due_list(register, unit, on) if one.person_id == person_id), None)
        return {reason.kind: reason for reason in line.reasons} if line else {}

    return of


def weighed(register, child, *visits):
    for on, kilograms in visits:
        draft = VisitFacts(date.fromisoformat(on), weight_g=round(kilograms * 1000), confirmation_reason="uji")
        save_visit(register, child, draft)


def answered(register, day_id, person_id, form, **values):
    seen = come(register, day_id, person_id).value
    save_answers(register, seen.id, form, NO_TBC | values)
    finish_step(register, seen.id, Step.SERVE)
    return seen.id


def test_a_child_that_did_not_gain_twice_stands_before_one_in_good_order(register, unit, day_id, add_child):
    well, poor = add_child("Ani", "2026-03-01", dusun="Krajan"), add_child("Zaki", "2026-03-01", dusun="Krajan")
    for one, last in ((well, 7.6), (poor, 6.82)):
        for on in ("2026-09-25", "2026-10-25"):
            open_day(register, unit, date.fromisoformat(on))
        weighed(register, one, ("2026-09-25", 6.8), ("2026-10-25", 7.2 if one == well else 6.81), ("2026-11-25", last))
    lines = due_list(register, unit, NEXT)
    assert [one.name for one in lines] == ["Zaki", "Ani"]
    assert lines[0].reasons[0].text == "2T · dua kali berturut-turut tidak naik (November 2026)"
    assert lines[0].severity is Severity.RED
    assert [one.kind for one in lines[1].reasons] == [DueKind.MONTHLY]


def test_dusun_come_one_after_the_other(register, unit, add_child):
    for name, dusun in (("Ani", "Sawah"), ("Budi", "Krajan"), ("Citra", "Gunung")):
        add_child(name, "2025-01-01", dusun=dusun)
    assert [one.dusun for one in due_list(register, unit, NEXT)] == ["Gunung", "Krajan", "Sawah"]


def test_away_last_month_is_told_until_it_comes(register, unit, day_id, add_child, reasons):
    here, away = add_child("Ani", "2025-01-01"), add_child("Budi", "2025-01-01")
    weighed(register, here, ("2026-11-25", 10.0))
    weighed(register, away, ("2026-09-20", 9.4))
    assert DueKind.MISSED not in reasons(here)
    assert reasons(away)[DueKind.MISSED].text == "Tidak datang November 2026, terakhir September 2026"
    weighed(register, away, ("2026-11-25", 9.9))
    assert DueKind.MISSED not in reasons(away)


def test_a_weighing_copied_from_the_book_is_none_of_ours(register, unit, day_id, add_child, reasons):
    here, away = add_child("Ani", "2025-01-01"), add_child("Budi", "2025-01-01")
    weighed(register, here, ("2026-11-25", 10.0))
    copied = VisitFacts(date(2026, 11, 20), weight_g=9_800, is_outside_history=True)
    save_visit(register, away, copied)
    assert reasons(away)[DueKind.MISSED].text == "Belum pernah ditimbang di sini"


def test_r_faltering_is_seen_over_half_a_year(register, unit, add_child, reasons):
    child = add_child("Bima", "2025-09-01", Sex.MALE)
    weighed(register, child, ("2026-05-10", 8.6), ("2026-11-10", 8.8))
    assert reasons(child)[DueKind.GROWTH].text == "Berat naik terlalu lambat (November 2026)"


def test_immunisation_is_silent_until_the_first_dose_of_the_register_is_written(register, add_child, reasons):
    child = add_child("Bima", "2026-07-20", Sex.MALE)
    assert DueKind.IMMUNIZATION not in reasons(child)
    give_dose(register, child, DoseForm("BCG", date(2026, 8, 1), is_from_card=True))
    assert reasons(child)[DueKind.IMMUNIZATION].text.startswith("Imunisasi OPV 1, DPT-HB-Hib 1, PCV 1, RV 1")


def test_vitamin_a_until_it_was_given_in_that_month(register, add_child, reasons):
    child = add_child("Ani", "2024-01-01")
    on = date(2026, 8, 20)
    assert reasons(child, on)[DueKind.VITAMIN_A].text == "Vitamin A kapsul merah, obat cacing"
    save_visit(register, child, VisitFacts(date(2026, 8, 5), vitamin_a="merah"))
    assert DueKind.VITAMIN_A not in reasons(child, on)
    assert DueKind.VITAMIN_A in reasons(child, date(2026, 8, 5))


def test_a_mother_to_be_and_her_tablets(register, day_id, add_child, reasons):
    siti = add_child("Siti", "1998-01-01")
    open_pregnancy(register, siti, PregnancyForm(hpht_on=date(2026, 6, 1), opened_on=date(2026, 8, 1)))
    assert reasons(siti)[DueKind.PREGNANCY].text == "Hamil 27 minggu: bawa Buku KIA, dilihat K ke berapa"
    assert DueKind.TABLETS not in reasons(siti)
    answered(
        register, day_id, siti, "bumil", systolic_mmhg=150, diastolic_mmhg=80, tablets_given=30, tablets_daily=True
    )
    found = reasons(siti)
    assert found[DueKind.PREGNANCY].text == "Hamil 27 minggu: periksa hamil baru 1 kali, sekarang mestinya 3"
    assert DueKind.TABLETS not in found
    assert found[DueKind.PRESSURE].severity is Severity.RED
    assert DueKind.TABLETS in reasons(siti, date(2026, 12, 28))


def test_a_mother_in_childbed_and_her_newborn(register, add_child, reasons):
    siti = add_child("Siti", "1998-01-01")
    baby = add_child("Bayi Siti", "2026-11-20")
    with register.database.scratch() as session:
        session.get_one(Person, baby).mother_id = siti
    on = date(2026, 11, 25)
    assert reasons(siti, on)[DueKind.POSTPARTUM].text.startswith("Nifas hari ke-5: KF2 sampai 27 November 2026")
    assert reasons(baby, on)[DueKind.NEWBORN].text.startswith("Bayi 5 hari: KN2")


def test_r_kn_a_card_of_a_newborn_on_which_everything_is_no_is_an_examination(register, unit, add_child, reasons):
    baby, on = add_child("Bayi Siti", "2026-11-20"), date(2026, 11, 25)
    first = open_day(register, unit, date(2026, 11, 21)).value.id
    answered(register, first, baby, "balita")
    assert reasons(baby, on)[DueKind.NEWBORN].text == "Bayi 5 hari: KN2 sampai 27 November 2026"
    # Also the one before the last: KN1 is not asked for again because KN2 was done.
    second = open_day(register, unit, date(2026, 11, 23)).value.id
    answered(register, second, baby, "balita")
    assert DueKind.NEWBORN not in reasons(baby, on)
    assert reasons(baby, date(2026, 11, 28))[DueKind.NEWBORN].text == "Bayi 8 hari: KN3 sampai 18 Desember 2026"


def test_r_2t_where_a_month_away_does_not_break_the_row_the_t_before_may_lie_far_back(
    register, unit, add_child, reasons
):
    child = add_child("Zaki", "2025-03-01")
    visits = (("2026-01-10", 9.0), ("2026-02-10", 9.0), ("2026-10-10", 9.9), ("2026-11-10", 9.9))
    for on, _ in visits:
        open_day(register, unit, date.fromisoformat(on))
    weighed(register, child, *visits)
    assert not reasons(child)[DueKind.GROWTH].text.startswith("2T")
    save_settings(register, Settings(o_breaks_two_t=False))
    assert reasons(child)[DueKind.GROWTH].text == "2T · dua kali berturut-turut tidak naik (November 2026)"


def test_r_2t_of_a_child_that_stayed_away_since(register, unit, add_child, reasons):
    child = add_child("Zaki", "2025-03-01")
    visits = (("2026-01-10", 9.0), ("2026-02-10", 9.0), ("2026-03-10", 9.0))
    for on, _ in visits:
        open_day(register, unit, date.fromisoformat(on))
    weighed(register, child, *visits)
    # Told for ten months; what the verdict looks back to may lie before them.
    assert reasons(child, date(2027, 1, 4))[DueKind.GROWTH].text.startswith("2T")
    assert DueKind.GROWTH not in reasons(child, date(2027, 1, 5))


def test_pressure_sugar_and_tbc_of_the_last_card(register, day_id, add_child, reasons):
    jaya = add_child("Pak Jaya", "1970-01-01", Sex.MALE)
    measured = {"systolic_mmhg": 150, "diastolic_mmhg": 95, "glucose_mg_dl": "210", "glucose_kind": "GDS"}
    check_up_id = answered(register, day_id, jaya, "dewasa", **measured, tbc_cough=True, tbc_fever=True)
    found = reasons(jaya)
    assert found[DueKind.PRESSURE].text == "Kontrol tekanan darah: terakhir 150/95, 25 November 2026"
    assert found[DueKind.SUGAR].text == "Kontrol gula darah: terakhir 210 mg/dL, 25 November 2026"
    assert found[DueKind.TBC].text.startswith("Ada gejala TBC 25 November 2026")
    assert DueKind.REFERRAL in found
    assert DueKind.SCREENING not in found
    save_answers(register, check_up_id, "dewasa", {"systolic_mmhg": 120, "diastolic_mmhg": 80, "own_history": ["HT"]})
    assert reasons(jaya)[DueKind.PRESSURE].text == "Kontrol tekanan darah: punya riwayat darah tinggi"


def test_how_long_a_card_speaks(register, day_id, add_child, reasons):
    jaya = add_child("Pak Jaya", "1970-01-01", Sex.MALE)
    answered(register, day_id, jaya, "dewasa", systolic_mmhg=150, diastolic_mmhg=95, tbc_cough=True)
    last_on = {DueKind.TBC: TODAY + timedelta(180), DueKind.PRESSURE: TODAY + timedelta(400)}
    for kind, on in last_on.items():
        assert kind in reasons(jaya, on)
        assert kind not in reasons(jaya, on + timedelta(1))


def test_r_td_a_history_that_was_taken_back_on_a_card_not_finished_yet(register, unit, day_id, add_child, reasons):
    jaya = add_child("Pak Jaya", "1970-01-01", Sex.MALE)
    earlier = open_day(register, unit, date(2026, 10, 25)).value.id
    answered(register, earlier, jaya, "dewasa", own_history=["HT"])
    assert reasons(jaya)[DueKind.PRESSURE].text == "Kontrol tekanan darah: punya riwayat darah tinggi"
    seen = come(register, day_id, jaya).value
    measured = {"weight_kg": "60", "height_cm": "165", "systolic_mmhg": 118, "diastolic_mmhg": 76, "waist_cm": "80"}
    save_answers(register, seen.id, "dewasa", measured | {"own_history": []})
    finish_step(register, seen.id, Step.MEASURE)
    assert DueKind.PRESSURE not in reasons(jaya)


def test_r_tbc_one_symptom_of_who_is_at_risk_is_as_red_on_the_list_as_on_the_card(register, day_id, add_child, reasons):
    dewi = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=date(2026, 7, 1), opened_on=date(2026, 8, 1)))
    answered(register, day_id, dewi, "bumil", tbc_cough=True)
    jaya = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    answered(register, day_id, jaya, "dewasa", tbc_cough=True, own_history=["DM"])
    karta = add_child("Pak Karta", "1986-01-01", Sex.MALE)
    answered(register, day_id, karta, "dewasa", tbc_cough=True)
    found = [reasons(one)[DueKind.TBC].severity for one in (dewi, jaya, karta)]
    assert found == [Severity.RED, Severity.RED, Severity.YELLOW]


@pytest.mark.postgres
def test_the_last_cards_on_postgresql(empty_server):
    register = open_register(empty_server, who="Bu Sari", clock=Clock(TODAY))
    unit = set_up(register, posyandu="Melati", village="Sukamaju").value.id
    jaya = register_person(register, PersonForm("Pak Jaya", Sex.MALE, date(1970, 1, 1))).value
    baby = register_person(register, PersonForm("Bayi Siti", Sex.FEMALE, date(2026, 11, 20))).value
    measured = {"systolic_mmhg": 150, "diastolic_mmhg": 95, "glucose_mg_dl": "210", "own_history": ["HT"]}
    day = open_day(register, unit, TODAY).value.id
    answered(register, day, jaya, "dewasa", **measured, tbc_cough=True)
    answered(register, day, baby, "balita")
    found = {line.name: line.text for line in due_list(register, unit, date(2026, 11, 29))}
    assert "terakhir 150/95" in found["Pak Jaya"]
    assert "terakhir 210 mg/dL" in found["Pak Jaya"]
    assert "Ada gejala TBC" in found["Pak Jaya"]
    assert "KN3 sampai 18 Desember 2026; KN1 belum tercatat" in found["Bayi Siti"]
    register.close()


def test_a_clean_answer_later_takes_the_suspicion_away(register, unit, day_id, add_child, reasons):
    jaya = add_child("Pak Jaya", "1970-01-01", Sex.MALE)
    earlier = open_day(register, unit, date(2026, 10, 25)).value.id
    answered(register, earlier, jaya, "dewasa", tbc_cough=True, tbc_fever=True)
    assert DueKind.TBC in reasons(jaya, date(2026, 11, 1))
    answered(register, day_id, jaya, "dewasa")
    assert DueKind.TBC not in reasons(jaya)


def test_never_screened_grown_ups_are_told_but_not_carried_around(register, unit, add_child):
    add_child("Mbah Tumi", "1950-01-01")
    add_child("Ani", "2025-01-01")
    add_child("Pelajar", "2014-01-01")
    lines = due_list(register, unit, NEXT)
    assert [one.name for one in lines] == ["Ani", "Mbah Tumi"]
    assert [one.name for one in invited(lines)] == ["Ani"]
    assert kinds_of(lines)[-1] == (DueKind.SCREENING, 1)


@pytest.mark.parametrize(("from_years", "named"), [("40", ["Pak Jaya"]), ("15", ["Pak Jaya", "Rizky"])])
def test_conflict_12_r_jatuhtempo_who_came_and_never_had_sugar_tested(
    register, unit, day_id, add_child, from_years, named
):
    save_choices(register, {"glucose_from_years": from_years})
    for name, born in (("Pak Jaya", "1985-01-01"), ("Rizky", "1996-01-01"), ("Pak Ahmad", "1970-01-01")):
        answered(register, day_id, add_child(name, born, Sex.MALE), "dewasa", systolic_mmhg=118, diastolic_mmhg=76)
    tested = next(one for one in due_list(register, unit, NEXT) if one.name == "Pak Ahmad").person_id
    earlier = open_day(register, unit, date(2026, 8, 12)).value.id
    answered(register, earlier, tested, "dewasa", glucose_mg_dl=110)
    lines = due_list(register, unit, NEXT)
    assert [one.name for one in lines] == named
    assert {one.text for one in lines} == {"Gula darah belum diperiksa setahun ini"}
    assert invited(lines) == ()
    assert "Pak Ahmad" in [one.name for one in due_list(register, unit, date(2027, 8, 12))]


@pytest.mark.parametrize(("born", "form"), [("1996-01-01", "dewasa"), ("2011-11-01", "remaja")])
def test_r_gd_a_risk_in_the_family_lowers_the_age(register, unit, day_id, add_child, born, form):
    answered(register, day_id, add_child("Rizky", born, Sex.MALE), form, family_history=["DM"])
    assert [one.text for one in due_list(register, unit, NEXT)] == ["Gula darah belum diperiksa setahun ini"]


def test_r_anc_examinations_copied_at_a_home_visit_count(register, day_id, add_child, reasons):
    dewi = add_child("Dewi", "1998-05-05")
    open_pregnancy(register, dewi, PregnancyForm(hpht_on=date(2026, 5, 1), opened_on=date(2026, 6, 1)))
    copied = {"k1_date": "2026-06-10", "k2_date": "2026-08-10", "k3_date": "2026-09-10"}
    seen = come(register, day_id, dewi).value
    save_answers(register, seen.id, "kunjungan-bumil", copied)
    assert reasons(dewi)[DueKind.PREGNANCY].text == "Hamil 31 minggu: periksa hamil K4"


def test_only_the_wanted_kinds_and_only_people_of_the_posyandu(register, unit, add_child):
    other = add_posyandu(register, "Mawar").value
    add_child("Ani", "2025-01-01", posyandu_id=unit)
    add_child("Mbah Tumi", "1950-01-01", posyandu_id=other.id)
    assert [one.name for one in due_list(register, unit, NEXT)] == ["Ani"]
    assert due_list(register, unit, NEXT, kinds={DueKind.SCREENING}) == ()
    assert [one.name for one in due_list(register, None, NEXT, kinds={DueKind.SCREENING})] == ["Mbah Tumi"]


def test_the_line_of_one_person_is_that_of_the_list(register, unit, day_id, add_child):
    child = add_child("Ani", "2025-01-01")
    add_child("Budi", "2025-01-01")
    weighed(register, child, ("2026-11-25", 6.0))
    line = due_line(register, child, NEXT)
    assert line == next(one for one in due_list(register, unit, NEXT) if one.person_id == child)
    assert due_line(register, add_child("Pelajar", "2014-01-01"), NEXT) is None


def test_a_kader_reads_no_diagnosis_and_the_chairman_nothing(register, unit, day_id, add_child):
    child = add_child("Ani", "2025-01-01")
    weighed(register, child, ("2026-11-25", 6.0))
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    text = due_list(register, unit, NEXT)[0].text
    assert "perlu dilihat bidan" in text
    assert "kurang" not in text
    register.sign_in(User("a", "Pak RW", frozenset({Role.ADMIN})))
    with pytest.raises(NotAllowed):
        due_list(register, unit, NEXT)


def test_the_list_as_a_table_has_a_place_to_tick(register, unit, add_child):
    add_child("Ani", "2025-01-01", dusun="Krajan", rt="02")
    table = due_table(due_list(register, unit, NEXT), "Daftar sasaran", written_on=TODAY)
    assert [column.name for column in table.columns][-2:] == ["Mengapa perlu datang", "Datang"]
    assert table.rows[0][1:4] == ("Krajan", "02", "Ani")
    assert table.rows[0][-1] == ""


def test_slips_say_where_and_when_and_nothing_private(register, unit, day_id, add_child):
    jaya = add_child("Pak Jaya", "1970-01-01", Sex.MALE, dusun="Krajan")
    add_child("Ani", "2025-01-01", mother_name="Siti", dusun="Krajan")
    answered(register, day_id, jaya, "dewasa", systolic_mmhg=170, diastolic_mmhg=100, tbc_cough=True)
    december = open_day(register, unit, NEXT).value.id
    ani, pak = invitations(register, december)
    assert (ani.to, ani.for_whom, ani.bring) == ("Ibu Siti", "Ani", "Bawa Buku KIA")
    assert (pak.to, pak.when, pak.awaits) == ("Pak Jaya", "Rabu, 9 Desember 2026", "Periksa kesehatan")
