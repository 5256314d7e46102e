"""Which instruments somebody of the demo was asked on one of the last days, and what came of them: mostly nothing.

Every instrument is there in any village of some size, and each with somebody in whom it found something. The chance of
the person decides, apart from the chances that make its body and its card, so that those stay as they are.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from core.rules.danger_signs import CHILDBED, INFANT, MOTHER_TO_BE, TODDLER, SignList
from core.rules.development import KPSP_QUESTIONS, SECTORS, checkpoint_for, kpsp_for
from core.rules.development_items import item_key
from core.rules.mind import EPDS_ITEMS
from core.rules.sheet import Value
from core.services.demo_village.questionnaires import DIM_EYE, DULL_EAR, WELL_AT_HOME, WELL_SENSES
from core.services.demo_village.seen import Seen
from core.services.immunization.development_rows import KIA, KPSP
from core.words.age import completed_months, completed_years

Answers = dict[str, Value]
_INFANT_MONTHS, _SENSES_YEARS, _SDQ_SELF_YEARS = 12, 15, 11
_SHORT_CM, _MANY_CHILDREN, _OLD_MOTHER_YEARS = 145, 4, 35
_ASKS_SIGNS, _ASKS_KPSP, _ASKS_KIA, _ASKS_SENSES, _ASKS_TEENS, _ASKS_SDQ = 0.1, 0.07, 0.07, 0.3, 0.7, 0.4
_TABLE_OF_ILLNESS = {"Batuk pilek": "cough", "Demam ringan": "fever", "Diare sekali": "diarrhea"}
"""What the note on a child's card says, and the sign that it is."""


def signs(group: SignList, *present: str) -> Answers:
    """A list of danger signs asked from end to end."""
    return {f"danger_{key}": key in present for key in group.signs}


def ask_child(seen: Seen, seed: int) -> None:
    """Danger signs of whoever is ill and of some others; development of a few."""
    person, on = seen.person, seen.on
    random, months = Random(f"instruments {seed} {person.id} {on}"), completed_months(person.born_on, on)
    note = str(seen.own.get("illness_note", ""))
    group, form_key = (INFANT, "bahaya-bayi") if months < _INFANT_MONTHS else (TODDLER, "bahaya-balita")
    if note or random.random() < _ASKS_SIGNS:
        sign = _TABLE_OF_ILLNESS.get(note, "")
        # A loose stool or a warm forehead is told on the card; only one that lasts is a sign of danger.
        is_grave = sign == "cough" or random.random() < 0.3
        seen.answers[form_key] = signs(group, *((sign,) if is_grave and sign in group.signs else ()))
        if group is INFANT:
            seen.answers[form_key] |= {"breaths_per_min": random.randrange(42, 57)}
    if random.random() < _ASKS_KPSP:
        age = kpsp_for(person.born_on, on, person.gestation_weeks)
        seen.answers |= {} if age is None else {KPSP: _kpsp(random, age)}
    if random.random() < _ASKS_KIA:
        page = checkpoint_for(months)
        is_behind = random.random() < 0.08
        if page is not None:
            missing = random.randrange(len(page.items)) if is_behind else -1
            lines = range(len(page.items))
            seen.answers[KIA] = {item_key(page.age_months, place): place != missing for place in lines}


def _kpsp(random: Random, age_months: int) -> Answers:
    yes = random.choices((10, 9, 8, 7, 6), (62, 24, 8, 4, 2))[0]
    parts = (random.choice(SECTORS),) if yes < KPSP_QUESTIONS else ()
    return {"age_months": age_months, "yes": yes, "sectors": parts, "is_repeat": False}


def ask_grown(seen: Seen, seed: int, *, is_first: bool) -> None:
    """The instruments of a card of six years and more; those of the year only at the first visit."""
    random = Random(f"instruments {seed} {seen.person.id} {seen.on}")
    years = completed_years(seen.person.born_on, seen.on)
    if seen.card in _AT_EVERY_VISIT:
        form_key, group, told = _AT_EVERY_VISIT[seen.card]
        present = random.choices(("", told), (94, 6))[0]
        seen.answers[form_key] = signs(group, *((present,) if present else ()))
    if is_first:
        _ASK_ONCE[seen.card](seen, random, years)


_AT_EVERY_VISIT = {
    "bumil": ("bahaya-bumil", MOTHER_TO_BE, "anxiety"),
    "nifas": ("bahaya-nifas", CHILDBED, "breast"),
}


def _ask_pregnant(seen: Seen, _random: Random, years: int) -> None:
    """The score of the bidan: what her own facts say, and nothing else."""
    is_short = Decimal(str(seen.body.get("height_cm", _SHORT_CM + 1))) <= _SHORT_CM
    had_many = int(str(seen.context.get("gravida", 1))) > _MANY_CHILDREN
    ticked = {"kspr_age35": years >= _OLD_MOTHER_YEARS, "kspr_short": is_short, "kspr_many": had_many}
    seen.answers["kspr"] = {"kspr_cs": False, **ticked}


def _ask_after_birth(seen: Seen, random: Random, _years: int) -> None:
    """EPDS: nine mothers in ten are well, the tenth may be sad; nobody thinks of doing harm."""
    heavy = random.random() < 0.1
    scores: Answers = {key: random.choices((0, 1), (70, 30))[0] + heavy for key in EPDS_ITEMS}
    seen.answers["epds"] = scores | {EPDS_ITEMS[-1]: 0}


def _ask_teenager(seen: Seen, random: Random, years: int) -> None:
    if random.random() < _ASKS_TEENS and years >= _TEEN_YEARS:
        seen.answers["heeadsss"] = WELL_AT_HOME | random.choices(_TEENS, (84, 10, 4, 2))[0]
    if years >= _SENSES_YEARS and random.random() < _ASKS_SENSES:
        _ask_senses(seen, random, years)
    if random.random() < _ASKS_SDQ:
        parts = {key: random.randrange(0, most) for key, most in _SDQ.items()}
        seen.own.update({"sdq_form": "SELF" if years >= _SDQ_SELF_YEARS else "PARENT", "sdq_prosocial": 8, **parts})


def _ask_adult(seen: Seen, random: Random, years: int) -> None:
    if random.random() < _ASKS_SENSES:
        _ask_senses(seen, random, years)


def _ask_senses(seen: Seen, random: Random, years: int) -> None:
    """Fingers and whispers of one who sees and hears well; with the years somebody counts or hears badly."""
    is_dull, hears = random.random() < max(0, years - 45) / 120, random.random() < 0.5
    seen.answers["indera"] = WELL_SENSES | ({} if not is_dull else DIM_EYE if hears else DULL_EAR)


_ASK_ONCE: Mapping[str, Callable[[Seen, Random, int], None]] = {
    "bumil": _ask_pregnant,
    "nifas": _ask_after_birth,
    "remaja": _ask_teenager,
    "dewasa": _ask_adult,
    "lansia": _ask_adult,
}
_SDQ = {"sdq_emotional": 6, "sdq_conduct": 4, "sdq_hyper": 6, "sdq_peer": 4}
_TEEN_YEARS = 10
"""Nobody younger is asked about friends, drugs and love."""
_TEENS: tuple[Answers, ...] = ({}, {"heeadsss_school": True}, {"heeadsss_body": True}, {"heeadsss_drugs": True})
