"""Screening of the mind: SRQ-20, jiwa 4 pertanyaan, EPDS, HEEADSSS and SDQ. The health worker interprets, never we."""

from collections.abc import Iterator, Mapping, Sequence

from core.rules import thresholds as at
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity

_NOT_ALONE = "Rujuk SEGERA. Jangan tinggalkan sendirian. Hubungi bidan, atau 119 lalu tekan 8."
_TO_NAKES = "Rujuk ke pustu atau puskesmas. Dengarkan dengan tenang, jangan menilai."
_TALK = "Jelaskan cara menjaga kesehatan jiwa; tanyakan lagi paling lambat setahun."
_REASON = "Skrining jiwa"
SRQ_ITEMS = tuple(f"srq_{number:02d}" for number in range(1, 21))
EPDS_ITEMS = tuple(f"epds_{number:02d}" for number in range(1, 11))
_HARM = "srq_17"


def srq20(answers: Mapping[str, bool | None]) -> Iterator[Item]:
    """R-SRQ: six Ya or more refer, question 17 at once whatever the rest (KMK 2015/2023).

    The score only when all twenty are answered; six Ya or question 17 count at once.
    """
    given = [answers.get(key) for key in SRQ_ITEMS]
    score, is_complete = sum(one is True for one in given), None not in given
    if is_complete:
        yield Score("srq_score", score)
    if answers.get(_HARM):
        result, severity = "SEGERA", Severity.URGENT
    elif score >= at.SRQ_REFER_FROM:
        result, severity = "RUJUK", Severity.RED
    elif is_complete:
        result, severity = "EDUKASI", Severity.GREEN
    else:
        return
    why = "Ada pikiran mengakhiri hidup." if result == "SEGERA" else f"{score} jawaban Ya, batas 6."
    yield _mind("R-SRQ", "srq_result", result, severity, why)


def jiwa4(points: Mapping[str, int | None]) -> Iterator[Item]:
    """R-JIWA4: gloom (spirit + sad) or worry (anxious + worry) of 3 or more refers (card with four questions)."""
    gloom = _sum([points.get("jiwa_spirit"), points.get("jiwa_sad")])
    worry = _sum([points.get("jiwa_anxious"), points.get("jiwa_worry")])
    for key, (score, is_complete) in (("jiwa_depression", gloom), ("jiwa_anxiety", worry)):
        if is_complete:
            yield Score(key, score)
    refers = max(gloom[0], worry[0]) >= at.JIWA4_REFER_FROM
    if refers or (gloom[1] and worry[1]):
        why = f"Murung {gloom[0]}, cemas {worry[0]}; batas 3."
        severity = Severity.RED if refers else Severity.GREEN
        yield _mind("R-JIWA4", "jiwa_result", "RUJUK" if refers else "NEGATIF", severity, why)


def _sum(points: Sequence[int | None]) -> tuple[int, bool]:
    return sum(one for one in points if one is not None), None not in points


_FATHERS_LOWER = 2
EPDS_TOP_IS_BEST = (1, 2, 4)
"""Items whose first answer scores 0; the first answer of all others scores 3 (Cox 1987)."""


def epds_points(item: int, place: int) -> int:
    """R-EPDS: the points of the answer in `place` (0 first to 3 last) of item 1 to 10 (Cox 1987)."""
    return place if item in EPDS_TOP_IS_BEST else 3 - place


def epds(points: Mapping[str, int | None], *, is_father: bool = False) -> Iterator[Item]:
    """R-EPDS: from 10 likely, from 13 very likely depression; item 10 above 0 at once, always (Cox 1987).

    Fathers from 8 and 11. The total only when all ten are answered. For the bidan.
    """
    lower = _FATHERS_LOWER if is_father else 0
    likely, very_likely = at.EPDS_LIKELY_FROM - lower, at.EPDS_VERY_LIKELY_FROM - lower
    given = [points.get(key) for key in EPDS_ITEMS]
    total, is_complete = _sum(given)
    if is_complete:
        yield Score("epds_total", total)
    harm = points.get("epds_10")
    if harm is not None:
        why = "Ada pikiran menyakiti diri." if harm else "Tidak ada pikiran menyakiti diri."
        severity = Severity.URGENT if harm else Severity.GREEN
        yield _mind("R-EPDS", "epds_10", "SEGERA" if harm else "N", severity, why)
    result = "BESAR" if total >= very_likely else "KEMUNGKINAN" if total >= likely else ""
    if result or is_complete:
        severity = Severity.RED if result else Severity.GREEN
        yield _mind(
            "R-EPDS", "epds_result", result or "NORMAL", severity, f"Jumlah {total}, batas {likely} dan {very_likely}."
        )


_PROBLEM_WHEN = {
    "heeadsss_home": False,
    "heeadsss_school": True,
    "heeadsss_body": True,
    "heeadsss_friends": False,
    "heeadsss_drugs": True,
    "heeadsss_sex": True,
    "heeadsss_safety": True,
    "heeadsss_suicide": True,
}
_HEEADSSS_REFER = ("heeadsss_drugs", "heeadsss_sex", "heeadsss_safety")


