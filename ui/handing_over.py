"""A sheet that is open when somebody else comes to the keyboard: it stays, goes, or waits for whom it belongs to."""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from core.rules.permissions import sees_less

if TYPE_CHECKING:
    from core.words.roles import User
    from ui.widgets.sheet import Sheet


class WaitingSheets:
    """Sheets with something typed in them, out of sight until the person who typed is back."""

    def __init__(self) -> None:
        """None waits."""
        self._waiting: dict[str, list[Sheet]] = {}

    def hand_over(self, front: "Sheet | None", before: "User | None", now: "User | None") -> "tuple[Sheet | None, str]":
        """The sheet that is in front for `now`, and what is to be said of the one before.

        A sheet stays for somebody who may see as much of people's health; else it is closed, and waits when something
        typed would be lost.
        """
        if before is None or now is None or before.account_id == now.account_id:
            return front, ""
        words = ""
        if front is not None and not _may_stay(front, before, now):
            if front.has_unsaved:
                front.put_aside()
                self._waiting.setdefault(before.account_id, []).append(front)
                words = f"Ketikan {before.name} disimpan sampai ia masuk lagi, selama program terbuka."
            else:
                front.close_now()
            front = None
        return (front or self._back(now)), words

    def _back(self, user: "User") -> "Sheet | None":
        waiting = [one for one in self._waiting.pop(user.account_id, []) if isValid(one)]
        if not waiting:
            return None
        *others, sheet = waiting
        if others:
            self._waiting[user.account_id] = others
        sheet.bring_back()
        return sheet


def _may_stay(sheet: "Sheet", before: "User", now: "User") -> bool:
    return not (sheet.is_of_one or sees_less(now.roles, before.roles, *sheet.needs))
