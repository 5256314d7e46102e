"""KBM and the letters of the KMS: new (B), back after a gap (O), gaining (N) or not (T), twice not (2T)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.growth import standards, weight_for_age
from core.growth.assess import corrected_age_days
from core.growth.kms import DRAWN_LINES, LAST_MONTH, KmsEdition, is_above_orange, is_below_red
from core.words.age import completed_months
from core.words.people import Sex
from core.words.quantities import kilograms

_KBM_BOTH = {1: 800, 2: 900, 3: 800, 4: 600, 5: 500, 6: 400}
_KBM_400_TO = {Sex.MALE: 7, Sex.FEMALE: 6}
_KBM_300_TO = {Sex.MALE: 11, Sex.FEMALE: 10}
_KBM_400_G, _KBM_300_G, _KBM_OLDER_G = 400, 300, 200
LINE_CROSSED_FROM_SD = 0.10
"""Our guard, not an official rule: a change under 0.10 SD is not read as crossing a line."""
FOLLOWS_LINE_ABOVE_SD = -0.15
"""Our guard: a child that fell by less than this still follows its line, whatever the KBM says."""


class Letter(StrEnum):
    """Status of a month's weighing (Juknis KMS 2021; form SKDN): D = N + T + O + B."""

    NEW = "B"
    RETURNED = "O"
    GAINED = "N"
    NOT_GAINED = "T"

    @property
    def label(self) -> str:
        """What the letter means, in a kader's words."""
        return {"B": "Baru", "O": "Bulan lalu tidak ditimbang", "N": "Naik", "T": "Tidak naik"}[self.value]


class FineCode(StrEnum):
    """The finer letters of the 2010 card (Permenkes 155/2010)."""

    CATCH_UP = "N1"
    ALONG_LINE = "N2"
    FALLING = "T1"
    FLAT = "T2"
    LOSING = "T3"

    @property
    def label(self) -> str:
        """The Indonesian name."""
        return _FINE_LABELS[self.value]


_FINE_LABELS = {
    "N1": "Tumbuh kejar",
    "N2": "Tumbuh normal",
    "T1": "Tumbuh kurang",
    "T2": "Tidak tumbuh",
    "T3": "Tumbuh negatif",
}


@dataclass(frozen=True, slots=True)
class WeighingFact:
    """One weighing as stored. Birth weight is not a weighing of the posyandu and never belongs here.

    `is_outside_history`: copied from the child's book; it can be the previous weighing, but gets no letter itself.
    `letter_override`: the letter the bidan decided on; the computed one stays beside it.
    """

    key: str
    measured_on: date
    weight_g: int
    is_session: bool = True
    is_outside_history: bool = False
    letter_override: Letter | None = None
    has_oedema: bool = False


@dataclass(frozen=True, slots=True)
class WeighVerdict:
    """What one weighing says on the card; `letter` is the decided one, `auto_letter` the computed one."""

    key: str
    measured_on: date
    age_months: int
    weight_g: int
    waz: float | None
    letter: Letter | None
    auto_letter: Letter | None
    fine: FineCode | None
    kbm_g: int | None
    gain_g: int | None
    previous_weight_g: int | None
    two_t: bool
    bgm: bool
    orange: bool
    is_estimate: bool
    curve_disagrees: bool
    is_official: bool

    @property
    def arithmetic(self) -> str:
        """The sum behind the computed letter, e.g. `naik 0,2 kg; KBM umur 8 bulan 0,3 kg: T`; empty without one."""
        if self.auto_letter is None:
            return ""
        return arithmetic(self.auto_letter, self.gain_g, self.kbm_g, self.age_months)


@dataclass(frozen=True, slots=True)
class Step:
    """The letter of one period: pure arithmetic, shared by the chain and by the batch file."""

    letter: Letter
    fine: FineCode | None
    kbm_g: int | None
    gain_g: int | None
    is_estimate: bool
    curve_disagrees: bool


