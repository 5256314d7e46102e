"""Another head: roles change from a day on, nobody moves."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.life_events.head_changed import HeadChangedForm
from core.services.life_events.table import record_event
from core.words.people import FamilyRole

DAY = date(2026, 6, 1)


def test_the_wife_becomes_head_and_the_old_head_her_husband(village, register):
    record_event(register, HeadChangedForm(village.family("Asep"), village.person("Siti"), DAY))
    assert village.house("Asep") == {
        "Siti": "Kepala keluarga",
        "Asep": "Suami",
        "Budi": "Anak",
        "Dewi": "Anak",
        "Cici": "Anak",
    }
    assert village.house("Asep", date(2026, 5, 31))["Asep"] == "Kepala keluarga"


def test_other_roles_change_where_the_form_says(village, register):
    roles = {village.person("Cici"): FamilyRole.GRANDCHILD}
    record_event(register, HeadChangedForm(village.family("Asep"), village.person("Siti"), DAY, roles))
    assert village.house("Asep")["Cici"] == "Cucu"


def test_the_head_is_somebody_of_the_family(village, register):
    with pytest.raises(InputError, match="Ujang bukan anggota keluarga ini"):
        record_event(register, HeadChangedForm(village.family("Asep"), village.person("Ujang"), DAY))
