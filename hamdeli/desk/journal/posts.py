"""The names of the places and centres at which the posts of the journal's entries were."""

from collections.abc import Iterable

from hamdeli.centres.models import Centre
from hamdeli.journal.models import Entry
from hamdeli.places.models import Place


def names_of_posts(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the name in the reader's language for each code of a place or centre, in two queries."""
    posts = {post for entry in entries for post in entry.post.split("; ")}
    codes = {where for post in posts if (where := post.partition("@")[2])}
    if not codes:
        return {}
    places = {place.code: place.name for place in Place.objects.filter(code__in=codes)}
    return places | dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))
