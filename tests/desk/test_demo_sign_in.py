"""One click signs in, in the demonstration and nowhere else."""

from typing import Any

import pytest
from django.test import Client

from hamdeli.accounts.models import User
from tests.support.cast import Cast

PAGES = [("GET", "/demo/"), ("GET", "/demo/family/"), ("POST", "/demo/session/")]


@pytest.fixture
def demonstration(cast: Cast, client: Client, settings: Any) -> Cast:
    """Everybody of the cast is a demonstration user, the site a demonstration, the client on this machine."""
    settings.DEMO = True
    client.defaults["HTTP_HOST"] = "localhost"
    User.objects.update(demonstration=True)
    return cast


def answer(client: Client, method: str, path: str, **headers: Any) -> int:
    if method == "GET":
        return client.get(path, **headers).status_code
    return client.post(path, {"user": "deputy"}, **headers).status_code


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_lists_every_user_with_role_and_deed(client: Client, demonstration: Cast) -> None:
    page = client.get("/demo/", headers={"accept-language": "en"}).content.decode()
    assert page.count('name="user"') == len(demonstration.staff)
    assert "proves that nothing in it was changed" in page


@pytest.mark.parametrize("name", ["deputy", "centre-head", "auditor"])
def test_one_click_signs_in_and_leads_to_the_first_page(client: Client, demonstration: Cast, name: str) -> None:
    reply = client.post("/demo/session/", {"user": name})
    assert (reply.status_code, reply["location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get(username=name).pk)


def test_another_click_makes_one_somebody_else(client: Client, demonstration: Cast) -> None:
    client.post("/demo/session/", {"user": "deputy"})
    client.post("/demo/session/", {"user": "auditor"})
    assert client.session["_auth_user_id"] == str(demonstration.auditor.pk)


def test_whom_somebody_of_the_demonstration_lets_in_does_not_close_it(client: Client, demonstration: Cast) -> None:
    client.post("/demo/session/", {"user": "deputy"})
    asked = {"username": "nasrin", "name_fa": "نسرین", "role": "centre_head", "centre_code": "10-001"}
    assert client.post("/posts/new/", asked | {"idempotency_key": "k-1"}).status_code == 302
    assert User.objects.get(username="nasrin").demonstration
    assert client.get("/demo/").status_code == 200
    User.objects.filter(username="nasrin").update(demonstration=False)
    assert client.get("/demo/").status_code == 404


def test_every_page_says_that_it_is_a_demonstration(client: Client, demonstration: Cast) -> None:
    client.post("/demo/session/", {"user": "auditor"})
    assert 'data-demo-user="auditor"' in client.get("/").content.decode()


def test_the_sign_in_page_points_to_it_only_in_the_demonstration(client: Client, cast: Cast, settings: Any) -> None:
    assert 'href="/demo/"' not in client.get("/account/login/").content.decode()
    settings.DEMO = True
    assert 'href="/demo/"' in client.get("/account/login/").content.decode()


def test_the_click_needs_the_token_of_its_page(demonstration: Cast) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    assert client.post("/demo/session/", {"user": "deputy"}).status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_outside_the_demonstration_it_does_not_exist(
    client: Client, demonstration: Cast, settings: Any, method: str, path: str
) -> None:
    settings.DEMO = False
    assert answer(client, method, path) == 404
    assert not signed_in(client)


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_one_real_user_closes_it(client: Client, demonstration: Cast, method: str, path: str) -> None:
    User.objects.create_user(username="real", password="correct horse battery")
    assert answer(client, method, path) == 404
    assert not signed_in(client)


@pytest.mark.parametrize(
    "from_elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"HTTP_HOST": "hamdeli.example"},
        {"HTTP_HOST": "localhost.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
    ids=lambda headers: next(iter(headers)),
)
@pytest.mark.parametrize(("method", "path"), PAGES)
def test_from_another_machine_it_does_not_exist(
    client: Client, demonstration: Cast, settings: Any, method: str, path: str, from_elsewhere: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert answer(client, method, path, **from_elsewhere) == 404
    assert not signed_in(client)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8003", "[::1]", "[::1]:8000"])
def test_every_name_of_this_machine_will_do(client: Client, demonstration: Cast, host: str) -> None:
    assert client.get("/demo/", HTTP_HOST=host).status_code == 200


@pytest.mark.parametrize("name", ["nobody", ""])
def test_an_unknown_user_is_not_found(client: Client, demonstration: Cast, name: str) -> None:
    assert client.post("/demo/session/", {"user": name}).status_code == 404


def test_a_blocked_user_stays_out(client: Client, demonstration: Cast) -> None:
    User.objects.filter(username="deputy").update(is_active=False)
    assert client.post("/demo/session/", {"user": "deputy"}).status_code == 404


def test_the_click_is_a_post(client: Client, demonstration: Cast) -> None:
    assert client.get("/demo/session/").status_code == 405
    assert not signed_in(client)
