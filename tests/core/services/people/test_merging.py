"""Two entries become one with both histories, and two again."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day.open_day import day_lines, open_day
from core.services.deeds.history import journal_of
from core.services.deeds.undoing import last_deeds, undo
from core.services.growth.measuring import growth_history, save_visit
from core.services.people.duplicates import duplicate_queue
from core.services.people.merge_comparison import compare, preview
from core.services.people.merging import merge, merged_people, unmerge
from core.services.people.people_search import search
from core.services.people.registration import PersonForm, family_of, list_people, person_form, register_person
from core.services.reports.skdn import skdn
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store.people import FamilyMember, Marriage, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import PosyanduDay
from core.words.people import FamilyRole, LifeStatus, Sex
from core.words.periods import Month
from tests.register_state import register_state

KK, OTHER_KK = "3201010101010001", "3201010101010002"
NIK = "3201014103260001"
GRIEF = "2026-10-30"


@pytest.fixture
def twice(add_child, weigh):
    """Aisyah as she was registered, weighed in September and October, and again as Aisah, weighed in November."""
    first = add_child(mother_name="Nurhayati", kk_number=KK, dusun="Krajan", rt="01", nik=NIK)
    second = add_child("Aisah Putri", "2026-03-02", mother_name="Nurhayati", birth_weight_g=3_100, phone="0812")
    weigh(first, "2026-09-16", 6.8)
    weigh(first, "2026-10-16", 7.2)
    weigh(second, "2026-11-16", 7.4)
    return first, second


def weights(register, person_id):
    return [
        (visit.facts.measured_on.month, visit.facts.weight_g) for visit in growth_history(register, person_id).visits
    ]


def _locked_day(register, person_id, on="2026-11-18"):
    day_id = open_day(register, list_posyandu(register)[0].id, date.fromisoformat(on)).value.id
    save_visit(register, person_id, VisitFacts(date.fromisoformat(on), weight_g=7_500), day_id=day_id)
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = f"{on}T12:00:00"


def test_a_visit_of_a_locked_day_is_not_moved_to_another_entry(register, twice):
    first, second = twice
    _locked_day(register, second)
    before = register_state(register)
    with pytest.raises(InputError, match=r"18 November 2026 yang sudah dikunci: .*pertahankan catatan Aisah Putri"):
        merge(register, first, second)
    assert register_state(register) == before
    # The other way round nothing of that day changes.
    merge(register, second, first)
    assert weights(register, second) == [(9, 6_800), (10, 7_200), (11, 7_400), (11, 7_500)]


def test_nor_is_one_of_a_locked_day_completed_by_a_second_note(register, twice):
    first, second = twice
    _locked_day(register, first, on="2026-11-16")
    with pytest.raises(InputError, match=r"16 November 2026 yang sudah dikunci") as refused:
        merge(register, first, second)
    assert "pertahankan" not in refused.value.message


def test_both_histories_become_one_and_nobody_is_listed_twice(register, twice):
    first, second = twice
    done = merge(register, first, second)
    assert (done.value.keep_id, done.value.gone_id) == (first, second)
    assert weights(register, first) == [(9, 6_800), (10, 7_200), (11, 7_400)]
    assert [line.name for line in list_people(register).lines] == ["Aisah Putri"]
    assert [line.id for line in search(register, "aisyah")] == [first]
    assert duplicate_queue(register) == ()
    assert check(register).problems == ()


def test_unchosen_questions_follow_the_proposal_filled_before_empty_and_newer_before_older(register, twice):
    first, second = twice
    merge(register, first, second)
    form = person_form(register, first)
    assert (form.name, form.born_on, form.nik, form.kk_number) == ("Aisah Putri", date(2026, 3, 2), NIK, KK)
    assert (form.birth_weight_g, form.phone) == (3_100, "0812")


def test_each_field_can_be_chosen(register, twice):
    first, second = twice
    merge(register, first, second, {"name": "keep", "born_on": "keep", "phone": "keep"})
    form = person_form(register, first)
    assert (form.name, form.born_on, form.phone, form.birth_weight_g) == ("Aisyah Putri", date(2026, 3, 1), "", 3_100)


def test_the_comparison_says_what_differs_and_what_will_happen(register, twice):
    first, second = twice
    seen = compare(register, second, first)
    assert (seen.keep.line.id, seen.keep.visits, seen.gone.visits) == (first, 2, 1)
    asked = {question.key: (question.keep, question.gone, question.default) for question in seen.questions}
    assert asked == {
        "name": ("Aisyah Putri", "Aisah Putri", "gone"),
        "born_on": ("01-03-2026", "02-03-2026", "gone"),
        "nik": ("3201********0001", "", "keep"),
        "birth_weight_g": ("", "3,1 kg", "gone"),
        "phone": ("", "0812", "gone"),
        "family": ("KK 3201********0001 · Krajan RT 01 · anak", "tanpa nomor KK · anak", "keep"),
    }
    assert preview(seen, {"name": "keep"}) == (
        "Menjadi satu orang: Aisyah Putri.",
        "1 penimbangan dari catatan kedua ikut pindah.",
        "Tinggal di keluarga: KK 3201********0001 · Krajan RT 01 · anak.",
        "Keluarga tanpa nomor KK tidak punya anggota lagi dan tinggal sebagai riwayat.",
        "Catatan kedua (Aisah Putri) tidak tampil lagi di daftar, pencarian, dan laporan.",
    )


def test_an_exact_birth_date_is_proposed_before_an_approximate_newer_one(register, add_child):
    first = add_child(mother_name="Nurhayati")
    second = add_child(born="2026-03-05", mother_name="Nurhayati", is_birth_date_approximate=True)
    asked = {question.key: question.default for question in compare(register, first, second).questions}
    assert asked["born_on"] == "keep"


@pytest.mark.parametrize(("side", "weight", "noted"), [("keep", 7_200, "7,9 kg"), ("gone", 7_900, "7,2 kg")])
def test_of_two_visits_on_one_day_one_is_chosen_and_the_other_stays_to_be_read(
    register, twice, weigh, side, weight, noted
):
    first, second = twice
    weigh(second, "2026-10-16", 7.9, muac_mm=131)
    [question] = [one for one in compare(register, first, second).questions if one.key == "visit:2026-10-16"]
    assert (question.keep, question.gone) == ("7,2 kg", "7,9 kg · LiLA 13,1 cm")
    merge(register, first, second, {"visit:2026-10-16": side})
    facts = growth_history(register, first).visits[1].facts
    assert (facts.weight_g, facts.muac_mm) == (weight, 131)
    assert noted in facts.note
    assert len(weights(register, first)) == 3
    assert check(register).problems == ()


def test_children_marriages_and_pregnancies_come_along(register, add_child):
    mother = add_child("Nurhayati", "1995-05-05", kk_number=KK, role=FamilyRole.WIFE)
    double = add_child("Nur Hayati", "1995-05-05", kk_number=OTHER_KK, role=FamilyRole.WIFE)
    husband = add_child("Fauzi", "1990-05-05", Sex.MALE, kk_number=OTHER_KK, role=FamilyRole.HEAD)
    child = add_child("Bima", "2025-01-20", Sex.MALE, kk_number=OTHER_KK, mother_name="Nur Hayati")
    with register.deed("uji", action=Action.REGISTER_PEOPLE) as deed:
        for wife in (mother, double):
            deed.session.add(Marriage(husband_id=husband, wife_id=wife))
        deed.session.add(Pregnancy(mother_id=mother, opened_on=date(2026, 9, 1), hpht_on=date(2026, 7, 1)))
        deed.session.add(Pregnancy(mother_id=double, opened_on=date(2026, 10, 1), gravida=2))
    before = register_state(register)
    moving = compare(register, mother, double).moving
    assert moving == ("Anak yang ikut: Bima.", "1 catatan kehamilan ikut pindah.", "Catatan perkawinan ikut pindah.")
    merge(register, mother, double, {"name": "keep"})
    assert growth_history(register, child).child.mother == "Nurhayati"
    state = register_state(register)
    assert [row["wife_id"] for row in state["marriage"].values()] == [mother]
    [pregnancy] = state["pregnancy"].values()
    assert (pregnancy["mother_id"], pregnancy["hpht_on"], pregnancy["gravida"]) == (mother, date(2026, 7, 1), 2)
    unmerge(register, double)
    assert register_state(register) == before


def test_nobody_is_in_two_families_and_every_day_keeps_its_family(register, add_child):
    first = add_child(kk_number=KK, mother_name="Nurhayati")
    second = add_child(kk_number=OTHER_KK, mother_name="Nurhayati", moved_in_on=date(2026, 8, 1))
    families = {name: family_of(register, one).kk_masked for name, one in (("first", first), ("second", second))}
    merge(register, first, second, {"family": "gone"})
    assert family_of(register, first).kk_masked == families["second"]
    with register.reading() as session:
        stays = sorted((row.from_on or date.min, row.to_on) for row in session.query(FamilyMember).all())
    assert stays == [(date.min, date(2026, 7, 31)), (date(2026, 8, 1), None)]


def test_a_chosen_death_ends_the_stay(register, add_child):
    first = add_child(kk_number=KK, mother_name="Nurhayati")
    died_on = date.fromisoformat(GRIEF)
    second = add_child(kk_number=KK, mother_name="Nurhayati", status=LifeStatus.DEAD, status_changed_on=died_on)
    merge(register, first, second, {"status": "gone"})
    with register.reading() as session:
        assert [row.to_on for row in session.query(FamilyMember).all()] == [died_on]


def test_weighed_twice_in_a_month_counts_once(register, add_child, weigh):
    first, second = add_child(mother_name="Nurhayati"), add_child("Aisah Putri", mother_name="Nurhayati")
    for month, one, other in ((9, 6.8, None), (10, 7.2, 7.3), (11, None, 7.4)):
        for child, weight in ((first, one), (second, other)):
            if weight:
                weigh(child, f"2026-{month:02d}-16", weight)
    assert skdn(register, Month(2026, 10), None).counts.S == 2
    merge(register, first, second)
    counts = skdn(register, Month(2026, 10), None).counts
    assert (counts.S, counts.D) == (1, 1)
    for month in (9, 10, 11):
        counts = skdn(register, Month(2026, month), None).counts
        assert counts.D == counts.N + counts.T + counts.O + counts.B == 1


def test_the_day_list_has_one_line(register, twice):
    first, second = twice
    [unit] = list_posyandu(register)
    day = open_day(register, unit.id, date(2026, 11, 25)).value
    merge(register, first, second)
    assert [line.person_id for line in day_lines(register, day.id)] == [first]


def test_the_story_of_the_other_entry_can_still_be_read(register, twice):
    first, second = twice
    merge(register, first, second)
    sentences = [line.sentence for line in journal_of(register, first)]
    assert sentences[0].startswith("Menyatukan data ganda: Aisah Putri menjadi Aisyah Putri")
    assert any(sentence.startswith("Mendaftarkan Aisah Putri") for sentence in sentences)


def test_unmerging_gives_both_back_and_keeps_what_came_later(register, twice, weigh):
    first, second = twice
    before = register_state(register)
    merge(register, first, second)
    [line] = merged_people(register)
    assert (line.gone_name, line.keep_id, line.who) == ("Aisah Putri", first, "Bu Sari")
    weigh(first, "2026-11-24", 7.5)
    unmerge(register, second)
    assert weights(register, first) == [(9, 6_800), (10, 7_200), (11, 7_500)]
    assert weights(register, second) == [(11, 7_400)]
    undo(register, last_deeds(register, 2)[1].id)
    assert register_state(register) == before
    assert merged_people(register) == ()


def test_what_cannot_be_one_person_is_refused(register, add_child, twice):
    first, second = twice
    mother = add_child("Nurhayati", "1995-05-05", kk_number=OTHER_KK)
    child = add_child("Bima", "2025-01-20", Sex.MALE, kk_number=OTHER_KK, mother_name="Nurhayati")
    for one, other, words in (
        (first, first, "catatan yang sama"),
        (first, "x", "tidak ada"),
        (mother, child, "orang tua"),
        (child, mother, "orang tua"),
    ):
        with pytest.raises(InputError, match=words):
            merge(register, one, other)
    merge(register, first, second)
    with pytest.raises(InputError, match="sudah disatukan"):
        merge(register, first, second)
    with pytest.raises(InputError, match="tidak sedang disatukan"):
        unmerge(register, first)


def test_a_couple_is_not_one_person(register, add_child):
    wife, husband = add_child("Sri", "1990-01-01"), add_child("Sri", "1990-01-01", Sex.MALE)
    with register.deed("uji", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.add(Marriage(husband_id=husband, wife_id=wife))
    with pytest.raises(InputError, match="suami istri"):
        compare(register, wife, husband)


def test_a_birth_after_a_visit_of_the_other_is_refused_and_nothing_changes(register, twice, add_child):
    first, _second = twice
    third = add_child("Aisyah P", "2026-10-01", mother_name="Nurhayati")
    before = register_state(register)
    with pytest.raises(InputError, match="sebelum tanggal lahir") as refused:
        merge(register, first, third, {"born_on": "gone"})
    assert refused.value.field == "born_on"
    assert register_state(register) == before


def test_merging_into_somebody_who_was_merged_before_and_back(register, twice, add_child):
    first, second = twice
    third = add_child("Aisyah P", "2026-03-01", mother_name="Nurhayati")
    states = [register_state(register)]
    for gone in (second, third):
        merge(register, first, gone)
        states.append(register_state(register))
    assert len(weights(register, first)) == 3
    for gone, state in ((third, states[1]), (second, states[0])):
        unmerge(register, gone)
        assert register_state(register) == state


SIDES = st.sampled_from(["keep", "gone"])
DAYS = st.integers(1, 260).map(lambda days: date(2026, 3, 5) + timedelta(days=days))


@settings(
    max_examples=12,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_chosen_merge_then_unmerge_is_the_first_state(register, data):
    """Random entries, visits, stays and choices: D = N + T + O + B holds, and unmerging loses nothing."""
    ids = []
    for number in range(2):
        form = PersonForm(
            data.draw(st.sampled_from(["Aisyah", "Aisah Putri"])),
            Sex.FEMALE,
            data.draw(st.sampled_from([date(2026, 3, 1), date(2026, 3, 2)])),
            kk_number=data.draw(st.sampled_from(["", KK, OTHER_KK])),
            mother_name="Nurhayati",
            moved_in_on=data.draw(st.sampled_from([None, date(2026, 5, 1), date(2026, 8, 1)])),
            phone=data.draw(st.sampled_from(["", "0812"])),
            confirmation_reason="uji",
        )
        ids.append(register_person(register, form).value)
        for day in data.draw(st.lists(DAYS, max_size=3, unique=True)):
            facts = VisitFacts(day, weight_g=6_000 + 100 * number, confirmation_reason="uji")
            save_visit(register, ids[number], facts)
    before = register_state(register)
    days = {row["measured_on"] for row in before["measurement"].values() if row["person_id"] in ids}
    seen = compare(register, *ids)
    chosen = {question.key: data.draw(SIDES) for question in seen.questions}
    merge(register, seen.keep.line.id, seen.gone.line.id, chosen)
    keep = seen.keep.line.id
    assert {visit.facts.measured_on for visit in growth_history(register, keep).visits} == days
    assert_no_two_families(register, keep)
    for month in range(3, 12):
        counts = skdn(register, Month(2026, month), None).counts
        assert counts.D == counts.N + counts.T + counts.O + counts.B
    unmerge(register, seen.gone.line.id)
    assert register_state(register) == before
    assert check(register).problems == ()


def assert_no_two_families(register, person_id):
    with register.reading() as session:
        rows = session.query(FamilyMember).where(FamilyMember.person_id == person_id).all()
        assert rows
        assert session.query(FamilyMember).join(Person).where(Person.merged_into_id.is_not(None)).count() == 0
    stays = sorted((row.from_on or date.min, row.to_on or date.max) for row in rows)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(stays))


def test_a_family_left_without_anybody_is_said_before_and_after(register, add_child):
    first = add_child(kk_number=KK, dusun="Krajan", rt="01", nik=NIK)
    second = add_child("Aisah Putri", "2026-03-02", kk_number=OTHER_KK, dusun="Sawah", rt="02")
    told = [line for line in preview(compare(register, first, second), {"family": "keep"}) if "anggota lagi" in line]
    assert len(told) == 1
    assert "Sawah RT 02" in told[0]
    assert OTHER_KK not in told[0]
    other_way = " ".join(preview(compare(register, first, second), {"family": "gone"}))
    assert "Krajan RT 01 tidak punya anggota lagi" in other_way
    done = merge(register, first, second, {"family": "keep"}).value
    assert len(done.empty_families) == 1
    assert last_deeds(register, 1)[0].sentence.endswith("Sawah RT 02 tidak punya anggota lagi")
    assert check(register).problems == ()


def test_a_family_that_keeps_somebody_is_not_called_empty_but_a_missing_head_is_said(register, add_child):
    first = add_child(kk_number=KK, nik=NIK, role=FamilyRole.CHILD)
    second = add_child("Aisah Putri", "2026-03-02", kk_number=OTHER_KK, role=FamilyRole.HEAD)
    add_child("Bima", "2024-05-05", Sex.MALE, kk_number=OTHER_KK, role=FamilyRole.CHILD)
    said = " ".join(preview(compare(register, first, second), {"family": "keep"}))
    assert "tanpa kepala keluarga" in said
    assert "anggota lagi" not in said
    assert merge(register, first, second, {"family": "keep"}).value.empty_families == ()
