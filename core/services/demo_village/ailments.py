"""What a few grown people of the demo suffer from, so that every list has something on it; nobody real is meant."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Protocol, TypeVar

from core.services.demo_village import questionnaires
from core.services.demo_village.seen import Seen
from core.words.people import Sex

_OLD_CARD, _GROWN_CARDS = ("lansia",), ("dewasa", "lansia")


class Ailment(Enum):
    """What is wrong with somebody at the time of the last days."""

    NONE = "none"
    CRISIS = "blood pressure of an emergency"
    HIGH_PRESSURE = "high blood pressure"
    SUGAR = "high blood sugar"
    TUBERCULOSIS = "signs of tuberculosis"
    TROUBLED = "a troubled mind"
    NEEDS_HELP = "needs help every day"
    FRAIL = "frail in old age"
    CANNOT_STAND = "cannot stand on the scale"
    PALE = "too little haemoglobin, at school"
    THIN_ARM = "a thin arm in pregnancy"
    MOTHERS_PRESSURE = "high blood pressure in pregnancy"
    RISKY = "a caesarean before this pregnancy"
    SAD = "sad after the birth"
    SMOKES_YOUNG = "smokes at school age"
    DIM = "sees and hears badly"
    BREATHLESS = "short of breath after years of smoking"


class _Regular(Protocol):
    """Somebody who may be ill: the card of the newest day, sex and age in completed years."""

    @property
    def card(self) -> str: ...
    @property
    def sex(self) -> Sex: ...
    @property
    def years(self) -> int: ...


Someone = TypeVar("Someone", bound=_Regular)


@dataclass(frozen=True, slots=True)
class _Share:
    """How common an ailment is among those of these cards; one is planted for certain where anybody fits."""

    ailment: Ailment
    cards: tuple[str, ...]
    share: float = 0.0
    from_years: int = 0
    sex: Sex | None = None

    def fits(self, one: _Regular) -> bool:
        """Whether somebody could have it."""
        return one.card in self.cards and one.years >= self.from_years and self.sex in (None, one.sex)


_SHARES = (
    _Share(Ailment.THIN_ARM, ("bumil",), 0.1),
    _Share(Ailment.MOTHERS_PRESSURE, ("bumil",)),
    _Share(Ailment.RISKY, ("bumil",), 0.08),
    _Share(Ailment.SAD, ("nifas",), 0.1),
    _Share(Ailment.SMOKES_YOUNG, ("remaja",), 0.05, 14, Sex.MALE),
    _Share(Ailment.PALE, ("remaja",), 0.08, 12, Sex.FEMALE),
    _Share(Ailment.CRISIS, _GROWN_CARDS, from_years=40),
    _Share(Ailment.SUGAR, _GROWN_CARDS, 0.04, 35),
    _Share(Ailment.TUBERCULOSIS, _GROWN_CARDS),
    _Share(Ailment.NEEDS_HELP, _OLD_CARD, 0.05, 66),
    _Share(Ailment.TROUBLED, ("dewasa",)),
    _Share(Ailment.HIGH_PRESSURE, _GROWN_CARDS, 0.14, 35),
    _Share(Ailment.BREATHLESS, _GROWN_CARDS, 0.03, 58, Sex.MALE),
    _Share(Ailment.DIM, _OLD_CARD, 0.06, 65),
    _Share(Ailment.FRAIL, _OLD_CARD, 0.08),
    _Share(Ailment.CANNOT_STAND, _OLD_CARD, 0.0, 70),
)


def ailing(people: Iterable[Someone]) -> Iterator[tuple[Someone, Ailment]]:
    """Who suffers from what; each person from one thing at most."""
    free = list(people)
    for share in _SHARES:
        fitting = [one for one in free if share.fits(one)]
        for one in fitting[: max(1, round(share.share * len(fitting)))]:
            free.remove(one)
            yield one, share.ailment


def show(seen: Seen, ailment: Ailment, *, is_first: bool) -> None:
    """Let the ailment show on a check-up; `is_first`: the first of the person in these months."""
    if ailment in _SHOWS:
        _SHOWS[ailment](seen)
    if is_first and ailment in _ASKED:
        form_key, answers = _ASKED[ailment]
        seen.answers[form_key] = dict(answers)


def _crisis(seen: Seen) -> None:
    seen.own.update(systolic_mmhg=186, diastolic_mmhg=114, bp_symptoms=False, own_history=("HT",))


def _high_pressure(seen: Seen) -> None:
    above = seen.person.born_on.day % 12
    seen.own.update(systolic_mmhg=146 + above, diastolic_mmhg=88 + above // 2, own_history=("HT",))


def _sugar(seen: Seen) -> None:
    seen.own.update(glucose_mg_dl=Decimal(246), glucose_kind="GDS", high_sugar=True)


def _coughs(seen: Seen) -> None:
    seen.own.update(tbc_cough=True, tbc_fever=True, tbc_weight=True)


def _lies_down(seen: Seen) -> None:
    seen.body = {"muac_cm": Decimal("23.5")}
    seen.own.update(cannot_stand=True, calf_cm=Decimal("31.0"))


def _pale(seen: Seen) -> None:
    seen.own.update(hb_g_dl=Decimal("10.4"), tablets_weekly=False)


def _thin_arm(seen: Seen) -> None:
    seen.body["muac_cm"] = Decimal("22.4")
    seen.own.update(food_given=True, food_portions=14, food_content="Nasi, telur, sayur, buah")


def _mothers_pressure(seen: Seen) -> None:
    seen.own.update(systolic_mmhg=144, diastolic_mmhg=92)


def _smokes_young(seen: Seen) -> None:
    seen.own.update(smoking_status="2", smoking_kind="ELEKTRIK")


_SHOWS: dict[Ailment, Callable[[Seen], None]] = {
    Ailment.CRISIS: _crisis,
    Ailment.HIGH_PRESSURE: _high_pressure,
    Ailment.SUGAR: _sugar,
    Ailment.TUBERCULOSIS: _coughs,
    Ailment.CANNOT_STAND: _lies_down,
    Ailment.PALE: _pale,
    Ailment.THIN_ARM: _thin_arm,
    Ailment.MOTHERS_PRESSURE: _mothers_pressure,
    Ailment.SMOKES_YOUNG: _smokes_young,
}
_ASKED: dict[Ailment, tuple[str, questionnaires.Answers]] = {
    Ailment.TUBERCULOSIS: ("tbc", questionnaires.COUGHING),
    Ailment.TROUBLED: ("srq20", questionnaires.TROUBLED),
    Ailment.NEEDS_HELP: ("aks", questionnaires.NEEDS_HELP),
    Ailment.FRAIL: ("skilas", questionnaires.FRAIL),
    Ailment.RISKY: ("kspr", questionnaires.HAD_A_CAESAREAN),
    Ailment.SAD: ("epds", questionnaires.SAD),
    Ailment.SMOKES_YOUNG: ("heeadsss", questionnaires.WELL_AT_HOME | {"heeadsss_drugs": True}),
    Ailment.DIM: ("indera", questionnaires.DIM),
    Ailment.BREATHLESS: ("puma", questionnaires.BREATHLESS),
}
