"""The door to questionnaires: the country's may be read by all who write any; a province's belong to its writers."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import NOTHING, reaches, scope
from hamdeli.places.models import Place
from hamdeli.questionnaires.models import Questionnaire


def visible_questionnaires(user: User) -> QuerySet[Questionnaire]:
    """Return the questionnaires that `user` may read: the country's, and those of the own province."""
    own = scope(user, Right.WRITE_QUESTIONS, province="province", county="", centre="")
    country = Q(province__isnull=True) if user.has(Right.WRITE_QUESTIONS) else NOTHING
    return Questionnaire.objects.filter(country | own)


def access_questionnaire(user: User, pk: int, *, write: bool = False) -> Questionnaire:
    """Return the questionnaire; 404 for a stranger, 403 for whoever may read and not write it."""
    found = get_object_or_404(visible_questionnaires(user).select_related("province"), pk=pk)
    if write and not may_write(user, found):
        raise PermissionDenied
    return found


def may_write(user: User, questionnaire: Questionnaire) -> bool:
    """Say whether `user` may change it: those of the country come with the product."""
    where = questionnaire.province_id
    return where is not None and reaches(user, Right.WRITE_QUESTIONS, province_id=where)


def province_of(user: User) -> Place | None:
    """Return the province for which `user` writes questionnaires."""
    places = (post.place for post in user.posts_now if post.gives(Right.WRITE_QUESTIONS))
    return next((place for place in places if place.kind == Place.Kind.PROVINCE), None)
