"""Home visit: the family and its house."""

from collections.abc import Iterator

from core.rules.forms.fields import choices, form_fields, several, text, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.home_fields import HOME_END, VISIT_KIND
from core.rules.forms.visit_fields import HOME_VISIT_DATE
from core.rules.home_visit import end_of_visit
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    HOME_VISIT_DATE,
    VISIT_KIND,
    text("province", "Provinsi", "Dari data keluarga."),
    text("regency", "Kabupaten/kota", "Dari data keluarga."),
    text("district", "Kecamatan", "Dari data keluarga."),
    text("village", "Desa/kelurahan", "Dari data keluarga."),
    text("hamlet", "Dusun/RT/RW", "Dari data keluarga."),
    text("facility", "Puskesmas/Pustu/Posyandu", "Puskesmas, pustu, dan posyandu yang melayani rumah ini."),
    text("address", "Alamat", "Dari data keluarga."),
    text("phone", "No. HP", "Nomor yang bisa dihubungi."),
    text("head_name", "Nama kepala keluarga", "Sesuai kartu keluarga."),
    whole("member_count", "Jumlah anggota keluarga", "Semua yang tinggal di rumah ini.", 1, 40, "orang"),
    yes_no("jkn", "Punya JKN", "Tanyakan kartu JKN atau BPJS Kesehatan.", required=True),
    yes_no("clean_water", "Punya sarana air bersih", "Ada air bersih untuk minum dan mandi?", required=True),
    yes_no("water_protected", "Sumber air terlindung", "Sumber tertutup atau jauh dari kotoran?"),
    yes_no("latrine", "Punya jamban", "Ada jamban sendiri?", required=True),
    yes_no("latrine_sanitary", "Jamban saniter", "Leher angsa dan tangki tertutup?"),
    yes_no("ventilation", "Ventilasi cukup", "Ada jendela yang dibuka setiap hari?", required=True),
    yes_no("mental_illness", "Ada anggota dengan gangguan jiwa", "Tanyakan dengan hati-hati dan jaga rahasianya."),
    several(
        "diagnosed",
        "Terdiagnosis di rumah ini",
        "Pilih penyakit yang sudah dikatakan dokter.",
        choices(TBC="TBC", HT="Darah tinggi", DM="Kencing manis"),
    ),
    HOME_END,
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from end_of_visit(sheet)


FORM = Form("kunjungan-keluarga", "Kunjungan rumah: keluarga", FIELDS, _judge)
