"""Signing in: a name and a password, a second factor, and what stops guessing."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from tests.support.cast import Cast

PASSWORD = {"login": "deputy", "password": "correct horse battery"}


def totp_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_name_and_password_lead_in_where_no_second_factor_is_asked(client: Client, cast: Cast) -> None:
    assert client.post("/account/login/", PASSWORD).status_code == 302
    assert client.get("/").status_code == 200


def test_without_a_second_factor_nobody_works(client: Client, cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.post("/account/login/", PASSWORD)
    answer = client.get("/files/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")


def test_a_code_of_the_phone_is_asked_for_and_checked(client: Client, cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    secret = generate_totp_secret()
    TOTP.activate(cast.deputy, secret)
    assert Authenticator.objects.filter(user=cast.deputy).exists()
    assert client.post("/account/login/", PASSWORD)["Location"] == "/account/2fa/authenticate/"
    assert client.get("/files/").status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": totp_code(secret)}).status_code == 302
    assert client.get("/files/").status_code == 200


def test_six_wrong_passwords_lock_the_name_from_that_address(client: Client, cast: Cast) -> None:
    wrong = PASSWORD | {"password": "wrong"}
    answers = [client.post("/account/login/", wrong).status_code for _ in range(7)]
    assert answers[-1] == 429
    assert client.post("/account/login/", PASSWORD).status_code == 429
    assert Client(REMOTE_ADDR="10.9.8.7").post("/account/login/", PASSWORD).status_code == 302


def test_nobody_signs_up(client: Client, cast: Cast) -> None:
    assert client.get("/account/signup/").status_code == 404


@pytest.mark.parametrize("path", ["/account/sessions/", "/account/2fa/", "/account/password/"])
def test_pages_of_the_own_account_work(cast: Cast, sign_in: Any, path: str) -> None:
    assert sign_in(cast.deputy).get(path).status_code in (200, 302)
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("demonstration", [True, False])
def test_an_account_without_a_password_is_told_so(cast: Cast, sign_in: Any, demonstration: bool) -> None:
    cast.deputy.demonstration = demonstration
    cast.deputy.set_unusable_password()
    cast.deputy.save()
    client = sign_in(cast.deputy)
    answer = client.get("/account/password/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert "This account has no password" in answer.content.decode()
    assert ("entered by one click" in answer.content.decode()) == demonstration
    assert client.post("/account/password/", {"password1": "x" * 20}).status_code == 200
    cast.deputy.refresh_from_db()
    assert not cast.deputy.has_usable_password()
