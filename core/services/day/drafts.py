"""What is being typed for somebody and not saved yet: kept at once, so that a power cut loses one field at most."""

import json
from collections.abc import Mapping
from datetime import UTC, date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.register import Register
from core.store.visits import Draft
from core.words.periods import parse_date

_DATE_FIELD = "measured_on"
"""The text that says for which day the rest is typed."""
_OF_FORM = "form:"
"""Texts of a card begin so: a form and its day come before the field."""


def save_draft(register: Register, person_id: str, values: Mapping[str, str]) -> None:
    """Keep the texts typed so far, by field; empty texts are left out, and nothing typed clears the draft."""
    register.require(Action.RECORD_HEALTH)
    with register.database.scratch() as session:
        kept = {key: text for key, text in _body(session, person_id).items() if _is_of_form(key)}
        _write(register, session, person_id, kept | dict(values))


def load_draft(register: Register, person_id: str) -> dict[str, str]:
    """The texts typed and not saved, by field; empty when there is no draft."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        return {key: text for key, text in _body(session, person_id).items() if not _is_of_form(key)}


def save_form_draft(register: Register, person_id: str, form_key: str, on: date, values: Mapping[str, str]) -> None:
    """Keep what is typed on one form of a day, beside the drafts of other forms; nothing typed clears this one."""
    register.require(Action.RECORD_HEALTH)
    start = _form_start(form_key, on)
    with register.database.scratch() as session:
        others = {key: text for key, text in _body(session, person_id).items() if not key.startswith(start)}
        _write(register, session, person_id, others | {f"{start}{key}": text for key, text in values.items()})


def load_form_draft(register: Register, person_id: str, form_key: str, on: date) -> dict[str, str]:
    """The texts typed on one form of a day and not saved, by field."""
    register.require(Action.SEE_HEALTH)
    start = _form_start(form_key, on)
    with register.reading() as session:
        body = _body(session, person_id)
    return {key.removeprefix(start): text for key, text in body.items() if key.startswith(start)}


def clear_draft(register: Register, person_id: str) -> None:
    """Forget what was typed (the kader threw it away)."""
    with register.database.scratch() as session:
        forget_draft(session, person_id)


def forget_draft(session: Session, person_id: str) -> None:
    """Forget what is being typed for somebody, inside a transaction that is already open."""
    session.execute(delete(Draft).where(Draft.person_id == person_id))


def forget_saved_draft(session: Session, person_id: str, measured_on: date) -> None:
    """Forget it inside a running deed once the visit of `measured_on` is saved: it is a fact and no draft any more.

    What is being typed for another day stays: correcting last month's visit says nothing about today's.
    """
    draft = session.get(Draft, person_id)
    if draft is None:
        return
    body = _body(session, person_id)
    if parse_date(body.get(_DATE_FIELD, "")) not in (None, measured_on):
        return
    of_forms = {key: text for key, text in body.items() if _is_of_form(key)}
    if of_forms:
        draft.body = json.dumps(of_forms, ensure_ascii=False)
    else:
        forget_draft(session, person_id)


# --- inside ---


def _form_start(form_key: str, on: date) -> str:
    return f"{_OF_FORM}{form_key}:{on.isoformat()}:"


def _is_of_form(key: str) -> bool:
    return key.startswith(_OF_FORM)


def _body(session: Session, person_id: str) -> dict[str, str]:
    draft = session.get(Draft, person_id)
    return {} if draft is None else dict(json.loads(draft.body))


def _write(register: Register, session: Session, person_id: str, values: Mapping[str, str]) -> None:
    typed = {field: text for field, text in values.items() if text.strip()}
    if not typed:
        forget_draft(session, person_id)
        return
    at = register.clock.now().astimezone(UTC).replace(tzinfo=None)
    session.merge(Draft(person_id=person_id, body=json.dumps(typed, ensure_ascii=False), typed_at=at))
