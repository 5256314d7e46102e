"""R-IMUN-KI of Td and BIAS, and how the next Td of a woman stands."""

from datetime import date

import pytest

from core.rules.immunization.child import Caution, DoseState
from core.rules.immunization.later import antigens_of, forbids, td_offer
from core.rules.immunization.schedule import Antigen
from core.rules.immunization.td import td_status

ON = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("key", "cautions", "allergens", "is_forbidden"),
    [
        ("Td", (), ("Td",), True),
        ("DT", (), ("Td",), True),
        ("Td", (), ("DPT-HB-Hib",), True),
        ("HPV", (), ("HPV",), True),
        ("HPV", (), ("Td",), False),
        ("MR-BIAS", (), ("MR",), True),
        ("MR-BIAS", (Caution.WEAK_DEFENCE,), (), True),
        ("MR-BIAS", (Caution.HIGH_DOSE_STEROID,), (), True),
        ("HPV", (Caution.WEAK_DEFENCE,), (), False),
        ("Td", (Caution.WEAK_DEFENCE,), (), False),
        ("Td", (Caution.ENCEPHALOPATHY_AFTER_DPT,), (), False),
    ],
)
def test_r_imun_ki_of_td_and_bias(key, cautions, allergens, is_forbidden):
    assert bool(forbids(key, cautions, allergens)) is is_forbidden


def test_an_allergy_to_tetanus_closes_dpt_too():
    assert antigens_of(["Td"]) == {Antigen.DPT}
    assert antigens_of(["PCV", "HPV"]) == {Antigen.PCV}


@pytest.mark.parametrize(
    ("given", "is_refused", "forbidden", "state"),
    [
        ([], False, "", DoseState.DUE),
        ([], True, "", DoseState.REFUSED),
        ([], True, "Alergi.", DoseState.CONTRAINDICATED),
        ([date(2026, 11, 10)], False, "", DoseState.NOT_YET),
        ([date(2026, 1, 10)], False, "", DoseState.DUE),
    ],
)
def test_r_tt_how_the_next_td_stands(given, is_refused, forbidden, state):
    assert td_offer(td_status(given), ON, is_refused=is_refused, forbidden=forbidden).state is state


def test_after_t5_nothing_is_due():
    given = [date(2020, 1, 1), date(2020, 2, 1), date(2020, 9, 1), date(2021, 10, 1), date(2022, 11, 1)]
    assert td_offer(td_status(given), ON, is_refused=True, forbidden="Alergi.").state is DoseState.GIVEN
