"""R-BIAS in the register: what a pupil is due for this school year."""

from datetime import date

from core.services.immunization.dose_records import copy_doses
from core.services.immunization.immunizing import immunization_card
from core.services.immunization.school_doses import SchoolState, school_card
from core.words.people import Sex


def lines(register, person_id, on):
    card = school_card(register, person_id, date.fromisoformat(on))
    assert card is not None
    return [(line.key, line.state.value) for line in card.lines]


def td_of(register, person_id):
    found = immunization_card(register, person_id).td
    assert found is not None
    return found


def test_class_one_waits_for_august_and_november(register, add_child):
    budi = add_child("Budi", "2019-06-01", Sex.MALE)
    assert lines(register, budi, "2026-07-20") == [("MR-BIAS", "belum"), ("DT", "belum")]
    assert lines(register, budi, "2026-08-20") == [("MR-BIAS", "jatuh-tempo"), ("DT", "belum")]
    copy_doses(register, budi, [("MR-BIAS", date(2026, 8, 20))])
    assert lines(register, budi, "2026-11-25") == [("MR-BIAS", "sudah"), ("DT", "jatuh-tempo")]
    assert lines(register, budi, "2027-02-01") == [("MR-BIAS", "sudah"), ("DT", "kejar")]


def test_a_girl_of_class_five_gets_hpv_once(register, add_child):
    dewi = add_child("Dewi", "2015-06-01")
    assert lines(register, dewi, "2026-08-01") == [("HPV", "jatuh-tempo"), ("Td", "belum")]
    copy_doses(register, dewi, [("HPV", date(2025, 8, 4))])
    card = school_card(register, dewi, date(2026, 8, 1))
    assert card is not None
    assert [line.key for line in card.lines] == ["Td"]
    assert card.hpv is not None
    assert card.hpv.is_complete
    boy = school_card(register, add_child("Eko", "2015-06-01", Sex.MALE))
    assert boy is not None
    assert boy.hpv is None


def test_one_hpv_of_before_2025_is_a_question_for_the_bidan(register, add_child):
    dewi = add_child("Dewi", "2013-06-01")
    copy_doses(register, dewi, [("HPV", date(2024, 8, 4))])
    card = school_card(register, dewi, date(2026, 8, 1))
    assert card is not None
    assert card.hpv is not None
    assert "bidan" in card.hpv.question


def test_nobody_else_is_asked(register, add_child):
    assert school_card(register, add_child("Aisyah", "2024-03-01")) is None
    assert school_card(register, add_child("Siti", "1998-03-01")) is None
    assert lines(register, add_child("Fajar", "2017-10-01", Sex.MALE), "2026-11-25") == []
    assert SchoolState.LATER.value == "belum"


def test_r_td_anak_counts_childhood_that_is_written_down(register, add_child):
    """Three in infancy, the one at 18 months and DT of class one: T4; the next is T5, a year later."""
    ani = add_child("Ani", "2010-01-05")
    infancy = [("DPT1", date(2010, 3, 5)), ("DPT2", date(2010, 4, 5)), ("DPT3", date(2010, 5, 5))]
    copy_doses(register, ani, infancy)
    assert td_of(register, ani).label == "T2"
    copy_doses(register, ani, [("DPT4", date(2011, 7, 5)), ("DT", date(2016, 11, 5))])
    td = td_of(register, ani)
    assert (td.label, td.next_from) == ("T4", date(2017, 11, 5))
    copy_doses(register, ani, [("Td", date(2017, 11, 6))])
    assert td_of(register, ani).is_for_life


def test_a_td_of_school_without_the_rest_is_a_first_dose(register, add_child):
    ani = add_child("Ani", "2010-01-05")
    copy_doses(register, ani, [("Td", date(2017, 11, 6))])
    assert td_of(register, ani).label == "T1"
