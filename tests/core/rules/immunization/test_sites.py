"""R-IMUN-TEMPAT: the usual place of a vaccine, as it is proposed."""

import pytest

from core.rules.immunization.schedule import Antigen
from core.rules.immunization.sites import usual_site


@pytest.mark.parametrize("vaccine", [*Antigen, "Td", "DT", "MR-BIAS", "HPV"])
def test_every_vaccine_has_a_usual_place(vaccine):
    assert usual_site(vaccine)


def test_drops_go_into_the_mouth_and_bcg_into_the_right_arm():
    assert usual_site(Antigen.OPV) == usual_site(Antigen.RV) == "tetes mulut"
    assert usual_site(Antigen.BCG) == "lengan kanan atas"


def test_two_vaccines_of_one_visit_go_into_different_legs():
    assert usual_site(Antigen.DPT) != usual_site(Antigen.PCV)


def test_an_unknown_vaccine_has_none():
    assert usual_site("masuk angin") == ""
