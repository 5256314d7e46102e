"""What the puskesmas chose where sources disagree changes verdicts at once and is kept with the register."""

from datetime import date

import pytest

from core.errors import InputError
from core.rules.choices import Choices
from core.services.day.attending import come
from core.services.day.cards import open_card, save_answers
from core.services.day.open_day import open_day
from core.services.day.source_choices import load_choices, save_choices
from core.services.setup import list_posyandu
from core.words.people import Sex


def test_another_choice_judges_saved_cards_anew(register, add_child):
    elder = add_child("Mbah Karso", "1950-01-01", Sex.MALE)
    day_id = open_day(register, list_posyandu(register)[0].id, date(2026, 11, 25)).value.id
    seen = come(register, day_id, elder).value
    tasks = dict.fromkeys(
        ("aks_bowel", "aks_bladder", "aks_toilet", "aks_feeding", "aks_dressing", "aks_stairs"), "2"
    ) | {"aks_grooming": "1", "aks_bathing": "0", "aks_transfer": "3", "aks_walking": "3"}
    card = save_answers(register, seen.id, "aks", tasks).value
    assert card.reasons
    save_choices(register, {"aks_refer": "12"})
    assert load_choices(register) == Choices(aks_refer="12")
    assert open_card(register, seen.id, "aks").reasons == ()
    save_choices(register, {"aks_refer": "20"})
    assert load_choices(register) == Choices()
    assert open_card(register, seen.id, "aks").reasons == card.reasons


def test_unknown_choices_are_refused(register):
    with pytest.raises(InputError, match="tidak mengenal"):
        save_choices(register, {"aks_refer": "13"})
    assert load_choices(register) == Choices()
