"""Who works with the register: the roles of people at the keyboard."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_JOIN = "+"


class Role(StrEnum):
    """What somebody is to the posyandu. One person may be several: a head of posyandu who also weighs."""

    KADER = "kader"
    BIDAN = "bidan"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The word on screen; an admin is the head of the posyandu or somebody of the village office."""
        return {"kader": "Kader", "bidan": "Bidan", "admin": "Ketua"}[self.value]


@dataclass(frozen=True, slots=True)
class User:
    """The account at the keyboard."""

    account_id: str
    name: str
    roles: frozenset[Role]


def roles_text(roles: Iterable[Role]) -> str:
    """Roles as one column holds them, always in the same order: `kader+admin`."""
    wanted = set(roles)
    return _JOIN.join(role.value for role in Role if role in wanted)


def roles_of(text: str) -> frozenset[Role]:
    """Roles read back from `roles_text`. Raises ValueError for a word that is no role."""
    return frozenset(Role(word) for word in text.split(_JOIN) if word)


def roles_words(roles: Iterable[Role]) -> str:
    """Roles as people read them: `Kader, Ketua`."""
    wanted = set(roles)
    return ", ".join(role.label for role in Role if role in wanted)
