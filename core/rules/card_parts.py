"""Parts that several cards share: age, the TBC questions, and what is measured on grown-ups."""

from collections.abc import Iterator

from core.rules import blood_pressure, blood_tests, body_size, senses, smoking, tuberculosis
from core.rules import thresholds as at
from core.rules.numbers import bmi
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity
from core.words.life_stage import life_stage
from core.words.people import Sex

TBC_QUESTIONS = ("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact")


def given(*verdicts: Verdict | None) -> Iterator[Verdict]:
    """The verdicts that there are."""
    yield from (one for one in verdicts if one is not None)


def age(sheet: Sheet, key: str) -> Iterator[Item]:
    """R-AGE: completed months or years (`key` age_months or age_years) and the age group (KMK 2015/2023)."""
    months, born, on = sheet.months, sheet.born_on, sheet.visit_on
    if months is None or born is None or on is None:
        return
    yield Score(key, months if key == "age_months" else months // 12)
    stage = life_stage(born, on)
    if stage is not None:
        yield Verdict("R-AGE", "age_group", stage.value.upper(), Severity.GREEN, source=at.ILP)


def tbc(
    sheet: Sheet, *more: str, person: Person, asked: tuple[str, ...] = TBC_QUESTIONS, prefilled: bool = False
) -> Iterator[Item]:
    """R-TBC: the four questions of the card and `more`.

    `prefilled`: 2T stands for weight not gained in two months, beside another yes; alone it is no answer.
    """
    answers = {key: sheet.yes(key) for key in dict.fromkeys((*TBC_QUESTIONS, *more))}
    if prefilled and answers["tbc_weight"] is None and any(answers.values()):
        answers["tbc_weight"] = True
    yield from tuberculosis.screen(answers, asked, person, sheet.choices)


def glucose(sheet: Sheet) -> Verdict | None:
    """R-GD from number, kind and the HI of the meter."""
    return blood_tests.glucose(
        sheet.number("glucose_mg_dl"),
        kind=sheet.text("glucose_kind"),
        is_hi=sheet.yes("glucose_hi"),
        rule=sheet.choices.glucose,
    )


def hb(sheet: Sheet, field: str = "hb_result") -> Verdict | None:
    """R-HB of whoever is not pregnant and not under six."""
    value = sheet.number("hb_g_dl")
    if sheet.sex is None and value is not None and blood_tests.hb_limit(sheet.years, None, value) is None:
        return None
    is_young = sheet.form in ("remaja", "kunjungan-remaja")
    # On the cards of grown-ups an unknown age is that of a grown-up.
    years = at.HB_MAN_FROM_YEARS if sheet.years is None and not is_young else sheet.years
    if sheet.sex is Sex.MALE and years is None and value is not None and value >= at.HB_SEVERE_BELOW.value:
        return None
    takes_tablets = sheet.sex is Sex.FEMALE and is_young
    limit = blood_tests.hb_limit(years, sheet.sex, value)
    return blood_tests.hb(value, limit, field=field, takes_tablets=takes_tablets)


def eyes_and_ears(sheet: Sheet) -> Iterator[Verdict]:
    """R-INDERA as typed on the card."""
    keys = ("eye_right", "eye_left", "ear_right", "ear_left")
    found = {key: sheet.text(key) for key in keys}
    if any(found.values()):
        yield from senses.judge(found)


def adult_body(sheet: Sheet) -> Iterator[Item]:
    """R-IMT, R-LP, R-TD, R-GD, R-KOL, R-AU, R-HB, R-INDERA and R-ROKOK: what dewasa and lansia share."""
    weight, height = sheet.number("weight_kg"), sheet.number("height_cm")
    index = bmi(weight, height)
    if index is not None:
        yield Score("bmi", index)
        yield from given(body_size.adult_bmi(index, sheet.sex, sheet.choices.adult_bmi))
    elif (weight is None) is not (height is None) and sheet.yes("cannot_stand") is not True:
        yield body_size.bmi_waits(weight is not None)
    yield from given(body_size.height_jump(sheet.number("height_cm"), sheet.known_number("height_cm")))
    waist = sheet.number("waist_cm")
    yield from given(body_size.waist(waist, sheet.sex, years=sheet.years, is_pregnant=sheet.yes("pregnant")))
    yield from blood_pressure.adult(
        sheet.whole("systolic_mmhg"),
        sheet.whole("diastolic_mmhg"),
        has_symptoms=sheet.yes("bp_symptoms"),
        years=sheet.years,
        rule=sheet.choices.blood_pressure,
        is_pregnant=sheet.yes("pregnant"),
    )
    yield from given(
        glucose(sheet),
        blood_tests.cholesterol(sheet.number("cholesterol_mg_dl")),
        blood_tests.uric_acid(sheet.number("uric_acid_mg_dl"), sheet.sex, rule=sheet.choices.uric_acid),
        hb(sheet),
        smoking.status(sheet.text("smoking_status"), sheet.text("smoking_kind")),
    )
    yield from eyes_and_ears(sheet)
