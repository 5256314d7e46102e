"""Who the person is and how she or he lives, on several cards."""

from core.rules.forms.fields import Field, Kind, choice, choices, computed, day, decimal, several, whole, yes_no

GRAVIDA = whole(
    "gravida",
    "Hamil anak ke-",
    "Hitung kehamilan ini juga, termasuk yang keguguran.",
    1,
    20,
    step=1,
    from_register=True,
)
BIRTH_INTERVAL_MONTHS = whole(
    "birth_interval_months",
    "Jarak dengan anak sebelumnya",
    "Dari lahir anak sebelumnya sampai hamil ini; kosongkan bila hamil pertama.",
    0,
    360,
    "bulan",
    step=1,
    rule="R-KSPR",
)
GESTATIONAL_WEEKS = whole(
    "gestational_weeks",
    "Umur kehamilan",
    "Isi hanya bila HPHT dan USG tidak diketahui; minggu penuh menurut bidan.",
    1,
    45,
    "minggu",
    step=2,
    rule="R-UK",
)
MOTHER_FOOD_GIVEN = yes_no(
    "food_given",
    "Mendapat MT ibu KEK",
    "Makanan tambahan hanya untuk ibu dengan LiLA di bawah 23,5 cm.",
    step=4,
    rule="R-PMT",
)
FOOD_PORTIONS = whole(
    "food_portions",
    "Porsi MT",
    "Jumlah porsi yang diterima sejak kunjungan lalu.",
    0,
    100,
    "porsi",
    step=4,
    rule="R-PMT",
)
DELIVERY_DATE = day(
    "delivery_date",
    "Tanggal bersalin",
    "Tanggal bayi lahir, juga bila lahir mati.",
    step=1,
    required=True,
    rule="R-NIFAS",
    from_register=True,
)
DELIVERY_PLACE = choice(
    "delivery_place",
    "Tempat bersalin",
    "Di mana ibu bersalin.",
    choices(
        RUMAH="Rumah",
        BIDAN="Bidan praktik",
        PUSTU="Pustu/Polindes",
        PUSKESMAS="Puskesmas",
        KLINIK="Klinik",
        RS="Rumah sakit",
        LAIN="Lainnya",
    ),
    step=1,
)
DELIVERY_MODE = choice(
    "delivery_mode",
    "Cara bersalin",
    "Tanyakan cara bersalinnya.",
    choices(NORMAL="Normal", TINDAKAN="Dengan tindakan", SC="Operasi sesar"),
    step=1,
)
BIRTH_ORDER = whole("birth_order", "Anak ke-", "Anak ke berapa bayi ini.", 1, 20, step=1)
BIRTH_WEIGHT_KG = decimal(
    "birth_weight_kg",
    "Berat lahir bayi",
    "Lihat Buku KIA; di bawah 2,5 kg sampaikan ke bidan.",
    "0.5",
    "250",
    "kg",
    step=1,
    rule="R-VAL",
)
BIRTH_LENGTH_CM = decimal(
    "birth_length_cm", "Panjang lahir bayi", "Lihat Buku KIA.", "20", "150", "cm", step=1, rule="R-VAL"
)
VITAMIN_A_CAPSULES = whole(
    "vitamin_a_capsules",
    "Kapsul vitamin A diberikan",
    "Kapsul merah yang sudah diterima sejak bersalin, paling banyak 2.",
    0,
    2,
    "kapsul",
    step=4,
    required=True,
)
BREASTFEEDING = yes_no("breastfeeding", "Menyusui", "Tanyakan apakah bayi masih disusui.", step=4, required=True)
CONTRACEPTION_AFTER_BIRTH = yes_no(
    "contraception", "KB sesudah bersalin", "Tanyakan apakah sudah memakai KB sesudah bersalin.", step=4
)
CONTRACEPTION_METHOD = choice(
    "contraception_method",
    "Cara KB",
    "Pilih cara KB yang dipakai sekarang.",
    choices(
        PIL="Pil",
        SUNTIK="Suntik",
        KONDOM="Kondom",
        IMPLAN="Implan",
        AKDR="AKDR/spiral",
        MOW="Steril ibu (MOW)",
        MOP="Steril bapak (MOP)",
        ALAMI="Cara alami",
        LAIN="Lainnya",
    ),
    step=4,
)
AGE_GROUP = computed(
    "age_group",
    "Kelompok umur",
    Kind.CHOICE,
    options=choices(
        BAYI="Bayi",
        BALITA="Balita",
        APRAS="Anak pra-sekolah",
        USEK="Usia sekolah",
        REMAJA="Remaja",
        DEWASA="Dewasa",
        LANSIA="Lansia",
    ),
    step=1,
    rule="R-AGE",
)
BAZ = computed("baz", "Nilai z IMT/U", Kind.DECIMAL, unit="SD", step=3)
EXCLUSIVE_BREASTFEEDING = yes_no(
    "exclusive_breastfeeding",
    "ASI saja",
    "Umur 0-5 bulan: sejak lahir hanya ASI, tanpa air putih atau makanan lain?",
    step=4,
)
VITAMIN_A = yes_no(
    "vitamin_a", "Mendapat vitamin A", "Februari dan Agustus: biru 6-11 bulan, merah 12-59 bulan.", step=4
)
DEWORMING = yes_no(
    "deworming", "Mendapat obat cacing", "Mulai 12 bulan, enam bulan sekali; tunda bila sedang sakit.", step=4
)
CHILD_FOOD_GIVEN = yes_no(
    "food_given", "Mendapat MT pangan lokal", "Makanan tambahan pangan lokal untuk anak yang membutuhkan.", step=4
)
FOOD_FINISHED = yes_no("food_finished", "MT dihabiskan", "Tanyakan apakah dihabiskan anak itu sendiri.", step=4)
AGE_YEARS = computed("age_years", "Umur (tahun penuh)", Kind.WHOLE, unit="tahun", low=0, high=125, step=1, rule="R-AGE")
FAMILY_HISTORY = several(
    "family_history",
    "Riwayat penyakit keluarga",
    "Tanyakan penyakit orang tua dan saudara kandung.",
    choices(
        HT="Darah tinggi",
        DM="Kencing manis",
        STROKE="Stroke",
        JANTUNG="Penyakit jantung",
        ASMA="Asma",
        KANKER="Kanker",
        KOLESTEROL="Kolesterol tinggi",
    ),
    step=1,
)
HIGH_SUGAR = yes_no("high_sugar", "Sering manis", "Manis lebih dari 4 sendok makan gula sehari.", step=4)
HIGH_SALT = yes_no("high_salt", "Sering asin", "Asin lebih dari 1 sendok teh garam sehari.", step=4)
HIGH_FAT = yes_no("high_fat", "Sering berlemak", "Berlemak lebih dari 5 sendok makan minyak sehari.", step=4)
SMOKING_STATUS = choice(
    "smoking_status",
    "Merokok",
    "Tanyakan dengan ramah, tanpa menegur.",
    choices(_1="Setiap hari", _2="Kadang-kadang", _3="Pernah coba", _4="Tidak"),
    step=4,
    rule="R-ROKOK",
)
SMOKING_KIND = choice(
    "smoking_kind",
    "Jenis rokok",
    "Pilih yang dipakai.",
    choices(ROKOK="Rokok biasa", ELEKTRIK="Rokok elektrik", KEDUANYA="Keduanya"),
    step=4,
    rule="R-ROKOK",
)
CIGARETTES_PER_DAY = whole(
    "cigarettes_per_day", "Batang per hari", "Rata-rata batang sehari.", 0, 100, "batang", step=4, rule="R-ROKOK"
)
SMOKING_RESULT = computed(
    "smoking_result",
    "Kesimpulan merokok",
    Kind.CHOICE,
    options=choices(PEROKOK="Perokok", BUKAN="Bukan perokok"),
    step=4,
    rule="R-ROKOK",
)
OWN_HISTORY = several(
    "own_history",
    "Riwayat penyakit sendiri",
    "Penyakit yang pernah dikatakan dokter atau bidan.",
    choices(
        HT="Darah tinggi",
        DM="Kencing manis",
        STROKE="Stroke",
        JANTUNG="Penyakit jantung",
        ASMA="Asma",
        KANKER="Kanker",
        KOLESTEROL="Kolesterol tinggi",
    ),
    step=1,
)
PREGNANT = yes_no("pregnant", "Sedang hamil", "Ya bila sedang hamil; lingkar perut tidak dinilai.", step=1, rule="R-LP")
PUMA_SCORE = computed("puma_score", "Skor PUMA", Kind.WHOLE, unit="skor", low=0, high=9, step=4, rule="R-PUMA")
CONTRACEPTION = yes_no("contraception", "Memakai KB", "Tanyakan pada pasangan usia subur.", step=4)
ADULT_TOPICS = several(
    "education_topics",
    "Topik edukasi",
    "Pilih yang dibicarakan hari ini.",
    choices(
        GIZI="Gizi seimbang",
        GERAK="Aktivitas fisik",
        GGL="Gula garam lemak",
        ROKOK="Berhenti merokok",
        OBAT="Minum obat teratur",
        JIWA="Kesehatan jiwa",
        KB="KB",
        JATUH="Cegah jatuh",
        LAIN="Lainnya",
    ),
    step=4,
)
AKS_TOTAL = computed("aks_total", "Jumlah AKS", Kind.WHOLE, unit="skor", low=0, high=20, step=4, rule="R-AKS")

HABITS: tuple[Field, ...] = (HIGH_SUGAR, HIGH_SALT, HIGH_FAT)
