"""The commonest reasons to come, stated anew in plain words on random villages, beside the list itself."""

import json
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.clock import Clock
from core.services.day.due_list import due_list
from core.services.growth.growth_verdicts import judge_all
from core.services.register import open_register
from core.services.setup import Settings, add_posyandu, set_up
from core.services.views import ChildView, VisitFacts
from core.store.base import new_id
from core.store.checkups import Answer, CheckUp, Referral
from core.store.people import Family, FamilyMember, Person
from core.store.pregnancies import Pregnancy
from core.store.visits import Measurement, PosyanduDay
from core.words.people import FamilyRole, Sex

TODAY, ON, HELD = date(2026, 11, 25), date(2027, 2, 10), date(2027, 1, 13)
MONTHS = [
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
]
# What the slow statement below does not work out: they have tests and laws of their own.
LEFT_OUT = {"imunisasi", "hamil", "nifas", "kb"}
SIGNS = ("tbc_cough", "tbc_fever", "tbc_weight")
_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "systolic_mmhg": st.one_of(st.sampled_from([129, 130, 139, 140, 160, 179, 180]), st.integers(80, 190)),
        "diastolic_mmhg": st.one_of(st.sampled_from([84, 85, 89, 90, 109, 110]), st.integers(50, 120)),
        "glucose_mg_dl": st.sampled_from([69, 99, 100, 125, 139, 140, 199, 200, "99,5", "139.9"]),
        "glucose_kind": st.sampled_from(["GDS", "GDP"]),
        "own_history": st.lists(st.sampled_from(["HT", "DM", "TBC"]), unique=True),
        "family_history": st.lists(st.sampled_from(["HT", "DM"]), unique=True),
        **dict.fromkeys((*SIGNS, "tbc_contact", "tablets_weekly", "tablets_daily", "food_given"), st.booleans()),
        "tablets_given": st.sampled_from([0, 30]),
    },
)
_BACK = st.one_of(
    st.integers(-5, 40), st.integers(41, 400), st.integers(41, 800), st.sampled_from([0, 1, 180, 181, 365, 400, 401])
)
_VISITS = st.lists(st.tuples(_BACK, st.booleans(), st.booleans(), _ANSWERS), max_size=4, unique_by=lambda one: one[0])
_WEIGHED = st.lists(
    st.tuples(st.one_of(st.integers(0, 60), st.integers(0, 550)), st.integers(2_500, 16_000), st.booleans()),
    max_size=6,
    unique_by=lambda one: one[0],
)
_AGES = st.one_of(st.integers(0, 30), st.integers(0, 2_400), st.integers(2_000, 8_000), st.integers(7_000, 32_000))
_PEOPLE = st.lists(
    st.tuples(_AGES, st.sampled_from(list(Sex)), _VISITS, _WEIGHED, st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    register = open_register(str(tmp_path_factory.mktemp("why") / "desa.db"), who="Bu Sari", clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju")
    yield register
    register.close()


def months_lived(born_on, on):
    return (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)


def said(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_said(day):
    return f"{MONTHS[day.month - 1]} {day.year}"


def later(day, months):
    """So many calendar months later; the 1st of the next where the month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


class Somebody:
    """One person of an example, and what is known of them before the day."""

    def __init__(self, told):
        age, self.sex, visits, weighed, could_expect, self.is_referred = told
        self.has_tablets, self.settings = False, Settings()
        self.born_on = ON - timedelta(days=age)
        self.months = months_lived(self.born_on, ON)
        self.expects = could_expect and self.sex is Sex.FEMALE and 15 * 12 <= self.months < 45 * 12
        self.visits = sorted((ON - timedelta(days=back), *rest) for back, *rest in visits if back <= age)
        self.weighed = sorted((ON - timedelta(days=back), *rest) for back, *rest in weighed if back <= age)
        before = [one for one in self.visits if one[0] < ON]
        recent = [one for one in before if (ON - one[0]).days <= 400]
        last = [one for one in recent if one[1]][-1:] + [one for one in recent if one[2]][-1:]
        # Of mothers and newborns every card is looked at.
        is_followed = self.expects or age <= 28
        self.cards = [(one[0], one[3]) for one in recent if is_followed or one in last]
        self.recent = recent
        self.seen_on = before[-1][0] if before else None
        self.served_on = next((one[0] for one in reversed(recent) if one[2]), None)
        self.is_grown_up = self.months >= 19 * 12 and not self.expects

    def last(self, key):
        """Day and answer of the last card on which the key was answered."""
        return next(((day, answers[key]) for day, answers in reversed(self.cards) if key in answers), (None, None))


def pressure(one):
    day, top = one.last("systolic_mmhg")
    bottom = None if day is None else dict(one.cards)[day].get("diastolic_mmhg")
    words = None if day is None else f"terakhir {top}/{'…' if bottom is None else bottom}, {said(day)}"
    if not one.is_grown_up and not one.expects:
        return
    reaches = [top is not None and (top >= high or (bottom or 0) >= low) for high, low in LIMITS]
    if reaches[1]:
        is_urgent = reaches[3] if one.is_grown_up else reaches[2]
        yield "tensi", f"Kontrol tekanan darah: {words}", "segera" if is_urgent else "merah", False
    elif one.is_grown_up and "HT" in (one.last("own_history")[1] or ()):
        yield "tensi", "Kontrol tekanan darah: punya riwayat darah tinggi", "kuning", False
    elif one.is_grown_up and reaches[0] and later(day, 1) <= ON:
        yield "tensi", f"Ukur lagi tekanan darah, hampir tinggi: {words}", "kuning", later(day, 1) < ON


LIMITS = ((130, 85), (140, 90), (160, 110), (180, 110))
"""Nearly high, high, at once for who expects a child, at once for everybody else (mmHg)."""


def sugar(one):
    if not one.is_grown_up:
        return
    day, value = one.last("glucose_mg_dl")
    if day is not None:
        number = float(str(value).replace(",", "."))
        if number >= (100 if dict(one.cards)[day].get("glucose_kind") == "GDP" else 140):
            yield (
                "gula",
                f"Kontrol gula darah: terakhir {str(value).replace('.', ',')} mg/dL, {said(day)}",
                "merah",
                False,
            )
            return
    if "DM" in (one.last("own_history")[1] or ()):
        yield "gula", "Kontrol gula darah: punya riwayat kencing manis", "kuning", False


def invitation(one):
    if one.is_grown_up and one.seen_on is None:
        yield "skrining", "Belum pernah diperiksa di posyandu", "hijau", False
    elif one.is_grown_up and later(one.seen_on, 12) <= ON:
        yield "skrining", f"Terakhir diperiksa {said(one.seen_on)}, sudah setahun", "hijau", True
    elif one.seen_on is not None and one.months >= 15 * 12 and not one.expects:
        tested = [day for day, *_, answers in one.recent if "glucose_mg_dl" in answers]
        history = {*(one.last("own_history")[1] or ()), *(one.last("family_history")[1] or ())}
        is_asked = one.months >= 40 * 12 or history & {"HT", "DM"}
        if is_asked and (not tested or later(tested[-1], 12) <= ON):
            yield "skrining", "Gula darah belum diperiksa setahun ini", "hijau", False


def tuberculosis(one):
    if one.served_on is None or (ON - one.served_on).days > 180:
        return
    answers = dict(one.cards)[one.served_on]
    signs, is_close = sum(answers.get(key) is True for key in SIGNS), answers.get("tbc_contact") is True
    is_at_risk = one.months < 15 * 12 or one.expects or "DM" in (one.last("own_history")[1] or ())
    if signs:
        severity = "merah" if signs + is_close >= 2 or is_at_risk else "kuning"
        yield "tbc", f"Ada gejala TBC {said(one.served_on)}: tanya lagi, sudah diperiksa?", severity, False
    elif is_close:
        yield "tbc", f"Dekat dengan pasien TBC {said(one.served_on)}: tanya lagi, sudah diperiksa?", "kuning", False


def tablets(one):
    if one.expects and one.has_tablets:
        given_on = max((day for day, answers in one.cards if answers.get("tablets_given")), default=None)
        if one.last("tablets_daily")[1] is False:
            yield "ttd", "TTD belum diminum setiap hari: tanyakan sebabnya", "kuning", True
        elif given_on is None or (ON - given_on).days >= 30:
            yield "ttd", "TTD: ambil tablet untuk sebulan", "kuning", False
    is_girl = one.sex is Sex.FEMALE and 72 <= one.months < 19 * 12 and not one.expects
    if is_girl and one.last("tablets_weekly")[1] is False:
        yield "ttd", "TTD belum diminum tiap minggu: ajak minum bersama", "kuning", False


def child(one):
    weighed = [day for day, *_ in one.weighed if day < ON]
    if one.months >= 72:
        return
    if not weighed:
        is_new = one.born_on > HELD
        yield "tidak-datang", "Belum pernah ditimbang di sini", "hijau" if is_new else "kuning", not is_new
    elif weighed[-1] < HELD.replace(day=1):
        words = f"Tidak datang {month_said(HELD)}, terakhir {month_said(weighed[-1])}"
        yield "tidak-datang", words, "kuning", weighed[-1] < date(2026, 12, 1)
    if one.months >= 60:
        return
    had_capsule = any(
        day.replace(day=1) == ON.replace(day=1) and capsule for day, _, capsule in one.weighed if day < ON
    )
    if one.months >= 6 and not had_capsule:
        words = "kapsul biru" if one.months < 12 else "kapsul merah, obat cacing"
        yield "vitamin-a", f"Vitamin A {words}", "kuning", False
    yield from newborn(one, weighed)
    yield from growth(one)


def newborn(one, weighed):
    age = (ON - one.born_on).days
    came = {(day - one.born_on).days for day in (*weighed, *(day for day, *_, told in one.recent if told))}
    windows = {"KN1": (0, 2), "KN2": (3, 7), "KN3": (8, 28)}
    done = {name for name, (first, last) in windows.items() if came & {*range(first, last + 1)}}
    now = next((name for name, (first, last) in windows.items() if first <= age <= last), None)
    if now is not None and now not in done:
        missed = [name for name, (_, last) in windows.items() if last < age and name not in done]
        behind = f"; {', '.join(missed)} belum tercatat" if missed else ""
        until = said(one.born_on + timedelta(days=windows[now][1]))
        yield "bayi-baru", f"Bayi {age} hari: {now} sampai {until}{behind}", "kuning", bool(missed)


def growth(one):
    """As the child's own page judges it, from everything that was ever weighed; older than ten months says nothing."""
    visits = [
        VisitFacts(day, weight_g=grams, is_session=False, id=str(day)) for day, grams, _ in one.weighed if day < ON
    ]
    if not visits or (ON - visits[-1].measured_on).days > 300:
        return
    header = ChildView(id="a", name="A", sex=one.sex, born_on=one.born_on, is_birth_date_approximate=False)
    found = [it for it in judge_all(header, visits, one.settings)[-1].findings if it.severity.value != "hijau"]
    if found:
        gravest = [it for it in found if it.severity is found[0].severity]
        labels = list(dict.fromkeys(it.label for it in gravest))[:2]
        words = f"{', '.join(labels)} ({month_said(visits[-1].measured_on)})"
        yield "pertumbuhan", words, gravest[0].severity.value, False


def every(one):
    for rule in (child, pressure, sugar, invitation, tuberculosis, tablets):
        yield from rule(one)
    if one.last("food_given")[1] is True:
        yield "makanan-tambahan", "Makanan tambahan: timbang lagi, tanyakan habis tiap hari", "kuning", False
    if one.is_referred:
        yield "rujukan", f"Dirujuk {said(ON - timedelta(days=20))}: tanyakan kabarnya", "kuning", True


def _written(session, unit, name, one):
    family, person = new_id(), new_id()
    session.add(Family(id=family, posyandu_id=unit, dusun="Krajan"))
    session.add(Person(id=person, name=name, sex=one.sex, born_on=one.born_on))
    session.flush()
    session.add(FamilyMember(family_id=family, person_id=person, role=FamilyRole.OTHER))
    form = "bumil" if one.expects else "balita" if one.months < 72 else "dewasa"
    for day, is_measured, is_served, answers in one.visits:
        row = CheckUp(id=new_id(), person_id=person, checked_on=day, came_at="08:00:00")
        row.measured_at, row.served_at = "08:10:00" if is_measured else None, "08:20:00" if is_served else None
        session.add(row)
        session.flush()
        session.add_all(
            Answer(check_up_id=row.id, form=form, key=key, value=json.dumps(it)) for key, it in answers.items()
        )
    for day, grams, capsule in one.weighed:
        given = "biru" if capsule else None
        session.add(Measurement(person_id=person, measured_on=day, weight_g=grams, vitamin_a=given))
    if one.expects:
        session.add(Pregnancy(mother_id=person, opened_on=ON - timedelta(days=450), hpht_on=ON - timedelta(days=150)))
    if one.is_referred:
        sent = {"referred_on": ON - timedelta(days=20), "target": "PUSKESMAS", "urgency": "merah", "status": "belum"}
        session.add(Referral(person_id=person, reasons="[]", note="", **sent))
    return person


def _held(session, unit):
    """A hari buka of the month before, at which somebody was measured who has moved away since."""
    away, day = new_id(), new_id()
    session.add(Person(id=away, name="Orang jauh", sex=Sex.MALE, born_on=date(1980, 1, 1)))
    session.add(PosyanduDay(id=day, posyandu_id=unit, held_on=HELD))
    session.flush()
    session.add(Measurement(person_id=away, measured_on=HELD, day_id=day, weight_g=60_000))


@given(people=_PEOPLE)
@settings(max_examples=60, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_r_jatuhtempo_the_list_says_what_the_rules_say(village, people):
    unit, everybody = add_posyandu(village, f"P {new_id()}").value.id, [Somebody(told) for told in people]
    with village.database.scratch() as session:
        _held(session, unit)
        ids = [_written(session, unit, f"Orang {place}", one) for place, one in enumerate(everybody)]
    lines = {line.person_id: line for line in due_list(village, unit, ON)}
    for person_id, one in zip(ids, everybody, strict=True):
        line = lines.get(person_id)
        found = (
            [] if line is None else [(it.kind.value, it.text, it.severity.value, it.is_overdue) for it in line.reasons]
        )
        one.has_tablets, one.settings = _gives_tablets(village), Settings()
        wanted = set(every(one))
        is_quiet = not wanted and not any(kind in LEFT_OUT for kind, *_ in found)
        if one.months < 72 and is_quiet:
            wanted = {("bulanan", "Timbang dan ukur bulan ini", "hijau", False)}
        assert {it for it in found if it[0] not in LEFT_OUT} == wanted
        assert len(found) == len(set(found))


def _gives_tablets(village):
    with village.reading() as session:
        return (
            session.query(Answer.id).filter(Answer.form == "bumil", Answer.key == "tablets_given").first() is not None
        )
