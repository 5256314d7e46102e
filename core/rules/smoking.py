"""R-ROKOK: who smokes, and who breathes in what others smoke."""

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

_QUIT = "Ajak berhenti merokok; tawarkan konseling di puskesmas."
_SMOKERS = ("1", "2")
_TRIED = "3"


def status(code: str | None, kind: str | None = None) -> Verdict | None:
    """R-ROKOK: every day (1) or now and then (2) is a smoker; once tried (3) and never (4) is none (KMK 2015/2023)."""
    if code is None:
        return None
    smokes = code in _SMOKERS
    what = {"ELEKTRIK": " Rokok elektrik.", "KEDUANYA": " Rokok biasa dan elektrik."}.get(kind or "", "")
    return Verdict(
        rule="R-ROKOK",
        field="smoking_result",
        result="PEROKOK" if smokes else "BUKAN",
        severity=Severity.YELLOW if smokes else Severity.GREEN,
        why=("Merokok." + what) if smokes else "Pernah coba, tidak lanjut." if code == _TRIED else "Tidak merokok.",
        next_step=_QUIT if smokes else "Jelaskan bahaya rokok." if code == _TRIED else "",
        source=at.ILP,
    )


def exposure(code: str | None) -> Verdict | None:
    """R-ROKOK at a home visit: AKTIF smokes, PASIF breathes others' smoke (checklist of home visits)."""
    if code is None:
        return None
    return Verdict(
        rule="R-ROKOK",
        field="smoking_exposure",
        result=code,
        severity=Severity.GREEN if code == "TIDAK" else Severity.YELLOW,
        next_step={"AKTIF": _QUIT, "PASIF": "Minta anggota keluarga merokok jauh dari rumah."}.get(code, ""),
        source=at.ILP,
    )
