"""The ceiling on exports: who works for centres on probation alone takes so many rows at once, and no more."""

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.models import Centre
from hamdeli.journal.writing import write


def on_probation(user: User) -> bool:
    """Say whether every post of `user` is at a centre that is on probation."""
    posts = user.posts_now
    if not posts or not all(post.centre_code for post in posts):
        return False
    codes = {post.centre_code for post in posts}
    return Centre.objects.filter(code__in=codes, probation_until__isnull=False).count() == len(codes)


class ExportCeiling:
    """Hands out no export that is longer than a centre on probation may take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; refuse what is too long, and tell the journal."""
        answer = self.get_response(request)
        rows, user = getattr(answer, "rows", 0), getattr(request, "user", None)
        if rows <= POLICY.probation_rows or not isinstance(user, User) or not on_probation(user):
            return answer
        if isinstance(answer, FileResponse) and answer.file_to_stream:
            # Not the answer itself: that would end the request, and with it the connection to the database.
            answer.file_to_stream.close()
        details = {"rows": rows, "most": POLICY.probation_rows}
        write(actor=user.actor, verb="export_refused", kind="export", subject=request.path[:80], details=details)
        return render(request, "desk/licensing/too_long.html", details, status=403)
