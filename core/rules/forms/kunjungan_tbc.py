"""Home visit about TBC: screening of all, medicine of a patient."""

from collections.abc import Iterator

from core.rules import medicine, smoking, tuberculosis
from core.rules.card_parts import given, tbc
from core.rules.forms.fields import Kind, choices, computed, day, form_fields, text, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import BOOK_SHOWN, HOME_END, SMOKING_EXPOSURE, TEMPERATURE_C, VISIT_KIND
from core.rules.forms.tbc_fields import (
    TBC_CARD_COUNT,
    TBC_CONTACT,
    TBC_COUGH,
    TBC_FEVER,
    TBC_RESULT,
    TBC_SYMPTOM_COUNT,
    TBC_WEIGHT,
)
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    TBC_COUGH.at(None),
    TBC_FEVER.at(None),
    TBC_WEIGHT.at(None),
    TBC_CONTACT.at(None),
    TBC_SYMPTOM_COUNT.at(None),
    TBC_CARD_COUNT.at(None),
    TBC_RESULT.at(None),
    day("tbc_diagnosis_date", "Didiagnosis: tanggal", "Kapan dikatakan sakit TBC."),
    text("tbc_diagnosis_place", "Didiagnosis: tempat", "Di mana dikatakan sakit TBC."),
    day("tbc_check_date", "Periksa terakhir: tanggal", "Kapan periksa terakhir."),
    yes_no("tbc_diagnosed", "Pasien TBC dalam pengobatan", "Ya bila sedang minum obat TBC.", rule="R-KR-OBAT"),
    yes_no("tbc_medicine", "Obat TBC ada", "Minta obatnya diperlihatkan.", rule="R-KR-OBAT"),
    yes_no("tbc_taken", "Obat diminum hari ini", "Obat hari ini sudah diminum?", rule="R-KR-OBAT"),
    text("tbc_watcher", "Pengawas minum obat (PMO)", "Siapa yang mengawasi minum obat."),
    computed(
        "tbc_adherence",
        "Kepatuhan obat",
        Kind.CHOICE,
        options=choices(
            PATUH="Patuh", TIDAK_PATUH="Tidak patuh", PUTUS_OBAT="Putus obat", TANPA_DIAGNOSIS="Tidak ada diagnosis"
        ),
        rule="R-KR-OBAT",
    ),
    SMOKING_EXPOSURE,
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from tbc(sheet, person=Person(is_child=tuberculosis.is_child(sheet.years)))
    yield from given(
        medicine.adherence(
            "TBC",
            "tbc_adherence",
            is_diagnosed=sheet.yes("tbc_diagnosed"),
            has_medicine=sheet.yes("tbc_medicine"),
            is_taken=sheet.yes("tbc_taken"),
        ),
        smoking.exposure(sheet.text("smoking_exposure")),
    )
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-tbc", "Kunjungan rumah: TBC", FIELDS, _judge)
