"""The question of health is answered to a probe that speaks plain HTTP."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_behind_https_health_alone_is_answered_without_redirect(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/api/health").json() == {"status": "ok"}
    assert client.get("/api/version").status_code == 301
    assert client.get("/account/login/").status_code == 301
