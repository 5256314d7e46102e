"""The invented posyandu days: who came, and what the scale and the board showed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.growth.standards import STANDING_FROM_MONTH
from core.rules.breastfeeding import ONLY_BREAST_MILK, OTHER_FOOD
from core.rules.vitamin_a import BLUE_AGES, ROUND_MONTHS, capsule_for
from core.services.demo_village.children import DemoChild
from core.services.people.residence import UNDER_FIVE_MONTHS
from core.words.age import age_days, completed_months
from core.words.people import LifeStatus, Posture


@dataclass(slots=True)
class DemoVisit:
    """One measured child on one day, as the columns of the register; `session_on` None was a visit at home."""

    child: DemoChild
    measured_on: date
    session_on: date | None
    weight_g: int
    length_mm: int | None = None
    posture: Posture | None = None
    head_mm: int | None = None
    muac_mm: int | None = None
    has_oedema: bool = False
    is_outside_history: bool = False
    breastfeeding: str | None = None
    vitamin_a: str | None = None
    is_referred: bool = False
    follow_up_note: str = ""
    confirmation_reason: str = ""
    note: str = ""


def visits_of(child: DemoChild, sessions: tuple[date, ...], today: date) -> list[DemoVisit]:
    """Every weighing of one child in the span of `sessions`, earliest first."""
    visits = list(_before_moving_in(child, sessions))
    milk_is_over = False
    for session in sessions:
        on = _day_of_coming(child, session, today)
        if on is None:
            continue
        visit = _measured(child, on, session if on == session else None)
        visit.breastfeeding, milk_is_over = _breastfeeding(child, on, milk_is_over)
        visits.append(visit)
    _tell_story(child, visits, sessions[-1])
    return visits


def is_resident(child: DemoChild, on: date) -> bool:
    """Whether the child lives here on a day, under five."""
    person, came = child.person, child.house.moved_in_on
    if on < person.born_on or (came is not None and on < came):
        return False
    gone = person.status is not LifeStatus.ALIVE and person.status_changed_on is not None
    if gone and person.status_changed_on is not None and on > person.status_changed_on:
        return False
    return completed_months(person.born_on, on) < UNDER_FIVE_MONTHS


def _day_of_coming(child: DemoChild, session: date, today: date) -> date | None:
    random = child.random
    if not is_resident(child, session) or age_days(child.person.born_on, session) < random.randrange(3, 10):
        return None
    months = completed_months(child.person.born_on, session)
    eagerness = 0.05 if months < 12 else 0.0 if months < 36 else -0.09
    if session in child.faithful_days or random.random() < child.comes + eagerness:
        return session
    at_home = session + timedelta(days=random.randrange(2, 9))
    if random.random() < 0.12 and at_home < today and at_home.month == session.month:
        return at_home
    return None


def _measured(child: DemoChild, on: date, session: date | None) -> DemoVisit:
    random, path = child.random, child.path
    months = completed_months(child.person.born_on, on)
    weight_g = round(random.gauss(path.weight_kg(on), 0.04) * 10) * 100
    visit = DemoVisit(child, on, session, weight_g)
    is_round = on.month in ROUND_MONTHS
    if session is not None and (is_round or random.random() < (0.93 if months < STANDING_FROM_MONTH else 0.82)):
        visit.posture = _posture(child, months)
        visit.length_mm = round(random.gauss(path.length_cm(on), 0.25) * 10 + _posture_step(visit.posture, months))
    if session is not None and random.random() < (0.6 if months < STANDING_FROM_MONTH else 0.25):
        visit.head_mm = round(random.gauss(path.head_cm(on), 0.15) * 10)
    arm_cm = path.arm_cm(on)
    if arm_cm is not None and months >= 6 and random.random() < 0.7:
        visit.muac_mm = round(random.gauss(arm_cm, 0.1) * 10)
    if is_round and session is not None and months >= BLUE_AGES.start and random.random() < 0.94:
        visit.vitamin_a = capsule_for(months)
    return visit


def _posture(child: DemoChild, months: int) -> Posture:
    usual = Posture.LYING if months < STANDING_FROM_MONTH else Posture.STANDING
    # Around the second birthday the other way is common, and the program must set it right.
    if 21 <= months <= 26 and child.random.random() < 0.12:
        return Posture.STANDING if usual is Posture.LYING else Posture.LYING
    return usual


def _posture_step(posture: Posture, months: int) -> int:
    """A child is 7 mm longer lying than standing (WHO 2006)."""
    if months < STANDING_FROM_MONTH:
        return -7 if posture is Posture.STANDING else 0
    return 7 if posture is Posture.LYING else 0


def _breastfeeding(child: DemoChild, on: date, is_over: bool) -> tuple[str | None, bool]:
    months = completed_months(child.person.born_on, on)
    if months > 6:
        return None, True
    if child.random.random() < 0.05:
        return "A", is_over
    is_over = is_over or months > child.only_milk_months or child.only_milk_months == 0
    return (OTHER_FOOD if is_over else ONLY_BREAST_MILK), is_over


def _before_moving_in(child: DemoChild, sessions: tuple[date, ...]) -> Iterator[DemoVisit]:
    """Some who moved here bring a KIA book, and the kader copies its last weights as history from elsewhere."""
    came = child.house.moved_in_on
    if came is None or age_days(child.person.born_on, came) < 70 or child.random.random() < 0.5:
        return
    if not is_resident(child, came) or came < sessions[0]:
        return
    for months_ago in (2, 1):
        visit = _measured(child, came - timedelta(days=30 * months_ago - 4), None)
        visit.is_outside_history, visit.note = True, "Disalin dari Buku KIA"
        yield visit


def _tell_story(child: DemoChild, visits: list[DemoVisit], last_session: date) -> None:
    """What a kader did about it, and the slips that the program must notice."""
    late = [visit for visit in visits if (last_session - visit.measured_on).days < 160 and visit.session_on]
    if not late:
        return
    last = late[-1]
    if child.story in {"fallen", "catching up", "very short"}:
        late[0].is_referred, late[0].follow_up_note = True, "Dirujuk ke puskesmas, sudah diperiksa bidan"
    elif child.story in {"losing", "thin"} and child.random.random() < 0.5:
        last.is_referred, last.follow_up_note = True, "Dirujuk ke bidan"
    elif child.story == "swollen":
        last.has_oedema, last.is_referred = True, True
        last.follow_up_note = "Diantar ke puskesmas hari itu juga"
    elif child.story == "shrunk" and last.length_mm is not None:
        last.length_mm -= 31
        last.confirmation_reason = "Sudah diukur dua kali, anak tidak mau lurus"
    elif child.story == "copied":
        for visit in late[-3:]:
            visit.weight_g = late[-3:][0].weight_g
    elif child.story == "leapt":
        last.weight_g += 2600
        last.confirmation_reason = "Sudah ditimbang ulang, memakai jaket tebal"
