"""A red finding is never lost between step, card, referral list, board, summary and closing, whatever is typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.errors import InputError
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.rules.verdict import Verdict
from core.services.day.attending import board, come, leave
from core.services.day.cards import open_card, save_answers
from core.services.day.closing_follow_up import WorkKind
from core.services.day.closing_state import closing_state
from core.services.day.day_findings import findings_of_day
from core.services.day.open_day import open_day
from core.services.day.referring import FollowUp, follow_up, referrals_of_day
from core.services.growth.measuring import save_visit
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.words.findings import Severity
from core.words.people import Sex
from core.words.roles import Role, User

TODAY = date(2026, 11, 25)
UNSHARED = "Hasil pemeriksaan bidan"
"""What every list says for a reason that only the bidan may read."""
PEOPLE: dict[str, tuple[int, Sex, tuple[str, ...]]] = {
    "bayi": (60, Sex.MALE, ("bahaya-bayi", "tbc")),
    "balita": (630, Sex.FEMALE, ("bahaya-balita", "tbc")),
    "remaja": (5_800, Sex.FEMALE, ("heeadsss", "indera", "tbc")),
    "bumil": (10_400, Sex.FEMALE, ("bahaya-bumil", "kspr", "tbc")),
    "nifas": (10_400, Sex.FEMALE, ("bahaya-nifas", "epds")),
    "dewasa": (17_000, Sex.MALE, ("srq20", "puma", "jiwa4", "tbc")),
    "lansia": (28_000, Sex.FEMALE, ("skilas", "aks", "srq20")),
}
"""Of every card: how many days old, the sex, and the questionnaires that open from it."""
AWAY = {"visit_date", "refer_manual", "hpht", "usg_due_date", "delivery_date", "last_birth_date"}
ANSWERS: dict[Kind, Callable[[Field], st.SearchStrategy[object]]] = {
    Kind.YES_NO: lambda _: st.booleans(),
    Kind.CHOICE: lambda one: st.sampled_from([option.code for option in one.choices]),
    Kind.SEVERAL: lambda one: st.lists(st.sampled_from([option.code for option in one.choices]), unique=True),
    Kind.WHOLE: lambda one: st.integers(int(one.low or 0), int(one.high or 99)),
    Kind.DECIMAL: lambda one: st.decimals(one.low, one.high, places=1),
}
DAYS_BACK = count(1)


@dataclass
class Visit:
    """Who came on which day, what is typed piece by piece, and what happens after the first piece."""

    card: str
    saves: list[tuple[str, dict[str, Any]]]
    between: str
    at_the_end: str
    weighed_g: int | None
    swollen: bool
    on: date = field(default_factory=lambda: TODAY - timedelta(days=next(DAYS_BACK)))


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A card with some of its boxes filled, and questionnaires, saved in a few pieces, one form twice."""
    card = draw(st.sampled_from(sorted(PEOPLE)))
    key = "balita" if card == "bayi" else card
    forms = [key, *draw(st.lists(st.sampled_from(PEOPLE[card][2]), min_size=1, max_size=2, unique=True))]
    saves = []
    order = draw(st.permutations(forms))
    # The first form a second time: what grows graver after somebody acted on it.
    for form_key in (*order, order[0]):
        form = form_named(form_key)
        assert form is not None
        boxes = [one for one in form.fields if not one.derived and one.kind in ANSWERS and one.key not in AWAY]
        chosen = draw(st.lists(st.sampled_from(boxes), min_size=1, max_size=14, unique_by=lambda one: one.key))
        saves.append((form_key, {one.key: draw(ANSWERS[one.kind](one)) for one in chosen}))
    between = draw(st.sampled_from(["nothing", FollowUp.DONE, FollowUp.NOT_COME]))
    weighed_g = draw(st.none() | st.integers(2_000, 20_000)) if key == "balita" else None
    at_the_end = draw(st.sampled_from(["nothing", "leave"]))
    return Visit(card, saves, between, at_the_end, weighed_g, draw(st.booleans()))


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Each example is a day of its own in one register; making a failing one smaller would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(visit=visits())
def test_r_ruj_what_is_red_on_the_card_is_on_every_list(register: Register, visit: Visit):
    day_id = open_day(register, list_posyandu(register)[0].id, visit.on).value.id
    person = _person(register, visit)
    seen = _come(register, day_id, person, visit)
    for place, (form_key, boxes) in enumerate(visit.saves):
        _save(register, seen, form_key, boxes)
        _expect_everywhere(register, day_id, seen, _reds(register, seen, visit.saves[: place + 1]))
        if place == 0 and visit.between != "nothing":
            for sent in referrals_of_day(register, day_id):
                follow_up(register, sent.id, FollowUp(visit.between), note="sudah diperiksa")
    if visit.at_the_end == "leave":
        leave(register, seen, "anak menangis")
    red = _reds(register, seen, visit.saves)
    _expect_everywhere(register, day_id, seen, red)
    _expect_a_kader_sees_that_and_how_urgently(register, day_id, red)


