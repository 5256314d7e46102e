"""The ratios of the SKDN, their meaning in words, and what in the counts cannot be right."""

from collections.abc import Callable
from dataclasses import dataclass

from core.words.findings import Finding, Severity
from core.words.quantities import ratio_tenths

_RULE = "R-SKDN"
_LOOK_THROUGH = "Buka daftar namanya, lalu periksa satu per satu."
_TICK_BOOKS = "Di Hari Buka, buka anaknya, centang “Punya Buku KIA/KMS” bila bukunya ada, lalu simpan."


@dataclass(frozen=True, slots=True)
class SkdnCounts:
    """The counts of one month; D is kept beside its parts so that a typed form can be checked."""

    S: int
    K: int
    D: int
    N: int
    T: int
    O: int  # noqa: E741 - the form's own letter
    B: int
    BGM: int = 0
    orange: int = 0
    two_t: int = 0

    @property
    def comparable(self) -> int:
        """D′ = D - O - B: the children whose weight can be compared with last month's."""
        return self.D - self.O - self.B


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio: `key` as the form writes it, its meaning, and how to count part and whole."""

    key: str
    label: str
    part: Callable[[SkdnCounts], int]
    whole: Callable[[SkdnCounts], int]


RATIOS = (
    Ratio("K/S", "Cakupan program", lambda c: c.K, lambda c: c.S),
    Ratio("D/S", "Partisipasi masyarakat", lambda c: c.D, lambda c: c.S),
    Ratio("D/K", "Kelangsungan penimbangan", lambda c: c.D, lambda c: c.K),
    Ratio("N/D", "Keberhasilan penimbangan", lambda c: c.N, lambda c: c.D),
    Ratio("N/(D-O-B)", "Keberhasilan tanpa O dan B", lambda c: c.N, lambda c: c.comparable),
    Ratio("N/S", "Pencapaian program", lambda c: c.N, lambda c: c.S),
    Ratio("(K-D)/K", "Punya KMS tetapi tidak datang", lambda c: c.K - c.D, lambda c: c.K),
    Ratio("BGM/D", "Di bawah garis merah", lambda c: c.BGM, lambda c: c.D),
    Ratio("2T/D", "Dua kali tidak naik", lambda c: c.two_t, lambda c: c.D),
    Ratio("O/D", "Bulan lalu tidak ditimbang", lambda c: c.O, lambda c: c.D),
    Ratio("T/D", "Tidak naik", lambda c: c.T, lambda c: c.D),
)
"""Every ratio of the SKDN in the order it is printed (Kemenkes RI, Pedoman Umum Pengelolaan Posyandu)."""


def ratios(counts: SkdnCounts) -> dict[str, float | None]:
    """Each ratio as per cent with one decimal, rounded half up once; None where there is nothing to divide by."""
    tenths = {ratio.key: ratio_tenths(ratio.part(counts), ratio.whole(counts)) for ratio in RATIOS}
    return {key: None if value is None else value / 10 for key, value in tenths.items()}


def ratio_words(percent: float | None) -> str:
    """`72,6 %`, or a dash without denominator."""
    return "–" if percent is None else f"{percent:.1f} %".replace(".", ",").replace("-", "−")


def check_counts(counts: SkdnCounts) -> tuple[Finding, ...]:
    """What cannot be right in the counts of a month: D = N+T+O+B must hold, the bounds ask for a second look."""
    found = []
    if counts.D != counts.N + counts.T + counts.O + counts.B:
        found.append(_finding("D", "D ≠ N+T+O+B", Severity.RED, _sum_words(counts)))
    if counts.D > counts.K:
        why = "Ada anak yang ditimbang tetapi Buku KIA atau KMS-nya belum dicatat."
        found.append(_finding("D", "D melebihi K", Severity.YELLOW, why, _TICK_BOOKS))
    for field, label, is_odd, why in (
        ("K", "K melebihi S", counts.K > counts.S, "Anak yang punya KMS lebih banyak daripada semua balita."),
        ("D", "D melebihi S", counts.D > counts.S, "Anak yang ditimbang lebih banyak daripada semua balita."),
        ("BGM", "BGM melebihi D", counts.BGM > counts.D, "Anak BGM lebih banyak daripada yang ditimbang."),
        ("two_t", "2T melebihi T", counts.two_t > counts.T, "Anak 2T lebih banyak daripada anak T."),
    ):
        if is_odd:
            found.append(_finding(field, label, Severity.YELLOW, why))
    return tuple(found)


def _sum_words(counts: SkdnCounts) -> str:
    total = counts.N + counts.T + counts.O + counts.B
    return f"D tertulis {counts.D}, padahal N+T+O+B = {total}. Hitung ulang sebelum dikirim."


def _finding(field: str, label: str, severity: Severity, why: str, step: str = _LOOK_THROUGH) -> Finding:
    return Finding(_RULE, field, label, severity, why, step)
