"""Where official sources disagree: the default, and the alternative the puskesmas may choose."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core.errors import InputError


@dataclass(frozen=True, slots=True)
class Choices:
    """One code per question on which sources disagree; the default is the first option of `QUESTIONS`."""

    puma_cut: str = "6"
    puma_smoking: str = "kmk"
    puma_weights: str = "0-1"
    tbc_threshold: str = "2"
    tbc_child: str = "kmk"
    blood_pressure: str = "140/90"
    glucose: str = "kmk"
    adult_bmi: str = "kartu"
    aks_refer: str = "20"
    trimester: str = "kmk"
    antenatal_spread: str = "1-2-3"
    uric_acid: str = "ppk"
    glucose_from_years: str = "40"
    whisper: str = "4"
    sdq_parent: str = "14-15"
    pregnancy_hb: str = "kartu"
    many_children: str = "4"
    weight_gain_curve: str = "kurva"
    tablets_target: str = "90"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its code, the words, and who says so."""

    code: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the sources disagree on, as the settings show it; the first option is the default.

    `effect` says in one sentence for whom the answer makes a difference.
    """

    key: str
    label: str
    effect: str
    options: tuple[Option, ...]

    @property
    def default(self) -> Option:
        """The recommended answer."""
        return self.options[0]

    def option(self, code: str) -> Option:
        """The answer with this code."""
        return next(one for one in self.options if one.code == code)


_KMK = "KMK HK.01.07/MENKES/2015/2023"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "puma_cut",
        "Skor PUMA yang dirujuk",
        "Skor tepat 6: dirujuk menurut KMK, belum dirujuk menurut judul kartu.",
        (Option("6", "6 atau lebih", _KMK), Option("7", "lebih dari 6", "judul kartu bantu cetak")),
    ),
    Question(
        "puma_smoking",
        "Batas bungkus-tahun PUMA",
        "31-39 bungkus-tahun bernilai 2 menurut KMK, 1 menurut kartu.",
        (Option("kmk", "20-30 dan lebih dari 30", _KMK), Option("kartu", "20-39 dan 40 ke atas", "kartu bantu cetak")),
    ),
    Question(
        "puma_weights",
        "Nilai jawaban Ya PUMA",
        "Nilai 5, 4, 4, 5 berasal dari skala lain: hampir setiap jawaban Ya lalu dirujuk.",
        (Option("0-1", "1 untuk setiap Ya", _KMK), Option("5-4-4-5", "5, 4, 4, 5", "kartu bantu cetak lama")),
    ),
    Question(
        "tbc_threshold",
        "Jumlah Ya kartu TBC yang dirujuk",
        "Satu jawaban Ya: lapor petugas saja, atau langsung dirujuk.",
        (Option("2", "2 atau lebih", "kartu bantu cetak"), Option("1", "1 atau lebih", "rekap ILP versi baru")),
    ),
    Question(
        "tbc_child",
        "Anak di bawah 15 tahun dengan satu gejala TBC",
        "Anak dengan satu gejala dirujuk menurut KMK, belum dirujuk menurut kartu.",
        (Option("kmk", "dirujuk", _KMK), Option("kartu", "menurut jumlah di kartu", "kartu bantu cetak")),
    ),
    Question(
        "blood_pressure",
        "Batas tekanan darah tinggi dewasa dan lansia",
        "132/80 normal pada 140/90, tinggi menurut kartu; lansia 130/95 tinggi pada 140/90, normal menurut kartu.",
        (
            Option("140/90", "140/90 untuk semua", _KMK),
            Option("kartu", "130/90; lansia sistole di atas 140", "aplikasi kartu bantu"),
        ),
    ),
    Question(
        "glucose",
        "Batas gula darah sewaktu",
        "150 mg/dL: prediabetes menurut KMK, normal menurut kartu.",
        (
            Option("kmk", "140 prediabetes, 200 dugaan DM", _KMK),
            Option("kartu", "tinggi di atas 200 saja", "aplikasi kartu bantu"),
        ),
    ),
    Question(
        "adult_bmi",
        "Golongan IMT dewasa",
        "IMT 24: normal menurut kartu, gemuk menurut batas Asia-Pasifik.",
        (
            Option("kartu", "17; 18,5; 25; 27", "kartu bantu cetak; Permenkes 41/2014"),
            Option("asia", "18,5; 23; 25 (Asia-Pasifik)", _KMK),
            Option("tbc", "menurut jenis kelamin, formulir TBC", _KMK),
        ),
    ),
    Question(
        "aks_refer",
        "Jumlah AKS yang dirujuk",
        "Lansia dengan jumlah 12-19: dirujuk, atau cukup dipantau.",
        (Option("20", "di bawah 20", _KMK), Option("12", "11 atau kurang", "aplikasi kartu bantu")),
    ),
    Question(
        "trimester",
        "Batas trimester",
        "Hamil 13 minggu: trimester 2 menurut KMK, masih trimester 1 menurut buku ajar.",
        (Option("kmk", "12 dan 24 minggu", _KMK), Option("buku", "13 minggu 6 hari dan 27 minggu 6 hari", "buku ajar")),
    ),
    Question(
        "antenatal_spread",
        "Pembagian K1-K6 per trimester",
        "Periksa kedua: di trimester 2 menurut KMK, masih trimester 1 menurut Buku KIA lama.",
        (Option("1-2-3", "1-2-3", f"{_KMK}; Permenkes 21/2021"), Option("2-1-3", "2-1-3", "Buku KIA lama")),
    ),
    Question(
        "uric_acid",
        "Batas asam urat perempuan",
        "Perempuan dengan 5,9 mg/dL: normal menurut KMK, tinggi menurut batas laboratorium.",
        (Option("ppk", "di atas 6,0", "KMK 1186/2022"), Option("5,7", "di atas 5,7", "batas laboratorium")),
    ),
    Question(
        "glucose_from_years",
        "Umur periksa gula darah tanpa faktor risiko",
        "Umur 15-39 tanpa faktor risiko: tidak ditagih, atau ditagih periksa gula darah.",
        (Option("40", "40 tahun", _KMK), Option("15", "15 tahun", "sasaran skrining PTM")),
    ),
    Question(
        "whisper",
        "Lulus tes bisik dari 5 kata",
        "Mendengar 4 dari 5 kata: lulus, atau gangguan.",
        (Option("4", "4 kata", "pilihan kami"), Option("5", "semua kata", f"{_KMK}, dibaca lebih dari 80 %")),
    ),
    Question(
        "sdq_parent",
        "Ambang SDQ orang tua",
        "Jumlah 16: di atas ambang menurut SDQ Indonesia, masih ambang menurut internasional.",
        (Option("14-15", "14-15", "SDQ Indonesia"), Option("14-16", "14-16", "SDQ internasional")),
    ),
    Question(
        "pregnancy_hb",
        "Batas Hb ibu hamil trimester 2",
        "Hb 10,7 di trimester 2: anemia menurut kartu, tidak menurut KMK 1186/2022.",
        (Option("kartu", "11,0", "kartu bantu; Buku KIA"), Option("ppk", "10,5", "KMK 1186/2022")),
    ),
    Question(
        "many_children",
        "Terlalu banyak anak (4T)",
        "Ibu dengan 3 anak: belum 4T menurut KSPR, sudah 4T menurut bahan BKKBN.",
        (Option("4", "4 anak", "KSPR"), Option("3", "3 anak", "bahan BKKBN")),
    ),
    Question(
        "weight_gain_curve",
        "Pita kenaikan berat ibu hamil sesudah 13 minggu",
        "Batas kenaikan berat di tengah kehamilan sedikit berbeda; jumlah di minggu 40 hampir sama.",
        (
            Option("kurva", "lurus ke jumlah di minggu 40", "Buku KIA 2024; IOM 2009"),
            Option("iom", "laju per minggu", "IOM 2009"),
        ),
    ),
    Question(
        "tablets_target",
        "Target tablet tambah darah selama hamil",
        "84 tablet diminum: 93 % dari 90 tablet, 47 % dari 180 tablet.",
        (Option("90", "90 tablet", "10T Buku KIA"), Option("180", "180 tablet MMS/TTD", "program MMS")),
    ),
)


def choices_of(stored: Mapping[str, object]) -> Choices:
    """The choices behind stored codes; what is not stored keeps its default. InputError for an unknown key or code."""
    known = {one.key: one for one in QUESTIONS}
    given: dict[str, str] = {}
    for key, code in stored.items():
        question = known.get(key)
        if question is None or str(code) not in {option.code for option in question.options}:
            raise InputError(f"Pilihan “{key}” tidak mengenal “{code}”.", field=key)
        given[key] = str(code)
    return Choices(**given)


def default_codes() -> dict[str, str]:
    """Every question with its default code."""
    return {one.name: str(one.default) for one in fields(Choices)}
