"""Screening of elders: SKILAS (six domains) and AKS (Barthel, ten tasks)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from core.rules import thresholds as at
from core.rules.numbers import shown
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity

DOMAINS = ("cognition", "mobility", "nutrition", "vision", "hearing", "mood")
_DOMAIN_WORDS = {
    "cognition": ("Ingatan", "Ingatan bermasalah"),
    "mobility": ("Gerak", "Gerak bermasalah"),
    "nutrition": ("Gizi", "Gizi bermasalah"),
    "vision": ("Penglihatan", "Penglihatan bermasalah"),
    "hearing": ("Pendengaran", "Pendengaran bermasalah"),
    "mood": ("Perasaan", "Perasaan bermasalah"),
}
_TO_NAKES = "Rujuk ke pustu atau puskesmas untuk pemeriksaan lansia."


def skilas(answers: Mapping[str, bool | None], muac_cm: Decimal | None, whisper: str | None) -> Iterator[Item]:
    """R-SKILAS: each domain is MASALAH as soon as one answer says so, N when all of it is answered (KMK 2015/2023).

    One domain with a problem sends the elder to the health worker. `whisper`: YA, TIDAK or TAK_BISA.
    """
    found = {name: _domain(name, answers, muac_cm, whisper) for name in DOMAINS}
    for name, has_problem in found.items():
        if has_problem is not None:
            yield _domain_verdict(name, has_problem, _domain_why(name, answers, muac_cm, whisper))
    problems = sum(bool(one) for one in found.values())
    is_complete = None not in found.values()
    if is_complete:
        yield Score("skilas_domains", problems)
    if problems or is_complete:
        why = f"{problems} dari 6 ranah bermasalah."
        yield Verdict(
            rule="R-SKILAS",
            field="skilas_result",
            result="MASALAH" if problems else "N",
            severity=Severity.YELLOW if problems else Severity.GREEN,
            why=why,
            next_step=_TO_NAKES if problems else "Ulangi paling lambat setahun lagi.",
            reason="SKILAS bermasalah" if problems else "",
            source=at.ILP,
            also_refers=bool(problems),
        )


def _domain(name: str, answers: Mapping[str, bool | None], muac_cm: Decimal | None, whisper: str | None) -> bool | None:
    """Whether the domain has a problem; None while its answers decide nothing."""
    if name == "cognition":
        return _any_of(_not(answers.get(key)) for key in ("skilas_time", "skilas_place", "skilas_words"))
    if name == "mobility":
        return _not(answers.get("skilas_chair"))
    if name == "nutrition":
        is_thin = None if muac_cm is None else muac_cm < at.ELDERLY_MUAC_BELOW_CM.value
        return _any_of((answers.get("skilas_weight"), answers.get("skilas_appetite"), is_thin))
    if name == "vision":
        has_eye_problem = answers.get("skilas_eye")
        cannot_count = _not(answers.get("skilas_fingers"))
        return True if has_eye_problem or cannot_count else None if has_eye_problem is None else cannot_count
    if name == "hearing":
        return None if whisper is None else whisper != "YA"
    return _any_of((answers.get("skilas_sad"), answers.get("skilas_interest")))


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _any_of(signs: "Iterator[bool | None] | tuple[bool | None, ...]") -> bool | None:
    known = tuple(signs)
    return True if any(known) else None if None in known else False


def _domain_why(name: str, answers: Mapping[str, bool | None], muac_cm: Decimal | None, whisper: str | None) -> str:
    if name == "vision" and answers.get("skilas_fingers") is False:
        return "Tidak dapat menghitung jari: mungkin gangguan penglihatan berat."
    if name == "nutrition" and muac_cm is not None:
        return f"LiLA {shown(muac_cm)} cm, batas 21."
    if name == "hearing" and whisper == "TAK_BISA":
        return "Tes bisik tidak dapat dilakukan."
    return ""


def _domain_verdict(name: str, has_problem: bool, why: str) -> Verdict:
    good, bad = _DOMAIN_WORDS[name]
    return Verdict(
        rule="R-SKILAS",
        field=f"{name}_result",
        result="MASALAH" if has_problem else "N",
        severity=Severity.YELLOW if has_problem else Severity.GREEN,
        label=bad if has_problem else f"{good} baik",
        why=why,
        next_step=_TO_NAKES if has_problem else "",
        source=at.ILP,
        also_refers=has_problem,
    )


_NAKES_TOOLS: dict[str, tuple[str, tuple[tuple[int, str, str], ...]]] = {
    "minicog_score": ("Mini-Cog", ((0, "MASALAH", "kemungkinan gangguan ingatan"), (3, "N", "tidak ada gangguan"))),
    "amt_score": (
        "AMT",
        ((0, "BERAT", "gangguan ingatan berat"), (4, "SEDANG", "gangguan ingatan sedang"), (8, "N", "normal")),
    ),
    "rapuh_score": ("RAPUH", ((0, "N", "tidak rapuh"), (1, "PRA", "hampir rapuh"), (3, "RAPUH", "rapuh"))),
    "gds4_score": ("GDS-4", ((0, "N", "tidak depresi"), (1, "RAGU", "lanjutkan GDS-15"), (2, "DEPRESI", "depresi"))),
}
"""Follow-up tools of the health worker: from which score which result (KMK 2015/2023, geriatri)."""


def nakes_score(key: str, value: int | None) -> Verdict | None:
    """R-SKILAS: the class of Mini-Cog, AMT, RAPUH or GDS-4, entered by the health worker; None for other scores."""
    if value is None or key not in _NAKES_TOOLS:
        return None
    name, bands = _NAKES_TOOLS[key]
    _, result, words = [band for band in bands if value >= band[0]][-1]
    is_fine = result == "N"
    return Verdict(
        rule="R-SKILAS",
        field=key,
        result=result,
        severity=Severity.GREEN if is_fine else Severity.YELLOW,
        label=f"{name}: {words}",
        why=f"Skor {name} {value}.",
        next_step="" if is_fine else "Ditangani petugas kesehatan; rujuk bila perlu.",
        source=at.ILP,
    )


AKS_TASKS = (
    "aks_bowel", "aks_bladder", "aks_grooming", "aks_toilet", "aks_feeding",
    "aks_transfer", "aks_walking", "aks_dressing", "aks_stairs", "aks_bathing",
)  # fmt: skip
_AKS_LEVELS = ((0, "T", "C"), (5, "B", "C"), (9, "S", "B"), (12, "R", "B"), (20, "M", "A"))


def aks(points: Mapping[str, int | None], refer_below: int = 20) -> Iterator[Item]:
    """R-AKS: 20 mandiri, 12-19 ringan, 9-11 sedang, 5-8 berat, 0-4 total; groups A, B, C (KMK 2015/2023).

    Below 20 goes to the health worker, 8 and less soon, with care at home. Only when all ten tasks are answered.
    `refer_below=12` is the other reading, that refers 11 and less only.
    """
    known = [points.get(task) for task in AKS_TASKS]
    answered = [one for one in known if one is not None]
    if len(answered) < len(AKS_TASKS):
        return
    total = sum(answered)
    _, level, group = [one for one in _AKS_LEVELS if total >= one[0]][-1]
    yield Score("aks_total", total)
    severity = _aks_severity(total, refer_below)
    refers = total < refer_below
    step = {
        "A": "Pertahankan gerak dan kegiatan sehari-hari.",
        "B": "Ajari keluarga cara membantu; lapor dan rujuk ke pustu.",
        "C": "Hubungi petugas hari ini untuk perawatan di rumah; dampingi keluarga.",
    }[group]
    for field, result in (("aks_level", level), ("aks_kmk", group)):
        yield Verdict(
            rule="R-AKS",
            field=field,
            result=result,
            severity=severity,
            why=f"Jumlah AKS {total} dari 20.",
            next_step=step,
            reason="AKS <20: perlu bantuan sehari-hari" if refers else "",
            source=at.ILP,
            also_refers=refers,
        )


def _aks_severity(total: int, refer_below: int) -> Severity:
    if total <= at.AKS_SEVERE_TO:
        return Severity.URGENT
    if total <= _MODERATE_TO:
        return Severity.RED
    return Severity.YELLOW if total < _INDEPENDENT or total < refer_below else Severity.GREEN


_MODERATE_TO, _INDEPENDENT = 11, 20
