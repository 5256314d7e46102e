"""A place keeps its page, and has another for whoever may not open it."""

from core.services.register import Register
from core.words.roles import Role, User
from ui.navigation import places
from ui.open_pages import OpenPages
from ui.pages.refused import NotYours
from ui.program import Program


def test_a_place_has_one_page_for_those_who_may_and_one_for_the_others(program: Program, register: Register) -> None:
    context, shelf = program.context, OpenPages()
    assert context is not None
    place = next(one for one in places() if one.key == "tumbuh_kembang")
    page = shelf.page(place, context)
    assert page.key == place.key
    register.sign_in(User("1", "Pak Lurah", frozenset({Role.ADMIN})))
    closed = shelf.page(place, context)
    assert isinstance(closed, NotYours)
    assert shelf.page(place, context) is closed
    register.sign_in(User("2", "Bu Sari", frozenset({Role.KADER})))
    assert shelf.page(place, context) is page
