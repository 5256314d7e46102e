"""The SKILAS screening of elders."""

from collections.abc import Iterator

from core.rules import elderly
from core.rules.card_parts import given
from core.rules.forms.body_fields import MUAC_CM
from core.rules.forms.fields import Kind, choice, choices, computed, form_fields, whole, yes_no
from core.rules.forms.form import Form
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    yes_no(
        "skilas_time",
        "Tahu tanggal hari ini",
        "Tanyakan tanggal hari ini; ya bila benar.",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_place",
        "Tahu sedang di mana",
        "Tanyakan sedang di mana; ya bila benar.",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_words",
        "Tiga kata dapat diulang",
        "Sebutkan 3 kata di awal (misalnya bunga, pintu, nasi), minta diulang di akhir; ya bila ketiganya.",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_chair",
        "Berdiri 5 kali dalam 14 detik",
        "Minta berdiri dari kursi 5 kali tanpa tangan; ya bila selesai dalam 14 detik.",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_weight",
        "BB turun lebih 3 kg/baju longgar",
        "Tanyakan: turun lebih dari 3 kg dalam 3 bulan, atau baju jadi longgar?",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_appetite",
        "Nafsu makan hilang/sulit makan",
        "Tanyakan: hilang nafsu makan atau sulit makan?",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    MUAC_CM.at(2, "R-SKILAS"),
    yes_no(
        "skilas_eye",
        "Ada masalah mata",
        "Tanyakan: sulit melihat jauh atau membaca, sakit mata, atau minum obat gula atau tensi?",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_fingers",
        "Hitung jari benar 3 kali",
        "Bila tidak ada masalah mata: hitung jari benar 3 kali berturut-turut?",
        step=4,
        rule="R-SKILAS",
        needed_when=("skilas_eye", False),
    ),
    choice(
        "skilas_whisper",
        "Mendengar bisikan",
        "Bisikkan kata dari belakang, satu telinga ditutup.",
        choices(YA="Mendengar", TIDAK="Tidak mendengar", TAK_BISA="Tes tidak dapat dilakukan"),
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_sad",
        "Sedih atau putus asa",
        "Dua minggu ini: sedih, tertekan, atau putus asa?",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no(
        "skilas_interest",
        "Kurang minat",
        "Dua minggu ini: kurang berminat atau kurang senang melakukan sesuatu?",
        step=4,
        required=True,
        rule="R-SKILAS",
    ),
    yes_no("covid_vaccine", "Sudah imunisasi COVID-19", "Tanyakan atau lihat kartu imunisasinya.", step=4),
    computed(
        "cognition_result",
        "Ingatan",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "mobility_result",
        "Gerak",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "nutrition_result",
        "Gizi",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "vision_result",
        "Penglihatan",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "hearing_result",
        "Pendengaran",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "mood_result",
        "Perasaan",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah"),
        step=4,
        rule="R-SKILAS",
    ),
    computed(
        "skilas_domains", "Jumlah ranah bermasalah", Kind.WHOLE, unit="ranah", low=0, high=6, step=4, rule="R-SKILAS"
    ),
    computed(
        "skilas_result",
        "Hasil SKILAS",
        Kind.CHOICE,
        options=choices(N="Normal", MASALAH="Bermasalah, ke nakes"),
        step=4,
        rule="R-SKILAS",
    ),
    whole(
        "minicog_score",
        "Skor Mini-Cog",
        "Diisi petugas kesehatan dari lembar Mini-Cog.",
        0,
        5,
        "skor",
        step=4,
        rule="R-SKILAS",
    ),
    whole("amt_score", "Skor AMT", "Diisi petugas kesehatan dari lembar AMT.", 0, 10, "skor", step=4, rule="R-SKILAS"),
    whole(
        "sppb_score", "Skor SPPB", "Diisi petugas kesehatan dari lembar SPPB.", 0, 12, "skor", step=4, rule="R-SKILAS"
    ),
    whole(
        "mna_sf_score",
        "Skor MNA-SF",
        "Diisi petugas kesehatan dari lembar MNA-SF.",
        0,
        14,
        "skor",
        step=4,
        rule="R-SKILAS",
    ),
    whole(
        "rapuh_score", "Skor RAPUH", "Diisi petugas kesehatan dari lembar RAPUH.", 0, 5, "skor", step=4, rule="R-SKILAS"
    ),
    whole(
        "gds4_score", "Skor GDS-4", "Diisi petugas kesehatan dari lembar GDS-4.", 0, 4, "skor", step=4, rule="R-SKILAS"
    ),
    whole(
        "gds15_score",
        "Skor GDS-15",
        "Diisi petugas kesehatan dari lembar GDS-15.",
        0,
        15,
        "skor",
        step=4,
        rule="R-SKILAS",
    ),
)


_QUESTIONS = (
    "skilas_time", "skilas_place", "skilas_words", "skilas_chair", "skilas_weight",
    "skilas_appetite", "skilas_eye", "skilas_fingers", "skilas_sad", "skilas_interest",
)  # fmt: skip
_NAKES = ("minicog_score", "amt_score", "sppb_score", "mna_sf_score", "rapuh_score", "gds4_score", "gds15_score")


def _judge(sheet: Sheet) -> Iterator[Item]:
    answers = {key: sheet.yes(key) for key in _QUESTIONS}
    yield from elderly.skilas(answers, sheet.number("muac_cm"), sheet.text("skilas_whisper"))
    yield from given(*(elderly.nakes_score(key, sheet.whole(key)) for key in _NAKES))


FORM = Form("skilas", "SKILAS (lansia)", FIELDS, _judge)
