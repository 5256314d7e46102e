"""What invented people of every age say and show at the tables of an open day: ordinary answers, as most people have.

Every number is made from the chance of that person, so that the same person stays as tall and as heavy as before.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from core.rules.sheet import Value
from core.words.people import Sex

Answers = dict[str, Value]
_TBC = ("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact")
NO_TBC: Answers = dict.fromkeys(_TBC, False)
_GROWN_YEARS, _TABLET_YEARS, _SMOKES_YEARS = 19, 12, 13
_TALLEST = {Sex.MALE: (14, 5.6, 166.0), Sex.FEMALE: (12, 5.5, 153.0)}
"""Until which age a school child grows quickly, by how many cm a year, and how tall it is in the end."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lasting body of somebody: height (cm), body mass index, usual blood pressure (mmHg), smoking."""

    height_cm: float
    bmi: float
    systolic: int
    diastolic: int
    smokes: bool


def body_of(random: Random, sex: Sex, years: int) -> Body:
    """A plausible body for sex and age in completed years (6 and over)."""
    if years < _GROWN_YEARS:
        quick_until, a_year, tallest = _TALLEST[sex]
        height = 115.5 + a_year * (min(years, quick_until) - 6)
        height += (tallest - height) * min(1.0, max(0, years - quick_until) / 4)
        bmi = 15.4 + 0.42 * (years - 6) + random.gauss(0, 1.1)
        return Body(height + random.gauss(0, 4), bmi, _clipped(random, 106, 5), _clipped(random, 66, 4), smokes=False)
    height = random.gauss(163 if sex is Sex.MALE else 152, 5.5) - max(0, years - 55) * 0.15
    bmi = min(35.0, max(18.6, random.gauss(23.6, 3.0)))
    systolic = min(136, round(random.gauss(116 + max(0, years - 45) * 0.5, 8)))
    diastolic = min(86, systolic - 30, round(random.gauss(76, 6)))
    return Body(height, bmi, max(96, systolic), max(60, diastolic), sex is Sex.MALE and random.random() < 0.5)


def _clipped(random: Random, middle: int, spread: int) -> int:
    return round(min(middle + 2 * spread, max(middle - 2 * spread, random.gauss(middle, spread))))


def measured(random: Random, body: Body) -> Answers:
    """Weight and height as scale and board show them today."""
    height = round(body.height_cm, 1)
    return {"weight_kg": tenths(body.bmi * (height / 100) ** 2 + random.gauss(0, 0.4)), "height_cm": tenths(height)}


def pressure(random: Random, body: Body) -> Answers:
    """The blood pressure of today, near the usual one."""
    step = random.randrange(-3, 4)
    return {"systolic_mmhg": body.systolic + step, "diastolic_mmhg": body.diastolic + step // 2}


def adult(random: Random, body: Body, sex: Sex, years: int) -> Answers:
    """The boxes of the card of adults and the elderly that everybody is asked."""
    waist = 36 + 1.75 * body.bmi + (5 if sex is Sex.MALE else 0)
    said: Answers = {"family_history": ("HT",) if random.random() < 0.2 else (), "own_history": ()}
    said |= {"high_sugar": random.random() < 0.3, "high_salt": random.random() < 0.35}
    said |= {
        "waist_cm": tenths(waist),
        "high_fat": random.random() < 0.3,
        "smoking_status": "1" if body.smokes else "4",
    }
    if body.smokes:
        said |= {"smoking_kind": "ROKOK", "cigarettes_per_day": 6 + years % 7}
    said |= pressure(random, body)
    if random.random() < 0.6:
        said |= {"glucose_mg_dl": Decimal(round(min(138, random.gauss(108, 12)))), "glucose_kind": "GDS"}
    if years >= 40 and random.random() < 0.4:
        said |= {"cholesterol_mg_dl": Decimal(round(min(199, random.gauss(178, 18))))}
    return said | NO_TBC | {"education_topics": (random.choice(("GIZI", "GERAK", "GGL", "OBAT")),)}


def teenager(random: Random, body: Body, sex: Sex, years: int) -> Answers:
    """The boxes of the card of school age and teenagers."""
    said: Answers = {"grade": min(12, max(1, years - 5)), "high_sugar": random.random() < 0.5}
    said |= pressure(random, body) | NO_TBC
    said |= {"eye_right": "N", "eye_left": "N", "ear_right": "N", "ear_left": "N", "tbc_lethargy": False}
    if years >= _SMOKES_YEARS:
        said |= {"smoking_status": "3" if sex is Sex.MALE and random.random() < 0.25 else "4"}
    if sex is Sex.FEMALE and years >= _TABLET_YEARS:
        said |= {"tablets_given": 4, "tablets_weekly": random.random() < 0.7}
        said |= {"hb_g_dl": tenths(max(12.0, random.gauss(12.8, 0.5)))}
    return said | {"education_topics": ("GIZI",)}


def pregnant(random: Random, body: Body, *, is_late: bool) -> Answers:
    """The boxes of the card of a pregnant woman; `is_late` from the second trimester on."""
    said: Answers = {"systolic_mmhg": min(124, body.systolic) + random.randrange(-3, 4)}
    said |= {"diastolic_mmhg": min(78, body.diastolic) + random.randrange(-2, 3), **NO_TBC}
    said |= {"hb_g_dl": tenths(max(11.2, random.gauss(11.9, 0.4)))}
    said |= {"tablets_given": 30, "tablets_daily": random.random() < 0.85, "mother_class": is_late}
    return said | {"education_topics": ("GIZI", "TTD")}


def after_birth(random: Random, body: Body) -> Answers:
    """The boxes of the card of a woman in childbed, or nursing after it."""
    said: Answers = {"delivery_place": random.choice(("PUSKESMAS", "BIDAN", "RS")), "delivery_mode": "NORMAL"}
    said |= {"systolic_mmhg": min(122, body.systolic), "diastolic_mmhg": min(78, body.diastolic), **NO_TBC}
    said |= {"vitamin_a_capsules": 2, "vitamin_a_taken": True, "breastfeeding": True}
    is_planning = random.random() < 0.5
    said |= {"contraception": is_planning} | ({"contraception_method": "SUNTIK"} if is_planning else {})
    return said | {"education_topics": ("ASI", "GIZI")}


def child(random: Random, months: int) -> Answers:
    """The questions of the card of a child."""
    said: Answers = {**NO_TBC, "tbc_lethargy": False}
    if random.random() < 0.08:
        said |= {"illness": True, "illness_note": random.choice(("Batuk pilek", "Demam ringan", "Diare sekali"))}
    if months >= 6 and random.random() < 0.5:
        said |= {"complementary_food": True}
    return said


def tenths(value: float) -> Decimal:
    """A number as a scale or tape shows it, with one place."""
    return Decimal(f"{value:.1f}")
