"""A girl born on 10 January 2025 for the tests of charts and papers; her weighings are judged by the program itself."""

from datetime import date

from core.services.growth.growth_verdicts import judge_all, judge_one
from core.services.setup import Settings
from core.services.views import ChildView, GrowthHistory, VisitFacts, VisitVerdict
from core.words.people import Sex

BORN = date(2025, 1, 10)
GIRL = ChildView(
    id="1",
    name="Aisyah",
    sex=Sex.FEMALE,
    born_on=BORN,
    is_birth_date_approximate=False,
    mother="Nur",
    posyandu="Melati",
    village="Sukamaju",
    has_kia_book=True,
)


def weighed(*visits: tuple[str, float], child: ChildView = GIRL, edition: str = "2020") -> GrowthHistory:
    """Her history, from (date, kg) pairs."""
    facts = [VisitFacts(date.fromisoformat(on), weight_g=round(kg * 1000), id=on) for on, kg in visits]
    return GrowthHistory(child, judge_all(child, facts, Settings(kms_edition=edition)), edition)


def typed(history: GrowthHistory, on: str, kg: float) -> VisitVerdict:
    """The verdict of a weight being typed on a day."""
    facts = VisitFacts(date.fromisoformat(on), weight_g=round(kg * 1000))
    return judge_one(history.child, [*(v.facts for v in history.visits), facts], facts, Settings())
