"""Weighing: what is typed, saved, corrected and removed; everything computed follows the facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import Clock
from core.errors import InputError
from core.services.day.open_day import open_day
from core.services.deeds.history import journal_of
from core.services.growth.measuring import (
    NeedsConfirmation,
    check,
    growth_history,
    histories,
    load_draft,
    preview,
    remove_visit,
    save_draft,
    save_visit,
)
from core.services.people.registration import PersonForm, edit_person, person_form, register_person
from core.services.register import Changed, open_register
from core.services.setup import Settings, add_posyandu, list_posyandu, save_settings, set_up
from core.services.trust.maintenance import check as check_register
from core.services.views import VisitFacts
from core.words.findings import Severity
from core.words.people import LifeStatus, Posture, Sex

TODAY = date(2026, 11, 25)
C1_MONTHS = (4, 5, 6, 8, 9, 10, 11, 12)
C1_KG = (4.1, 5.2, 6.0, 7.2, 7.5, 7.8, 8.1, 8.4)


def letters(history):
    """The chain as a kader reads it down the card, with 2T where it is."""
    return [f"2{one.letter}" if one.weighing and one.weighing.two_t else one.letter for one in history.visits]


def weighing_of(verdict):
    assert verdict.weighing is not None
    return verdict.weighing


def weigh_c1(weigh, child, months=C1_MONTHS):
    history = None
    for month, kilograms in zip(C1_MONTHS, C1_KG, strict=True):
        if month in months:
            history = weigh(child, f"2024-{month:02d}-12", kilograms)
    return history


@pytest.fixture
def boy(add_child):
    return add_child("Bima", "2024-03-10", Sex.MALE)


def test_chain_c1_of_a_boy_and_of_a_girl(add_child, boy, weigh):
    girl = add_child("Citra", "2024-03-10", Sex.FEMALE)
    assert letters(weigh_c1(weigh, boy)) == ["B", "N", "N", "O", "T", "2T", "N", "N"]
    assert letters(weigh_c1(weigh, girl)) == ["B", "N", "N", "O", "T", "N", "N", "N"]


def test_a_late_entry_with_its_true_date_recomputes_what_follows(boy, weigh):
    weigh_c1(weigh, boy)
    assert letters(weigh(boy, "2024-07-12", 6.5)) == ["B", "N", "N", "T", "N", "T", "2T", "N", "N"]


def test_a_corrected_weight_recomputes_what_follows(boy, weigh):
    weigh_c1(weigh, boy)
    late = weigh(boy, "2024-07-12", 6.5).visits[3].facts
    history = weigh(boy, "2024-07-12", 6.8, id=late.id)
    assert letters(history) == ["B", "N", "N", "N", "T", "2T", "2T", "N", "N"]


def test_a_removed_visit_recomputes_what_follows_and_stays_in_the_journal(register, boy, weigh):
    june = weigh_c1(weigh, boy).visits[2].facts
    with pytest.raises(InputError, match="alasan"):
        remove_visit(register, june.id, " ")
    remove_visit(register, june.id, "salah anak")
    assert letters(growth_history(register, boy)) == ["B", "N", "O", "T", "2T", "N", "N"]
    newest = journal_of(register, boy)[0]
    assert (newest.who, newest.sentence) == ("Bu Sari", "Menghapus penimbangan Bima 12-06-2024: salah anak")
    with pytest.raises(InputError, match="sudah tidak ada"):
        remove_visit(register, june.id, "dua kali")


def test_a_corrected_sex_or_birth_date_recomputes_everything(register, boy, weigh):
    weigh_c1(weigh, boy)
    form = person_form(register, boy)
    edit_person(register, boy, replace(form, sex=Sex.FEMALE))
    assert letters(growth_history(register, boy)) == ["B", "N", "N", "O", "T", "N", "N", "N"]
    edit_person(register, boy, replace(form, born_on=date(2024, 2, 10)))
    moved = growth_history(register, boy)
    assert [one.age_months for one in moved.visits] == [2, 3, 4, 6, 7, 8, 9, 10]
    assert letters(moved) == ["B", "N", "N", "O", "T", "N", "N", "N"]


def test_a_second_note_of_the_day_completes_the_first(boy, weigh):
    weigh(boy, "2026-11-12", 13.0)
    history = weigh(boy, "2026-11-12", None, length_mm=900, posture=Posture.STANDING)
    [visit] = history.visits
    assert (visit.facts.weight_g, visit.facts.length_mm, visit.facts.posture) == (13_000, 900, Posture.STANDING)
    [visit] = weigh(boy, "2026-11-12", 12.9).visits
    assert (visit.facts.weight_g, visit.facts.length_mm) == (12_900, 900)


def test_a_date_is_corrected_but_never_onto_another_visit(boy, weigh):
    weigh(boy, "2026-10-12", 12.8)
    wrong = weigh(boy, "2026-11-02", 13.0).visits[-1].facts
    right = weigh(boy, "2026-11-12", 13.0, id=wrong.id)
    assert [one.facts.measured_on.day for one in right.visits] == [12, 12]
    with pytest.raises(InputError, match="Sudah ada penimbangan 12 Oktober 2026") as caught:
        weigh(boy, "2026-10-12", 13.0, id=wrong.id)
    assert caught.value.field == "measured_on"


def test_weights_from_the_childs_book_make_the_next_letter_but_have_none(register, add_child, weigh):
    newcomer = add_child("Dodi", "2025-01-10", Sex.MALE)
    weigh(newcomer, "2026-10-12", 10.0, is_outside_history=True)
    history = weigh(newcomer, "2026-11-12", 10.3)
    assert letters(history) == ["", "N"]
    assert history.visits[0].facts.day_id is None
    with pytest.raises(InputError, match="Sudah ada"):
        weigh(newcomer, "2026-11-12", 10.0, is_outside_history=True)


class TestTheDay:
    def test_a_visit_on_the_day_belongs_to_it_however_it_was_entered(self, register, boy, weigh):
        [posyandu] = list_posyandu(register)
        day = open_day(register, posyandu.id, date(2026, 11, 12)).value
        assert weigh(boy, "2026-11-12", 13.0).visits[-1].facts.day_id == day.id

    def test_a_visit_before_the_day_was_opened_is_taken_in(self, register, boy, weigh):
        [posyandu] = list_posyandu(register)
        assert weigh(boy, "2026-11-12", 13.0).visits[-1].facts.day_id is None
        day = open_day(register, posyandu.id, date(2026, 11, 12)).value
        assert growth_history(register, boy).visits[-1].facts.day_id == day.id

    def test_a_late_entry_typed_during_a_day_keeps_its_true_date(self, register, boy, weigh):
        [posyandu] = list_posyandu(register)
        day = open_day(register, posyandu.id, date(2026, 11, 12)).value
        late = weigh(boy, "2026-10-20", 12.8, day_id=day.id)
        assert (late.visits[0].facts.measured_on, late.visits[0].facts.day_id) == (date(2026, 10, 20), None)

    def test_a_guest_is_weighed_at_another_posyandu(self, register, boy, weigh):
        other = add_posyandu(register, "Mawar").value
        day = open_day(register, other.id, date(2026, 11, 12)).value
        assert weigh(boy, "2026-11-12", 13.0, day_id=day.id).visits[-1].facts.day_id == day.id

    def test_the_days_weighing_is_the_months_even_when_another_came_later(self, register, boy, weigh):
        [posyandu] = list_posyandu(register)
        open_day(register, posyandu.id, date(2026, 11, 12))
        weigh(boy, "2026-10-12", 12.5)
        weigh(boy, "2026-11-12", 12.9)
        assert letters(weigh(boy, "2026-11-20", 12.4)) == ["B", "N", ""]

    def test_a_corrected_date_leaves_the_day(self, register, boy, weigh):
        [posyandu] = list_posyandu(register)
        open_day(register, posyandu.id, date(2026, 11, 12))
        facts = weigh(boy, "2026-11-12", 13.0).visits[-1].facts
        assert weigh(boy, "2026-11-13", 13.0, id=facts.id, day_id=facts.day_id).visits[-1].facts.day_id is None


@pytest.mark.parametrize(
    ("draft", "field", "sentence"),
    [
        (VisitFacts(date(2024, 3, 9), weight_g=3000), "measured_on", "sebelum lahir"),
        (VisitFacts(date(2026, 11, 26), weight_g=3000), "measured_on", "belum tiba"),
        (VisitFacts(TODAY), "weight_g", "Belum ada yang diukur"),
        (VisitFacts(TODAY, weight_g=0), "weight_g", "tidak mungkin"),
        (VisitFacts(TODAY, weight_g=13_200_000), "weight_g", "tidak mungkin. Maksudnya 13,2 kg"),
        (VisitFacts(TODAY, length_mm=9000), "length_mm", "tidak mungkin"),
        (VisitFacts(TODAY, head_mm=-1), "head_mm", "tidak mungkin"),
        (VisitFacts(TODAY, weight_g=9000, breastfeeding="?"), "breastfeeding", "ASI"),
        (VisitFacts(TODAY, weight_g=9000, vitamin_a="hijau"), "vitamin_a", "biru atau merah"),
        (VisitFacts(TODAY, weight_g=9000, letter_override="Z"), "letter_override", "B, O, N, atau T"),
        (VisitFacts(TODAY, weight_g=9000, letter_override="N"), "letter_override_reason", "alasan"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_told_while_typing(register, boy, draft, field, sentence):
    history = growth_history(register, boy)
    with pytest.raises(InputError, match=sentence) as caught:
        check(history.child, draft, TODAY)
    assert caught.value.field == field
    with pytest.raises(InputError):
        save_visit(register, boy, draft)
    assert growth_history(register, boy) == history
    [told, *_] = preview(history, draft, today=TODAY).findings
    assert (told.field, told.rule) == (field, "R-MUSTAHIL")


@pytest.mark.parametrize(
    ("facts", "field", "suggestion"),
    [
        ({"weight_g": 130_000}, "weight_g", "13,0"),
        ({"weight_g": 16_500}, "weight_g", ""),
        ({"length_mm": 850, "posture": Posture.STANDING}, "length_mm", ""),
        ({"head_mm": 470}, "head_mm", ""),
        ({"weight_g": 92_000, "length_mm": 130}, "weight_g", "13,0"),
    ],
)
def test_what_is_odd_is_saved_after_a_reason(register, boy, weigh, facts, field, suggestion):
    weigh(boy, "2026-10-12", 13.0, length_mm=915, posture=Posture.STANDING, head_mm=495)
    draft = VisitFacts(date(2026, 11, 12), **facts)
    with pytest.raises(NeedsConfirmation) as caught:
        save_visit(register, boy, draft)
    assert caught.value.field == field
    assert caught.value.findings[0].suggestion == suggestion
    assert len(growth_history(register, boy).visits) == 1
    saved = save_visit(register, boy, replace(draft, confirmation_reason="sudah diulang")).value
    assert saved.visits[-1].facts.confirmation_reason == "sudah diulang"


def test_a_reason_for_one_reading_does_not_cover_another(boy, weigh):
    weigh(boy, "2026-10-12", 13.0)
    weigh(boy, "2026-11-12", 16.5, confirmation_reason="sudah diulang")
    weigh(boy, "2026-11-12", 16.5)
    with pytest.raises(NeedsConfirmation):
        weigh(boy, "2026-11-12", 17.5)


def test_odd_is_not_sick(register, boy, weigh):
    history = weigh(boy, "2026-10-12", 13.0)
    verdict = preview(history, VisitFacts(date(2026, 11, 12), weight_g=15_400), today=TODAY)
    assert any(finding.asks_confirmation for finding in verdict.findings)
    assert verdict.severity is Severity.GREEN


def test_nobody_is_weighed_after_death(register, boy, weigh):
    form = person_form(register, boy)
    edit_person(register, boy, replace(form, status=LifeStatus.DEAD, status_changed_on=date(2026, 10, 1)))
    weigh(boy, "2026-09-12", 12.0)
    with pytest.raises(InputError, match="meninggal 1 Oktober 2026"):
        weigh(boy, "2026-10-12", 12.0)


def test_a_decided_letter_stands_beside_the_computed_one(boy, weigh):
    weigh(boy, "2026-10-12", 13.0)
    history = weigh(boy, "2026-11-12", 13.1, letter_override="N", letter_override_reason="garis diikuti")
    weighing = history.visits[-1].weighing
    assert (weighing.letter, weighing.auto_letter) == ("N", "T")


def test_what_is_previewed_is_what_is_saved(register, boy, weigh):
    history = weigh(boy, "2026-10-12", 13.0)
    draft = VisitFacts(date(2026, 11, 12), weight_g=13_100, length_mm=920, posture=Posture.STANDING, muac_mm=150)
    shown = preview(history, draft, today=TODAY)
    saved = save_visit(register, boy, draft).value.visits[-1]
    assert (shown.growth, shown.findings, shown.severity) == (saved.growth, saved.findings, saved.severity)
    assert (shown.letter, weighing_of(shown).arithmetic) == (saved.letter, weighing_of(saved).arithmetic)
    assert weighing_of(shown).arithmetic == "naik 0,1 kg; KBM umur 32 bulan 0,2 kg: T"


def test_the_edition_of_the_card_decides_what_is_below_the_red_line(register, add_child, weigh):
    child = add_child("Eko", "2025-11-12", Sex.MALE)
    history = weigh(child, "2026-11-12", 7.6)
    assert history.visits[-1].weighing.bgm
    save_settings(register, Settings(kms_edition="2010"))
    old = growth_history(register, child)
    assert old.kms_edition == "2010"
    assert not weighing_of(old.visits[-1]).bgm
    assert not weighing_of(preview(old, history.visits[-1].facts, today=TODAY)).bgm


def test_a_preterm_child_is_judged_by_its_corrected_age(add_child, weigh):
    child = add_child("Fajar", "2025-01-01", Sex.MALE, gestation_weeks=32)
    visit = weigh(child, "2025-07-01", 6.0).visits[0]
    assert (visit.growth.waz, visit.weighing.waz, visit.growth.corrected_age_days) == (-1.43, -1.43, 125)


def test_what_was_typed_is_forgotten_once_it_is_saved(register, boy, weigh):
    save_draft(register, boy, {"weight_g": "13,", "note": " "})
    assert load_draft(register, boy) == {"weight_g": "13,"}
    weigh(boy, "2026-11-12", 13.0)
    assert load_draft(register, boy) == {}


def test_what_is_typed_for_today_survives_a_correction_of_last_month(register, boy, weigh):
    earlier = weigh(boy, "2026-10-12", 12.0).visits[0].facts
    typed = {"weight_g": "13,", "measured_on": "12-11-2026"}
    save_draft(register, boy, typed)
    save_visit(register, boy, replace(earlier, weight_g=12_200))
    assert load_draft(register, boy) == typed
    weigh(boy, "2026-11-12", 13.0)
    assert load_draft(register, boy) == {}


def test_many_histories_are_the_same_as_each_one(register, add_child, weigh):
    ids = [add_child(f"Anak {n}", "2025-01-01", Sex.MALE, dusun=f"D{9 - n}") for n in range(4)]
    for number, child in enumerate(ids):
        weigh(child, "2026-10-12", 9.0 + number)
    assert list(histories(register, person_ids=ids)) == [growth_history(register, child) for child in ids]
    assert [one.child.name for one in histories(register)] == ["Anak 3", "Anak 2", "Anak 1", "Anak 0"]
    assert list(histories(register, born_after=date(2025, 1, 1))) == []
    [posyandu] = list_posyandu(register)
    assert len(list(histories(register, posyandu_id=posyandu.id))) == 4


def test_an_unknown_child_or_visit_is_said_kindly(register, boy):
    with pytest.raises(InputError, match="tidak ada di register"):
        save_visit(register, "tidak-ada", VisitFacts(TODAY, weight_g=9000))
    with pytest.raises(InputError, match="sudah tidak ada"):
        save_visit(register, boy, VisitFacts(TODAY, weight_g=13_000, id="tidak-ada"))


visits = st.lists(
    st.tuples(st.integers(0, 700), st.integers(3_000, 14_000)), min_size=1, max_size=9, unique_by=lambda one: one[0]
)
laws = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def enter(register, child, entries):
    """Save visits; every one with a reason, since invented weights are odd."""
    for days, grams in entries:
        on = date(2024, 3, 10) + timedelta(days=days)
        save_visit(register, child, VisitFacts(on, weight_g=grams, confirmation_reason="uji"))


def verdicts(register, child):
    """Everything computed, without the ids that differ between two children with the same facts."""
    seen = growth_history(register, child).visits
    return [
        (
            one.facts.measured_on,
            one.letter,
            one.growth,
            one.velocity,
            one.findings,
            one.severity,
            replace(one.weighing, key=""),
        )
        for one in seen
        if one.weighing
    ]


def new_child(register):
    form = PersonForm("Anak", Sex.MALE, date(2024, 3, 10), confirmation_reason="uji")
    return register_person(register, form).value


@laws
@given(visits.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_entry_does_not_matter(register, entries):
    one, other = new_child(register), new_child(register)
    enter(register, one, entries[0])
    enter(register, other, entries[1])
    assert verdicts(register, one) == verdicts(register, other)


@laws
@given(visits, st.data())
def test_an_edited_chain_equals_one_that_was_right_from_the_start(register, entries, data):
    edited, fresh = new_child(register), new_child(register)
    at = data.draw(st.integers(0, len(entries) - 1))
    grams = data.draw(st.integers(3_000, 14_000))
    days = data.draw(st.integers(0, 700).filter(lambda it: it not in {day for day, _ in entries}))
    enter(register, edited, entries)
    old_on = date(2024, 3, 10) + timedelta(days=entries[at][0])
    facts = next(one.facts for one in growth_history(register, edited).visits if one.facts.measured_on == old_on)
    moved = replace(facts, measured_on=date(2024, 3, 10) + timedelta(days=days), weight_g=grams)
    save_visit(register, edited, moved)
    enter(register, fresh, [*entries[:at], (days, grams), *entries[at + 1 :]])
    assert verdicts(register, edited) == verdicts(register, fresh)


@laws
@given(visits, st.integers(0, 400))
def test_an_edited_birth_date_equals_one_that_was_right_from_the_start(register, entries, earlier):
    born_on = date(2024, 3, 10) - timedelta(days=earlier)
    edited, fresh = new_child(register), new_child(register)
    enter(register, edited, entries)
    for child in (edited, fresh):
        edit_person(register, child, replace(person_form(register, child), born_on=born_on))
    enter(register, fresh, entries)
    assert verdicts(register, edited) == verdicts(register, fresh)


@pytest.mark.postgres
def test_a_day_on_postgresql(empty_server):
    register = open_register(empty_server, who="Bu Sari", clock=Clock(TODAY))
    posyandu = set_up(register, posyandu="Melati", village="Sukamaju").value
    day = open_day(register, posyandu.id, date(2026, 11, 12)).value
    child = register_person(register, PersonForm("Bima", Sex.MALE, date(2024, 3, 10))).value
    save_draft(register, child, {"weight_g": "13"})
    save_visit(register, child, VisitFacts(date(2026, 10, 12), weight_g=12_800))
    history = save_visit(register, child, VisitFacts(date(2026, 11, 12), weight_g=13_000), day_id=day.id).value
    assert letters(history) == ["B", "N"]
    assert check_register(register).problems == ()
    assert [line.sentence for line in journal_of(register, child)][-1] == "Mendaftarkan Bima"
    register.close()


def test_a_book_that_is_shown_is_noted_with_the_visit_and_undone_with_it(register, weigh, boy):
    weigh(boy, "2024-04-12", 4.1)
    assert not growth_history(register, boy).child.has_kia_book
    saved = save_visit(register, boy, VisitFacts(date(2024, 5, 12), weight_g=5_200), has_kia_book=True)
    assert saved.changed == {Changed.MEASUREMENTS, Changed.PEOPLE}
    assert saved.value.child.kia_book_on == date(2024, 5, 12)
    (entry,) = {line.sentence for line in journal_of(register, boy)} & {
        line.sentence for line in journal_of(register, saved.value.visits[-1].facts.id or "")
    }
    assert "12-05-2024" in entry
    # Noted once, an earlier day stays; a wrong tick is taken back, with the visit or by itself.
    later = save_visit(register, boy, VisitFacts(date(2024, 6, 12), weight_g=6_000), has_kia_book=True)
    assert later.changed == {Changed.MEASUREMENTS}
    assert later.value.child.kia_book_on == date(2024, 5, 12)
    remove_visit(register, saved.value.visits[-1].facts.id or "", "Diurungkan", has_kia_book=False)
    history = growth_history(register, boy)
    assert (history.child.has_kia_book, len(history.visits)) == (False, 2)
