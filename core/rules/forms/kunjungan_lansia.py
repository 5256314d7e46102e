"""Home visit to an elder."""

from collections.abc import Iterator

from core.rules import screening_due, smoking
from core.rules.card_parts import given
from core.rules.forms.fields import day, form_fields, text
from core.rules.forms.form import Form
from core.rules.forms.home_fields import (
    BOOK_SHOWN,
    DM_FIELDS,
    HOME_END,
    HT_FIELDS,
    MENTAL,
    SMOKING_EXPOSURE,
    TEMPERATURE_C,
    VISIT_KIND,
)
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, long_illnesses
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    HT_FIELDS,
    DM_FIELDS,
    day("aks_date", "AKS: tanggal", "Kapan AKS terakhir diperiksa.", rule="R-AKS"),
    text("aks_site", "AKS: tempat", "Di mana AKS diperiksa."),
    day("skilas_date", "SKILAS: tanggal", "Kapan SKILAS terakhir diperiksa.", rule="R-SKILAS"),
    text("skilas_site", "SKILAS: tempat", "Di mana SKILAS diperiksa."),
    SMOKING_EXPOSURE,
    MENTAL,
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from long_illnesses(sheet)
    on = sheet.visit_on
    yield from given(
        screening_due.yearly("R-AKS", "aks_date", "AKS", sheet.day("aks_date"), on),
        screening_due.yearly("R-SKILAS", "skilas_date", "SKILAS", sheet.day("skilas_date"), on),
        smoking.exposure(sheet.text("smoking_exposure")),
    )
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-lansia", "Kunjungan rumah: lansia", FIELDS, _judge)