def _expect_a_kader_sees_that_and_how_urgently(register: Register, day_id: str, red: dict[str, Verdict]) -> None:
    """R-PERAN takes the diagnosis out of the words, never the finding off a list."""
    if not red:
        return
    worst = max((one.severity for one in red.values()), key=lambda one: one.rank)
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    try:
        [found] = findings_of_day(register, day_id)
        [person] = closing_state(register, day_id).people
        [line] = board(register, day_id).lines
        sent = referrals_of_day(register, day_id)
    finally:
        register.user = None
    assert (found.severity, line.urgency, person.severity) == (worst, worst, worst)
    assert (found.is_on_list, person.is_red, person.is_sent) == (True, True, True)
    assert all(found.reasons)
    assert all(person.reasons)
    assert all(one.reasons for one in sent)


def _come(register: Register, day_id: str, person_id: str, visit: Visit) -> str:
    """Registered first; a child perhaps weighed before anybody wrote down that it came."""
    if visit.weighed_g is None:
        return come(register, day_id, person_id).value.id
    draft = VisitFacts(visit.on, weight_g=visit.weighed_g, has_oedema=visit.swollen, confirmation_reason="uji")
    save_visit(register, person_id, draft, day_id=day_id)
    seen = come(register, day_id, person_id).value.id
    _expect_everywhere(register, day_id, seen, _reds(register, seen, []))
    return seen


def _person(register: Register, visit: Visit) -> str:
    days, sex, _ = PEOPLE[visit.card]
    form = PersonForm("Warga", sex, visit.on - timedelta(days), confirmation_reason="uji")
    person = register_person(register, form).value
    if visit.card == "bumil":
        open_pregnancy(register, person, PregnancyForm(hpht_on=visit.on - timedelta(180)))
    if visit.card == "nifas":
        children = (NewbornForm(Sex.MALE, "Bayi", birth_weight_g=3_000),)
        ended_on = visit.on - timedelta(10)
        record_birth(register, person, EndForm(ended_on=ended_on, children=children, confirmation_reason="uji"))
    return person


def _save(register: Register, check_up_id: str, form_key: str, boxes: dict[str, Any]) -> None:
    """Save all boxes at once; where they cannot be together, each that can be."""
    for part in (boxes, *({key: value} for key, value in boxes.items())):
        try:
            save_answers(register, check_up_id, form_key, part, confirmation_reason="uji")
        except InputError:
            continue
        if part is boxes:
            return


def _reds(register: Register, check_up_id: str, saves: list[tuple[str, dict[str, Any]]]) -> dict[str, Verdict]:
    """What is red on the card and on every form filled so far, by its field."""
    found: dict[str, Verdict] = {}
    for key in dict.fromkeys(("", *(key for key, _ in saves))):
        for one in open_card(register, check_up_id, key).verdicts:
            if one.severity.rank >= Severity.RED.rank and one.field != "refer":
                found[f"{key}.{one.field}"] = one
    return found


def _expect_everywhere(register: Register, day_id: str, check_up_id: str, red: dict[str, Verdict]) -> None:
    if not red:
        return
    worst = max((one.severity for one in red.values()), key=lambda one: one.rank)
    reasons = {one.referral_reason for one in red.values()}
    assert "" not in reasons
    card = open_card(register, check_up_id)
    assert reasons <= set(card.reasons)
    # The summary of the day.
    [found] = findings_of_day(register, day_id)
    shown = {(one.rule, one.field, one.severity) for one in found.verdicts}
    assert {(one.rule, one.field, one.severity) for one in red.values()} <= shown
    assert reasons <= set(found.reasons)
    assert (found.severity, found.is_on_list, found.needs_look) == (worst, True, False)
    # The queue.
    [line] = board(register, day_id).lines
    assert line.urgency is worst
    # The list of referrals: each reason on it, and at least as urgent as it is now; what was answered only stands for
    # what it was asked of.
    sent = referrals_of_day(register, day_id)
    listed = {reason for one in sent for reason in one.reasons}
    assert reasons <= listed or UNSHARED in listed
    assert max(one.urgency.rank for one in sent) >= worst.rank
    for one in red.values():
        told = [row.urgency.rank for row in sent if one.referral_reason in row.reasons]
        assert max(told, default=one.severity.rank) >= one.severity.rank, one
    # Closing: the person, the count of those nobody has heard of, and the work after the day.
    state = closing_state(register, day_id)
    [person] = state.people
    assert reasons <= set(person.reasons) or UNSHARED in person.reasons
    assert (person.is_red, person.is_sent, person.severity.rank >= worst.rank) == (True, True, True)
    assert [one.name for one in state.reds] == ["Warga"]
    is_open = any(one.status is FollowUp.OPEN for one in sent)
    assert [one.name for one in state.reds_without_follow_up] == (["Warga"] if is_open else [])
    assert any(one.kind is WorkKind.RED for one in state.work) is is_open
    # What is no work any more has its outcome written down.
    assert is_open or all(one.status_on is not None and one.note for one in sent)
