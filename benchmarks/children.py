"""Fictional children with a visit every month, for the measurements of charts and cards; the same for the same seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from core.growth.lms import sd_value
from core.growth.standards import table
from core.services.growth.growth_verdicts import judge_all
from core.services.setup import Settings
from core.services.views import ChildView, GrowthHistory, VisitFacts
from core.words.people import Posture, Sex
from core.words.periods import Month

TODAY = date(2026, 11, 25)


def child(number: int, born_on: date, sex: Sex) -> ChildView:
    """A child whose every field on the card is filled."""
    return ChildView(
        id=str(number),
        name=f"Anak Contoh Nomor {number}",
        sex=sex,
        born_on=born_on,
        is_birth_date_approximate=False,
        nik_masked="************0009",
        mother="Nurhayati",
        mother_occupation="Ibu rumah tangga",
        father="Dedi Supriadi",
        father_occupation="Petani",
        address="Jl. Melati No. 3",
        dusun="Krajan",
        rw="02",
        rt="05",
        posyandu_id="1",
        posyandu="Melati",
        village="Sukamaju",
        birth_weight_g=3100,
        birth_length_mm=490,
        birth_order=2,
        gestation_weeks=39,
        has_kia_book=True,
    )


def visits(born_on: date, sex: Sex, rng: random.Random) -> Iterator[VisitFacts]:
    """One visit on the 20th of each month, now and then a month missed."""
    month, z = Month.of(born_on).next(), rng.uniform(-2, 1)
    while month.first_day.replace(day=20) <= TODAY:
        on = month.first_day.replace(day=20)
        days = (on - born_on).days
        weight_row, length_row = table("weight_for_age").row(sex, days), table("length_for_age").row(sex, days)
        if weight_row and length_row and rng.random() > 0.1:
            yield VisitFacts(
                on,
                weight_g=round(sd_value(z + rng.uniform(-0.2, 0.2), weight_row) * 10) * 100,
                length_mm=round(sd_value(z, length_row) * 10),
                posture=Posture.LYING if days < 731 else Posture.STANDING,
                id=str(on),
            )
        month = month.next()


def histories(count: int, seed: int = 1, months: tuple[int, int] = (2, 23)) -> Iterator[GrowthHistory]:
    """`count` children of `months` (youngest, oldest), made one at a time."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        sex = rng.choice(list(Sex))
        born_on = TODAY - timedelta(days=round(rng.randint(*months) * 30.44))
        one = child(number, born_on, sex)
        yield GrowthHistory(one, judge_all(one, visits(born_on, sex, rng), Settings()), "2020")
