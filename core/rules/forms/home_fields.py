"""Fields that several home-visit checklists share."""

from core.rules.forms.fields import Field, Kind, choice, choices, computed, day, decimal, several, text, yes_no

VISIT_KIND = choice(
    "visit_kind",
    "Jenis kunjungan",
    "Rutin setahun sekali, khusus bila ada masalah, atau bersama petugas.",
    choices(RUTIN="Rutin", KHUSUS="Khusus", NAKES="Bersama nakes"),
)
HOME_TOPICS = several(
    "education_topics",
    "Topik edukasi",
    "Pilih yang dibicarakan hari ini.",
    choices(
        GIZI="Gizi",
        OBAT="Obat",
        PERIKSA="Jadwal periksa",
        BAHAYA="Tanda bahaya",
        ROKOK="Rokok",
        LINGKUNGAN="Rumah sehat",
        LAIN="Lainnya",
    ),
)
REMINDED = yes_no("reminded", "Diingatkan untuk periksa", "Ya bila keluarga sudah diingatkan jadwal periksa.")
REPORTED = yes_no("reported", "Dilaporkan ke nakes", "Ya bila masalahnya sudah disampaikan ke petugas.", rule="R-KR-FU")
SIGNATURE = text("signature", "Paraf kader", "Nama atau paraf kader yang berkunjung.")
TEMPERATURE_C = decimal(
    "temperature_c", "Suhu badan", "Ukur di ketiak sampai alat berbunyi.", "34", "43", "C", rule="R-BAHAYA"
)
BOOK_SHOWN = yes_no("book_shown", "Buku KIA/kartu diperlihatkan", "Minta Buku KIA atau kartunya diperlihatkan.")
PLATE = choice(
    "plate",
    "Isi piringku",
    "Tanyakan makan kemarin; setengah piring sayur dan buah, ada lauk?",
    choices(SESUAI="Sesuai", TIDAK="Tidak sesuai"),
)
TABLETS_RECEIVED = yes_no(
    "tablets_received", "TTD sudah diberi", "Tanyakan apakah tablet sudah diterima.", rule="R-TTD"
)
MENTAL_DATE = day("mental_date", "Skrining jiwa: tanggal", "Kapan skrining jiwa terakhir.")
MENTAL_PLACE = text("mental_place", "Skrining jiwa: tempat", "Di mana skrining jiwa terakhir.")
MENTAL_RESULT = text("mental_result", "Skrining jiwa: hasil", "Hanya diisi dan dilihat bidan.", for_midwife=True)
LAST_WEIGHED_DATE = day("last_weighed_date", "Terakhir ditimbang: tanggal", "Lihat KMS di Buku KIA.")
LAST_WEIGHED_PLACE = text("last_weighed_place", "Terakhir ditimbang: tempat", "Lihat KMS di Buku KIA.")
SMOKING_EXPOSURE = choice(
    "smoking_exposure",
    "Merokok",
    "Aktif bila merokok, pasif bila ada yang merokok di rumah.",
    choices(AKTIF="Aktif", PASIF="Pasif", TIDAK="Tidak"),
    rule="R-ROKOK",
)
HT_CHECK_DATE = day(
    "ht_check_date", "Darah tinggi: tanggal periksa setahun ini", "Kapan tensi diperiksa dalam setahun ini."
)
HT_CHECK_PLACE = text("ht_check_place", "Darah tinggi: tempat periksa", "Di mana tensinya diperiksa.")
HT_CHECK_RESULT = text("ht_check_result", "Darah tinggi: hasil periksa", "Hasilnya menurut kartu.")
HT_DIAGNOSED = yes_no(
    "ht_diagnosed", "Darah tinggi: sudah didiagnosis", "Pernah dikatakan dokter punya darah tinggi?", rule="R-KR-OBAT"
)
HT_CHECKED_MONTH = yes_no("ht_checked_month", "Darah tinggi: periksa sebulan ini", "Sebulan ini sudah periksa?")
HT_MEDICINE = yes_no("ht_medicine", "Darah tinggi: obat ada", "Minta obatnya diperlihatkan.", rule="R-KR-OBAT")
HT_TAKEN = yes_no("ht_taken", "Darah tinggi: diminum 24 jam ini", "Diminum dalam 24 jam ini?", rule="R-KR-OBAT")
HT_ADHERENCE = computed(
    "ht_adherence",
    "Darah tinggi: kepatuhan",
    Kind.CHOICE,
    options=choices(
        PATUH="Patuh", TIDAK_PATUH="Tidak patuh", PUTUS_OBAT="Putus obat", TANPA_DIAGNOSIS="Tidak ada diagnosis"
    ),
    rule="R-KR-OBAT",
)
DM_CHECK_DATE = day(
    "dm_check_date", "Kencing manis: tanggal periksa setahun ini", "Kapan gula darah diperiksa dalam setahun ini."
)
DM_CHECK_PLACE = text("dm_check_place", "Kencing manis: tempat periksa", "Di mana gula darahnya diperiksa.")
DM_CHECK_RESULT = text("dm_check_result", "Kencing manis: hasil periksa", "Hasilnya menurut kartu.")
DM_DIAGNOSED = yes_no(
    "dm_diagnosed", "Kencing manis: sudah didiagnosis", "Pernah dikatakan dokter punya kencing manis?", rule="R-KR-OBAT"
)
DM_CHECKED_MONTH = yes_no("dm_checked_month", "Kencing manis: periksa sebulan ini", "Sebulan ini sudah periksa?")
DM_MEDICINE = yes_no("dm_medicine", "Kencing manis: obat ada", "Minta obatnya diperlihatkan.", rule="R-KR-OBAT")
DM_TAKEN = yes_no("dm_taken", "Kencing manis: diminum 24 jam ini", "Diminum dalam 24 jam ini?", rule="R-KR-OBAT")
DM_ADHERENCE = computed(
    "dm_adherence",
    "Kencing manis: kepatuhan",
    Kind.CHOICE,
    options=choices(
        PATUH="Patuh", TIDAK_PATUH="Tidak patuh", PUTUS_OBAT="Putus obat", TANPA_DIAGNOSIS="Tidak ada diagnosis"
    ),
    rule="R-KR-OBAT",
)

MENTAL: tuple[Field, ...] = (MENTAL_DATE, MENTAL_PLACE, MENTAL_RESULT)
HOME_END: tuple[Field, ...] = (HOME_TOPICS, REMINDED, REPORTED, SIGNATURE)
HT_FIELDS: tuple[Field, ...] = (
    HT_CHECK_DATE,
    HT_CHECK_PLACE,
    HT_CHECK_RESULT,
    HT_DIAGNOSED,
    HT_CHECKED_MONTH,
    HT_MEDICINE,
    HT_TAKEN,
    HT_ADHERENCE,
)
DM_FIELDS: tuple[Field, ...] = (
    DM_CHECK_DATE,
    DM_CHECK_PLACE,
    DM_CHECK_RESULT,
    DM_DIAGNOSED,
    DM_CHECKED_MONTH,
    DM_MEDICINE,
    DM_TAKEN,
    DM_ADHERENCE,
)
