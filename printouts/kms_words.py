"""The fixed words of the KMS: what the letters mean, when to refer, what to feed, what to do in diarrhoea.

Front text: Juknis Penggunaan KMS Balita 2021 and Buku KIA 2020-2024. The back (immunisation and vitamin A rows, advice
by age, diarrhoea, notes) follows the 2010 card (Permenkes 155/2010) as remembered, to be checked on a printed card;
doses are those of KMK HK.01.07/MENKES/1098/2024 with its change HK.01.07/MENKES/35/2025.
"""

from core.growth.kms import KmsEdition

TITLE, FULL_TITLE = "KMS", "Kartu Menuju Sehat"
SLOGAN = "Timbanglah anak Anda setiap bulan. Anak sehat, tambah umur, tambah berat, tambah pandai."

GAIN = (
    ("NAIK (N)", "Grafik BB mengikuti garis pertumbuhan, atau kenaikan BB sama dengan KBM atau lebih."),
    (
        "TIDAK NAIK (T)",
        "Grafik BB mendatar atau menurun memotong garis pertumbuhan di bawahnya, atau kenaikan BB kurang dari KBM.",
    ),
)
REFER = {
    KmsEdition.CURRENT: (
        "RUJUK",
        "bila BB anak Tidak Naik (T), atau di Bawah Garis Merah (BGM), atau di Atas Garis Oranye.",
    ),
    KmsEdition.OLD: ("RUJUK", "bila BB anak dua kali berturut-turut Tidak Naik (2T), atau di Bawah Garis Merah (BGM)."),
}
KBM = (
    "KBM",
    "Kenaikan Berat Minimal. Dipakai bila ada keraguan membaca arah kurva.",
)
DUTIES = (
    "Kader melakukan ploting, KIE kepada ibu, dan rujukan. Petugas memastikan ploting dan menatalaksana sesuai "
    "Permenkes 2/2020."
)
ASI_KEY = "√ hanya ASI · X sudah diberi makanan atau minuman lain · A tidak ditanya"

ADVICE = (
    (
        "0–6 bulan",
        "ASI saja, kapan pun bayi mau, siang dan malam, paling sedikit 8 kali. Tanpa air putih dan makanan lain.",
    ),
    (
        "6–9 bulan",
        "ASI diteruskan. Makanan lumat 2–3 kali sehari dan 1–2 selingan. Telur, ikan, ayam, atau hati setiap hari.",
    ),
    ("9–12 bulan", "ASI diteruskan. Makanan cincang 3–4 kali sehari dan 1–2 selingan, dengan lauk hewani."),
    ("1–2 tahun", "ASI diteruskan sampai 2 tahun. Makanan keluarga 3–4 kali sehari dan 1–2 selingan."),
    (
        "2–5 tahun",
        "Makanan keluarga beragam 3 kali sehari dan 2 selingan, dengan lauk hewani. Batasi manis, asin, berlemak.",
    ),
)
DIARRHOEA = (
    "Teruskan ASI dan makan. Beri oralit tiap kali mencret. Beri zinc 10 hari walau mencret berhenti: di bawah 6 bulan "
    "½ tablet (10 mg), 6 bulan ke atas 1 tablet (20 mg)."
)
DANGER = (
    "tidak bisa minum atau menyusu · muntah terus · kejang · sesak atau dada tertarik · biru · diare · demam tinggi · "
    "bengkak atau nyeri di belakang telinga · perdarahan"
)

VACCINES = (
    # dose, age on time
    ("HB0", "< 24 jam"),
    ("BCG", "0–1 bln"),
    ("OPV 1", "0–1 bln"),
    ("DPT-HB-Hib 1", "2 bln"),
    ("OPV 2", "2 bln"),
    ("PCV 1", "2 bln"),
    ("RV 1", "2 bln"),
    ("DPT-HB-Hib 2", "3 bln"),
    ("OPV 3", "3 bln"),
    ("PCV 2", "3 bln"),
    ("RV 2", "3 bln"),
    ("DPT-HB-Hib 3", "4 bln"),
    ("OPV 4", "4 bln"),
    ("IPV 1", "4 bln"),
    ("RV 3", "4 bln"),
    ("MR 1", "9 bln"),
    ("IPV 2", "9 bln"),
    ("JE *", "10 bln"),
    ("PCV 3", "12 bln"),
    ("DPT-HB-Hib 4", "18 bln"),
    ("MR 2", "18 bln"),
)
VACCINES_NOTE = "* JE hanya di daerah endemis. Terlambat? Tetap lanjutkan, tidak perlu mengulang."
