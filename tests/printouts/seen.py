"""People and visits as the papers of check-ups get them, in a few words."""

from collections.abc import Mapping
from datetime import date

from core.rules.sheet import Value
from core.services.day.card_history import CardHistory, CardVisit, FilledForm
from core.services.views import PersonLine
from core.words.findings import Severity
from core.words.people import Sex
from core.words.referrals import Target

DAY = date(2026, 11, 25)


def person(**changed: object) -> PersonLine:
    """Dewi of dusun Krajan, with a masked NIK."""
    known: dict[str, object] = {
        "id": "1", "name": "Dewi Lestari", "sex": Sex.FEMALE, "born_on": date(1996, 5, 5), "mother": "Siti",
        "father": "Karto", "nik_masked": "3201********0001", "kk_masked": "", "dusun": "Krajan", "rw": "02",
        "rt": "01", "address": "Jalan Melati 5", "posyandu": "Melati", "age": "30 th",
    }  # fmt: skip
    return PersonLine(**{**known, **changed})  # type: ignore[arg-type]


def visit(
    card: str,
    values: Mapping[str, Value],
    *,
    on: date = DAY,
    severities: Mapping[str, Severity] | None = None,
    reasons: tuple[str, ...] = (),
    others: Mapping[str, Mapping[str, Value]] | None = None,
) -> CardVisit:
    """A visit with its card filled, and other forms of the same day."""
    forms = {card: FilledForm(card, {"visit_date": on, **values}, severities or {}, ())}
    forms |= {key: FilledForm(key, filled, {}, ()) for key, filled in (others or {}).items()}
    return CardVisit(on, card, 366, forms, reasons, Target.PUSKESMAS if reasons else None)


def history(*visits: CardVisit, card: str = "", who: PersonLine | None = None, **changed: object) -> CardHistory:
    """The card of somebody with these visits."""
    own = card or (visits[-1].card if visits else "dewasa")
    now = CardVisit(DAY, own, 366, {})
    known: dict[str, object] = {
        "phone": "0812-3456-7890", "husband": "Jaya", "village": "Sukamaju", "district": "Cibening",
        "puskesmas": "Cibening", "now": now, "sees_diagnoses": True,
    }  # fmt: skip
    return CardHistory(who or person(), card=own, visits=tuple(visits), **{**known, **changed})  # type: ignore[arg-type]
