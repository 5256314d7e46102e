"""Papers of the check-ups for the verb `print`: kartu bantu, sheets to ask from, referral letters, slips."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import InputError
from ui.verbs.one_person import one_person
from ui.verbs.verb import Answer, Request, posyandu_named, progress_line, written

if TYPE_CHECKING:
    from core.rules.forms.form import Form
    from core.services.day.card_history import CardHistory
    from core.services.register import Register


def _support_cards(request: Request) -> Answer:
    from printouts.paper import paper_named
    from printouts.support_cards import print_blank_cards

    given = request.options
    if given.nik is None and given.person is None and given.posyandu is None:
        paper, today = paper_named(given.paper), request.clock.today()
        leaves = print_blank_cards(given.out, printed_on=today, paper=paper, form_key=given.form or "")
        return _answer(request, "kartu-bantu", f"{leaves} kartu kosong", leaves=leaves, people=0)
    if given.posyandu is None:
        return _card_of_one(request)
    return _cards_of_posyandu(request)


def _card_of_one(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.card_history import card_history
    from core.services.trust.access_log import let_out
    from printouts.paper import paper_named
    from printouts.support_cards import TITLE, print_support_cards

    given = request.options
    with request.register() as register:
        person_id = one_person(register, request)
        let_out(register, Action.PRINT_PAPERS, TITLE, person_id=person_id)
        # Only a card of one person, printed by the bidan, carries what only the bidan may see.
        history = card_history(register, person_id, with_private=register.may(Action.SEE_PRIVATE))
    paper, today = paper_named(given.paper), request.clock.today()
    leaves = print_support_cards([history], given.out, printed_on=today, paper=paper)
    return _answer(request, "kartu-bantu", f"{leaves} lembar", leaves=leaves, people=1)


def _cards_of_posyandu(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.card_history import card_history, people_with_cards
    from core.services.people.people_filters import PeopleFilter
    from core.services.people.people_lists import everybody_of
    from core.services.trust.access_log import let_out
    from printouts.paper import paper_named
    from printouts.support_cards import TITLE, print_support_cards
    from printouts.support_cards_layout import ROWS

    given = request.options
    with request.register() as register:
        unit = posyandu_named(register, given.posyandu)
        everybody = everybody_of(register, PeopleFilter(posyandu_id=unit.id if unit else None))
        ids = people_with_cards(register, [line.id for line in everybody], given.form or "")
        let_out(register, Action.PRINT_PAPERS, TITLE, people=len(ids))
        histories = (card_history(register, one, newest=ROWS) for one in ids)
        leaves = print_support_cards(
            histories,
            given.out,
            printed_on=register.today,
            paper=paper_named(given.paper),
            whole=len(ids),
            progress=progress_line,
        )
    return _answer(request, "kartu-bantu", f"{leaves} lembar, {len(ids)} orang", leaves=leaves, people=len(ids))


def _sheet(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.card_history import card_history
    from core.services.trust.access_log import let_out
    from printouts.instrument_sheet import print_instrument, title_of
    from printouts.paper import paper_named

    given = request.options
    form = _form(given.form)
    if given.posyandu is not None:
        raise InputError("Lembar skrining dicetak satu per satu. Sebut orangnya dengan --person atau --nik.")
    paper, today = paper_named(given.paper), request.clock.today()
    if given.nik is None and given.person is None and not form.for_midwife:
        print_instrument(form, given.out, printed_on=today, paper=paper)
        return _answer(request, "lembar-skrining", title_of(form), form=form.key, filled=False)
    history: CardHistory | None = None
    with request.register() as register:
        if form.for_midwife:
            register.require(Action.SEE_PRIVATE)
        is_private = register.may(Action.SEE_PRIVATE)
        if given.nik is not None or given.person is not None:
            person_id = one_person(register, request)
            let_out(register, Action.PRINT_PAPERS, title_of(form), person_id=person_id)
            history = card_history(register, person_id, with_private=is_private)
    visits = [visit for visit in (history.visits if history else ()) if form.key in visit.forms]
    newest = visits[-1] if visits else None
    print_instrument(
        form, given.out, printed_on=today, history=history, visit=newest, with_private=is_private, paper=paper
    )
    return _answer(request, "lembar-skrining", title_of(form), form=form.key, filled=newest is not None)


def _letters(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.referral_letters import newest_referral, referral_letter
    from core.services.trust.access_log import let_out
    from printouts.paper import paper_named
    from printouts.referral_letter import TITLE, print_referral_letters

    given = request.options
    with request.register() as register:
        if given.posyandu is None:
            person_id = one_person(register, request)
            ids = [newest_referral(register, person_id)]
            let_out(register, Action.PRINT_PAPERS, TITLE, person_id=person_id)
        else:
            ids = _sent_on(register, request)
            let_out(register, Action.PRINT_PAPERS, TITLE, people=len(ids))
        letters = [referral_letter(register, one) for one in ids]
        if register.user is None:
            # Nobody signs as "baris perintah": the line stays free for a pen.
            letters = [replace(letter, writer="") for letter in letters]
    print_referral_letters(letters, given.out, printed_on=request.clock.today(), paper=paper_named(given.paper))
    codes = [letter.code for letter in letters]
    return _answer(request, "rujukan", f"{len(letters)} surat", letters=len(letters), codes=codes)


def _sent_on(register: "Register", request: Request) -> list[str]:
    """Everybody sent on at the hari buka of --on, or at the last one on which somebody was."""
    from core.services.day.referring import referrals_of_day

    for day_id in _days(register, request):
        sent = referrals_of_day(register, day_id)
        if sent:
            return [one.id for one in sent]
    raise InputError("Tidak ada yang dirujuk di hari buka itu, jadi tidak ada surat yang dicetak.")


def _slips(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.day.target_slips import target_slips
    from core.services.growth.measuring import histories
    from core.services.trust.access_log import let_out
    from printouts.target_slips import TITLE, print_target_slips

    given = request.options
    with request.register() as register:
        whom = one_person(register, request) if given.nik is not None or given.person is not None else None
        days = _days(register, request)
        if whom is not None:
            been = {visit.facts.day_id for one in histories(register, person_ids=[whom]) for visit in one.visits}
            days = [day_id for day_id in days if day_id in been]
        every = (target_slips(register, day_id) for day_id in days)
        wanted = (tuple(slip for slip in one if whom in (None, slip.person_id)) for one in every)
        slips = next((one for one in wanted if one), ())
        let_out(register, Action.PRINT_PAPERS, TITLE, people=len(slips), person_id=whom)
    print_target_slips(slips, given.out)
    return _answer(request, "slip", f"{len(slips)} slip", slips=len(slips))


def _days(register: "Register", request: Request) -> list[str]:
    """The hari buka of --on, or all that were held, the newest first."""
    from core.services.day.open_day import list_days

    unit, wanted = posyandu_named(register, request.options.posyandu), request.options.on
    days = list_days(register, unit.id if unit else None)
    return [view.id for view in days if (view.held_on == wanted if wanted else view.held_on <= register.today)]


def _form(key: str | None) -> "Form":
    from core.rules.forms.catalogue import FORMS, form_named

    form = form_named(key) if key else None
    if form is None:
        known = ", ".join(one.key for one in FORMS)
        raise InputError(f"Sebut lembarnya dengan --form. Yang ada: {known}.")
    return form


def _answer(request: Request, document: str, words: str, **rest: object) -> Answer:
    out = request.options.out
    return Answer([written(out, words)], {"document": document, "out": str(out), **rest})


CARD_PRINTERS: dict[str, Callable[[Request], Answer]] = {
    "kartu-bantu": _support_cards,
    "lembar-skrining": _sheet,
    "rujukan": _letters,
    "slip": _slips,
}
