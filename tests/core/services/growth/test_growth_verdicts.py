"""From facts to verdicts: one visit judged alone is the same as judged among all."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.services.growth.growth_verdicts import doubts, in_order, judge_all, judge_one
from core.services.setup import Settings
from core.services.views import ChildView, VisitFacts
from core.words.people import Posture, Sex

BORN = date(2023, 1, 10)
CHILD = ChildView(
    id="anak",
    name="Bima",
    sex=Sex.MALE,
    born_on=BORN,
    is_birth_date_approximate=False,
    birth_weight_g=3100,
)


@st.composite
def histories(draw):
    """Visits of one child, most months one, with gaps, doubles, oedema, and lines from the child's book."""
    days = draw(st.lists(st.integers(0, 1_100), min_size=1, max_size=25, unique=True))
    return [
        VisitFacts(
            BORN + timedelta(days=day),
            weight_g=draw(st.none() | st.integers(2_500, 18_000)),
            length_mm=draw(st.none() | st.integers(480, 1_050)),
            has_oedema=draw(st.sampled_from([False] * 9 + [True])),
            is_outside_history=draw(st.sampled_from([False] * 9 + [True])),
            day_id=draw(st.none() | st.just("hari")),
            id=f"v{number}",
        )
        for number, day in enumerate(days)
    ]


@given(histories(), st.booleans())
def test_one_visit_alone_is_judged_as_among_all(facts, o_breaks_two_t):
    settings = Settings(o_breaks_two_t=o_breaks_two_t)
    for verdict in judge_all(CHILD, facts, settings):
        assert judge_one(CHILD, facts, verdict.facts, settings) == verdict


@given(histories())
def test_verdicts_come_in_the_order_of_the_visits(facts):
    assert [verdict.facts for verdict in judge_all(CHILD, facts, Settings())] == in_order(facts)


def test_what_is_odd_names_the_field_of_the_visit():
    before = VisitFacts(date(2025, 1, 10), length_mm=850, posture=Posture.STANDING, id="a")
    now = VisitFacts(date(2025, 2, 10), length_mm=800, posture=Posture.STANDING, id="b")
    assert [finding.field for finding in doubts(CHILD, [before, now], now)] == ["length_mm"]
    assert doubts(CHILD, [before, now], before) == ()
