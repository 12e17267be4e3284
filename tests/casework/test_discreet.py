"""Canaries of discreet families: nobody meets their names but those who may, on any page that can be reached."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest
from django.test import Client

from hamdeli.casework.models import CaseFile
from hamdeli.casework.searching import matching
from hamdeli.delegation.handing_over import hand_over
from tests.casework.referral.making import WORD, referred
from tests.proposals.making import ready
from tests.support.cast import Cast
from tests.support.crawling import crawl
from tests.test_canaries import marked

MARKS = {"QCARRIED", "QOFFERED", "QWAITS", "QWORD"}
COUNTY = {"QCARRIED", "QOFFERED", "QWAITS", "QWORD"}
KNOWS = {
    "county_head": COUNTY,
    "enquiring_worker": COUNTY,
    "centre_head": {"QCARRIED", "QOFFERED", "QWORD"},
    "worker": {"QCARRIED"},
    "volunteer": {"QOFFERED"},
    "admission_worker": set(),
    "supervisor": set(),
    "deputy": set(),
    "director": set(),
}
CODES = {"801": "QCARRIED", "802": "QOFFERED", "803": "QWAITS"}
BEGIN = ("/", "/files/", "/files/?q=Q", "/files/export/", "/referrals/", "/referrals/export/", "/search/?q=Qwaits")
ABOUT = ("/files/10-80", "/referrals/", "/handed-over/")
DEEPEST = 6


def plant(cast: Cast) -> str:
    """Mark four discreet families: carried, offered, waiting in a proposal, and only spoken of."""
    keeper = {"discreet": True, "keeper": cast.enquiring_worker}
    files = {mark: marked(f"10-{number}", mark, cast.kashan) for number, mark in CODES.items()}
    CaseFile.objects.filter(pk__in=[file.pk for file in files.values()]).update(**keeper)
    common: dict[str, Any] = {"actor": cast.deputy.actor, "made_by": cast.deputy, "province": cast.isfahan}
    hand_over(lines=[(files["QCARRIED"].pk, cast.mehr.pk)], accepted=True, **common)
    hand_over(lines=[(files["QOFFERED"].pk, cast.mehr.pk)], **common)
    CaseFile.objects.filter(pk=files["QCARRIED"].pk).update(worker=cast.worker)
    CaseFile.objects.filter(pk=files["QOFFERED"].pk).update(aide=cast.volunteer)
    referred(cast, replace(WORD, family_name="QWORD"), key="q", **keeper)
    return f"/proposals/{ready(cast, 2).code}/files/"


def about_families(address: str) -> bool:
    """Say whether a crawl goes there."""
    return address.startswith(ABOUT) and address.count("/") < DEEPEST


def met(user: Any, begin: list[str]) -> dict[str, str]:
    """Return the marks that a user meets, each with the first address that shows it."""
    client, found = Client(), dict[str, str]()
    client.force_login(user)
    for address, text, _status in crawl(client, begin, about_families, most=inf):
        # What the reader typed into the search box comes back and tells nothing.
        names = text.upper().replace("Q=QWAITS", "").replace('VALUE="QWAITS"', "")
        for mark in MARKS:
            if mark in names:
                found.setdefault(mark, address)
    return found


@pytest.mark.parametrize("role", sorted(KNOWS))
def test_nobody_meets_a_discreet_family_who_may_not(cast: Cast, role: str) -> None:
    files = plant(cast)
    begin = [*BEGIN, files, f"{files}?q=Qwaits", f"/proposals/{files.split('/')[2]}/files/10-803/"]
    assert set(met(cast.staff[role], begin)) == KNOWS[role]


def test_a_name_finds_a_discreet_file_only_for_those_who_may_know(cast: Cast) -> None:
    plant(cast)
    for name in KNOWS:
        user = cast.staff[name]
        hits = CaseFile.objects.visible_to(user).filter(matching("Qwaits", user))
        assert hits.exists() == ("QWAITS" in KNOWS[name])
    assert not CaseFile.objects.filter(matching("Qwaits")).exists()


def test_a_planted_leak_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(cast)
    monkeypatch.setattr("hamdeli.desk.casework.files.may_know", lambda _user, _file: True)
    assert "QWAITS" in met(cast.deputy, ["/files/10-803/"])
