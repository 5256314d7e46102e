"""R-KSPR: the risk score of a pregnancy after Poedji Rochjati."""

from collections.abc import Collection, Iterator

from core.rules import thresholds as at
from core.rules.verdict import Item, Refusal, Score, Verdict
from core.words.findings import Severity

EIGHT_POINTS = frozenset({"kspr_cs", "kspr_breech", "kspr_transverse", "kspr_bleeding", "kspr_eclampsia"})
_FOUR, _EIGHT = 4, 8
_OLD_TWICE = frozenset({"kspr_old_first", "kspr_age35"})
_EMERGENCIES = {"kspr_bleeding": "Perdarahan dalam kehamilan", "kspr_eclampsia": "Preeklampsia berat atau kejang"}
_SOURCE = "Kartu Skor Poedji Rochjati; Buku KIA"


def score(ticked: Collection[str]) -> int:
    """R-KSPR: 2, plus 4 for each ticked item, 8 for the gravest five; age 35 counts once (Poedji Rochjati)."""
    counted = set(ticked)
    if counted >= _OLD_TWICE:
        counted.discard("kspr_age35")
    return at.KSPR_BASE + sum(_EIGHT if key in EIGHT_POINTS else _FOUR for key in counted)


def judge(ticked: Collection[str]) -> Iterator[Item]:
    """R-KSPR: 2 green (bidan), 6-10 yellow (bidan and doctor), from 12 red (hospital); bleeding or fits also at once.

    Not ticked counts as no. `kspr_old_first` and `kspr_age35` exclude each other.
    """
    if set(ticked) >= _OLD_TWICE:
        yield Refusal("kspr_age35", "Pilih salah satu: hamil pertama umur 35 ke atas, atau umur 35 ke atas.")
    total = score(ticked)
    yield Score("kspr_score", total)
    if total >= at.KSPR_VERY_HIGH_FROM:
        result, severity, step = "KRST", Severity.RED, "Rujuk ke rumah sakit; bersalin di rumah sakit."
    elif total >= at.KSPR_HIGH_FROM:
        result, severity, step = "KRT", Severity.YELLOW, "Periksa ke dokter puskesmas; bersalin di puskesmas."
    else:
        result, severity, step = "KRR", Severity.GREEN, "Periksa dan bersalin dengan bidan."
    yield Verdict(
        rule="R-KSPR",
        field="kspr_class",
        result=result,
        severity=severity,
        why=f"Skor {total}.",
        next_step=step,
        reason=f"Kehamilan risiko tinggi (skor {total})",
        source=_SOURCE,
        also_refers=result != "KRR",
    )
    for key, words in _EMERGENCIES.items():
        if key in ticked:
            step = "Rujuk SEGERA ke rumah sakit, jangan menunggu."
            yield Verdict("R-KSPR", key, True, Severity.URGENT, words, next_step=step, reason=words, source=_SOURCE)


_CLOSE_BELOW_MONTHS, _LONG_FROM_MONTHS = 24, 120


def interval(months: int | None) -> Verdict | None:
    """R-KSPR: less than 2 years, or 10 years and more, since the last birth adds to the score (Poedji Rochjati)."""
    if months is None:
        return None
    result = "DEKAT" if months < _CLOSE_BELOW_MONTHS else "LAMA" if months >= _LONG_FROM_MONTHS else "N"
    labels = {"DEKAT": "Jarak terlalu dekat", "LAMA": "Jarak 10 tahun atau lebih", "N": "Jarak cukup"}
    return Verdict(
        rule="R-KSPR",
        field="birth_interval_months",
        result=result,
        severity=Severity.GREEN if result == "N" else Severity.YELLOW,
        label=labels[result],
        why=f"Jarak {months} bulan.",
        next_step="" if result == "N" else "Sampaikan ke bidan untuk skor Poedji Rochjati.",
        source=_SOURCE,
    )
