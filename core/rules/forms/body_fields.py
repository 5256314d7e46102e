"""What is measured or tested on several cards."""

from dataclasses import replace
from decimal import Decimal

from core.rules.forms.fields import Field, Kind, choice, choices, computed, decimal, whole, yes_no

HEIGHT_CM = decimal(
    "height_cm",
    "Tinggi badan",
    "Lepas alas kaki, tumit dan punggung menempel, pandangan lurus ke depan.",
    "50",
    "220",
    "cm",
    step=2,
    rule="R-VAL",
    from_register=True,
)
WEIGHT_KG = decimal(
    "weight_kg",
    "Berat badan",
    "Baju tipis, tanpa alas kaki, jarum di nol sebelum menimbang.",
    "0.5",
    "250",
    "kg",
    step=2,
    required=True,
    rule="R-VAL",
)
GROWN_WEIGHT_KG = replace(WEIGHT_KG, meant_from=Decimal(10))
"""The weight of whoever is no small child: 600 is 60,0 with the mark forgotten, never 0,6."""
MUAC_CM = decimal(
    "muac_cm",
    "Lingkar lengan atas",
    "Ukur lengan kiri, di tengah antara bahu dan siku, pita tidak menekan.",
    "10",
    "60",
    "cm",
    step=2,
    required=True,
    rule="R-KEK",
)
SYSTOLIC_MMHG = whole(
    "systolic_mmhg",
    "Tekanan atas (sistole)",
    "Duduk tenang 5 menit, lengan setinggi jantung; angka yang atas.",
    60,
    250,
    "mmHg",
    step=2,
    required=True,
    rule="R-VAL",
)
DIASTOLIC_MMHG = whole(
    "diastolic_mmhg",
    "Tekanan bawah (diastole)",
    "Angka yang bawah pada tensimeter.",
    40,
    150,
    "mmHg",
    step=2,
    required=True,
    rule="R-VAL",
)
MOTHER_BP_RESULT = computed(
    "bp_result",
    "Hasil tekanan darah",
    Kind.CHOICE,
    options=choices(
        N="Normal",
        RENDAH="Rendah, lapor bidan",
        NAIK="Naik dari trimester 1",
        HT="Hipertensi, rujuk",
        HT_BERAT="Hipertensi berat, rujuk segera",
    ),
    step=3,
    rule="R-TDBUMIL",
)
HB_G_DL = decimal(
    "hb_g_dl", "Hb", "Diisi petugas dari alat Hb atau hasil laboratorium.", "3", "20", "g/dL", step=3, rule="R-HB"
)
HB_RESULT = computed(
    "hb_result",
    "Hasil Hb",
    Kind.CHOICE,
    options=choices(N="Tidak anemia", ANEMIA="Anemia", BERAT="Anemia berat, rujuk segera"),
    step=3,
    rule="R-HB",
)
BMI = computed("bmi", "IMT", Kind.DECIMAL, unit="kg/m2", step=3, rule="R-IMT")
CHILD_HEIGHT_CM = decimal(
    "height_cm",
    "Tinggi badan",
    "Di bawah 2 tahun telentang di papan ukur, dari 2 tahun berdiri.",
    "20",
    "150",
    "cm",
    step=2,
    required=True,
    rule="R-VAL",
)
HEAD_CM = decimal(
    "head_cm",
    "Lingkar kepala",
    "Lingkarkan pita di atas alis dan telinga, lewat belakang kepala yang paling menonjol.",
    "20",
    "70",
    "cm",
    rule="R-VAL",
)
WAIST_CM = decimal(
    "waist_cm",
    "Lingkar perut",
    "Di tengah antara tulang rusuk bawah dan pinggul, sesudah mengembuskan napas.",
    "30",
    "180",
    "cm",
    step=2,
    rule="R-LP",
)
WAIST_RESULT = computed(
    "waist_result",
    "Hasil lingkar perut",
    Kind.CHOICE,
    options=choices(N="Normal", OBESITAS="Obesitas sentral", TIDAK_DINILAI="Tidak dinilai"),
    step=3,
    rule="R-LP",
)
GLUCOSE_MG_DL = decimal(
    "glucose_mg_dl", "Gula darah", "Angka di alat sesudah tusuk ujung jari.", "30", "600", "mg/dL", step=3, rule="R-GD"
)
GLUCOSE_KIND = choice(
    "glucose_kind",
    "Jenis pemeriksaan gula",
    "Puasa bila tidak makan 8 jam; selain itu sewaktu.",
    choices(GDS="Sewaktu", GDP="Puasa"),
    step=3,
    rule="R-GD",
)
GLUCOSE_HI = yes_no(
    "glucose_hi",
    "Alat menunjukkan HI",
    "Ya bila alat menulis HI: di atas 600, terlalu tinggi untuk diukur.",
    step=3,
    rule="R-GD",
)
GLUCOSE_RESULT = computed(
    "glucose_result",
    "Hasil gula darah",
    Kind.CHOICE,
    options=choices(R="Rendah", N="Normal", T1="Prediabetes", T2="Dugaan DM"),
    step=3,
    rule="R-GD",
)
EYE_RIGHT = choice(
    "eye_right",
    "Mata kanan",
    "Tutup mata kiri, hitung jari dari jarak 6 meter.",
    choices(N="Normal", G="Gangguan"),
    step=3,
    rule="R-INDERA",
)
EYE_LEFT = choice(
    "eye_left",
    "Mata kiri",
    "Tutup mata kanan, hitung jari dari jarak 6 meter.",
    choices(N="Normal", G="Gangguan"),
    step=3,
    rule="R-INDERA",
)
EAR_RIGHT = choice(
    "ear_right",
    "Telinga kanan",
    "Berdiri di belakangnya, bisikkan 5 kata, telinga kiri ditutup.",
    choices(N="Normal", G="Gangguan"),
    step=3,
    rule="R-INDERA",
)
EAR_LEFT = choice(
    "ear_left",
    "Telinga kiri",
    "Berdiri di belakangnya, bisikkan 5 kata, telinga kanan ditutup.",
    choices(N="Normal", G="Gangguan"),
    step=3,
    rule="R-INDERA",
)
SENSES_RESULT = computed(
    "senses_result",
    "Hasil penglihatan dan pendengaran",
    Kind.CHOICE,
    options=choices(N="Normal", G="Gangguan, rujuk"),
    step=3,
    rule="R-INDERA",
)
BMI_CLASS = computed(
    "bmi_class",
    "Hasil IMT",
    Kind.CHOICE,
    options=choices(SK="Sangat kurus", K="Kurus", N="Normal", G="Gemuk", O="Obesitas"),
    step=3,
    rule="R-IMT",
)
BP_SYMPTOMS = yes_no(
    "bp_symptoms",
    "Tensi tinggi dengan keluhan berat",
    "Sakit kepala hebat, nyeri dada, sesak, lemah sebelah, bicara pelo.",
    step=2,
    rule="R-TD",
)
ADULT_BP_RESULT = computed(
    "bp_result",
    "Hasil tekanan darah",
    Kind.CHOICE,
    options=choices(R="Rendah", N="Normal", T="Tinggi"),
    step=3,
    rule="R-TD",
)
BP_CLASS = computed(
    "bp_class",
    "Derajat tekanan darah",
    Kind.CHOICE,
    options=choices(
        OPTIMAL="Optimal",
        NORMAL="Normal",
        NORMAL_TINGGI="Normal tinggi",
        HT1="Hipertensi derajat 1",
        HT2="Hipertensi derajat 2",
        HT3="Hipertensi derajat 3",
    ),
    step=3,
    rule="R-TD",
)
BP_ISOLATED = computed("bp_isolated", "Hipertensi sistolik terisolasi", Kind.YES_NO, step=3, rule="R-TD")
CHOLESTEROL_MG_DL = decimal(
    "cholesterol_mg_dl",
    "Kolesterol total",
    "Angka kolesterol total di alat.",
    "50",
    "500",
    "mg/dL",
    step=3,
    rule="R-KOL",
)
CHOLESTEROL_RESULT = computed(
    "cholesterol_result",
    "Hasil kolesterol",
    Kind.CHOICE,
    options=choices(N="Normal", T_BATAS="Batas tinggi", T="Tinggi"),
    step=3,
    rule="R-KOL",
)
URIC_ACID_MG_DL = decimal(
    "uric_acid_mg_dl", "Asam urat", "Angka asam urat di alat.", "1", "20", "mg/dL", step=3, rule="R-AU"
)
URIC_ACID_RESULT = computed(
    "uric_acid_result", "Hasil asam urat", Kind.CHOICE, options=choices(N="Normal", T="Tinggi"), step=3, rule="R-AU"
)

GLUCOSE: tuple[Field, ...] = (GLUCOSE_MG_DL, GLUCOSE_KIND, GLUCOSE_HI, GLUCOSE_RESULT)
SENSES: tuple[Field, ...] = (EYE_RIGHT, EYE_LEFT, EAR_RIGHT, EAR_LEFT, SENSES_RESULT)
BLOOD_PRESSURE: tuple[Field, ...] = (SYSTOLIC_MMHG, DIASTOLIC_MMHG)
