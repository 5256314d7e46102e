"""R-RUJ: does somebody go to pustu, puskesmas or hospital, and for which reasons, each named once."""

from collections.abc import Iterable, Iterator

from core.rules.verdict import Item, Refusal, Verdict
from core.words.findings import Severity

_BY_HAND = "Pertimbangan petugas"
_OFFICE = {Severity.URGENT: "Rujuk SEGERA hari ini.", Severity.RED: "Buat surat rujukan."}


def reasons_of(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The reasons to refer, gravest first, each once: also over several forms of one visit (card and home visit).

    The summary of the referral itself gives no reason of its own.
    """
    referring = [one for one in verdicts if one.refers and one.field != "refer"]
    ordered = sorted(referring, key=lambda one: -one.severity.rank)
    return tuple(dict.fromkeys(one.referral_reason for one in ordered))


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
