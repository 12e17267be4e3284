"""Looking at the running demonstration as each of its staff would: sign in by one click, open the first page."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from http.cookiejar import CookieJar

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECONDS = 60


def faults_of(base: str, usernames: Iterable[str]) -> list[str]:
    """Return one sentence for each of the staff whose first page does not come; none when all do."""
    found = []
    for username in usernames:
        try:
            fault = fault_of(base, username)
        except (urllib.error.URLError, OSError) as broken:
            fault = str(broken)
        if fault:
            found.append(f"{username}: {fault}")
    return found


def fault_of(base: str, username: str) -> str:
    """Sign in as `username` and open the first page; return what went wrong, or nothing."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"{base}/demo/", timeout=SECONDS) as reply:
        token = TOKEN.search(reply.read().decode())
    if not token:
        return "the page of roles has no form"
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "user": username}).encode()
    headers = {"Referer": f"{base}/demo/"}
    request = urllib.request.Request(f"{base}/demo/session/", data=form, headers=headers)  # noqa: S310
    with opener.open(request, timeout=SECONDS) as reply:
        page = reply.read().decode()
        if reply.geturl() != f"{base}/":
            return f"the sign-in led to {reply.geturl()}"
    return "" if f'data-demo-user="{username}"' in page else "the first page does not know who is signed in"