def kbm_g(sex: Sex, completed_months: int) -> int | None:
    """Kenaikan berat minimal in grams for the age in completed months at the present weighing; None outside 1-60.

    Source: KMS of Buku KIA 2020-2024 (Kemenkes RI); boys and girls differ at 7 and 11 months.
    """
    if not 1 <= completed_months <= LAST_MONTH:
        return None
    if completed_months in _KBM_BOTH:
        return _KBM_BOTH[completed_months]
    sex = Sex(sex)
    if completed_months <= _KBM_400_TO[sex]:
        return _KBM_400_G
    return _KBM_300_G if completed_months <= _KBM_300_TO[sex] else _KBM_OLDER_G


def fine_code(gain_g: int, previous_waz: float | None, waz: float | None) -> FineCode | None:
    """N1, N2, T1, T2, T3 from the gain in grams and the two rounded z-scores (Permenkes 155/2010); None without z."""
    if gain_g < 0:
        return FineCode.LOSING
    if gain_g == 0:
        return FineCode.FLAT
    if previous_waz is None or waz is None:
        return None
    # On a line counts as having reached it.
    band = bisect_right(DRAWN_LINES, waz) - bisect_right(DRAWN_LINES, previous_waz)
    is_crossing = abs(round(waz - previous_waz, 2)) >= LINE_CROSSED_FROM_SD
    if not is_crossing or band == 0:
        return FineCode.ALONG_LINE
    return FineCode.CATCH_UP if band > 0 else FineCode.FALLING


def step(
    sex: Sex,
    age_months: int,
    weight_g: int,
    *,
    is_first: bool,
    previous_g: int | None,
    previous_waz: float | None,
    waz: float | None,
) -> Step:
    """The letter of one period (Juknis KMS 2021): B, then O without a weighing last month, else N or T by the KBM.

    A gain equal to the KBM is N. In month 0 no KBM exists: any gain is N, marked as an estimate.
    """
    kbm = kbm_g(sex, age_months)
    if previous_g is None:
        return Step(Letter.NEW if is_first else Letter.RETURNED, None, kbm, None, False, False)
    gain = weight_g - previous_g
    is_enough = gain > 0 if kbm is None else gain >= kbm
    letter = Letter.GAINED if is_enough else Letter.NOT_GAINED
    fine = fine_code(gain, previous_waz, waz)
    return Step(letter, fine, kbm, gain, kbm is None, _is_disputed(letter, fine, previous_waz, waz))


def _is_disputed(letter: Letter, fine: FineCode | None, previous_waz: float | None, waz: float | None) -> bool:
    if fine is None or previous_waz is None or waz is None:
        return False
    if letter is Letter.NOT_GAINED:
        follows = round(waz - previous_waz, 2) > FOLLOWS_LINE_ABOVE_SD
        return fine in (FineCode.CATCH_UP, FineCode.ALONG_LINE) and follows
    return fine not in (FineCode.CATCH_UP, FineCode.ALONG_LINE)


def weigh_chain(
    sex: Sex,
    born_on: date,
    weighings: Sequence[WeighingFact],
    edition: KmsEdition = KmsEdition.CURRENT,
    *,
    o_breaks_two_t: bool = True,
    gestation_weeks: int | None = None,
) -> list[WeighVerdict]:
    """Every weighing of one child judged, oldest first, from the facts alone: any edit recomputes it all.

    A period is a calendar month; its official weighing is the posyandu day's, else the latest (Juknis KMS 2021,
    form F1). Others are points without a letter. `o_breaks_two_t`: a month away breaks the 2T chain.
    """
    facts = sorted(weighings, key=lambda fact: fact.measured_on)
    official = _official_by_month(facts, is_outside=False)
    outside = _official_by_month(facts, is_outside=True)
    scores = {id(fact): _waz(sex, born_on, fact, gestation_weeks) for fact in facts}
    verdicts: list[WeighVerdict] = []
    last: Letter | None = None
    is_first = True
    for fact in facts:
        period = _period(fact)
        age = completed_months(born_on, fact.measured_on)
        waz = scores[id(fact)]
        if official.get(period) is not fact or not 0 <= age <= LAST_MONTH:
            verdicts.append(_verdict(sex, fact, age, waz, edition))
            continue
        before = official.get(period - 1) or outside.get(period - 1)
        previous_g = before.weight_g if before else None
        if o_breaks_two_t and period - 1 not in official:
            last = None
        judged = step(
            sex,
            age,
            fact.weight_g,
            is_first=is_first,
            previous_g=previous_g,
            previous_waz=scores[id(before)] if before else None,
            waz=waz,
        )
        is_first = False
        letter = fact.letter_override or judged.letter
        two_t = letter is Letter.NOT_GAINED and last is Letter.NOT_GAINED
        if o_breaks_two_t or letter is not Letter.RETURNED:
            last = letter
        verdicts.append(_verdict(sex, fact, age, waz, edition, judged, previous_g=previous_g, two_t=two_t))
    return verdicts


