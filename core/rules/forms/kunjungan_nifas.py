"""Home visit to a mother after birth."""

from collections.abc import Iterator

from core.rules.card_parts import given
from core.rules.danger_signs import CHILDBED
from core.rules.forms.fields import choice, choices, clock, day, decimal, form_fields, several, text, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import BOOK_SHOWN, HOME_END, MENTAL, PLATE, TEMPERATURE_C, VISIT_KIND
from core.rules.forms.nifas import services_after_birth
from core.rules.forms.person_fields import (
    BIRTH_LENGTH_CM,
    BIRTH_ORDER,
    BIRTH_WEIGHT_KG,
    BREASTFEEDING,
    CONTRACEPTION_AFTER_BIRTH,
    DELIVERY_DATE,
    DELIVERY_MODE,
    DELIVERY_PLACE,
    VITAMIN_A_CAPSULES,
)
from core.rules.forms.sign_fields import sign_choices
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit, signs
from core.rules.mother_card import after_birth, birth_weight
from core.rules.postnatal import visit_verdict
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    TEMPERATURE_C,
    BOOK_SHOWN,
    DELIVERY_DATE.at(None, from_register=False),
    clock("delivery_time", "Jam bersalin", "Jam lahir dari Buku KIA."),
    whole(
        "delivery_weeks", "Umur kehamilan saat lahir", "Umur kehamilan waktu bersalin, minggu penuh.", 1, 45, "minggu"
    ),
    BIRTH_ORDER.at(None),
    text("delivery_by", "Penolong", "Siapa yang menolong bersalin."),
    DELIVERY_PLACE.at(None),
    DELIVERY_MODE.at(None),
    text("mother_condition", "Keadaan ibu", "Keadaan ibu sesudah bersalin."),
    yes_no("early_breastfeeding", "Inisiasi menyusu dini", "Bayi menyusu dalam 1 jam sesudah lahir?"),
    choice("baby_sex", "Jenis kelamin bayi", "Jenis kelamin bayi.", choices(L="Laki-laki", P="Perempuan")),
    BIRTH_WEIGHT_KG.at(None),
    BIRTH_LENGTH_CM.at(None),
    decimal("birth_head_cm", "Lingkar kepala lahir", "Lihat Buku KIA.", "20", "70", "cm", rule="R-VAL"),
    text("baby_condition", "Keadaan bayi", "Keadaan bayi waktu lahir."),
    text("complication", "Komplikasi", "Masalah waktu bersalin bila ada."),
    day("kf1_date", "Kunjungan nifas KF1: tanggal", "6 jam sampai 2 hari sesudah bersalin.", rule="R-KF"),
    day("kf2_date", "Kunjungan nifas KF2: tanggal", "Hari ke-3 sampai 7.", rule="R-KF"),
    day("kf3_date", "Kunjungan nifas KF3: tanggal", "Hari ke-8 sampai 28.", rule="R-KF"),
    day("kf4_date", "Kunjungan nifas KF4: tanggal", "Hari ke-29 sampai 42.", rule="R-KF"),
    VITAMIN_A_CAPSULES.at(None, required=False),
    CONTRACEPTION_AFTER_BIRTH.at(None),
    BREASTFEEDING.at(None, required=False),
    PLATE,
    MENTAL,
    several(
        "danger_signs",
        "Tanda bahaya",
        "Tanyakan satu per satu; daftar kosong berarti sudah ditanya, tidak ada.",
        sign_choices(CHILDBED),
        rule="R-BAHAYA",
    ),
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from after_birth(sheet, field="delivery_date")
    born = sheet.day("delivery_date")
    for number in range(1, 5):
        key = f"kf{number}_date"
        yield from given(visit_verdict("R-KF", key, f"KF{number}", born, sheet.day(key)))
    yield from given(birth_weight(sheet))
    yield from services_after_birth(sheet)
    yield from signs(sheet, CHILDBED)
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-nifas", "Kunjungan rumah: ibu bersalin dan nifas", FIELDS, _judge)
