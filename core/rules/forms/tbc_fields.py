"""The TBC questions of every card."""

from core.rules.forms.fields import Field, Kind, choices, computed, yes_no

TBC_COUGH = yes_no(
    "tbc_cough",
    "Batuk terus-menerus",
    "Tanyakan: batuk 2 minggu atau lebih yang tidak membaik?",
    step=4,
    required=True,
    rule="R-TBC",
)
TBC_FEVER = yes_no(
    "tbc_fever",
    "Demam 2 minggu atau lebih",
    "Tanyakan: demam 2 minggu atau lebih, atau berulang? Demam 10 hari belum dihitung.",
    step=4,
    required=True,
    rule="R-TBC",
)
TBC_WEIGHT = yes_no(
    "tbc_weight",
    "BB tidak naik/turun 2 bulan",
    "Tanyakan atau lihat kartu: dua bulan berturut-turut tidak naik atau turun?",
    step=4,
    required=True,
    rule="R-TBC",
)
TBC_CONTACT = yes_no(
    "tbc_contact",
    "Dekat dengan pasien TBC",
    "Tanyakan: ada yang sakit TBC di rumah, tetangga dekat, atau teman kerja?",
    step=4,
    required=True,
    rule="R-TBC",
)
TBC_SYMPTOM_COUNT = computed("tbc_symptom_count", "Jumlah gejala TBC", Kind.WHOLE, low=0, high=12, step=4, rule="R-TBC")
TBC_CARD_COUNT = computed("tbc_card_count", "Jumlah Ya kartu TBC", Kind.WHOLE, low=0, high=13, step=4, rule="R-TBC")
TBC_RESULT = computed(
    "tbc_result",
    "Hasil TBC",
    Kind.CHOICE,
    options=choices(
        BUKAN_TERDUGA="Bukan terduga", KONTAK_ERAT="Kontak erat, lapor nakes", TERDUGA="Terduga TBC, lapor nakes"
    ),
    step=4,
    rule="R-TBC",
)
TBC_LETHARGY = yes_no(
    "tbc_lethargy", "Lesu, kurang aktif", "Tanyakan: anak lesu, tidak seaktif biasanya?", step=4, rule="R-TBC"
)

TBC_CARD: tuple[Field, ...] = (TBC_COUGH, TBC_FEVER, TBC_WEIGHT, TBC_CONTACT)
TBC_RESULTS: tuple[Field, ...] = (TBC_SYMPTOM_COUNT, TBC_CARD_COUNT, TBC_RESULT)
