"""The pages that were opened: each is made at its first visit, and the kind one in the place of what is not theirs."""

from typing import TYPE_CHECKING

from ui.navigation import Place, make_page
from ui.pages.refused import NotYours, may_open

if TYPE_CHECKING:
    from ui.context import AppContext
    from ui.pages.page import Page


class OpenPages:
    """Pages by place, for whoever may open it and for everybody else."""

    def __init__(self) -> None:
        """None was visited yet."""
        self._pages: dict[tuple[str, bool], Page] = {}

    def page(self, place: Place, context: "AppContext") -> "Page":
        """The page of `place` for whoever is at the keyboard; from its first visit on it hears of changes."""
        is_theirs = may_open(place.key, context)
        known = self._pages.get((place.key, is_theirs))
        if known is None:
            known = make_page(place, context) if is_theirs else NotYours(context, place)
            self._pages[place.key, is_theirs] = known
            context.refresher.add(known)
        return known
