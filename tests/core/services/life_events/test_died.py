"""A death: the day still counts, the widow is a widow, the family has a head again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.errors import InputError
from core.rules.permissions import Action
from core.services.deeds.undoing import last_deeds
from core.services.growth.measuring import save_visit
from core.services.life_events.died import DiedForm, MaternalCause
from core.services.life_events.table import preview_event, record_event
from core.services.people.life_stages import life_stage_on
from core.services.views import VisitFacts
from core.store.pregnancies import Pregnancy
from core.words.life_stage import LifeStage
from core.words.people import LifeStatus, MaritalStatus, PregnancyOutcome

DAY = date(2026, 6, 1)


def test_the_head_dies_and_the_widow_follows(village, register):
    asep, siti = village.person("Asep"), village.person("Siti")
    with pytest.raises(InputError) as refused:
        record_event(register, DiedForm(asep, DAY))
    assert refused.value.field == "new_head_ids"
    told = preview_event(register, DiedForm(asep, DAY, (siti,))).lines
    assert told == (
        "Asep meninggal 1 Juni 2026.",
        "Status kawin Siti menjadi cerai mati.",
        "Siti menjadi kepala keluarga di KK 3273********0001 mulai 1 Juni 2026.",
        "Pernikahan Asep dan Siti berakhir 1 Juni 2026 (mati).",
    )
    record_event(register, DiedForm(asep, DAY, (siti,)))
    assert "Asep" in village.house("Siti", DAY)
    assert village.house("Siti", date(2026, 6, 2))["Siti"] == "Kepala keluarga"
    assert village.facts("Asep").status is LifeStatus.DEAD
    assert village.facts("Siti").marital_status is MaritalStatus.WIDOWED


@pytest.fixture
def pregnant(village, register):
    siti = village.person("Siti")
    with register.deed("Kehamilan", action=Action.RECORD_HEALTH) as deed:
        deed.session.add(Pregnancy(mother_id=siti, opened_on=date(2026, 3, 1)))
    return siti


def ended(register):
    with register.reading() as session:
        row = session.scalars(select(Pregnancy)).one()
    return row.ended_on, row.outcome


def test_of_a_pregnant_woman_it_is_asked_whether_she_died_of_it(register, pregnant):
    with pytest.raises(InputError, match="sedang hamil") as refused:
        record_event(register, DiedForm(pregnant, DAY))
    assert refused.value.field == "maternal_cause"
    assert ended(register) == (None, None)


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (MaternalCause.PREGNANCY, PregnancyOutcome.MATERNAL_DEATH),
        (MaternalCause.OTHER, PregnancyOutcome.OTHER_DEATH),
        (MaternalCause.UNKNOWN, PregnancyOutcome.OTHER_DEATH),
    ],
)
def test_only_a_death_of_the_pregnancy_is_a_maternal_one(register, pregnant, cause, outcome):
    record_event(register, DiedForm(pregnant, DAY, maternal_cause=cause))
    assert ended(register) == (DAY, outcome)
    # Of whatever cause: she was pregnant to her last day, and no longer.
    assert life_stage_on(register, pregnant, DAY) is LifeStage.PREGNANT
    assert life_stage_on(register, pregnant, DAY + timedelta(1)) is not LifeStage.PREGNANT


@pytest.mark.parametrize(("days", "is_asked"), [(42, True), (43, False)])
def test_in_childbed_it_is_asked_to_day_42_and_the_birth_stays_the_outcome(village, register, pregnant, days, is_asked):
    with register.deed("Lahir", action=Action.RECORD_HEALTH) as deed:
        row = deed.session.scalars(select(Pregnancy)).one()
        row.ended_on, row.outcome = DAY, PregnancyOutcome.BIRTH
    died_on = DAY + timedelta(days)
    if is_asked:
        with pytest.raises(InputError, match="sedang nifas"):
            record_event(register, DiedForm(pregnant, died_on))
        record_event(register, DiedForm(pregnant, died_on, maternal_cause=MaternalCause.PREGNANCY))
        assert "nifas" in last_deeds(register, 1)[0].sentence
    else:
        with pytest.raises(InputError, match="tidak tercatat hamil atau nifas"):
            record_event(register, DiedForm(pregnant, died_on, maternal_cause=MaternalCause.PREGNANCY))
        record_event(register, DiedForm(pregnant, died_on))
    assert ended(register) == (DAY, PregnancyOutcome.BIRTH)


def test_nobody_dies_before_a_visit_before_birth_or_twice(village, register):
    cici = village.person("Cici")
    save_visit(register, cici, VisitFacts(date(2026, 7, 1), weight_g=14_000, confirmation_reason="uji"))
    for day, words in ((DAY, "masih datang 1 Juli 2026"), (date(2026, 11, 26), "sesudah hari ini")):
        with pytest.raises(InputError, match=words):
            record_event(register, DiedForm(cici, day))
    record_event(register, DiedForm(cici, date(2026, 8, 1)))
    with pytest.raises(InputError, match="sudah tidak tinggal di sini"):
        record_event(register, DiedForm(cici, date(2026, 8, 2)))
