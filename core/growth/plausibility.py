"""Is the number just typed plausible for this child? Warnings that ask for a second reading, never a refusal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.growth.assess import PRETERM_BELOW_WEEKS, Assessment, assess
from core.words.findings import Finding, Severity
from core.words.people import Posture, Sex
from core.words.periods import Month, date_short
from core.words.quantities import centimetres, kilograms

WEIGHT_RANGE_G, LENHEI_RANGE_MM = (500, 40_000), (300, 1_400)
HEAD_RANGE_MM, MUAC_RANGE_MM = (250, 650), (50, 300)
LOSS_PER_MONTH_G, GAIN_PER_MONTH_G = 1_500, 2_000
SHRINK_MM = 5
POSTURE_STEP_MM = 7
SLIPS = ((1, 10), (1, 100), (1, 1000), (10, 1), (100, 1))
"""What a lost or added decimal mark does to a number, as fractions: 72 for 7,2; 3200 for 3,2; 0,74 for 7,4."""
NEWBORN_LOSS_PERCENT, PRETERM_LOSS_PERCENT = 10, 15
NEWBORN_DAYS, MONTH_OLD_DAYS = 10, 28
COPIED_MONTHS = 3
HEAPING_LEAST, HEAPING_PERCENT = 10, 90
HALF_KILOGRAM_G = 500
SOURCE = "R-WAJAR"
READ_AGAIN = "Lihat alat ukur sekali lagi. Bila memang benar, simpan dengan alasan singkat."


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one child on one day; None is not measured."""

    measured_on: date
    weight_g: int | None = None
    lenhei_mm: int | None = None
    posture: Posture | None = None
    head_mm: int | None = None
    muac_mm: int | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """Who is measured: needed to know what is plausible at this age."""

    sex: Sex
    born_on: date
    gestation_weeks: int | None = None
    birth_weight_g: int | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    """One box of the form: its field key, name, unit, range in stored units, and how a value is written."""

    field: str
    name: str
    unit: str
    range: tuple[int, int]
    write: Callable[[int], str]


_WEIGHT = _Box("weight_g", "Berat badan", "kg", WEIGHT_RANGE_G, kilograms)
_LENHEI = _Box("lenhei_mm", "Panjang/tinggi badan", "cm", LENHEI_RANGE_MM, centimetres)
_HEAD = _Box("head_mm", "Lingkar kepala", "cm", HEAD_RANGE_MM, centimetres)
_MUAC = _Box("muac_mm", "LiLA", "cm", MUAC_RANGE_MM, centimetres)
_BOXES = (_WEIGHT, _LENHEI, _HEAD, _MUAC)


def check(child: Child, now: Measures, history: Sequence[Measures] = ()) -> tuple[Finding, ...]:
    """All warnings about `now`, given what was measured before; every one asks for confirmation and blocks nothing.

    `Finding.suggestion` is the number probably meant (kg or cm, as typed), or empty.
    Ranges and thresholds: practice of posyandu pilots; flags: WHO anthro; newborn weight loss: clinical practice.
    """
    earlier = sorted((it for it in history if it.measured_on < now.measured_on), key=lambda it: it.measured_on)
    swapped = _swapped(child, now)
    if swapped is not None:
        return (swapped,)
    slips = tuple(_slips(child, now))
    slipped = {finding.field for finding in slips}
    rest = (*_flags(child, now), *_jumps(now, earlier), *_copied(now, earlier), *_newborn(child, now))
    return slips + tuple(finding for finding in rest if finding.field not in slipped)


def heaping(weights_g: Sequence[int]) -> Finding | None:
    """Say so when nearly all (nine in ten) of at least ten weights of one day end in ,0 or ,5 kg.

    Read to 0,1 kg, two in ten would: the scale was probably read too coarsely. Practice of posyandu pilots.
    """
    rounded = sum(grams % HALF_KILOGRAM_G == 0 for grams in weights_g)
    if len(weights_g) < HEAPING_LEAST or rounded * 100 < HEAPING_PERCENT * len(weights_g):
        return None
    why = "Hampir semua berat hari ini berakhir ,0 atau ,5."
    step = "Coba baca angka di belakang koma."
    return _warning("weight_g", "Angka timbangan dibulatkan", why, next_step=step)


