"""What to say to the mother after weighing: plain words, next month's date and least weight; never a verdict on her."""

from calendar import monthrange
from datetime import date

from core.growth.classify import NutritionCategory
from core.growth.weight_gain import Letter, WeighVerdict, next_target
from core.rules.breastfeeding import CONTINUED_MONTHS, EXCLUSIVE_MONTHS
from core.services.people.residence import UNDER_FIVE_MONTHS
from core.services.views import GrowthHistory, Message, VisitVerdict
from core.words.age import completed_months
from core.words.findings import Severity
from core.words.periods import Month, date_words
from core.words.quantities import kilograms

_NO_WEIGHT_TARGET = (
    NutritionCategory.RISK_OF_OVERWEIGHT,
    NutritionCategory.OVERWEIGHT,
    NutritionCategory.OBESE,
)


def mother_message(history: GrowthHistory, verdict: VisitVerdict, next_on: date | None = None) -> Message:
    """The message after a visit. `next_on` is the next posyandu day; unknown, it is the same day of the next month.

    The target is the last weight plus the KBM of the child's age on that day (KMS, Buku KIA).
    """
    child, facts = history.child, verdict.facts
    next_on = next_on or one_month_later(facts.measured_on)
    target = None
    if facts.weight_g is not None and not _needs_no_target(verdict):
        target = next_target(child.sex, child.born_on, facts.weight_g, next_on)
    is_growing_out = completed_months(child.born_on, next_on) >= UNDER_FIVE_MONTHS
    name = child.name.split()[0].capitalize() if child.name.split() else "Anak"
    sentences = [
        _about_weight(name, verdict),
        _about_help(verdict),
        _advice(verdict),
        "" if is_growing_out else _next_time(next_on, target),
    ]
    text = " ".join(sentence for sentence in sentences if sentence)
    return Message(text, None if is_growing_out else target, next_on)


def one_month_later(day: date) -> date:
    """The same day of the next month, or its last day when it is shorter."""
    month = Month.of(day).next()
    return date(month.year, month.month, min(day.day, monthrange(month.year, month.month)[1]))


def _needs_no_target(verdict: VisitVerdict) -> bool:
    # A child who is too heavy for its length must not be told to gain; oedema is water, not weight.
    return verdict.facts.has_oedema or verdict.growth.whz_category in _NO_WEIGHT_TARGET


def _about_weight(name: str, verdict: VisitVerdict) -> str:
    weight_g, weighing = verdict.facts.weight_g, verdict.weighing
    if weight_g is None:
        return f"Hari ini {name} belum ditimbang."
    weight = f"Berat {name} {kilograms(weight_g)} kg"
    if weighing is None or weighing.letter is None:
        return f"{weight}."
    if weighing.gain_g is None:
        if weighing.letter is Letter.NEW:
            return f"{weight}. Ini penimbangan pertamanya di sini, terima kasih sudah datang."
        return f"{weight}. Senang bertemu lagi; bulan lalu {name} belum sempat ditimbang."
    return f"{weight}, {_change(weighing, weighing.gain_g)}"


def _change(weighing: WeighVerdict, gain_g: int) -> str:
    if weighing.letter is Letter.GAINED:
        return f"naik {kilograms(gain_g)} kg. Bagus, Bu." if gain_g > 0 else "hampir tetap."
    if gain_g > 0:
        return f"naik sedikit, {kilograms(gain_g)} kg."
    if gain_g == 0:
        return "sama dengan bulan lalu."
    return f"turun {kilograms(-gain_g)} kg dari bulan lalu. Apakah sedang sakit atau susah makan?"


def _about_help(verdict: VisitVerdict) -> str:
    if verdict.severity is Severity.URGENT:
        return "Hari ini juga mari kita ke puskesmas bersama petugas, supaya cepat ditolong."
    if verdict.severity is Severity.RED:
        return "Mari kita periksakan ke petugas, supaya tahu apa yang perlu dibantu."
    if verdict.weighing is not None and verdict.weighing.letter is Letter.NOT_GAINED:
        return "Ini biasa terjadi; kita lihat bersama petugas sebentar."
    return ""


def _advice(verdict: VisitVerdict) -> str:
    months = verdict.age_months
    if months < EXCLUSIVE_MONTHS:
        return "Cukup ASI saja, sesering bayi mau."
    if verdict.growth.whz_category in _NO_WEIGHT_TARGET:
        return "Makan seperti biasa dengan sayur dan buah; kurangi yang manis dan gorengan, ajak banyak bergerak."
    food = "Beri telur, ikan, atau ayam setiap kali makan"
    return f"{food}, dan ASI diteruskan." if months < CONTINUED_MONTHS else f"{food}, dengan sayur dan buah."


def _next_time(next_on: date, target_g: int | None) -> str:
    invitation = f"Kita timbang lagi {date_words(next_on)}"
    return (
        f"{invitation}."
        if target_g is None
        else f"{invitation}; semoga beratnya paling sedikit {kilograms(target_g)} kg."
    )
