"""Answers of any shape, read into the type of their field; what cannot be right is refused with a kind sentence."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from re import fullmatch

from core.rules.forms.fields import Field, Kind
from core.rules.numbers import shown
from core.rules.sheet import Value
from core.rules.verdict import Refusal
from core.words.quantities import unit_words

_LONGEST_NUMBER = 20
_LARGEST_CODE = 1000
_LONGEST_TEXT = 2000
_YEARS = range(1900, 2100)
_ONE_PLACE = Decimal("0.1")
_FACTORS = {"kg": (1000, 10, 100), "cm": (10, 100)}


def read_all(fields: Mapping[str, Field], given: Mapping[str, object]) -> tuple[dict[str, Value], list[Refusal]]:
    """Every value under its key, read; refusals for unknown keys, wrong types, and values out of range.

    None and an empty text are not answered. Derived fields are never typed.
    """
    values: dict[str, Value] = {}
    refusals: list[Refusal] = []
    for key, raw in given.items():
        field = fields.get(str(key))
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if field is None:
                refusals.append(_unknown(str(key)))
            continue
        if field is None:
            refusals.append(_unknown(str(key)))
        elif field.derived:
            refusals.append(Refusal(field.key, f"{field.label} dihitung sendiri; hapus isian ini."))
        else:
            read = read_one(field, raw)
            if isinstance(read, Refusal):
                refusals.append(read)
            else:
                values[field.key] = read
    return values, refusals


def _unknown(key: str) -> Refusal:
    return Refusal(key, f"Kolom “{key}” tidak ada di formulir ini. Periksa namanya.")


def read_one(field: Field, raw: object) -> Value | Refusal:
    """One value in the type of its field, or why not."""
    return _READERS[field.kind](field, raw)


def _yes_no(field: Field, raw: object) -> Value | Refusal:
    return raw if isinstance(raw, bool) else _refuse(field, "jawab ya atau tidak")


def _clock(field: Field, raw: object) -> Value | Refusal:
    is_clock = isinstance(raw, str) and fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", raw.strip())
    return str(raw).strip() if is_clock else _refuse(field, "tulis jam seperti 08:30")


def _text(field: Field, raw: object) -> Value | Refusal:
    if not isinstance(raw, str):
        return _refuse(field, "tulis dengan huruf")
    if len(raw) > _LONGEST_TEXT:
        return _refuse(field, f"terlalu panjang, paling banyak {_LONGEST_TEXT} huruf")
    # NUL and halves of letters cannot be stored everywhere, and nobody types them.
    is_odd = any(mark == "\0" or "\ud800" <= mark <= "\udfff" for mark in raw)
    return _refuse(field, "ada huruf yang tidak terbaca, tulis lagi") if is_odd else raw


def _refuse(field: Field, what: str) -> Refusal:
    return Refusal(field.key, f"{field.label}: {what}" + ("" if what.endswith("?") else "."))


def _number(field: Field, raw: object) -> Value | Refusal:
    number = _decimal(raw, allows_text=field.kind is Kind.DECIMAL)
    if number is None:
        return _refuse(field, "tulis dengan angka")
    if field.kind is Kind.WHOLE and number != number.to_integral_value():
        return _refuse(field, "tulis angka bulat, tanpa koma")
    if field.low is not None and number < field.low:
        return _refuse(field, f"paling sedikit {_with_unit(field.low, field)}{_meant(field, number)}")
    if field.high is not None and number > field.high:
        return _refuse(field, f"paling banyak {_with_unit(field.high, field)}{_meant(field, number)}")
    return int(number) if field.kind is Kind.WHOLE else number


def _decimal(raw: object, *, allows_text: bool) -> Decimal | None:
    """A finite number; text only where a scale may show `7,4` (comma and point both mark decimals)."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | Decimal):
        number = Decimal(raw)
    elif isinstance(raw, float):
        number = Decimal(repr(raw))
    elif allows_text and isinstance(raw, str) and fullmatch(r"-?[0-9]{1,20}([.,][0-9]{1,20})?", raw.strip()):
        number = Decimal(raw.strip().replace(",", "."))
    else:
        return None
    return number if number.is_finite() else None


def _with_unit(limit: Decimal, field: Field) -> str:
    return f"{shown(limit)} {unit_words(field.unit)}".strip()


def _meant(field: Field, number: Decimal) -> str:
    """What was probably meant when the decimal mark slipped: grams for kilograms, 2,35 for 23,5."""
    if field.low is None or field.high is None or number <= 0 or abs(number.adjusted()) > _LONGEST_NUMBER:
        return ""
    for factor in _FACTORS.get(field.unit, ()):
        moved = number / factor if number > field.high else number * factor
        if (field.meant_from or field.low) <= moved <= field.high:
            # As the scale shows it: 60,0 and not 60.
            exact = moved.normalize() + 0
            return f"; apakah maksud Anda {shown(exact if exact % 1 else exact.quantize(_ONE_PLACE))}?"
    return ""


def _code(field: Field, raw: object) -> Value | Refusal:
    if isinstance(raw, bool) or not isinstance(raw, str | int) or (isinstance(raw, int) and abs(raw) > _LARGEST_CODE):
        return _refuse(field, "pilih salah satu jawabannya")
    code = str(raw).strip()
    return code if field.words(code) else _refuse(field, f"“{code[:40]}” bukan pilihan; pilih {_names(field)}")


def _names(field: Field) -> str:
    return ", ".join(one.code for one in field.choices)


def _codes(field: Field, raw: object) -> Value | Refusal:
    if not isinstance(raw, list | tuple | set | frozenset):
        return _refuse(field, "tulis sebagai daftar pilihan")
    codes: list[str] = []
    for one in raw:
        read = _code(field, one)
        if isinstance(read, Refusal):
            return read
        if isinstance(read, str) and read not in codes:
            codes.append(read)
    return tuple(codes)


def _day(field: Field, raw: object) -> Value | Refusal:
    if isinstance(raw, date):
        return _possible(field, date(raw.year, raw.month, raw.day))
    text = raw.strip() if isinstance(raw, str) else ""
    # Only the long form: date.fromisoformat also takes weeks and days without dashes.
    if fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return _possible(field, date.fromisoformat(text))
        except ValueError:
            pass
    return _refuse(field, "tulis tanggal seperti 2026-11-25")


def _possible(field: Field, day: date) -> Value | Refusal:
    return day if day.year in _YEARS else _refuse(field, f"tahun {day.year} tidak mungkin, periksa lagi")


_READERS: dict[Kind, Callable[[Field, object], Value | Refusal]] = {
    Kind.YES_NO: _yes_no,
    Kind.WHOLE: _number,
    Kind.DECIMAL: _number,
    Kind.CHOICE: _code,
    Kind.SEVERAL: _codes,
    Kind.DAY: _day,
    Kind.CLOCK: _clock,
    Kind.TEXT: _text,
}
