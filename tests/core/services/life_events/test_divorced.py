"""A divorce: the marriage ends, the children follow whom the form says."""

from datetime import date

import pytest
from sqlalchemy import select

from core.errors import InputError
from core.services.life_events.divorced import DivorcedForm
from core.services.life_events.table import record_event
from core.store.people import Marriage
from core.words.people import MaritalStatus, MarriageEnd

DAY = date(2026, 6, 1)


def test_the_wife_leaves_with_the_youngest(village, register):
    siti, cici = village.person("Siti"), village.person("Cici")
    record_event(register, DivorcedForm(village.person("Asep"), siti, DAY, siti, (cici,)))
    assert village.house("Siti") == {"Siti": "Kepala keluarga", "Cici": "Anak"}
    assert village.house("Asep") == {"Asep": "Kepala keluarga", "Budi": "Anak", "Dewi": "Anak"}
    assert village.facts("Asep").marital_status is MaritalStatus.DIVORCED
    with register.reading() as session:
        marriage = session.scalars(select(Marriage).where(Marriage.wife_id == siti)).one()
    assert (marriage.to_on, marriage.ended_by) == (DAY, MarriageEnd.DIVORCE)


def test_a_head_who_leaves_asks_for_the_new_one(village, register):
    asep, siti = village.person("Asep"), village.person("Siti")
    with pytest.raises(InputError, match=r"kepala keluarga yang baru: Siti, Budi, Dewi, Cici") as refused:
        record_event(register, DivorcedForm(asep, siti, DAY, asep))
    assert refused.value.field == "new_head_ids"
    to = village.family("Dadang")
    record_event(register, DivorcedForm(asep, siti, DAY, asep, to_family_id=to, new_head_ids=(siti,)))
    assert village.house("Siti")["Siti"] == "Kepala keluarga"
    assert village.house("Dadang")["Asep"] == "Famili lain"


def test_who_is_not_married_cannot_divorce_and_nobody_twice(village, register):
    asep, siti = village.person("Asep"), village.person("Siti")
    with pytest.raises(InputError, match="tidak tercatat menikah"):
        record_event(register, DivorcedForm(village.person("Ujang"), siti, DAY))
    record_event(register, DivorcedForm(asep, siti, DAY))
    with pytest.raises(InputError, match="tidak tercatat menikah"):
        record_event(register, DivorcedForm(asep, siti, DAY))
