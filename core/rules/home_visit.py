"""What every home visit asks for: danger signs, medicine, the examinations of a pregnancy, and the report to nakes."""

from collections.abc import Iterator
from datetime import date

from core.rules import danger_signs, medicine
from core.rules import thresholds as at
from core.rules.antenatal import Examination, status
from core.rules.card_parts import given
from core.rules.danger_signs import SignList
from core.rules.pregnancy import trimester
from core.rules.sheet import Sheet
from core.rules.verdict import Item, Refusal, Verdict
from core.words.findings import Severity

_MEANT_FOR = {"1-2-3": (1, 2, 2, 3, 3, 3), "2-1-3": (1, 1, 2, 3, 3, 3)}


def signs(sheet: Sheet, group: SignList, measured: tuple[str, ...] = ()) -> Iterator[Item]:
    """R-BAHAYA: the ticked signs; an empty list means asked and none, no list means not asked (Buku KIA)."""
    ticked = sheet.codes("danger_signs")
    answers: dict[str, bool | None] = {key: None if ticked is None else key in ticked for key in group.signs}
    yield from danger_signs.judge(group, answers, measured, field="danger_signs")


def end_of_visit(sheet: Sheet) -> Iterator[Item]:
    """The temperature, and R-KR-FU: whether what was found is reported to the health worker (KMK 2015/2023)."""
    is_infant = sheet.form == "kunjungan-bayi"
    yield from given(danger_signs.temperature(sheet.number("temperature_c"), is_infant=is_infant))
    reported = sheet.yes("reported")
    if reported is not None:
        yield Verdict(
            rule="R-KR-FU",
            field="reported",
            result=reported,
            severity=Severity.GREEN,
            label="Sudah dilaporkan ke petugas" if reported else "Belum dilaporkan ke petugas",
            next_step="" if reported else "Bila ada masalah, laporkan minggu ini juga.",
            source=at.ILP,
        )


def long_illnesses(sheet: Sheet) -> Iterator[Item]:
    """R-KR-OBAT for high blood pressure and for diabetes."""
    for prefix, name in (("ht", "Darah tinggi"), ("dm", "Kencing manis")):
        yield from given(
            medicine.adherence(
                name,
                f"{prefix}_adherence",
                is_diagnosed=sheet.yes(f"{prefix}_diagnosed"),
                has_medicine=sheet.yes(f"{prefix}_medicine"),
                is_taken=sheet.yes(f"{prefix}_taken"),
            )
        )


def examinations(sheet: Sheet, began_on: date | None) -> Iterator[Item]:
    """R-ANC: each of K1 to K6 in the trimester it is meant for, and whether enough are done (KMK 2015/2023)."""
    on = sheet.visit_on
    if began_on is None or on is None:
        return
    meant = _MEANT_FOR[sheet.choices.antenatal_spread]
    days: list[date] = []
    for number, wanted in enumerate(meant, start=1):
        key = f"k{number}_date"
        day = sheet.day(key)
        if day is None:
            continue
        if not began_on <= day <= on:
            yield Refusal(key, f"K{number}: tanggal di luar kehamilan ini. Periksa tanggalnya.")
            continue
        days.append(day)
        yield _examined(key, number, wanted, trimester((day - began_on).days, by=sheet.choices.trimester))
    if days:
        yield from _enough(sheet, began_on, days, on)


def _examined(key: str, number: int, wanted: int, in_trimester: int) -> Verdict:
    result = "TEPAT" if in_trimester == wanted else "TERLAMBAT" if in_trimester > wanted else "AWAL"
    pure = "K1 murni" if result == "TEPAT" else "K1 akses, bukan K1 murni"
    return Verdict(
        rule="R-ANC",
        field=key,
        result=result,
        severity=Severity.YELLOW if result == "TERLAMBAT" else Severity.GREEN,
        label=pure if number == 1 else f"K{number} di trimester {in_trimester}",
        why=f"Diharapkan di trimester {wanted}.",
        source=at.ILP,
    )


def _enough(sheet: Sheet, began_on: date, days: list[date], on: date) -> Iterator[Verdict]:
    found = status(
        began_on,
        [Examination(day) for day in days],
        on,
        spread=sheet.choices.antenatal_spread,
        by=sheet.choices.trimester,
    )
    if not found.is_behind:
        return
    yield Verdict(
        rule="R-ANC",
        field=f"k{min(found.done + 1, 6)}_date",
        result="KURANG",
        severity=Severity.YELLOW,
        label="Periksa hamil kurang",
        why=f"Baru {found.done} kali, seharusnya sudah {found.needed_now} kali.",
        next_step="Ajak ibu periksa ke bidan minggu ini.",
        source=at.ILP,
    )
