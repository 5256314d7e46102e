"""R-INDERA: eyes by counting fingers at six metres, ears by whispered words."""

from collections.abc import Iterator, Mapping

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

_RIGHT, _WRONG = "B", "S"
_IN_A_ROW, _WRONGS, _MOST = 3, 2, 5
_PARTS = ("eye_right", "eye_left", "ear_right", "ear_left")


def fingers(said: str | None) -> str | None:
    """N after three right in a row, G after two wrong or five tries without three in a row; None while undecided.

    `said`: B right, S wrong, in order, up to five (KMK 2015/2023). Raises ValueError for anything else.
    """
    if said is None:
        return None
    letters = said.strip().upper().replace(" ", "")
    if len(letters) > _MOST or set(letters) - {_RIGHT, _WRONG}:
        raise ValueError(said)
    row = wrong = 0
    for letter in letters:
        row = row + 1 if letter == _RIGHT else 0
        wrong += letter == _WRONG
        if row == _IN_A_ROW:
            return "N"
        if wrong == _WRONGS:
            return "G"
    return "G" if len(letters) == _MOST else None


def whisper(words: int | None, pass_from: int = 4) -> str | None:
    """N when at least four (setting: all) of the five whispered words were heard (KMK 2015/2023: above 80 %)."""
    return None if words is None else "N" if words >= pass_from else "G"


def eye(fingers_result: str | None, is_poor: bool | None) -> str | None:
    """G when fingers or the chart (visus not better than 6/12, by the health worker) say so."""
    if is_poor or fingers_result == "G":
        return "G"
    return fingers_result or ("N" if is_poor is False else None)


def judge(found: Mapping[str, str | None], *, with_parts: bool = False) -> Iterator[Verdict]:
    """G in any eye or ear refers once; N when all four are normal (KMK 2015/2023). `with_parts`: each one too."""
    if with_parts:
        for part in _PARTS:
            result = found.get(part)
            if result is not None:
                severity = Severity.GREEN if result == "N" else Severity.YELLOW
                yield Verdict("R-INDERA", part, result, severity, source=at.ILP)
    impaired = [part for part in _PARTS if found.get(part) == "G"]
    if not impaired and any(found.get(part) is None for part in _PARTS):
        return
    yield Verdict(
        rule="R-INDERA",
        field="senses_result",
        result="G" if impaired else "N",
        severity=Severity.RED if impaired else Severity.GREEN,
        why=", ".join(_WORDS[part] for part in impaired),
        next_step="Rujuk ke puskesmas untuk pemeriksaan mata atau telinga." if impaired else "",
        reason="Gangguan penglihatan atau pendengaran" if impaired else "",
        source=at.ILP,
    )


_WORDS = {
    "eye_right": "mata kanan",
    "eye_left": "mata kiri",
    "ear_right": "telinga kanan",
    "ear_left": "telinga kiri",
}