def next_target(sex: Sex, born_on: date, last_weight_g: int, next_on: date) -> int | None:
    """Least weight in grams that will be N on `next_on`: last weight + KBM of that age; None without KBM."""
    kbm = kbm_g(sex, completed_months(born_on, next_on))
    return None if kbm is None else last_weight_g + kbm


def arithmetic(letter: Letter, gain_g: int | None, kbm: int | None, age_months: int) -> str:
    """The sum behind a letter in one Indonesian line; `gain_g` is None without a weighing last month."""
    if gain_g is None:
        is_new = letter is Letter.NEW
        return f"{'penimbangan pertama di posyandu ini' if is_new else 'bulan lalu tidak ditimbang'}: {letter}"
    change = "berat tetap" if gain_g == 0 else f"{'naik' if gain_g > 0 else 'turun'} {kilograms(abs(gain_g))} kg"
    if kbm is None:
        return f"{change}; umur di bawah 1 bulan belum ada KBM: {letter} (perkiraan)"
    return f"{change}; KBM umur {age_months} bulan {kilograms(kbm)} kg: {letter}"


def _official_by_month(facts: Sequence[WeighingFact], *, is_outside: bool) -> dict[int, WeighingFact]:
    chosen: dict[int, WeighingFact] = {}
    for fact in facts:
        if fact.is_outside_history is not is_outside:
            continue
        period = _period(fact)
        rival = chosen.get(period)
        # Facts come oldest first, so a later one wins unless it would push the posyandu day's weighing aside.
        if rival is None or fact.is_session or not rival.is_session:
            chosen[period] = fact
    return chosen


def _period(fact: WeighingFact) -> int:
    """Running number of the calendar month: the posyandu's period."""
    return fact.measured_on.year * 12 + fact.measured_on.month


def _waz(sex: Sex, born_on: date, fact: WeighingFact, gestation_weeks: int | None) -> float | None:
    lived = (fact.measured_on - born_on).days
    corrected = corrected_age_days(lived, gestation_weeks)
    days = lived if corrected is None else corrected
    if fact.has_oedema or days < 0 or fact.weight_g <= 0:
        return None
    return weight_for_age.z_score(sex, days, standards.months_of_days(days), fact.weight_g / 1000)


def _verdict(
    sex: Sex,
    fact: WeighingFact,
    age: int,
    waz: float | None,
    edition: KmsEdition,
    judged: Step | None = None,
    *,
    previous_g: int | None = None,
    two_t: bool = False,
) -> WeighVerdict:
    """Where a weighing lies on the card, and its letter; without `judged` it is a point without one."""
    return WeighVerdict(
        key=fact.key,
        measured_on=fact.measured_on,
        age_months=age,
        weight_g=fact.weight_g,
        waz=waz,
        letter=(fact.letter_override or judged.letter) if judged else None,
        auto_letter=judged.letter if judged else None,
        fine=judged.fine if judged else None,
        kbm_g=judged.kbm_g if judged else kbm_g(sex, age),
        gain_g=judged.gain_g if judged else None,
        previous_weight_g=previous_g,
        two_t=two_t,
        bgm=is_below_red(waz, edition),
        orange=is_above_orange(waz, edition),
        is_estimate=judged.is_estimate if judged else False,
        curve_disagrees=judged.curve_disagrees if judged else False,
        is_official=judged is not None,
    )
