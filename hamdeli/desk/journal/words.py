"""What the journal's verbs are called on screen."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "looked": _("looked at an identity"),
    "exported": _("took a list"),
    "described": _("changed a record"),
    "appointed": _("gave a post"),
    "ended_post": _("ended a post"),
    "imported": _("brought a list"),
    "handed_over": _("handed over"),
    "undid_handover": _("undid a handover"),
    "undid_mandate": _("undid a mandate"),
    "adjusted": _("adjusted a proposal"),
    "accepted": _("accepted"),
    "declined": _("declined"),
    "returned": _("returned"),
    "recalled": _("recalled"),
    "transferred": _("transferred"),
    "proposed": _("asked for a proposal"),
    "approved": _("approved"),
}