def heeadsss(answers: Mapping[str, bool | None]) -> Iterator[Item]:
    """R-HEEADSSS: any problem is talked about, questions 5 to 7 refer, question 8 at once (KMK 2015/2023).

    For the bidan only; the reason on a letter says no more than that there was a screening.
    """
    problems = {key for key, bad in _PROBLEM_WHEN.items() if answers.get(key) is bad}
    is_complete = all(answers.get(key) is not None for key in _PROBLEM_WHEN)
    if is_complete:
        yield Score("heeadsss_problems", len(problems))
    if "heeadsss_suicide" in problems:
        result, severity = "SEGERA", Severity.URGENT
    elif any(key in problems for key in _HEEADSSS_REFER):
        result, severity = "RUJUK", Severity.RED
    elif problems:
        result, severity = "KONSELING", Severity.YELLOW
    elif is_complete:
        result, severity = "EDUKASI", Severity.GREEN
    else:
        return
    verdict = _mind("R-HEEADSSS", "heeadsss_result", result, severity, f"{len(problems)} hal perlu dibicarakan.")
    yield verdict
    if "heeadsss_safety" in problems:
        yield Verdict(
            "R-HEEADSSS", "heeadsss_safety", True, Severity.RED, "Merasa tidak aman",
            next_step="Bidan menghubungi layanan perlindungan anak (PPA). Jaga kerahasiaan.",
            reason=_REASON, source=at.ILP,
        )  # fmt: skip


def _mind(rule: str, field: str, result: str, severity: Severity, why: str) -> Verdict:
    steps = {
        Severity.URGENT: _NOT_ALONE,
        Severity.RED: _TO_NAKES,
        Severity.YELLOW: "Ajak bicara berdua; bidan memberi konseling.",
    }
    label = {"SEGERA": "Rujuk segera", "N": "Aman"}.get(result, "")
    return Verdict(
        rule=rule,
        field=field,
        result=result,
        severity=severity,
        label=label if field == "epds_10" else "",
        why=why,
        next_step=steps.get(severity, _TALK),
        reason=_REASON,
        source=at.ILP if rule != "R-EPDS" else "Cox 1987; Hutauruk 2012",
    )


_SDQ_PARENT = {"14-15": (14, 16), "14-16": (14, 17)}
_SDQ_SELF = (16, 20)
_SDQ_PARTS = ("sdq_emotional", "sdq_conduct", "sdq_hyper", "sdq_peer")


def sdq_total(subscales: Mapping[str, int | None]) -> int | None:
    """R-SDQ: the four difficulty subscales added, 0 to 40; the prosocial one stays out. None when one is missing."""
    given = [subscales.get(key) for key in _SDQ_PARTS]
    total, is_complete = _sum(given)
    return total if is_complete else None


def sdq_item(value: int, *, is_reversed: bool) -> int:
    """R-SDQ: the points of an item 0, 1, 2; items 7, 11, 14, 21 and 25 are reversed (Goodman 1997)."""
    return 2 - value if is_reversed else value


def sdq(subscales: Mapping[str, int | None], filled_by: str | None, parent_border: str = "14-15") -> Iterator[Item]:
    """R-SDQ: self 16-19 borderline, from 20 abnormal; parent or teacher 14-15 (or 14-16) borderline (Goodman 1997).

    Scores come from the paper form: the questions themselves are protected by copyright.
    """
    for key, value in subscales.items():
        if value is not None and filled_by is not None:
            yield _sdq_part(key, value, filled_by)
    total = sdq_total(subscales)
    if total is None:
        return
    yield Score("sdq_total", total)
    if filled_by is None:
        return
    border, abnormal = _SDQ_PARENT[parent_border] if filled_by == "PARENT" else _SDQ_SELF
    result = "ABNORMAL" if total >= abnormal else "AMBANG" if total >= border else "NORMAL"
    severity = {"ABNORMAL": Severity.RED, "AMBANG": Severity.YELLOW}.get(result, Severity.GREEN)
    yield _mind("R-SDQ", "sdq_result", result, severity, f"Jumlah kesulitan {total}, ambang {border}.")


_SDQ_BANDS = {
    "sdq_emotional": ("Emosi", (6, 7), (4, 5)),
    "sdq_conduct": ("Perilaku", (4, 5), (3, 4)),
    "sdq_hyper": ("Hiperaktif", (6, 7), (6, 7)),
    "sdq_peer": ("Hubungan dengan teman", (4, 6), (4, 5)),
    "sdq_prosocial": ("Prososial", (5, 4), (5, 4)),
}
"""Of each subscale its name, and from which score it is borderline and abnormal: self, then parent or teacher."""
_SDQ_WORDS = {"NORMAL": "normal", "AMBANG": "ambang", "ABNORMAL": "abnormal"}


def _sdq_part(key: str, value: int, filled_by: str) -> Verdict:
    """R-SDQ: one subscale; of the prosocial one a low score is the worse (Goodman 1997). The total alone refers."""
    name, by_self, by_parent = _SDQ_BANDS[key]
    border, abnormal = by_parent if filled_by == "PARENT" else by_self
    # The prosocial scale is the only one whose second border lies below its first.
    worse = 1 if abnormal > border else -1
    is_abnormal, is_borderline = (worse * value >= worse * limit for limit in (abnormal, border))
    result = "ABNORMAL" if is_abnormal else "AMBANG" if is_borderline else "NORMAL"
    return Verdict(
        rule="R-SDQ",
        field=key,
        result=result,
        severity=Severity.GREEN if result == "NORMAL" else Severity.YELLOW,
        label=f"SDQ {name.lower()}: {_SDQ_WORDS[result]}",
        why=f"Skor {value}, ambang {border}.",
        next_step="" if result == "NORMAL" else "Dibaca petugas kesehatan bersama jumlahnya.",
        source="Goodman 1997",
    )
