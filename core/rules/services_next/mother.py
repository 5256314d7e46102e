"""What is next for women: tablets, extra food in KEK, vitamin A after a birth, and contraception."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.rules.services_next.child import FoodDay, compliance_words
from core.rules.services_next.service import NextService
from core.rules.supplements import CHILDBED_CAPSULES, FOOD_DAYS, FoodCourse, tablets_percent
from core.words.age import month_completed_on
from core.words.life_stage import POSTPARTUM_DAYS
from core.words.periods import date_words

Given = Sequence[tuple[date, int]]
"""Days on which tablets were handed out, and how many; earliest first."""


def tablets(on: date, given: Given, target: int) -> NextService:
    """R-TTD: how many of the pregnancy's tablets were handed out, and when those at home are used up (one a day).

    Source: 10T of the Buku KIA; MMS programme. `target`: 90 or 180.
    """
    total = sum(count for _, count in given)
    if not total:
        return NextService("tablets", "TTD/MMS", f"belum ada dari {target} tablet; satu tiap hari", on)
    last_on, count = next((day, many) for day, many in reversed(given) if many)
    told = f"{total} dari {target} tablet ({tablets_percent(total, target)}%)"
    if total >= target:
        told += ", terus minum sampai bersalin"
    return NextService("tablets", "TTD/MMS", f"{told}; ambil lagi", last_on + timedelta(days=count), "tanggal")


def weekly_tablets(on: date, given: Given) -> NextService:
    """R-TTDREMAJA: one tablet a week for girls; when those at home are used up (KMK 2015/2023)."""
    had = [(day, count) for day, count in given if count]
    if not had:
        return NextService("tablets", "TTD remaja", "satu tablet tiap minggu", on)
    last_on, count = had[-1]
    text = f"terakhir {count} tablet {date_words(last_on)}; satu tiap minggu, ambil lagi"
    return NextService("tablets", "TTD remaja", text, last_on + timedelta(weeks=count), "tanggal")


def extra_food(on: date, given: Sequence[FoodDay], *, has_kek: bool | None) -> NextService | None:
    """R-PMT: a mother with KEK eats extra food for 90 days, then LiLA decides (KMK 2015/2023)."""
    if not given:
        text = f"{FOOD_DAYS} hari, 500 kkal tiap hari"
        return NextService("extra_food", "MT ibu KEK", text, on) if has_kek else None
    days = (on - given[0].on).days + 1
    course = FoodCourse(days, 0, None if has_kek is None else not has_kek)
    eaten = compliance_words([one.is_finished for one in given])
    ends_on = given[0].on + timedelta(days=FOOD_DAYS)
    if course.is_finished:
        return NextService("extra_food", "MT ibu KEK", f"selesai, LiLA sudah 23,5 cm atau lebih{eaten}")
    if course.is_due_for_review:
        return NextService("extra_food", "MT ibu KEK", f"hari ke-{days}, teruskan; ukur LiLA lagi{eaten}", ends_on)
    text = f"hari ke-{days} dari {FOOD_DAYS}{eaten}; ukur LiLA untuk menilai"
    return NextService("extra_food", "MT ibu KEK", text, ends_on, "tanggal")


def vitamin_a(delivered_on: date, on: date, capsules: int) -> NextService | None:
    """R-VITA: two capsules of 200,000 IU, the second a day or more later, within 42 days (Permenkes 21/2015)."""
    last_on = delivered_on + timedelta(days=POSTPARTUM_DAYS)
    if on > last_on and capsules < CHILDBED_CAPSULES:
        return None
    if capsules >= CHILDBED_CAPSULES:
        return NextService("vitamin_a", "Vitamin A nifas", f"{CHILDBED_CAPSULES} kapsul, lengkap")
    text = f"{capsules} dari {CHILDBED_CAPSULES} kapsul; paling lambat {date_words(last_on)}"
    return NextService("vitamin_a", "Vitamin A nifas", text, delivered_on + timedelta(days=capsules))


_REFILL_MONTHS = {"PIL": 1, "KONDOM": 1, "SUNTIK": 3, "IMPLAN": 12, "AKDR": 12}
_METHODS = {"PIL": "pil", "KONDOM": "kondom", "SUNTIK": "suntik", "IMPLAN": "implan", "AKDR": "AKDR"}


def contraception(on: date, told_on: date, *, uses: bool, method: str | None) -> NextService:
    """R-KB: when whoever uses it needs the next, at the latest; whoever does not is talked with (KMK 2015/2023).

    Pills and condoms monthly, the injection after three months at the latest, implant and IUD looked at yearly.
    """
    if not uses:
        return NextService("contraception", "KB", "belum memakai, bicarakan dengan bidan", on)
    months = _REFILL_MONTHS.get(method or "")
    if months is None or method is None:
        return NextService("contraception", "KB", "memakai")
    what = "kontrol" if months == max(_REFILL_MONTHS.values()) else "ulang"
    text = f"{_METHODS[method]}, {what} menurut kartu KB"
    return NextService("contraception", "KB", text, month_completed_on(told_on, months), "paling lambat")
