"""The kinds of papers of a centre, as data: which a centre must have, and which expire."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PaperKind:
    """One kind: `needed` of every centre; `expires`: its day must be written; `titled`: it must be said what it is."""

    code: str
    label: Any
    needed: bool = False
    expires: bool = True
    titled: bool = False


KINDS: tuple[PaperKind, ...] = (
    PaperKind("statute", _("statute"), needed=True, expires=False),
    PaperKind("premises", _("title deed or lease of the premises"), needed=True),
    PaperKind("fire_safety", _("certificate of fire safety"), needed=True),
    PaperKind("health", _("health permit"), needed=False),
    PaperKind("insurance", _("liability insurance"), needed=False),
    PaperKind("training", _("certificate of training"), titled=True),
    PaperKind("contract", _("contract with the organisation")),
    PaperKind("other", _("another paper"), expires=False, titled=True),
)
BY_CODE = {kind.code: kind for kind in KINDS}
NEEDED = tuple(kind.code for kind in KINDS if kind.needed)
CHOICES = [(kind.code, kind.label) for kind in KINDS]
