"""The table of life events, and the two ways to use one: see what would change, and write it."""

from core.rules.permissions import Action
from core.services.deeds.rehearsal import Rehearsal, rehearse
from core.services.life_events import (
    card_split,
    cards_merged,
    died,
    divorced,
    head_changed,
    kk_corrected,
    married,
    moved_away,
    moved_in,
    moved_within,
    returned,
)
from core.services.life_events.event import Event
from core.services.register import Changed, Outcome, Register

EVENTS: tuple[Event, ...] = (
    moved_in.EVENT,
    married.EVENT,
    card_split.EVENT,
    head_changed.EVENT,
    moved_within.EVENT,
    moved_away.EVENT,
    returned.EVENT,
    cards_merged.EVENT,
    divorced.EVENT,
    died.EVENT,
    kk_corrected.EVENT,
)


def event_for(form: object) -> Event:
    """The event that a filled form belongs to."""
    return next(event for event in EVENTS if isinstance(form, event.form))


def preview_event(register: Register, form: object) -> Rehearsal:
    """What would change, in words; nothing is kept. Raises InputError (with the field) for what cannot be."""
    event = event_for(form)
    return rehearse(register, lambda uow: event.do(uow, form, register.today))


def record_event(register: Register, form: object) -> Outcome[str]:
    """Write the event in one deed; gives the id of the family to show. Raises InputError for what cannot be."""
    event = event_for(form)
    with register.deed(event.label, action=Action.RECORD_LIFE_EVENT) as deed:
        family_id = event.do(deed, form, register.today)
    return Outcome(family_id, frozenset({Changed.PEOPLE, Changed.MEASUREMENTS}))
