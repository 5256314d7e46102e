"""Births and other ends of a pregnancy: children come into their mother's family, and everything can be undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.errors import InputError
from core.services.confirmation import NeedsConfirmation
from core.services.deeds.undoing import undo
from core.services.life_events.died import DiedForm, MaternalCause
from core.services.life_events.married import MarriedForm
from core.services.life_events.table import record_event
from core.services.people.births import EndForm, NewbornForm, birth_defaults, end_pregnancy, preview_end, record_birth
from core.services.people.life_stages import babies_without_nik, life_stage_on
from core.services.people.pregnancies import PregnancyForm, current_pregnancy, open_pregnancy, pregnancies_of
from core.services.people.registration import edit_person, family_of, people_lines, person_form
from core.services.trust.maintenance import check
from core.store.people import FamilyMember, Person
from core.words.life_stage import LifeStage
from core.words.people import FamilyRole, LifeStatus, PregnancyOutcome, Sex

KK = "3201010101010001"
BORN = date(2026, 11, 20)
GIRL = NewbornForm(Sex.FEMALE, birth_weight_g=3100, birth_length_mm=490, birth_head_mm=340, had_imd=True)
BOY = NewbornForm(Sex.MALE, name="Bayu", birth_weight_g=2900)


@pytest.fixture
def couple(register, add_child):
    """Ahmad, head of his family, and his wife Siti, who is pregnant."""
    ahmad = add_child("Ahmad", "1994-02-02", Sex.MALE, kk_number=KK, role=FamilyRole.HEAD, dusun="Krajan")
    siti = add_child("Siti Aminah", "1998-04-04", kk_number=KK, role=FamilyRole.WIFE)
    form = PregnancyForm(hpht_on=date(2026, 2, 10), opened_on=date(2026, 6, 1))
    return ahmad, siti, open_pregnancy(register, siti, form).value.pregnancy_id


def born(*children, **facts):
    return EndForm(ended_on=BORN, children=children, **facts)


def row(register, person_id):
    with register.reading() as session:
        return session.get_one(Person, person_id)


def roles(register, person_id):
    return {line.name: role for line, role in family_of(register, person_id).members}


def test_a_child_is_born_into_the_family_with_all_that_was_measured(register, couple):
    ahmad, siti, pregnancy_id = couple
    form = born(GIRL, first_order=1, gestation_weeks=40, birth_site="Puskesmas", birth_helper="Bidan Ratna")
    [child_id] = end_pregnancy(register, pregnancy_id, form).value.child_ids
    child = row(register, child_id)
    assert (child.name, child.born_on, child.sex) == ("Bayi Ny. Siti Aminah", BORN, Sex.FEMALE)
    assert (child.mother_id, child.father_id, child.pregnancy_id) == (siti, ahmad, pregnancy_id)
    assert (child.birth_weight_g, child.birth_length_mm, child.birth_head_mm) == (3100, 490, 340)
    assert (child.had_imd, child.birth_order, child.gestation_weeks) == (True, 1, 40)
    assert (child.birth_site, child.birth_helper) == ("Puskesmas", "Bidan Ratna")
    assert roles(register, child_id)["Bayi Ny. Siti Aminah"] == "Anak"
    [pregnancy] = pregnancies_of(register, siti)
    assert pregnancy.words == "Lahir, 20 November 2026"
    assert pregnancy.children == ((child_id, "Bayi Ny. Siti Aminah"),)
    assert check(register).ok


def test_mother_is_in_nifas_and_child_is_a_baby(register, couple):
    _, siti, pregnancy_id = couple
    assert life_stage_on(register, siti, date(2026, 11, 19)) is LifeStage.PREGNANT
    [child_id] = end_pregnancy(register, pregnancy_id, born(GIRL)).value.child_ids
    assert life_stage_on(register, siti, BORN) is LifeStage.POSTPARTUM
    assert life_stage_on(register, siti, BORN + timedelta(42)) is LifeStage.POSTPARTUM
    assert life_stage_on(register, siti, BORN + timedelta(43)) is LifeStage.ADULT
    assert life_stage_on(register, child_id, BORN) is LifeStage.INFANT


def test_twins_are_told_apart_and_follow_each_other(register, couple):
    _, siti, pregnancy_id = couple
    ids = end_pregnancy(register, pregnancy_id, born(GIRL, GIRL)).value.child_ids
    names = [(row(register, one).name, row(register, one).birth_order) for one in ids]
    assert names == [("Bayi Ny. Siti Aminah 1", 1), ("Bayi Ny. Siti Aminah 2", 2)]
    [pregnancy] = pregnancies_of(register, siti)
    assert [child for child, _ in pregnancy.children] == list(ids)


def test_a_baby_without_nik_is_listed_until_it_has_one(register, couple):
    _, _, pregnancy_id = couple
    [child_id] = end_pregnancy(register, pregnancy_id, born(GIRL)).value.child_ids
    assert [line.id for line in babies_without_nik(register)] == [child_id]
    named = replace(person_form(register, child_id), name="Aisyah", nik="3201016011260001")
    edit_person(register, child_id, named)
    assert babies_without_nik(register) == ()
    # What the form of a person does not ask for is still there.
    assert row(register, child_id).birth_head_mm == 340


def test_a_birth_is_one_deed_and_undone_as_one(register, couple):
    _, siti, pregnancy_id = couple
    delivery = end_pregnancy(register, pregnancy_id, born(GIRL, BOY)).value
    undo(register, delivery.entry_id)
    assert people_lines(register, delivery.child_ids) == ()
    pregnancy = current_pregnancy(register, siti)
    assert pregnancy is not None
    assert pregnancy.id == pregnancy_id
    assert list(roles(register, siti)) == ["Ahmad", "Siti Aminah"]
    assert check(register).ok


def test_the_child_of_a_daughter_is_a_grandchild_unless_the_form_says_otherwise(register, add_child):
    add_child("Hasan", "1960-01-01", Sex.MALE, kk_number=KK, role=FamilyRole.HEAD)
    rina = add_child("Rina", "2000-01-01", kk_number=KK, role=FamilyRole.CHILD)
    assert birth_defaults(register, rina).role is FamilyRole.GRANDCHILD
    [child_id] = record_birth(register, rina, born(BOY)).value.child_ids
    assert roles(register, child_id)["Bayu"] == "Cucu"
    assert row(register, child_id).father_id is None
    other = EndForm(ended_on=date(2025, 3, 3), children=(replace(BOY, name="Beni"),), role=FamilyRole.CHILD)
    [second] = record_birth(register, rina, other).value.child_ids
    assert roles(register, second)["Beni"] == "Anak"


def test_the_husband_by_marriage_goes_before_the_family_card(register, add_child):
    add_child("Hasan", "1960-01-01", Sex.MALE, kk_number=KK, role=FamilyRole.HEAD)
    rina = add_child("Rina", "2000-01-01", kk_number=KK, role=FamilyRole.CHILD)
    joko = add_child("Joko", "1999-01-01", Sex.MALE)
    record_event(register, MarriedForm(joko, rina, date(2025, 5, 5)))
    assert birth_defaults(register, rina).husband == "Joko"
    [child_id] = record_birth(register, rina, born(BOY)).value.child_ids
    assert row(register, child_id).father_id == joko
    assert row(register, child_id).father_name == "Joko"


def test_another_father_is_only_a_name(register, couple):
    _, _, pregnancy_id = couple
    [child_id] = end_pregnancy(register, pregnancy_id, born(BOY, father_name="Slamet")).value.child_ids
    assert (row(register, child_id).father_id, row(register, child_id).father_name) == (None, "Slamet")


def test_a_birth_needs_no_pregnancy_written_down(register, add_child):
    siti = add_child("Siti", "1998-04-04")
    delivery = record_birth(register, siti, born(GIRL)).value
    assert delivery.pregnancy_id is None
    assert pregnancies_of(register, siti) == ()
    assert life_stage_on(register, siti, register.today) is LifeStage.POSTPARTUM


def test_the_child_lives_wherever_its_mother_lived_since(register, couple):
    _, siti, _ = couple
    form = replace(person_form(register, siti), kk_number="3201010101010002", role=FamilyRole.HEAD)
    edit_person(register, siti, form)
    [child_id] = record_birth(register, siti, born(GIRL)).value.child_ids
    with register.reading() as session:
        mine = session.query(FamilyMember).filter_by(person_id=child_id).order_by(FamilyMember.to_on).all()
        hers = session.query(FamilyMember).filter_by(person_id=siti).order_by(FamilyMember.to_on).all()
    assert [(one.family_id, one.to_on) for one in mine] == [(one.family_id, one.to_on) for one in hers]


def test_the_same_child_twice_is_asked_about(register, couple):
    _, siti, pregnancy_id = couple
    end_pregnancy(register, pregnancy_id, born(GIRL))
    with pytest.raises(NeedsConfirmation, match="sudah tercatat sebagai anak"):
        record_birth(register, siti, born(GIRL))


def test_a_birth_far_before_its_time_is_asked_about_and_kept_with_a_reason(register, add_child):
    siti = add_child("Siti", "1998-04-04")
    pregnancy_id = open_pregnancy(
        register, siti, PregnancyForm(hpht_on=date(2026, 8, 1), opened_on=BORN)
    ).value.pregnancy_id
    with pytest.raises(NeedsConfirmation, match="disebut keguguran"):
        end_pregnancy(register, pregnancy_id, born(GIRL))
    end_pregnancy(register, pregnancy_id, born(GIRL, confirmation_reason="HPHT salah ingat"))
    assert current_pregnancy(register, siti) is None


@pytest.mark.parametrize(
    ("outcome", "facts", "words"),
    [
        (PregnancyOutcome.STILLBIRTH, {"stillborn_count": 1}, "Lahir mati, 20 November 2026"),
        (PregnancyOutcome.NOT_PREGNANT, {}, "Ternyata tidak hamil, 20 November 2026"),
    ],
)
def test_other_ends_close_the_pregnancy_without_a_child(register, couple, outcome, facts, words):
    _, siti, pregnancy_id = couple
    delivery = end_pregnancy(register, pregnancy_id, EndForm(outcome, BORN, **facts)).value
    assert delivery.child_ids == ()
    assert [one.words for one in pregnancies_of(register, siti)] == [words]


def test_one_twin_may_be_stillborn(register, couple):
    _, siti, pregnancy_id = couple
    end_pregnancy(register, pregnancy_id, born(GIRL, stillborn_count=1))
    [pregnancy] = pregnancies_of(register, siti)
    assert (pregnancy.stillborn_count, len(pregnancy.children)) == (1, 1)


def test_a_mother_dies_in_childbirth_and_her_child_lives_on_in_the_family(register, couple):
    ahmad, siti, pregnancy_id = couple
    form = born(GIRL, outcome=PregnancyOutcome.MATERNAL_DEATH)
    [child_id] = end_pregnancy(register, pregnancy_id, form).value.child_ids
    assert person_form(register, siti).status is LifeStatus.DEAD
    assert person_form(register, siti).status_changed_on == BORN
    assert [one.outcome for one in pregnancies_of(register, siti)] == [PregnancyOutcome.MATERNAL_DEATH]
    assert list(roles(register, ahmad)) == ["Ahmad", "Bayi Ny. Siti Aminah"]
    assert roles(register, child_id)["Bayi Ny. Siti Aminah"] == "Anak"
    assert check(register).ok


def test_the_child_of_a_mother_whose_death_was_written_first_can_still_be_recorded(register, couple):
    ahmad, siti, pregnancy_id = couple
    record_event(register, DiedForm(siti, BORN, maternal_cause=MaternalCause.PREGNANCY))
    delivery = record_birth(register, siti, born(GIRL)).value
    assert delivery.pregnancy_id == pregnancy_id
    assert list(roles(register, ahmad)) == ["Ahmad", "Bayi Ny. Siti Aminah"]
    assert [one.outcome for one in pregnancies_of(register, siti)] == [PregnancyOutcome.MATERNAL_DEATH]


def test_a_child_whose_parents_both_died_heads_the_card_of_the_house(register, couple):
    ahmad, siti, _ = couple
    record_event(register, DiedForm(ahmad, BORN, (siti,)))
    record_event(register, DiedForm(siti, BORN, maternal_cause=MaternalCause.PREGNANCY))
    first, second = record_birth(register, siti, born(GIRL, BOY)).value.child_ids
    assert roles(register, first) == {"Bayi Ny. Siti Aminah": "Kepala keluarga", "Bayu": "Anak"}
    assert person_form(register, second).status is LifeStatus.ALIVE
    assert check(register).ok


def test_a_mother_who_headed_her_family_leaves_it_to_the_new_head(register, add_child):
    siti = add_child("Siti", "1990-04-04", kk_number=KK, role=FamilyRole.HEAD)
    son = add_child("Rudi", "2008-04-04", Sex.MALE, kk_number=KK, role=FamilyRole.CHILD)
    pregnancy_id = open_pregnancy(register, siti, PregnancyForm(opened_on=date(2026, 6, 1))).value.pregnancy_id
    form = born(GIRL, outcome=PregnancyOutcome.MATERNAL_DEATH)
    assert birth_defaults(register, siti).others == ((son, "Rudi"),)
    with pytest.raises(InputError) as refused:
        end_pregnancy(register, pregnancy_id, form)
    assert refused.value.field == "new_head_ids"
    end_pregnancy(register, pregnancy_id, replace(form, new_head_ids=(son,)))
    assert roles(register, son)["Rudi"] == "Kepala keluarga"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (EndForm(ended_on=BORN), "children"),
        (EndForm(children=(GIRL,)), "ended_on"),
        (EndForm(ended_on=date(2026, 11, 26), children=(GIRL,)), "ended_on"),
        (EndForm(ended_on=date(2026, 5, 1), children=(GIRL,)), "ended_on"),
        (EndForm(ended_on=BORN, children=(GIRL, NewbornForm(None))), "sex.1"),
        (EndForm(ended_on=BORN, children=(replace(GIRL, birth_weight_g=31_000),)), "birth_weight_g.0"),
        (EndForm(ended_on=BORN, children=(GIRL,), first_order=0), "first_order"),
        (EndForm(ended_on=BORN, children=(GIRL,), gestation_weeks=4), "gestation_weeks"),
        (EndForm(PregnancyOutcome.STILLBIRTH, BORN), "stillborn_count"),
        (EndForm(PregnancyOutcome.MISCARRIAGE, BORN, (GIRL,)), "outcome"),
        (EndForm(PregnancyOutcome.MISCARRIAGE, BORN, stillborn_count=1), "outcome"),
        (EndForm(ended_on=BORN, children=(GIRL,) * 7), "stillborn_count"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_changes_nothing(register, couple, form, field):
    _, siti, pregnancy_id = couple
    with pytest.raises(InputError) as refused:
        end_pregnancy(register, pregnancy_id, form)
    assert refused.value.field == field
    assert current_pregnancy(register, siti) is not None
    assert list(roles(register, siti)) == ["Ahmad", "Siti Aminah"]


def test_the_form_begins_with_what_is_known(register, couple, add_child):
    _, siti, _ = couple
    add_child("Kakak", "2022-01-01", kk_number=KK, mother_name="Siti Aminah")
    known = birth_defaults(register, siti, BORN)
    assert (known.mother, known.husband, known.role) == ("Siti Aminah", "Ahmad", FamilyRole.CHILD)
    assert (known.next_order, known.gestation_weeks, known.others) == (2, 40, ())


def test_a_rehearsal_tells_and_changes_nothing(register, couple):
    _, siti, _ = couple
    rehearsal = preview_end(register, siti, born(GIRL))
    assert rehearsal.sentence == "Mencatat kelahiran Bayi Ny. Siti Aminah, ibu Siti Aminah"
    assert any("Bayi Ny. Siti Aminah" in line for line in rehearsal.lines)
    assert current_pregnancy(register, siti) is not None
