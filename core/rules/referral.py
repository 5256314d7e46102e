"""R-RUJ: does somebody go to pustu, puskesmas or hospital, and for which reasons, each named once."""

from collections.abc import Iterable, Iterator

from core.rules.verdict import Item, Refusal, Verdict
from core.words.findings import Severity
from core.words.referrals import Target

_RISK_OF_PREGNANCY = "R-KSPR"
_BY_HAND = "Pertimbangan petugas"
_OFFICE = {Severity.URGENT: "Rujuk SEGERA hari ini.", Severity.RED: "Buat surat rujukan."}


def reasons_of(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The reasons to refer, gravest first, each once: also over several forms of one visit (card and home visit).

    The summary of the referral itself gives no reason of its own.
    """
    referring = [one for one in verdicts if one.refers and one.field != "refer"]
    ordered = sorted(referring, key=lambda one: -one.severity.rank)
    return tuple(dict.fromkeys(one.referral_reason for one in ordered))


def target_of(verdicts: Iterable[Verdict]) -> Target:
    """Where to: the hospital for a very high risk of pregnancy, the puskesmas for other reds, else the pustu.

    Source: Kartu Skor Poedji Rochjati (12 and more, bleeding, fits: hospital; from 6 a doctor); KMK 2015/2023.
    """
    referring = [one for one in verdicts if one.refers and one.field != "refer"]
    reds = [one for one in referring if one.severity.rank >= Severity.RED.rank]
    if any(one.rule == _RISK_OF_PREGNANCY for one in reds):
        return Target.HOSPITAL
    needs_doctor = any(one.rule == _RISK_OF_PREGNANCY for one in referring)
    return Target.PUSKESMAS if reds or needs_doctor else Target.PUSTU


def by_hand(ticked: bool | None, reason: str | None) -> Iterator[Item]:
    """R-RUJ: a health worker's own referral; it stands at once, and its reason has to be written."""
    if not ticked:
        return
    written = (reason or "").strip()
    if not written:
        yield Refusal("refer_reason", "Tulis alasan rujukannya, misalnya: bengkak kaki.")
    yield Verdict(
        rule="R-RUJ",
        field="refer_manual",
        result=True,
        severity=Severity.RED,
        label="Dirujuk petugas",
        why=written,
        next_step=_OFFICE[Severity.RED],
        reason=written or _BY_HAND,
    )


def summary(verdicts: Iterable[Verdict]) -> Verdict | None:
    """R-RUJ: the verdict under `refer` for the card; None as long as nothing at all was judged."""
    judged = list(verdicts)
    if not judged:
        return None
    reasons = reasons_of(judged)
    worst = max((one.severity for one in judged if one.refers), key=lambda one: one.rank, default=Severity.GREEN)
    return Verdict(
        rule="R-RUJ",
        field="refer",
        result=bool(reasons),
        severity=worst,
        label="Perlu dirujuk" if reasons else "Tidak perlu dirujuk",
        why="; ".join(reasons),
        next_step=_OFFICE.get(worst, "Sampaikan ke petugas.") if reasons else "Edukasi tetap dicatat.",
        also_refers=bool(reasons),
    )
