"""Columns and lines of the head that several cards have."""

from printouts.support_cards_column import Column, HeadLine, yes_no

NAME = HeadLine("Nama", "{@name}")
NIK = HeadLine("NIK", "{@nik}")
BIRTH = HeadLine("Tanggal lahir / umur", "{@born} {@age}")
SEX = HeadLine("Jenis kelamin", "{@sex}")
ADDRESS = HeadLine("Alamat", "{@address}")
PHONE = HeadLine("No. HP", "{@phone}")
HOME = HeadLine("Dusun / RT / RW", "{@home}")
VILLAGE = HeadLine("Desa / Kecamatan", "{@village}")
POSYANDU = HeadLine("Posyandu", "{@posyandu}")
FAMILY_HISTORY = HeadLine("Riwayat keluarga", "{family_history*}")
OWN_HISTORY = HeadLine("Riwayat diri sendiri", "{own_history*}")
HABITS = (
    HeadLine("Sering manis", "{high_sugar}"),
    HeadLine("Sering asin", "{high_salt}"),
    HeadLine("Sering berlemak", "{high_fat}"),
    HeadLine("Merokok", "{smoking_status*}"),
)

VISIT = Column("Waktu ke posyandu", 1, ("{visit_date}",), "tgl-bln-thn", width=1.3)
WEIGHT = Column("Berat badan", 2, ("{weight_kg}",), "kg")
MUAC = Column("LiLA", 2, ("{muac_cm}",), "Lingkar lengan atas, cm")
PRESSURE = Column("Tekanan darah", 2, ("{systolic_mmhg}/{diastolic_mmhg}",), "sistole/diastole, mmHg", width=1.35)
TBC_GROUP = "TBC: 2 Ya atau lebih, rujuk"
COUGH = yes_no("Batuk terus-menerus", "tbc_cough", group=TBC_GROUP)
FEVER = yes_no("Demam 2 minggu atau lebih", "tbc_fever", group=TBC_GROUP)
THIN = yes_no("BB tidak naik atau turun 2 bulan berturut-turut", "tbc_weight", group=TBC_GROUP)
CONTACT = yes_no("Kontak erat pasien TBC", "tbc_contact", group=TBC_GROUP)
TBC = (COUGH, FEVER, THIN, CONTACT)
TBC_OR_LETHARGY = (
    COUGH,
    FEVER,
    THIN,
    Column(
        "Kontak erat pasien TBC; lesu",
        4,
        ("{tbc_contact}", "{tbc_lethargy?lesu}"),
        "Ya / Tidak; tulis lesu bila lesu",
        TBC_GROUP,
        judged=("tbc_contact", "tbc_lethargy"),
    ),
)
EDUCATION = Column("Edukasi", 4, ("{education_topics}",), "Topik yang dibicarakan", width=1.9)
REFER = Column(
    "Rujuk", 4, ("{refer}", "{refer_to}"), "Ya / Tidak; Pustu, PKM (puskesmas), RS", width=1.25, judged=("refer",)
)

TBC_RESULT = Column(
    "Hasil TBC",
    4,
    ("{tbc_result*}", "{tbc_symptom_count} gejala, {tbc_card_count} Ya"),
    "gejala tanpa kontak; Ya di kartu",
    width=1.9,
    judged=("tbc_result",),
)
HAEMOGLOBIN = Column("Hb", 3, ("{hb_g_dl}",), "g/dL")
HAEMOGLOBIN_RESULT = Column("Hasil Hb", 3, ("{hb_result*}",), "Anemia / Tidak", width=1.5, judged=("hb_result",))
EDUCATION_TOLD = Column(
    "Edukasi: topik dan catatan", 4, ("{education_topics*}", "{education_note}"), "ditulis lengkap", width=4.2
)
REFERRAL_TOLD = (
    Column(
        "Rujukan: tujuan dan alasan",
        4,
        ("{refer_to*}", "{@reasons}"),
        "tujuan, lalu tiap alasan sekali",
        width=4.2,
        judged=("refer",),
    ),
    Column(
        "Dirujuk atas pertimbangan petugas",
        4,
        ("{refer_manual}", "{refer_reason}"),
        "Ya / Tidak, dan alasannya",
        width=2.2,
    ),
)
SIGNATURES = Column("Paraf", 5, ("",), "kader / bidan")
VISIT_AGAIN = Column("Tanggal", 1, ("{visit_date}",), "sama dengan di depan", width=1.6)

SMOKING = (
    Column(
        "Merokok", 4, ("{smoking_status*}", "{smoking_kind*}"), "seberapa sering; rokok biasa, elektrik", width=1.9,
        judged=("smoking_status",),
    ),
    Column("Batang per hari", 4, ("{cigarettes_per_day}",), "batang"),
    Column("Kesimpulan merokok", 4, ("{smoking_result*}",), "Perokok / Bukan", width=1.5, judged=("smoking_result",)),
)  # fmt: skip
SENSES = tuple(
    Column(
        f"{what} {side}",
        3,
        (f"{{{key}}}",),
        f"{how}: N normal, G gangguan",
        "Mata dan telinga",
        0.85,
        (key,),
    )
    for what, side, key, how in (
        ("Mata", "kanan", "eye_right", "hitung jari"),
        ("Mata", "kiri", "eye_left", "hitung jari"),
        ("Telinga", "kanan", "ear_right", "tes bisik"),
        ("Telinga", "kiri", "ear_left", "tes bisik"),
    )
)
SENSES_RESULT = Column(
    "Hasil mata dan telinga", 3, ("{senses_result*}",), "Normal / Gangguan", width=1.5, judged=("senses_result",)
)
GLUCOSE = Column(
    "Gula darah", 3, ("{glucose_mg_dl} {glucose_hi?HI}", "{glucose_kind}"), "mg/dL; GDS sewaktu, GDP puasa", width=1.1
)
GLUCOSE_RESULT = Column(
    "Hasil gula", 3, ("{glucose_result}",), "R rendah, N normal, T1 prediabetes, T2 tinggi", judged=("glucose_result",)
)
