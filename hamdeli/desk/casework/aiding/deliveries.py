"""Delivery lists: all of them, making one, and the page of one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.aiding.access import access_delivery, giving_centres, may, visible_deliveries
from hamdeli.casework.aiding.codes import typed
from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.listing import (
    approve_list,
    close_list,
    discard_list,
    doubled,
    families,
    make_list,
    served,
)
from hamdeli.casework.models import CaseFile, Delivery, DeliveryLine
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.aiding.forms import DeliveryFilter, LineFilter, ListForm, WhyForm
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.persian.digits import to_ascii

PAGES = "desk/casework/aiding"
RIGHTS = {"may_give": Right.GIVE, "may_approve": Right.APPROVE_AID}


@dataclass(frozen=True)
class Counted:
    """A delivery list, its families, and how many of them have received it."""

    delivery: Delivery
    all: int
    came: int


@require_safe
def delivery_list(request: Request) -> HttpResponse:
    """List the delivery lists that the reader may see, the newest first."""
    require_right(request.user, Right.SEE_FILES)
    form = DeliveryFilter(request.GET)
    rows = visible_deliveries(request.user).select_related("centre", "kind", "author")
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("kind", "state") if form.cleaned_data[name]}
        rows = rows.filter(**asked, title__icontains=form.cleaned_data["q"])
    page = page_by_key(rows, request.GET, "-id")
    words = {"form": form, "page": page, "may_make": bool(own_centre(request.user)), "rows": counted(page.rows)}
    return render(request, f"{PAGES}/{'_deliveries' if request.htmx else 'deliveries'}.html", words)


def counted(deliveries: list[Delivery]) -> list[Counted]:
    """Return each list with how many families are on it, and how many have received it."""
    ids = [delivery.pk for delivery in deliveries]
    has = Exists(standing().filter(line=OuterRef("pk")))
    lines = DeliveryLine.objects.filter(delivery__in=ids).values("delivery")
    all_of = dict(lines.annotate(many=Count("pk")).values_list("delivery", "many").order_by())
    came = dict(lines.filter(has).annotate(many=Count("pk")).values_list("delivery", "many").order_by())
    return [Counted(delivery, all_of.get(delivery.pk, 0), came.get(delivery.pk, 0)) for delivery in deliveries]


def own_centre(user: User) -> Centre | None:
    """Return the centre of the post by which `user` makes lists."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.GIVE)]
    return giving_centres(user).filter(code__in=codes).first()


@require_http_methods(["GET", "HEAD", "POST"])
def delivery_new(request: Request) -> HttpResponse:
    """Say what is delivered to whom; see how many that are; make the list."""
    require_right(request.user, Right.GIVE)
    centre = own_centre(request.user)
    if centre is None:
        raise Http404
    if request.method != "POST":
        form = ListForm(initial={"on": timezone.localdate()})
        return render(request, f"{PAGES}/delivery_new.html", {"form": form, "centre": centre})
    form, made = ListForm(request.POST), []
    if "make" in request.POST:
        status = attempt_once(request, form, "delivery", lambda: made.append(make(request.user, centre, form)))
        if status == 302:
            messages.success(request, _("The list was made; another person approves it."))
            return redirect("desk:deliveries") if not made else redirect("desk:delivery", pk=made[0])
    else:
        status = 200 if form.is_valid() else 422
    words = {"form": form, "centre": centre, "found": found(centre, form) if form.is_valid() else None}
    return render(request, f"{PAGES}/delivery_new.html", words, status=status)


def make(user: User, centre: Centre, form: ListForm) -> int:
    """Make the list and return its primary key."""
    reason = form.cleaned_data["keep_doubled"]
    return make_list(centre=centre, whom=form.whom(), what=form.what(), keep_doubled=reason, author=user).pk


def found(centre: Centre, form: ListForm) -> dict[str, Any]:
    """Return how many families fit, and how many of them have had the kind in its period."""
    what = form.what()
    files = families(centre, form.whom(), what.kind)
    return {"all": files.count(), "doubled": doubled(files, what.kind, what.on).count()}


@require_safe
def delivery_page(request: Request, pk: int) -> HttpResponse:
    """Show one list: how far it is, and its families by file code."""
    delivery = access_delivery(request.user, pk)
    form = LineFilter(request.GET)
    page = page_by_key(lines_of(delivery, form), request.GET, "id")
    files = CaseFile.objects.visible_to(request.user).filter(pk__in=[row.case_file_id for row in page.rows])
    words: dict[str, Any] = {"delivery": delivery, "form": form, "page": page}
    words["seen"] = set(files.values_list("pk", flat=True))
    if request.htmx:
        return render(request, f"{PAGES}/_lines.html", words)
    words |= {"all": delivery.lines.count(), "came": served(delivery).count()}
    words |= {name: may(request.user, delivery.centre, right) for name, right in RIGHTS.items()}
    words["own"] = delivery.author_id == request.user.pk
    return render(request, f"{PAGES}/delivery.html", words)


def lines_of(delivery: Delivery, form: LineFilter) -> QuerySet[DeliveryLine]:
    """Return the lines that the form asks for, each with when it was served."""
    given = standing().filter(line=OuterRef("pk")).values("made_at")
    rows = delivery.lines.select_related("case_file__household").annotate(given_at=Subquery(given[:1]))
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["came"]:
        rows = rows.filter(given_at__isnull=asked["came"] == "no")
    text = to_ascii(asked["q"]).strip()
    if text and len(typed(text)) >= 6 and typed(text) == text.replace("-", "").replace(" ", ""):
        by_code = rows.filter(code=typed(text))
        return by_code if by_code.exists() else rows.filter(case_file__code__istartswith=text)
    return rows.filter(case_file__code__istartswith=text) if text else rows


@require_POST
def delivery_approval(request: Request, pk: int) -> HttpResponse:
    """Approve a list that another made."""
    delivery = access_delivery(request.user, pk, Right.APPROVE_AID)
    said = _("Approved: the door may open.")
    return act(request, delivery, lambda: approve_list(delivery=delivery, by=request.user), "delivery_approval", said)


@require_POST
def delivery_closure(request: Request, pk: int) -> HttpResponse:
    """Close a list, with those who did not come."""
    delivery = access_delivery(request.user, pk, Right.GIVE)
    said = _("Closed. The journal keeps who did not come.")
    return act(request, delivery, lambda: close_list(delivery=delivery, by=request.user), "delivery_closure", said)


@require_POST
def delivery_discarding(request: Request, pk: int) -> HttpResponse:
    """Throw a list away that nobody has approved; its author, or who approves."""
    delivery = access_delivery(request.user, pk, Right.GIVE)
    if delivery.author_id != request.user.pk and not may(request.user, delivery.centre, Right.APPROVE_AID):
        raise PermissionDenied
    said = _("The list was thrown away.")
    return act(request, delivery, lambda: discard_list(delivery=delivery, by=request.user), "delivery_discarding", said)


def act(request: Request, delivery: Delivery, deed: Any, purpose: str, said: str) -> HttpResponse:
    """Do it once and return to the list."""
    form = WhyForm({"reason": purpose})
    status = attempt_once(request, form, f"{purpose} {delivery.pk}", lambda: bool(deed() or True))
    if status == 302:
        messages.success(request, said)
    else:
        messages.error(request, faults_of(form))
    there = Delivery.objects.filter(pk=delivery.pk).exists()
    return redirect("desk:delivery", pk=delivery.pk) if there else redirect("desk:deliveries")
