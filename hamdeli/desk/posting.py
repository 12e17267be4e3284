"""Addresses that only take what is posted, and answer faulty forms with a page of their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., HttpResponse])


def posted(back: str, *kept: str) -> Callable[[View], View]:
    """Let the view answer POST alone; lead who reloads its page, or changes the language there, to the page `back`.

    `kept` are the parts of the address that `back` has too. That page asks for the reader's rights itself.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer_posts(request: Any, **parts: Any) -> HttpResponse:
            if request.method != "POST":
                return redirect(reverse(back, kwargs={name: parts[name] for name in kept}))
            return view(request, **parts)

        return answer_posts  # type: ignore[return-value]

    return decorate
