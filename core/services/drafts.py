"""What is being typed for somebody and not saved yet: kept at once, so that a power cut loses one field at most."""

import json
from datetime import UTC, date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.rules.permissions import Action
from core.services.register import Register
from core.store.visits import Draft
from core.words.periods import parse_date

_DATE_FIELD = "measured_on"
"""The text that says for which day the rest is typed."""


def save_draft(register: Register, person_id: str, values: dict[str, str]) -> None:
    """Keep the texts typed so far, by field; empty texts are left out, and nothing typed clears the draft."""
    register.require(Action.RECORD_HEALTH)
    typed = {field: text for field, text in values.items() if text.strip()}
    with register.database.scratch() as session:
        if not typed:
            forget_draft(session, person_id)
            return
        at = register.clock.now().astimezone(UTC).replace(tzinfo=None)
        session.merge(Draft(person_id=person_id, body=json.dumps(typed, ensure_ascii=False), typed_at=at))


def load_draft(register: Register, person_id: str) -> dict[str, str]:
    """The texts typed and not saved, by field; empty when there is no draft."""
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        draft = session.get(Draft, person_id)
        return {} if draft is None else dict(json.loads(draft.body))


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
    typed_for = parse_date(json.loads(draft.body).get(_DATE_FIELD, ""))
    if typed_for in (None, measured_on):
        forget_draft(session, person_id)
