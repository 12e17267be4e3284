"""Forms that were sent need no draft any more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hamdeli.accounts.models import User
from hamdeli.casework.daily.drafts import forget_draft

Answer = Callable[[HttpRequest], HttpResponse]
FIELD = "draft"
STORED = 302


class DraftsMiddleware:
    """Forget the draft of a form that was sent and stored: its script adds the field `draft`, `form/subject`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forget."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == STORED and isinstance(request.user, User):
            form, _slash, subject = request.POST.get(FIELD, "").partition("/")
            if form and subject:
                forget_draft(request.user, form, subject)
        return response
