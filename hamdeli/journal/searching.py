"""Finding the entries that tell of a record: by its code as a subject, or named in what an entry tells."""

import json

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from hamdeli.journal.models import Entry
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean


def about(entries: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Return those of `entries` whose subject is the code `text`, or whose details name it as a whole value.

    The code may be typed as the screen shows it: Persian digits, small letters. Looks through a list name every file
    of the page in their details, so they are found by each of them.
    """
    typed = to_ascii(clean(text)).strip()
    if not typed:
        return entries
    forms = sorted({typed, typed.upper()})
    meant = Q(subject__in=forms)
    for form in forms:
        meant |= Q(details_text__contains=json.dumps(form))
    return entries.alias(details_text=Cast("details", TextField())).filter(meant)
