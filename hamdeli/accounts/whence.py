"""Where a request comes from: what lock-out and sessions count by."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, or of the connection where the proxies do not tell it.

    Each of our `HAMDELI_PROXIES` proxies appends the address that it saw to X-Forwarded-For. So only the entries that
    many from the right are ours; whatever stands left of them, the client may have written itself.
    """
    seen: str = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES < 1 or len(told) < settings.PROXIES:
        return seen
    return plain(told[-settings.PROXIES]) or seen


def plain(text: str) -> str:
    """Return the address in its one spelling, or nothing where it is none."""
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
