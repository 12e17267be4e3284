"""Why something about a neighbourhood was refused, as a code and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "named": _(
        "%(place)s is named elsewhere: in the area of an application, in a scenario or by a volunteer. "
        "It stays; what is wrong about it can be corrected by a list."
    ),
}


class NeighbourhoodFault(Refusal):
    """The act is refused and nothing was stored."""

    sentences = SENTENCES
