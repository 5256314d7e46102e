"""Home visit to an adult."""

from collections.abc import Iterator

from core.rules import smoking
from core.rules.card_parts import given
from core.rules.forms.fields import form_fields
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    DM_FIELDS,
    HOME_END,
    HT_FIELDS,
    MENTAL,
    PLATE,
    SMOKING_EXPOSURE,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.person_fields import CONTRACEPTION, CONTRACEPTION_METHOD, FAMILY_HISTORY
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, long_illnesses
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    FAMILY_HISTORY.at(None),
    HT_FIELDS,
    DM_FIELDS,
    SMOKING_EXPOSURE,
    CONTRACEPTION.at(None),
    CONTRACEPTION_METHOD.at(None),
    MENTAL,
    PLATE,
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from long_illnesses(sheet)
    yield from given(smoking.exposure(sheet.text("smoking_exposure")))
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-dewasa", "Kunjungan rumah: usia dewasa", FIELDS, _judge)
