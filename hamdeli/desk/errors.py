"""Pages for what went wrong: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer who may not read a page, or may read it and not write."""
    return render(request, "403.html", {"reading": request.method in ("GET", "HEAD")}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a stranger, and whoever asks for what is not there, alike."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when we failed; without the request, because what failed may be what a page needs of it."""
    return HttpResponse(render_to_string("500.html"), status=500)
