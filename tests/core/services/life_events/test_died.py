"""A death: the day still counts, the widow is a widow, the family has a head again."""

from datetime import date

import pytest
from sqlalchemy import select

from core.errors import InputError
from core.rules.permissions import Action
from core.services.life_events.died import DiedForm
from core.services.life_events.table import preview_event, record_event
from core.services.measuring import save_visit
from core.services.views import VisitFacts
from core.store.pregnancies import Pregnancy
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


def test_a_mother_who_dies_pregnant_ends_the_pregnancy(village, register):
    siti = village.person("Siti")
    with register.deed("Kehamilan", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.add(Pregnancy(mother_id=siti, opened_on=date(2026, 3, 1)))
    record_event(register, DiedForm(siti, DAY))
    with register.reading() as session:
        row = session.scalars(select(Pregnancy)).one()
    assert (row.ended_on, row.outcome) == (DAY, PregnancyOutcome.MATERNAL_DEATH)


def test_nobody_dies_before_a_visit_before_birth_or_twice(village, register):
    cici = village.person("Cici")
    save_visit(register, cici, VisitFacts(date(2026, 7, 1), weight_g=14_000, confirmation_reason="uji"))
    for day, words in ((DAY, "masih datang 1 Juli 2026"), (date(2026, 11, 26), "sesudah hari ini")):
        with pytest.raises(InputError, match=words):
            record_event(register, DiedForm(cici, day))
    record_event(register, DiedForm(cici, date(2026, 8, 1)))
    with pytest.raises(InputError, match="sudah tidak tinggal di sini"):
        record_event(register, DiedForm(cici, date(2026, 8, 2)))
