"""The doors to help for centres: for those who ask at a centre, and for those who help in its province."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right, Role
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.centres.models import Centre, CentreQuerySet
from hamdeli.places.models import Place
from hamdeli.support.models import (
    Announcement,
    AnnouncementQuerySet,
    Article,
    ArticleQuerySet,
    Course,
    Following,
    HelpRequest,
    HelpRequestQuerySet,
)
from hamdeli.support.moves import MOVES, Act, Side

ANYWHERE = (Right.ASK, Right.SUPPORT_CENTRES)
AUDIENCES: dict[str, str] = {Role.CENTRE_HEAD: Course.Audience.HEADS, Role.SOCIAL_WORKER: Course.Audience.WORKERS}


def require_any(user: User) -> None:
    """Raise 404 for whoever neither asks for help nor gives it."""
    if not any(user.has(right) for right in ANYWHERE):
        raise Http404


def asked_by(user: User) -> Q:
    """Return the condition on requests of the centres for which `user` asks."""
    return scope(user, Right.ASK, province="", county="", centre="centre__code")


def supported_by(user: User) -> Q:
    """Return the condition on requests of the centres that `user` helps."""
    return scope(user, Right.SUPPORT_CENTRES, province="centre__province", county="centre__county")


def visible_requests(user: User) -> HelpRequestQuerySet:
    """Return the requests that `user` may see now, of either side."""
    return HelpRequest.objects.filter(asked_by(user) | supported_by(user))


def access_request(user: User, pk: int, act: Act | None = None) -> HelpRequest:
    """Return the request; 404 for a stranger, 403 for a reader whose act is not `act`."""
    rows = visible_requests(user).select_related("centre__county", "asked_by", "taken_by")
    request = get_object_or_404(rows, pk=pk)
    if act and not may_do(user, request.centre, MOVES[act].side):
        raise PermissionDenied
    return request


def may_do(user: User, centre: Centre, side: Side) -> bool:
    """Say whether `user` acts for `side` in what concerns `centre`."""
    right = Right.ASK if side == Side.CENTRE else Right.SUPPORT_CENTRES
    return reaches(user, right, province_id=centre.province_id, county_id=centre.county_id, centre_code=centre.code)


def acts_open_to(user: User, request: HelpRequest) -> list[str]:
    """Return the acts that the table of moves and the user's posts allow now."""
    acts = [act for act, move in MOVES.items() if request.state in move.before]
    return [act.value for act in acts if may_do(user, request.centre, MOVES[act].side)]


def own_codes(user: User) -> list[str]:
    """Return the codes of the centres for which `user` asks."""
    return [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.ASK)]


def own_centres(user: User) -> CentreQuerySet:
    """Return the centres for which `user` asks, by code."""
    return Centre.objects.filter(code__in=own_codes(user)).order_by("code")


def supported_provinces(user: User) -> list[Place]:
    """Return the provinces whose centres `user` helps."""
    there = scope(user, Right.SUPPORT_CENTRES, province="pk", county="", centre="")
    return list(Place.objects.filter(there, kind=Place.Kind.PROVINCE).order_by("sort_key", "code"))


def supports(user: User, province_id: int) -> bool:
    """Say whether `user` helps the centres of the province."""
    return reaches(user, Right.SUPPORT_CENTRES, province_id=province_id)


def written_by(user: User) -> Q:
    """Return the condition on courses, announcements and articles of the provinces that `user` helps."""
    return scope(user, Right.SUPPORT_CENTRES, county="", centre="")


def audiences_of(user: User) -> set[str]:
    """Return the audiences of courses to which `user` belongs."""
    roles = {post.role for post in user.posts_now if post.gives(Right.ASK)}
    return {Course.Audience.ALL, *(AUDIENCES[role] for role in roles if role in AUDIENCES)} if roles else set()


def followed_by(user: User) -> Q:
    """Return the condition on published courses that are meant for `user`."""
    provinces = own_centres(user).order_by().values("province")
    meant = Q(province__in=provinces, audience__in=audiences_of(user), retired_at__isnull=True)
    return meant & Q(pk__in=Course.objects.filter(editions__isnull=False).values("pk"))


def visible_courses(user: User) -> QuerySet[Course]:
    """Return the courses that `user` writes, may follow, or has completed."""
    done = Following.objects.filter(user=user, completed_at__isnull=False).values("edition__course")
    return Course.objects.filter(written_by(user) | followed_by(user) | Q(pk__in=done))


def access_course(user: User, pk: int, *, writing: bool = False) -> Course:
    """Return the course; 404 for a stranger, 403 for a reader who would change it."""
    course = get_object_or_404(visible_courses(user).select_related("province"), pk=pk)
    if writing and not supports(user, course.province_id):
        raise PermissionDenied
    return course


def visible_announcements(user: User) -> AnnouncementQuerySet:
    """Return the announcements that `user` wrote or may read: those to own centres that were not withdrawn."""
    mine = Announcement.objects.to_centres(own_codes(user)).filter(withdrawn_at__isnull=True)
    return Announcement.objects.filter(written_by(user) | Q(pk__in=mine.values("pk")))


def access_announcement(user: User, pk: int, *, writing: bool = False) -> Announcement:
    """Return the announcement; 404 for a stranger, 403 for a reader who would change it."""
    rows = visible_announcements(user).select_related("province", "county", "made_by")
    announcement = get_object_or_404(rows, pk=pk)
    if writing and not supports(user, announcement.province_id):
        raise PermissionDenied
    return announcement


def visible_articles(user: User) -> ArticleQuerySet:
    """Return the articles that `user` may read: those of own provinces, unpublished ones as an author alone."""
    provinces = own_centres(user).order_by().values("province")
    return Article.objects.filter(written_by(user) | Q(province__in=provinces, published=True))


def access_article(user: User, pk: int, *, writing: bool = False) -> Article:
    """Return the article; 404 for a stranger, 403 for a reader who would change it."""
    article = get_object_or_404(visible_articles(user).select_related("province", "made_by"), pk=pk)
    if writing and not supports(user, article.province_id):
        raise PermissionDenied
    return article
