"""Filled forms and their verdicts as JSON: what the verb `assess` reads and writes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from core.errors import InputError
from core.rules.assess import Assessment, assess
from core.rules.choices import choices_of
from core.rules.forms.catalogue import ASSESSED, assessed_form
from core.rules.forms.fields import Field
from core.rules.forms.form import Form

Document = dict[str, object]


def assess_document(form_key: str, document: object, *, today: date) -> Document:
    """The verdicts on one JSON object with `answers`, and optionally `context` and `choices` (settings).

    Raises InputError for an unknown form or when those are no JSON objects; what is wrong inside them is in `errors`.
    """
    form = assessed_form(form_key)
    if form is None:
        raise InputError(f"Formulir “{form_key[:40]}” tidak ada. Daftarnya: assess list.")
    if not isinstance(document, Mapping):
        raise InputError("Isinya harus satu objek JSON dengan “answers”.")
    answers, context, chosen = (_part(document, name) for name in ("answers", "context", "choices"))
    return answer_document(assess(form, answers, context, today=today, choices=choices_of(chosen)))


def _part(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = document.get(name)
    if part is None:
        return {}
    if not isinstance(part, Mapping):
        raise InputError(f"“{name}” harus objek JSON.", field=name)
    return part


def answer_document(found: Assessment) -> Document:
    """An assessment with English keys; numbers as numbers, dates as ISO."""
    return {
        "form": found.form,
        "complete": found.complete,
        "missing": list(found.missing),
        "scores": {key: _plain(value) for key, value in found.scores.items()},
        "verdicts": [
            {
                "rule": one.rule,
                "field": one.field,
                "result": one.result,
                "label": one.label,
                "severity": one.severity.value,
                "refer": one.refers,
                "why": one.why,
                "next": one.next_step,
                "source": one.source,
            }
            for one in found.verdicts
        ],
        "refer": found.refer,
        "reasons": list(found.reasons),
        "errors": [{"field": one.key, "message": one.message} for one in found.errors],
    }


def _plain(value: int | Decimal | date) -> int | float | str:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def forms_document() -> list[Document]:
    """Every form with its fields, in the order of the cards."""
    return [form_document(form) for form in ASSESSED]


def form_document(form: Form) -> Document:
    """One form with its fields."""
    fields = [_field(one) for one in form.fields]
    return {"key": form.key, "label": form.label, "for_midwife": form.for_midwife, "fields": fields}


def _field(field: Field) -> Document:
    low, high = (None if limit is None else _plain(limit) for limit in (field.low, field.high))
    return {
        "key": field.key,
        "label": field.label,
        "type": field.kind.value,
        "unit": field.unit,
        "min": low,
        "max": high,
        "range": None if low is None and high is None else [low, high],
        "choices": [{"code": one.code, "label": one.label} for one in field.choices],
        "step": field.step,
        "required": field.required,
        "derived": field.derived,
        "rule": field.rule,
        "help": field.help,
    }
