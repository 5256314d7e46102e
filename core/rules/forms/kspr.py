"""The risk score of a pregnancy after Poedji Rochjati, by the bidan."""

from collections.abc import Iterator

from core.rules import pregnancy_risk
from core.rules.forms.fields import Kind, choices, computed, form_fields, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    yes_no("kspr_young", "Hamil pertama umur 16 atau kurang", "Umur ibu waktu hamil pertama.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_late",
        "Hamil pertama sesudah kawin 4 tahun",
        "Dari kawin sampai hamil pertama 4 tahun atau lebih.",
        step=4,
        rule="R-KSPR",
    ),
    yes_no(
        "kspr_old_first",
        "Hamil pertama umur 35 atau lebih",
        "Hamil pertama; jangan bersama pilihan umur 35 lainnya.",
        step=4,
        rule="R-KSPR",
    ),
    yes_no(
        "kspr_close", "Jarak anak kurang dari 2 tahun", "Dari anak terakhir sampai hamil ini.", step=4, rule="R-KSPR"
    ),
    yes_no(
        "kspr_long_gap", "Jarak anak 10 tahun atau lebih", "Dari anak terakhir sampai hamil ini.", step=4, rule="R-KSPR"
    ),
    yes_no("kspr_many", "Anak 4 atau lebih", "Anak yang sudah lahir.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_age35",
        "Umur 35 tahun atau lebih",
        "Umur ibu sekarang; jangan bersama hamil pertama umur 35.",
        step=4,
        rule="R-KSPR",
    ),
    yes_no("kspr_short", "Tinggi 145 cm atau kurang", "Ukur tanpa alas kaki.", step=4, rule="R-KSPR"),
    yes_no("kspr_failed", "Pernah gagal hamil", "Keguguran atau bayi meninggal.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_assisted", "Pernah lahir dengan tarikan/vakum", "Tanyakan persalinan yang lalu.", step=4, rule="R-KSPR"
    ),
    yes_no("kspr_placenta", "Pernah uri dirogoh", "Ari-ari dikeluarkan dengan tangan.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_transfusion",
        "Pernah infus/transfusi saat bersalin",
        "Tanyakan persalinan yang lalu.",
        step=4,
        rule="R-KSPR",
    ),
    yes_no("kspr_cs", "Pernah operasi sesar", "Tanyakan persalinan yang lalu.", step=4, rule="R-KSPR"),
    yes_no("kspr_anemia", "Kurang darah", "Pucat, lemas, atau Hb rendah.", step=4, rule="R-KSPR"),
    yes_no("kspr_malaria", "Malaria", "Menurut hasil periksa.", step=4, rule="R-KSPR"),
    yes_no("kspr_tb", "TBC", "Menurut hasil periksa.", step=4, rule="R-KSPR"),
    yes_no("kspr_heart", "Sakit jantung", "Menurut dokter.", step=4, rule="R-KSPR"),
    yes_no("kspr_dm", "Kencing manis", "Menurut hasil periksa.", step=4, rule="R-KSPR"),
    yes_no("kspr_std", "Penyakit menular seksual", "Menurut hasil periksa, jaga rahasianya.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_swelling_bp",
        "Bengkak dan tensi tinggi",
        "Muka atau tungkai bengkak dan tensi tinggi.",
        step=4,
        rule="R-KSPR",
    ),
    yes_no("kspr_twins", "Hamil kembar", "Menurut USG atau bidan.", step=4, rule="R-KSPR"),
    yes_no("kspr_fluid", "Air ketuban banyak", "Perut sangat besar, menurut bidan.", step=4, rule="R-KSPR"),
    yes_no(
        "kspr_fetal_death", "Bayi mati dalam kandungan", "Gerak tidak terasa, menurut bidan.", step=4, rule="R-KSPR"
    ),
    yes_no("kspr_post_term", "Lewat bulan", "Lewat dari hari perkiraan lahir 2 minggu.", step=4, rule="R-KSPR"),
    yes_no("kspr_breech", "Letak sungsang", "Menurut bidan.", step=4, rule="R-KSPR"),
    yes_no("kspr_transverse", "Letak lintang", "Menurut bidan.", step=4, rule="R-KSPR"),
    yes_no("kspr_bleeding", "Perdarahan", "Perdarahan dalam kehamilan ini.", step=4, rule="R-KSPR"),
    yes_no("kspr_eclampsia", "Preeklampsia berat/kejang", "Tensi sangat tinggi atau kejang.", step=4, rule="R-KSPR"),
    computed("kspr_score", "Skor Poedji Rochjati", Kind.WHOLE, unit="skor", low=2, high=130, step=4, rule="R-KSPR"),
    computed(
        "kspr_class",
        "Kelompok risiko",
        Kind.CHOICE,
        options=choices(KRR="Risiko rendah", KRT="Risiko tinggi", KRST="Risiko sangat tinggi"),
        step=4,
        rule="R-KSPR",
    ),
)


def _judge(sheet: Sheet) -> Iterator[Item]:
    ticked = [field.key for field in FIELDS if field.kind is Kind.YES_NO and sheet.yes(field.key)]
    yield from pregnancy_risk.judge(ticked)


FORM = Form("kspr", "Skor Poedji Rochjati", FIELDS, _judge, for_midwife=True)
