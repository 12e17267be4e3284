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


ROOMS: tuple[Room, ...] = (
    Room("file", _("The file"), "desk:file", "folder"),
    Room("household", _("Household"), "desk:file_household", "users-group"),
    Room("admission", _("Admission"), "desk:file_admission", "clipboard-list", Right.SEE_JUDGEMENTS),
    Room("documents", _("Documents"), "desk:file_documents", "file-text", Right.SEE_JUDGEMENTS),
    Room("score", _("Score"), "desk:file_score", "gauge", Right.SEE_JUDGEMENTS),
    Room("decision", _("Decision"), "desk:file_decision", "gavel", Right.SEE_JUDGEMENTS),
    Room("timeline", _("Timeline"), "desk:file_timeline", "history"),
    Room("visits", _("Visits"), "desk:file_visits", "walk"),
    Room("volunteers", _("Volunteer"), "desk:file_volunteers", "heart-handshake", Right.SEE_VOLUNTEERS),
    Room("tasks", _("Tasks"), "desk:file_tasks", "checklist"),
    Room("notes", _("Notes"), "desk:file_notes", "note", Right.WORK),
    Room("letters", _("Letters"), "desk:file_letters", "printer"),
    Room("screening", _("Screening"), "desk:file_screening", "clipboard-check"),
    Room("plan", _("Family plan"), "desk:file_plan", "stairs-up"),
    Room("exit", _("Exit"), "desk:file_exit", "logout"),
    Room("aid", _("Aid"), "desk:file_aid", "basket"),
    Room("onward", _("Onward"), "desk:file_onward", "send"),
)
