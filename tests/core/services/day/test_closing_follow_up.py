"""R-KR-FU: of whom nothing came back for more than 14 days is on the list of work until somebody has asked."""

from datetime import date, timedelta

import pytest

from core.services.day.attending import come
from core.services.day.closing_follow_up import WorkKind
from core.services.day.closing_state import closing_state
from core.services.day.open_day import open_day
from core.services.day.referring import FollowUp, follow_up, refer
from core.services.setup import list_posyandu
from core.words.people import Sex

TODAY = date(2026, 11, 25)


@pytest.fixture
def unit(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def sent(register, unit, add_child):
    """Bu Ratna was sent on so many days ago."""

    def ago(days, name="Bu Ratna"):
        ratna = add_child(name, "1980-02-01", Sex.FEMALE, dusun="Krajan", rt="01")
        day = open_day(register, unit, TODAY - timedelta(days=days)).value.id
        seen = come(register, day, ratna).value
        return ratna, day, refer(register, seen.id, "bengkak kaki").value.id

    return ago


def told(register, day_id, person_id):
    work = closing_state(register, day_id).work
    return [(one.kind, one.text) for one in work if one.person_id == person_id]


def test_fourteen_days_without_word_are_not_told_and_fifteen_are(register, unit, sent):
    today = open_day(register, unit, TODAY).value.id
    early, _day, _id = sent(14, "Bu Sri")
    late, _day, _id = sent(15)
    assert all(kind is not WorkKind.WAITING for kind, _text in told(register, today, early))
    [(_kind, text)] = told(register, today, late)
    assert text.endswith(
        "Dirujuk ke Puskesmas 10 November 2026: bengkak kaki. Sudah 15 hari belum ada kabar, tanyakan lagi"
    )


def test_who_came_today_and_is_well_is_still_asked_what_the_puskesmas_said(register, unit, sent):
    ratna, _day, _id = sent(20)
    today = open_day(register, unit, TODAY).value.id
    come(register, today, ratna)
    [(kind, text)] = told(register, today, ratna)
    assert kind is WorkKind.WAITING
    assert kind.label == "Rujukan belum ada kabar"
    assert "Sudah 20 hari belum ada kabar" in text


def test_an_answer_ends_the_reminder(register, unit, sent):
    ratna, _day, referral = sent(20)
    today = open_day(register, unit, TODAY).value.id
    come(register, today, ratna)
    follow_up(register, referral, FollowUp.DONE, note="diberi obat")
    assert told(register, today, ratna) == []


def test_the_day_itself_says_how_long_nothing_was_heard(register, sent):
    ratna, day, _id = sent(20)
    [(kind, text)] = told(register, day, ratna)
    assert kind is WorkKind.RED
    assert text == "Dirujuk ke Puskesmas: bengkak kaki. Sudah 20 hari belum ada kabar, tanyakan lagi"
