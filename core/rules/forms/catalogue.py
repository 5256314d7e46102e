"""The table of forms: add an entry to add a card or an instrument."""

from core.rules.forms import (
    aks,
    bahaya,
    balita,
    bumil,
    dewasa,
    epds,
    heeadsss,
    indera,
    jiwa4,
    kia_perkembangan,
    kpsp,
    kspr,
    kunjungan_balita,
    kunjungan_bayi,
    kunjungan_bumil,
    kunjungan_dewasa,
    kunjungan_keluarga,
    kunjungan_lansia,
    kunjungan_nifas,
    kunjungan_remaja,
    kunjungan_tbc,
    lansia,
    nifas,
    puma,
    remaja,
    skilas,
    srq20,
    tbc,
)
from core.rules.forms.form import Form

FORMS: tuple[Form, ...] = (
    bumil.FORM,
    nifas.FORM,
    balita.FORM,
    remaja.FORM,
    dewasa.FORM,
    lansia.FORM,
    puma.FORM,
    tbc.FORM,
    skilas.FORM,
    aks.FORM,
    srq20.FORM,
    jiwa4.FORM,
    epds.FORM,
    heeadsss.FORM,
    indera.FORM,
    kspr.FORM,
    bahaya.MOTHER_FORM,
    bahaya.CHILDBED_FORM,
    bahaya.INFANT_FORM,
    bahaya.TODDLER_FORM,
    kunjungan_keluarga.FORM,
    kunjungan_bumil.FORM,
    kunjungan_nifas.FORM,
    kunjungan_bayi.FORM,
    kunjungan_balita.FORM,
    kunjungan_remaja.FORM,
    kunjungan_dewasa.FORM,
    kunjungan_lansia.FORM,
    kunjungan_tbc.FORM,
)

DEVELOPMENT: tuple[Form, ...] = (kpsp.FORM, kia_perkembangan.FORM)
"""What has a sheet of its own in the window, because its questions follow from the age; judged headless like a card."""
ASSESSED = (*FORMS, *DEVELOPMENT)
"""Every form that `assess` judges."""

_BY_KEY = {form.key: form for form in FORMS}


def form_named(key: str) -> Form | None:
    """The form of that key, or None."""
    return _BY_KEY.get(key)


def assessed_form(key: str) -> Form | None:
    """The form of that key among all that `assess` judges, or None."""
    return next((form for form in ASSESSED if form.key == key), None)
