"""The rooms of a file: its pages, one beside the other, for those who may enter."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Right


@dataclass(frozen=True)
class Room:
    """One page of a file: `key` says which is open; `name` is its address, which takes `code`."""

    key: str
    label: str | Promise
    name: str
    icon: str
    right: Right = Right.SEE_FILES


ROOMS: tuple[Room, ...] = (Room("file", _("The file"), "desk:file", "folder"),)
