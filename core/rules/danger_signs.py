"""R-BAHAYA: danger signs of mothers-to-be, mothers in childbed, infants and toddlers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.numbers import shown
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity

_SOURCE = "Buku KIA 2020, 2024"


@dataclass(frozen=True, slots=True)
class SignList:
    """The signs of one group, key to Indonesian words, and how grave each is when it stands alone.

    `at_once`: alone already an emergency. `reported`: alone for the health worker to look at. `watched`: alone only
    watched at home. All others refer. Two or more that are not only watched are an emergency.
    """

    signs: dict[str, str]
    at_once: frozenset[str]
    reported: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()


MOTHER_TO_BE = SignList(
    {
        "movement": "Gerak janin berkurang",
        "vomiting": "Muntah terus",
        "fever": "Demam tinggi lebih 2 hari",
        "swelling": "Bengkak, sakit kepala, kabur",
        "seizure": "Kejang",
        "waters": "Air ketuban keluar",
        "bleeding": "Perdarahan",
        "belly_pain": "Nyeri perut hebat",
        "breath": "Sesak atau jantung berdebar",
        "urine": "Sakit kencing/keputihan gatal",
        "diarrhea": "Diare berulang",
        "cough": "Batuk lebih 2 minggu",
        "anxiety": "Sulit tidur, cemas",
        "malaria": "Demam menggigil",
    },
    at_once=frozenset({"movement", "swelling", "seizure", "waters", "bleeding", "belly_pain", "breath"}),
    reported=frozenset({"urine", "diarrhea", "cough", "anxiety"}),
)
CHILDBED = SignList(
    {
        "bleeding": "Perdarahan",
        "fever": "Demam lebih 2 hari",
        "discharge": "Cairan jalan lahir berbau",
        "breast": "Payudara bengkak/merah",
        "swelling": "Bengkak, sakit kepala, kabur",
        "seizure": "Kejang",
        "belly_pain": "Nyeri ulu hati",
        "breath": "Sesak",
        "palpitation": "Jantung berdebar",
        "urine": "Gangguan buang air kecil",
        "genital": "Kelamin bengkak",
        "sad": "Sedih terus",
    },
    at_once=frozenset({"bleeding", "swelling", "seizure", "belly_pain", "breath"}),
    reported=frozenset({"breast", "urine", "genital", "sad"}),
)
INFANT = SignList(
    {
        "feeding": "Tidak mau menyusu/lemah",
        "seizure": "Kejang",
        "breath": "Sesak",
        "skin": "Kuning, biru atau pucat",
        "cord": "Tali pusat merah/bau/nanah",
        "eye": "Mata bernanah",
        "diarrhea": "Diare",
        "vomiting": "Muntah terus",
        "urine": "Kencing berkurang",
        "activity": "Gerak kurang",
        "weight": "Berat tidak naik",
        "stool": "Tidak buang air besar",
    },
    at_once=frozenset({"seizure", "breath"}),
)
TODDLER = SignList(
    {
        "breath": "Napas sesak/cepat",
        "cough": "Batuk",
        "fever": "Demam",
        "diarrhea": "Diare",
        "urine": "Warna kencing tidak biasa",
        "skin": "Warna kulit tidak biasa",
        "activity": "Lemas",
        "breastfeeding": "Tidak mau menyusu",
        "feeding": "Tidak mau makan",
        "seizure": "Kejang",
        "vomiting": "Muntah terus",
    },
    at_once=frozenset({"seizure", "breath"}),
    watched=frozenset({"cough"}),
)


def infant_measures(temperature: Decimal | None, breaths: int | None) -> tuple[str, ...]:
    """Signs that the thermometer and the watch give: below 36,5 or above 37,5 C; below 40 or above 60 breaths."""
    found: list[str] = []
    if temperature is not None and temperature < at.INFANT_COLD_BELOW_C.value:
        found.append(f"Badan dingin ({shown(temperature)} °C)")
    if temperature is not None and temperature > at.INFANT_WARM_ABOVE_C.value:
        found.append(f"Demam ({shown(temperature)} °C)")
    fewest, most = at.INFANT_BREATHS
    if breaths is not None and not fewest <= breaths <= most:
        found.append(f"Napas {breaths} kali per menit")
    return tuple(found)


def judge(
    signs: SignList,
    answers: Mapping[str, bool | None],
    measured: tuple[str, ...] = (),
    *,
    field: str = "danger_result",
) -> Iterator[Item]:
    """R-BAHAYA: any sign goes to the health worker, several at once to the hospital (Buku KIA 2020, 2024).

    `answers` by the keys of `signs`; `measured` are signs in words from measurements. One sign counts at once; that
    there is none, and the count, only when all are answered.
    """
    present = [key for key in signs.signs if answers.get(key)]
    is_complete = all(answers.get(key) is not None for key in signs.signs)
    if is_complete and field == "danger_result":
        yield Score("danger_count", len(present) + len(measured))
    if not present and not measured and not is_complete:
        return
    result = _result(signs, present, len(measured))
    words = [*(signs.signs[key] for key in present), *measured]
    yield Verdict(
        rule="R-BAHAYA",
        field=field,
        result=result,
        severity=_SEVERITIES[result],
        label=_LABELS[result],
        why="; ".join(words) + "." if words else "",
        next_step=_STEPS[result],
        reason="Tanda bahaya: " + "; ".join(words),
        source=_SOURCE,
    )


def _result(signs: SignList, present: list[str], measured: int) -> str:
    grave = [key for key in present if key not in signs.watched]
    count = len(grave) + measured
    if count > 1 or any(key in signs.at_once for key in grave):
        return "SEGERA"
    if count == 0:
        return "PANTAU" if present else "TIDAK_ADA"
    return "LAPOR" if grave and grave[0] in signs.reported else "RUJUK"


_SEVERITIES = {
    "TIDAK_ADA": Severity.GREEN,
    "PANTAU": Severity.YELLOW,
    "LAPOR": Severity.RED,
    "RUJUK": Severity.RED,
    "SEGERA": Severity.URGENT,
}
_LABELS = {
    "TIDAK_ADA": "Tidak ada tanda bahaya",
    "PANTAU": "Edukasi dan pantau",
    "LAPOR": "Lapor nakes",
    "RUJUK": "Rujuk",
    "SEGERA": "Rujuk segera",
}
_STEPS = {
    "TIDAK_ADA": "Ingatkan tanda bahaya di Buku KIA.",
    "PANTAU": "Rawat di rumah; kembali bila sesak, demam, atau tidak mau makan.",
    "LAPOR": "Hubungi bidan hari ini.",
    "RUJUK": "Antar ke puskesmas hari ini.",
    "SEGERA": "Antar SEGERA ke puskesmas atau rumah sakit. Catat jamnya.",
}


def temperature(value: Decimal | None, *, is_infant: bool = False) -> Verdict | None:
    """R-BAHAYA: 37,5 C and more is pointed out, for infants also below 36,5 (home-visit checklist)."""
    if value is None:
        return None
    is_warm = value >= at.FEVER_FROM_C.value
    is_cold = is_infant and value < at.INFANT_COLD_BELOW_C.value
    if is_cold:
        return Verdict(
            rule="R-BAHAYA",
            field="temperature_c",
            result="RENDAH",
            severity=Severity.YELLOW,
            label="Suhu rendah",
            why=f"Suhu {shown(value)} °C, batas 36,5.",
            next_step="Dekap bayi kulit ke kulit, selimuti, sampaikan ke petugas.",
            source=at.KIA,
        )
    return Verdict(
        rule="R-BAHAYA",
        field="temperature_c",
        result="TINGGI" if is_warm else "N",
        severity=Severity.YELLOW if is_warm else Severity.GREEN,
        label="Suhu tinggi" if is_warm else "Suhu normal",
        why=f"Suhu {shown(value)} °C, batas 37,5.",
        next_step="Beri banyak minum, tanyakan tanda bahaya, sampaikan ke petugas." if is_warm else "",
        source=at.ILP,
    )
