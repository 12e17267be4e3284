"""Founding an installation: places, first people, passwords shown once, and what is refused."""

import re
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from hamdeli.accounts.models import Post, User
from hamdeli.config.serving.readiness import missing_guards
from hamdeli.journal.models import Entry
from hamdeli.places.models import Place

DEPUTY = {"username": "m.karimi", "name_fa": "مریم کریمی", "role": "support_deputy", "place": "10"}
PASSWORD = re.compile(r"shown only now: (\S{12,})$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def found(capsys: Any, **options: Any) -> str:
    """Run the command and return what it printed."""
    call_command("found", **options)
    return str(capsys.readouterr().out)


@pytest.mark.django_db
def test_it_brings_places_and_guards_and_nobody(capsys: Any) -> None:
    found(capsys)
    assert Place.objects.provinces().count() == 31
    assert missing_guards() == []
    assert not User.objects.exists()
    assert "Places: 0 created, 0 changed" in found(capsys)


@pytest.mark.django_db
def test_the_first_password_is_shown_once_and_opens(capsys: Any) -> None:
    (password,) = PASSWORD.findall(found(capsys, **DEPUTY))
    again = found(capsys, **DEPUTY)
    assert not PASSWORD.search(again)
    assert "holds this post already" in again
    assert [post.code for post in Post.objects.all()] == ["support_deputy@10"]
    assert Entry.objects.get(verb="appointed").actor == "system"
    answer = Client().post("/account/login/", {"login": "m.karimi", "password": password})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.django_db
def test_a_second_post_goes_to_the_same_account(capsys: Any) -> None:
    found(capsys, **DEPUTY)
    said = found(capsys, **{**DEPUTY, "role": "county_head", "place": "1003"})
    assert "county_head@1003" in said
    assert not PASSWORD.search(said)
    assert User.objects.get().posts.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "place"), [("director_general", "IR"), ("auditor", "IR"), ("county_head", "1003")])
def test_every_first_post_can_be_given(capsys: Any, role: str, place: str) -> None:
    assert f"{role}@{place}" in found(capsys, username="a", role=role, place=place)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "english", "persian"),
    [
        ({"role": "king"}, "Unknown role: king", "نقش ناشناخته"),
        ({"role": "centre_head"}, "Unknown role: centre_head", "نقش ناشناخته"),
        ({"place": "99"}, "no place with the code 99", "مکانی با کد 99"),
        ({"place": "1003"}, "of the kind province", "از نوع province"),
        ({"place": None}, "needs all three", "هر سه"),
        ({"username": "two words"}, "cannot be a sign-in name", "نام کاربری"),
    ],
)
def test_what_cannot_be_used_is_refused_in_both_languages(wrong: dict[str, Any], english: str, persian: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("found", **{**DEPUTY, **wrong})
    assert refused.value.returncode == 2
    assert english in str(refused.value)
    assert persian in str(refused.value)
    assert not User.objects.exists()


def test_the_exit_code_is_two() -> None:
    command = [sys.executable, "-m", "hamdeli.config.manage", "found", "--username", "x", "--role", "king"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "--place" in ended.stderr
    assert "Traceback" not in ended.stderr
