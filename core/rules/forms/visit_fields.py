"""Fields of every posyandu visit: its day, notes and referral."""

from core.rules.forms.fields import Field, Kind, choice, choices, computed, day, text, yes_no

VISIT_DATE = day(
    "visit_date",
    "Tanggal datang",
    "Tanggal orangnya datang, bukan tanggal mengetik.",
    step=1,
    required=True,
    from_register=True,
)
EDUCATION_NOTE = text(
    "education_note", "Catatan edukasi", "Tulis pesan penting atau kesepakatan dengan singkat.", step=4
)
REFER_MANUAL = yes_no(
    "refer_manual",
    "Dirujuk atas pertimbangan petugas",
    "Ya bila menurut petugas perlu dirujuk walau semua hijau.",
    step=4,
    rule="R-RUJ",
)
REFER_REASON = text(
    "refer_reason",
    "Alasan rujukan",
    "Tulis alasannya, misalnya bengkak kaki.",
    step=4,
    rule="R-RUJ",
    needed_when=("refer_manual", True),
)
REFER_TO = choice(
    "refer_to",
    "Tujuan rujukan",
    "Pilih tujuan rujukannya.",
    choices(PUSTU="Pustu", PUSKESMAS="Puskesmas", RS="Rumah sakit"),
    step=4,
    rule="R-RUJ",
)
REFER = computed("refer", "Perlu dirujuk", Kind.YES_NO, step=4, rule="R-RUJ")
HOME_VISIT_DATE = day("visit_date", "Tanggal kunjungan", "Tanggal Anda datang ke rumahnya.", required=True)

REFERRAL: tuple[Field, ...] = (REFER_MANUAL, REFER_REASON, REFER_TO, REFER)
