"""Whether the demonstration may open its doors to this request; asked anew each time."""

from django.conf import settings
from django.http import Http404, HttpRequest

from hamdeli.accounts.models import User

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
LOOPBACK_ADDRESSES = frozenset({"127.0.0.1", "::1"})
PROXIED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


def require_demonstration(request: HttpRequest) -> None:
    """Raise 404 unless this is the demonstration, asked from this very machine, and nobody real has an account."""
    if not (settings.DEMO and from_this_machine(request) and only_demonstration_users()):
        raise Http404


def from_this_machine(request: HttpRequest) -> bool:
    """Whether the request names this machine, comes from it, and came through no proxy."""
    host = request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    proxied = any(name in request.headers for name in PROXIED)
    return host in LOOPBACK_HOSTS and request.META.get("REMOTE_ADDR") in LOOPBACK_ADDRESSES and not proxied


def only_demonstration_users() -> bool:
    """Whether no account belongs to somebody real."""
    return not User.objects.filter(demonstration=False).exists()
