"""Filtered lists of people: who is in them, in which order, and filters that are kept by name."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import InputError
from core.services.people.people_filters import EVERYBODY, PeopleFilter, remove_filter, save_filter, saved_filters
from core.services.people.people_lists import ORDERS, count_people, everybody_of, filtered_people, rt_names
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import add_posyandu
from core.services.trust.consents import ConsentForm, Way, consents_of, record_consent, withdraw_consent
from core.words.life_stage import LifeStage
from core.words.people import LifeStatus, Sex

NIK = "3205014103260001"


@pytest.fixture
def village(register, add_child, weigh):
    mawar = add_posyandu(register, "Mawar").value.id
    add_child("Zahra", "2026-03-01", dusun="Krajan", rt="002", nik=NIK)
    add_child("Bima", "2024-05-05", Sex.MALE, dusun="Krajan", rt="001")
    weighed = add_child("Cinta", "2023-05-05", dusun="Sawah", rt="001", posyandu_id=mawar)
    weigh(weighed, "2026-11-05", 13.2)
    weigh(
        add_child("Dewi", "1998-04-04", dusun="Sawah", rt="002"), "2026-10-31", 55.0, confirmation_reason="memang benar"
    )
    gone = {"status": LifeStatus.MOVED_AWAY, "status_changed_on": date(2026, 6, 1)}
    add_child("Eka", "2022-01-01", dusun="Krajan", rt="002", **gone)
    return register


def names(register, wanted=EVERYBODY, **ways):
    return [line.name for line in filtered_people(register, wanted, **ways).lines]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (PeopleFilter(), ["Bima", "Cinta", "Dewi", "Zahra"]),
        (PeopleFilter(is_under_five=True), ["Bima", "Cinta", "Zahra"]),
        (PeopleFilter(dusun="Krajan"), ["Bima", "Zahra"]),
        (PeopleFilter(dusun="Krajan", rt="001"), ["Bima"]),
        (PeopleFilter(stage=LifeStage.INFANT), ["Zahra"]),
        (PeopleFilter(stage=LifeStage.ADULT), ["Dewi"]),
        (PeopleFilter(has_no_nik=True), ["Bima", "Cinta", "Dewi"]),
        (PeopleFilter(status=LifeStatus.MOVED_AWAY), ["Eka"]),
        (PeopleFilter(status=LifeStatus.MOVED_AWAY, dusun="Sawah"), []),
    ],
)
def test_a_filter_holds_exactly_those_who_fit(village, wanted, expected):
    assert names(village, wanted) == expected
    assert count_people(village, wanted) == len(expected)


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize(
    "wanted",
    [
        PeopleFilter(is_under_five=True),
        PeopleFilter(has_not_come=True),
        PeopleFilter(stage=LifeStage.INFANT),
        PeopleFilter(stage=LifeStage.ADULT, dusun="Sawah"),
        PeopleFilter(status=LifeStatus.MOVED_AWAY),
    ],
)
def test_every_order_holds_the_same_people(village, wanted, order):
    assert sorted(names(village, wanted, order=order)) == names(village, wanted)


def test_not_come_this_month_is_about_the_running_month_alone(village):
    assert names(village, PeopleFilter(has_not_come=True)) == ["Bima", "Dewi", "Zahra"]


def test_a_weighing_copied_from_elsewhere_is_no_visit(village, add_child, weigh):
    weigh(add_child("Fitri", "2025-01-01"), "2026-11-02", 9.0, is_outside_history=True)
    assert "Fitri" in names(village, PeopleFilter(has_not_come=True))


def test_a_pregnant_woman_is_listed_as_such_and_no_longer_by_her_age(village):
    dewi = filtered_people(village, PeopleFilter(stage=LifeStage.ADULT)).lines[0]
    open_pregnancy(village, dewi.id, PregnancyForm(opened_on=date(2026, 10, 1)))
    assert names(village, PeopleFilter(stage=LifeStage.PREGNANT)) == ["Dewi"]
    assert names(village, PeopleFilter(stage=LifeStage.ADULT)) == []


def test_one_posyandu(village):
    mawar = next(line for line in everybody_of(village) if line.name == "Cinta")
    assert mawar.posyandu == "Mawar"
    unit_id = add_posyandu(village, "Kenanga").value.id
    assert names(village, PeopleFilter(posyandu_id=unit_id)) == []


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["Bima", "Cinta", "Dewi", "Zahra"]),
        ("dusun", ["Bima", "Zahra", "Cinta", "Dewi"]),
        ("age", ["Zahra", "Bima", "Cinta", "Dewi"]),
    ],
)
def test_the_order_holds_over_pages(village, order, expected):
    first = filtered_people(village, order=order, limit=3)
    second = filtered_people(village, order=order, limit=3, after=first.after)
    assert [line.name for line in (*first.lines, *second.lines)] == expected
    assert second.after is None
    assert [line.name for line in everybody_of(village, order=order)] == expected


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_hold_everybody_once_also_where_many_are_alike(register, add_child, order, limit):
    for born_on in ("2024-02-29", "2024-02-29", "2025-01-01"):
        for name in ("Siti", "Siti", "Ana"):
            add_child(name, born_on, dusun="Krajan", rt="001", confirmation_reason="memang orang lain")
    whole = [line.id for line in everybody_of(register, order=order)]
    seen, after = [], None
    while True:
        page = filtered_people(register, order=order, limit=limit, after=after)
        seen += [line.id for line in page.lines]
        after = page.after
        if after is None:
            break
    assert seen == whole
    assert len(set(seen)) == 9


def test_a_page_does_not_count_who_is_not_on_it(village):
    assert filtered_people(village, limit=3).total is None
    assert filtered_people(village, limit=4).total == 4
    assert count_people(village) == 4
    assert count_people(village, PeopleFilter(dusun="Krajan"), text="zah") == 1


def test_words_narrow_a_filtered_list(village):
    assert names(village, PeopleFilter(dusun="Krajan"), text="zah") == ["Zahra"]


def test_rt_numbers_of_a_dusun(village):
    assert rt_names(village, "Sawah") == ("001", "002")


def test_a_filter_is_kept_under_its_name_and_comes_back_the_same(village):
    wanted = PeopleFilter(dusun="Krajan", stage=LifeStage.INFANT, has_not_come=True, status=LifeStatus.ALIVE)
    save_filter(village, "  Bayi   Krajan ", wanted)
    save_filter(village, "Anak pindah", PeopleFilter(status=LifeStatus.MOVED_AWAY))
    assert [(one.name, one.wanted) for one in saved_filters(village)] == [
        ("Anak pindah", PeopleFilter(status=LifeStatus.MOVED_AWAY)),
        ("Bayi Krajan", wanted),
    ]


def test_the_same_name_keeps_the_newer_filter_and_a_filter_can_be_forgotten(village):
    save_filter(village, "Krajan", PeopleFilter(dusun="Krajan"))
    save_filter(village, "krajan", PeopleFilter(dusun="Krajan", rt="001"))
    assert [one.wanted.rt for one in saved_filters(village)] == ["001"]
    remove_filter(village, "KRAJAN")
    assert saved_filters(village) == ()


def test_a_filter_needs_a_name(village):
    with pytest.raises(InputError, match="Beri nama saringan") as refused:
        save_filter(village, "  ", EVERYBODY)
    assert refused.value.field == "name"


def test_a_filter_says_in_words_what_it_holds():
    wanted = PeopleFilter(dusun="Krajan", rt="002", has_no_nik=True)
    assert wanted.words() == "Dusun Krajan · RT 002 · belum ber-NIK"
    assert replace(EVERYBODY, status=LifeStatus.DEAD).words() == "meninggal"
    assert EVERYBODY.words() == ""


def test_who_has_no_consent_that_stands(village):
    wanted = PeopleFilter(has_no_consent=True)
    ids = {line.name: line.id for line in filtered_people(village, EVERYBODY).lines}
    for name in ("Bima", "Zahra"):
        record_consent(village, ids[name], ConsentForm("Ibu", date(2026, 11, 1), way=Way.WRITTEN))
    assert names(village, wanted) == ["Cinta", "Dewi"]
    assert count_people(village, wanted) == 2
    withdraw_consent(village, consents_of(village, ids["Bima"])[0].id, date(2026, 11, 20))
    for order in ORDERS:
        assert sorted(names(village, wanted, order=order)) == ["Bima", "Cinta", "Dewi"]
    assert wanted.words() == "belum ada persetujuan"
    save_filter(village, "Tanya", wanted)
    assert saved_filters(village)[0].wanted == wanted
