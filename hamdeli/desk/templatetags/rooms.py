"""`{% file_rooms case_file "visits" %}`: the way between the pages of one file."""

from typing import Any

from django import template

from hamdeli.casework.access import has_right
from hamdeli.casework.models import CaseFile
from hamdeli.desk.casework.rooms import ROOMS

register = template.Library()


@register.inclusion_tag("desk/casework/_rooms.html", takes_context=True)
def file_rooms(context: dict[str, Any], case_file: CaseFile, here: str) -> dict[str, Any]:
    """Show the rooms of `case_file` that the reader may enter; `here` is the key of the one that is open."""
    user = context["request"].user
    open_to = [room for room in ROOMS if has_right(user, case_file, room.right)]
    return {"rooms": open_to, "here": here, "code": case_file.code}
