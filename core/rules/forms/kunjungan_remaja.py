"""Home visit to a school child or teen."""

from collections.abc import Iterator

from core.rules import blood_pressure, body_size, smoking, supplements
from core.rules.card_parts import given, glucose, hb
from core.rules.forms.body_fields import (
    DIASTOLIC_MMHG,
    GLUCOSE_MG_DL,
    GROWN_WEIGHT_KG,
    HB_G_DL,
    HEIGHT_CM,
    SYSTOLIC_MMHG,
    WAIST_CM,
)
from core.rules.forms.fields import form_fields, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    HOME_END,
    MENTAL,
    PLATE,
    SMOKING_EXPOSURE,
    TABLETS_RECEIVED,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit
from core.rules.sheet import Sheet
from core.rules.verdict import Item
from core.words.people import Sex

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    GROWN_WEIGHT_KG.at(None, required=False),
    HEIGHT_CM.at(None, from_register=False),
    WAIST_CM.at(None),
    TABLETS_RECEIVED.at(None, "R-TTDREMAJA"),
    yes_no("tablets_taken", "TTD diminum minggu ini", "Tanyakan apakah diminum minggu ini.", rule="R-TTDREMAJA"),
    HB_G_DL.at(None),
    PLATE,
    SMOKING_EXPOSURE,
    GLUCOSE_MG_DL.at(None),
    SYSTOLIC_MMHG.at(None, "R-TDREMAJA", required=False),
    DIASTOLIC_MMHG.at(None, "R-TDREMAJA", required=False),
    MENTAL,
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from given(
        body_size.waist(sheet.number("waist_cm"), sheet.sex, years=sheet.years, is_pregnant=None),
        blood_pressure.school_age(sheet.whole("systolic_mmhg"), sheet.whole("diastolic_mmhg"), sheet.years, sheet.sex),
        glucose(sheet),
        hb(sheet),
        smoking.exposure(sheet.text("smoking_exposure")),
    )
    if sheet.sex is not Sex.MALE:
        yield from given(
            supplements.advice(
                "R-TTDREMAJA", "tablets_received", sheet.yes("tablets_received"), "TTD sudah diterima",
                "TTD belum diterima", "Minta tablet ke sekolah atau bidan.",
            ),
            supplements.advice(
                "R-TTDREMAJA", "tablets_taken", sheet.yes("tablets_taken"), "TTD diminum minggu ini",
                "TTD minggu ini belum diminum", "Ajak minum hari ini, sesudah makan.",
            ),
        )  # fmt: skip
    else:
        for key in ("tablets_received", "tablets_taken"):
            yield from supplements.only_girls(sheet.is_answered(key), key)
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-remaja", "Kunjungan rumah: usia sekolah dan remaja", FIELDS, _judge)