def _warning(field: str, label: str, why: str, *, suggestion: str = "", next_step: str = READ_AGAIN) -> Finding:
    return Finding(SOURCE, field, label, Severity.YELLOW, why, next_step, asks_confirmation=True, suggestion=suggestion)


def _value(measures: Measures, box: _Box) -> int | None:
    value: int | None = getattr(measures, box.field)
    return value


def _judge(child: Child, on: date, box: _Box, value: int, measures: Measures) -> Assessment:
    """The z-scores that `value` alone (and weight with length) would give."""
    parts = {one.field: _value(measures, one) for one in (_WEIGHT, _LENHEI)} if box in (_WEIGHT, _LENHEI) else {}
    parts[box.field] = value
    weight, lenhei = parts.get("weight_g"), parts.get("lenhei_mm")
    head, muac = parts.get("head_mm"), parts.get("muac_mm")
    return assess(
        child.sex,
        (on - child.born_on).days,
        weight_kg=None if weight is None else weight / 1000,
        lenhei_cm=None if lenhei is None else lenhei / 10,
        posture=measures.posture,
        head_cm=None if head is None else head / 10,
        muac_cm=None if muac is None else muac / 10,
        gestation_weeks=child.gestation_weeks,
    )


def _is_flagged(box: _Box, judged: Assessment) -> bool:
    """Whether the index of this box by age is biologically implausible."""
    flags = {"weight_g": judged.waz_flag, "lenhei_mm": judged.haz_flag}
    return bool((flags | {"head_mm": judged.hcz_flag, "muac_mm": judged.acz_flag})[box.field])


def _is_plausible(child: Child, now: Measures, box: _Box, value: int) -> bool:
    low, high = box.range
    return low <= value <= high and not _is_flagged(box, _judge(child, now.measured_on, box, value, now))


def _meant(child: Child, now: Measures, box: _Box, value: int) -> int | None:
    """The number with its decimal mark put right, when exactly that makes it plausible."""
    for times, parts in SLIPS:
        shifted, rest = divmod(value * times, parts)
        if rest == 0 and _is_plausible(child, now, box, shifted):
            return shifted
    return None


def _slips(child: Child, now: Measures) -> Iterator[Finding]:
    for box in _BOXES:
        value = _value(now, box)
        if value is None or _is_plausible(child, now, box, value):
            continue
        meant = _meant(child, now, box, value)
        low, high = box.range
        written = f"{box.write(value)} {box.unit}"
        if meant is not None:
            why = f"{box.name} {written} tidak wajar. Mungkin maksudnya {box.write(meant)} {box.unit}?"
            yield _warning(box.field, "Letak koma?", why, suggestion=box.write(meant))
        elif not low <= value <= high:
            why = f"{box.name} {written} jarang ada (biasanya {box.write(low)} sampai {box.write(high)} {box.unit})."
            yield _warning(box.field, "Angka tidak biasa", why)


def _swapped(child: Child, now: Measures) -> Finding | None:
    """Weight typed in the box of the length and the other way round: both odd as typed, both plausible swapped."""
    if now.weight_g is None or now.lenhei_mm is None:
        return None
    weight_g, lenhei_mm = now.lenhei_mm * 100, now.weight_g // 100
    # Only when both are wrong as typed: one wrong number alone is a slip of that number.
    if now.weight_g % 100 or any(
        _is_plausible(child, now, box, value) for box, value in ((_WEIGHT, now.weight_g), (_LENHEI, now.lenhei_mm))
    ):
        return None
    turned = Measures(now.measured_on, weight_g, lenhei_mm, now.posture)
    if not (_is_plausible(child, turned, _WEIGHT, weight_g) and _is_plausible(child, turned, _LENHEI, lenhei_mm)):
        return None
    meant = f"berat {kilograms(weight_g)} kg dan panjang/tinggi {centimetres(lenhei_mm)} cm"
    why = f"Berat dan panjang/tinggi mungkin tertukar: {meant}?"
    return _warning("weight_g", "Tertukar?", why, suggestion=kilograms(weight_g))


