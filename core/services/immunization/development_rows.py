"""KPSP and the checklist of the Buku KIA as answers of a check-up: their keys, and what follows from them for the card.

They are no cards of the posyandu with fixed boxes: which questions are asked follows from the age.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.rules.assess import Assessment
from core.rules.development import KPSP_AGES, Checkpoint, checklist_so_far, kpsp_finding
from core.rules.development_items import CHECKPOINTS, item_key
from core.rules.referral import summary
from core.rules.verdict import Verdict
from core.store.checkups import Answer
from core.words.findings import Finding, Severity

KPSP, KIA = "kpsp", "kia"
_SOURCE = "SDIDTK 2022"


@dataclass(frozen=True, slots=True)
class KpspAnswers:
    """A KPSP as it was filled: the questionnaire, how often yes, the parts with a no, and whether it is the repeat."""

    age_months: int
    yes: int
    sectors: tuple[str, ...] = ()
    is_repeat: bool = False

    @property
    def finding(self) -> Finding:
        """R-KPSP of these answers."""
        return kpsp_finding(self.yes, is_repeat=self.is_repeat, sectors=self.sectors)


def kpsp_of(values: Mapping[str, Any]) -> KpspAnswers | None:
    """The KPSP of a check-up from its answers by key; None when it was not filled."""
    age, yes = values.get("age_months"), values.get("yes")
    if age not in KPSP_AGES or not isinstance(yes, int):
        return None
    return KpspAnswers(age, yes, tuple(values.get("sectors") or ()), values.get("is_repeat") is True)


def checklists_of(values: Mapping[str, Any]) -> dict[int, dict[int, bool]]:
    """The checklists of a check-up by age in months: place of the line to yes or no."""
    found: dict[int, dict[int, bool]] = {}
    for age, items in CHECKPOINTS.items():
        told = {place: values[key] for place in range(len(items)) if (key := item_key(age, place)) in values}
        if told:
            found[age] = told
    return found


def checklist_findings(values: Mapping[str, Any]) -> dict[int, Finding]:
    """R-KIA of every checklist of a check-up, by age in months."""
    told = checklists_of(values)
    found = {age: checklist_so_far(Checkpoint(age, CHECKPOINTS[age]), answers) for age, answers in told.items()}
    return {age: finding for age, finding in found.items() if finding is not None}


def answers_of(answers: Mapping[tuple[str, str], Answer], form: str) -> dict[str, Any]:
    """The values of one form among the answers of a check-up, by key."""
    return {key: json.loads(row.value) for (of, key), row in answers.items() if of == form}


def is_checklist_complete(answers: Mapping[tuple[str, str], Answer]) -> bool | None:
    """What the card of the child asks: whether the checklist of the day is complete; None while it is not known."""
    return is_complete_by(answers_of(answers, KIA))


def is_complete_by(values: Mapping[str, Any]) -> bool | None:
    """`is_checklist_complete` from the lines by key."""
    found = checklist_findings(values)
    if not found:
        return None
    severity = found[max(found)].severity
    return None if severity is Severity.YELLOW else severity is Severity.GREEN


def with_kpsp(found: Assessment, answers: Mapping[tuple[str, str], Answer]) -> Assessment:
    """The assessment of the child's card with the verdict of the KPSP of the day, so that a red one is never lost."""
    told = kpsp_of(answers_of(answers, KPSP))
    return found if told is None else with_result(found, told)


def with_result(found: Assessment, told: KpspAnswers) -> Assessment:
    """The assessment of the child's card with the verdict of this KPSP."""
    finding, label = told.finding, f"KPSP {told.age_months} bulan: {told.finding.label}"
    verdict = Verdict(
        finding.rule, KPSP, finding.label, finding.severity, label, finding.why, finding.next_step, source=_SOURCE
    )
    verdicts = [*(one for one in found.verdicts if one.field != "refer"), verdict]
    total = summary(verdicts)
    return replace(found, verdicts=tuple(verdicts if total is None else [*verdicts, total]))
