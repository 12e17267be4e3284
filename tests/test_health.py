"""The machine interface tells that it lives, and nothing more."""

import pytest
from django.test import Client

from tests.support.cast import Cast


@pytest.mark.django_db
def test_health_is_open_to_everybody(client: Client) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}
    assert client.get("/api/version").json()["version"]


def test_first_page_needs_a_sign_in(client: Client, cast: Cast) -> None:
    assert client.get("/").status_code == 302