def _flags(child: Child, now: Measures) -> Iterator[Finding]:
    """Z-scores that WHO calls biologically implausible, kept but to be measured again."""
    for box in _BOXES:
        value = _value(now, box)
        if value is None:
            continue
        judged = _judge(child, now.measured_on, box, value, now)
        among = "seumur ini" if _is_flagged(box, judged) else ""
        if not among and box is _WEIGHT and judged.whz_flag:
            among = "sepanjang atau setinggi ini"
        if among:
            why = f"{box.name} {box.write(value)} {box.unit} jarang sekali ada pada anak {among}."
            yield _warning(box.field, "Ukur ulang", why)


def _jumps(now: Measures, earlier: Sequence[Measures]) -> Iterator[Finding]:
    before = _last(earlier, _WEIGHT)
    if before is not None and before.weight_g is not None and now.weight_g is not None:
        months = max(1, _months_between(before.measured_on, now.measured_on))
        gain = now.weight_g - before.weight_g
        if gain < -LOSS_PER_MONTH_G * months or gain > GAIN_PER_MONTH_G * months:
            change = f"{'naik' if gain > 0 else 'turun'} {kilograms(abs(gain))} kg"
            why = f"Berat {change} sejak {date_short(before.measured_on)} ({kilograms(before.weight_g)} kg)."
            yield _warning("weight_g", "Berat berubah banyak", why)
    yield from _shrinking(now, earlier, _LENHEI, "Tinggi berkurang")
    yield from _shrinking(now, earlier, _HEAD, "Lingkar kepala mengecil")


def _shrinking(now: Measures, earlier: Sequence[Measures], box: _Box, label: str) -> Iterator[Finding]:
    before = _last(earlier, box)
    value, last = _value(now, box), None if before is None else _value(before, box)
    if before is None or value is None or last is None:
        return
    shrunk = last - value
    # A child measured standing is 0.7 cm shorter than lying: that is no shrinking.
    if box is _LENHEI and before.posture == Posture.LYING and now.posture == Posture.STANDING:
        shrunk -= POSTURE_STEP_MM
    if shrunk > SHRINK_MM:
        why = f"{box.name} {box.write(value)} cm, padahal {date_short(before.measured_on)} sudah {box.write(last)} cm."
        yield _warning(box.field, label, why)


def _copied(now: Measures, earlier: Sequence[Measures]) -> Iterator[Finding]:
    """The same weight in three months in a row looks copied from the month before."""
    by_month = {Month.of(it.measured_on): it.weight_g for it in earlier if it.weight_g is not None}
    month = Month.of(now.measured_on)
    months = [month.shift(-back) for back in range(1, COPIED_MONTHS)]
    if now.weight_g is not None and all(by_month.get(it) == now.weight_g for it in months):
        why = f"Berat {kilograms(now.weight_g)} kg sama persis tiga bulan berturut-turut."
        yield _warning("weight_g", "Berat sama terus", why)


def _newborn(child: Child, now: Measures) -> Iterator[Finding]:
    days = (now.measured_on - child.born_on).days
    if child.birth_weight_g is None or now.weight_g is None or not 0 <= days <= MONTH_OLD_DAYS:
        return
    lost = child.birth_weight_g - now.weight_g
    is_preterm = child.gestation_weeks is not None and child.gestation_weeks < PRETERM_BELOW_WEEKS
    percent = PRETERM_LOSS_PERCENT if is_preterm else NEWBORN_LOSS_PERCENT
    if lost * 100 > percent * child.birth_weight_g:
        why = f"Berat turun lebih dari {percent}% dari berat lahir ({kilograms(child.birth_weight_g)} kg)."
        yield _warning("weight_g", "Berat bayi turun banyak", why, next_step="Timbang ulang; bila benar, rujuk.")
    elif days > NEWBORN_DAYS and lost > 0:
        why = f"Umur {days} hari, berat belum kembali ke berat lahir ({kilograms(child.birth_weight_g)} kg)."
        yield _warning("weight_g", "Belum kembali ke berat lahir", why, next_step="Beri tahu bidan.")


def _last(earlier: Sequence[Measures], box: _Box) -> Measures | None:
    return next((it for it in reversed(earlier) if _value(it, box) is not None), None)


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
