"""Giving through the pages: the file's page, the list, money, kinds."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from hamdeli.casework.aiding.giving import give
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.models import Aid, AidKind, AidProposal, CaseFile
from hamdeli.journal.models import Entry
from hamdeli.persian.calendar import format_date
from tests.casework.aiding.making import carried, gift, kind, third
from tests.support.cast import Cast

KEY = "0" * 32


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A family of Mehr, whose name is a canary."""
    kind()
    return carried(cast, name=("Qgiven", "Qfamily"))


def form(**more: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    values = {"kind": "food", "worth": "۱۲٬۰۰۰٬۰۰۰", "quantity": "1", "source": "mosque", "given_on": today}
    return {**values, "idempotency_key": KEY, **more}


def given(cast: Cast, file: CaseFile, **more: Any) -> Aid:
    today = timezone.localdate()
    present = gift(**{"on": today, **more})
    return give(case_file=file, gift=present, centre=cast.mehr, giver=cast.worker, today=today)


def test_aid_in_kind_is_written_once_however_often_the_form_is_sent(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    for _time in range(5):
        assert client.post("/files/F-1/aid/", form()).status_code == 302
    aid = Aid.objects.get()
    assert (aid.worth, aid.centre, aid.giver) == (12_000_000, cast.mehr, cast.worker)
    assert "سبد غذایی" in client.get("/files/F-1/aid/").content.decode()


def test_the_second_of_the_same_kind_is_stopped_and_lets_an_exception_through(
    cast: Cast, sign_in: Any, file: CaseFile
) -> None:
    given(cast, file)
    client = sign_in(cast.centre_head)
    page = client.post("/files/F-1/aid/", form())
    assert page.status_code == 422
    assert "سبد غذایی" in page.content.decode()
    assert client.post("/files/F-1/aid/", form(override="the first was spoilt")).status_code == 302
    county = sign_in(cast.county_head).get("/aid/", {"only": "exceptions"}).content.decode()
    assert "the first was spoilt" in county


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": ""},
        {"worth": "many"},
        {"worth": "-1"},
        {"quantity": "0"},
        {"source": ""},
        {"given_on": "1404/13/01"},
        {"given_on": "1500/01/01"},
        {"given_on": "1402/01/01"},
    ],
)
def test_bad_input_is_refused(cast: Cast, sign_in: Any, file: CaseFile, bad: dict[str, str]) -> None:
    assert sign_in(cast.worker).post("/files/F-1/aid/", form(**bad)).status_code == 422
    assert not Aid.objects.exists()


def test_money_goes_through_three_hands(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    sign_in(cast.worker).post("/files/F-1/aid/", form(kind="cash"))
    proposal = AidProposal.objects.get()
    assert not Aid.objects.exists()
    address = f"/aid/proposals/{proposal.pk}/"
    page = sign_in(cast.worker).get("/files/F-1/aid/").content.decode()
    assert f"{address}withdrawal/" in page
    assert f"{address}approval/" not in page
    own = sign_in(cast.centre_head)
    assert f"{address}approval/" in own.get("/aid/proposals/").content.decode()
    own.post(f"{address}approval/", {"version": "1", "idempotency_key": KEY})
    own.post(f"{address}payment/", {"version": "2", "idempotency_key": "1" * 32})
    assert not Aid.objects.exists()
    giver = sign_in(third(cast))
    for _time in range(2):
        giver.post(f"{address}payment/", {"version": "2", "idempotency_key": KEY})
    aid = Aid.objects.get()
    assert (aid.author, aid.approver, aid.giver) == (cast.worker, cast.centre_head, third(cast))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_month_of_double_aid_is_of_the_calendar_of_the_reader(
    cast: Cast, sign_in: Any, file: CaseFile, language: str
) -> None:
    given(cast, file)
    client = sign_in(cast.centre_head)
    client.cookies["hamdeli-language"] = language
    _day, month, year = format_date(timezone.localdate(), language, long=True).split(" ")
    said = {"fa": f"در {month} {year} ", "en": f"already, in {month} {year}."}[language]
    assert said in client.post("/files/F-1/aid/", form()).content.decode()
    CaseFile.objects.update(centre=cast.noor)
    other = sign_in(cast.other_centre_head)
    other.cookies["hamdeli-language"] = language
    assert f"<td>{month} {year}</td>" in other.get("/files/F-1/aid/").content.decode()


def test_another_centre_reads_kind_and_month_of_what_others_gave(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    given(cast, file, source="QSOURCE", worth=7_654_321)
    CaseFile.objects.update(centre=cast.noor)
    page = sign_in(cast.other_centre_head).get("/files/F-1/aid/").content.decode()
    assert "سبد غذایی" in page
    for secret in ("QSOURCE", "۷٬۶۵۴٬۳۲۱", "مرکز 10-001", "taking-back"):
        assert secret not in page
    county = sign_in(cast.county_head).get("/files/F-1/aid/").content.decode()
    assert "QSOURCE" in county


def test_a_former_centre_keeps_its_books_without_the_file(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    given(cast, file)
    client = sign_in(cast.worker)
    assert "/files/F-1/aid/" in client.get("/aid/").content.decode()
    CaseFile.objects.update(centre=cast.noor)
    page = client.get("/aid/").content.decode()
    assert "سبد غذایی" in page
    assert "F-1" not in page
    assert "mosque" not in client.get("/aid/", {"q": "F-1"}).content.decode().split('id="rows"')[1]


def test_a_mistake_is_taken_back_on_the_page(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    aid = given(cast, file)
    client = sign_in(cast.centre_head)
    answer = client.post(f"/aid/{aid.pk}/taking-back/", {"reason": "another family", "idempotency_key": KEY})
    assert answer.status_code == 302
    assert Aid.objects.get(takes_back=aid).author == cast.centre_head
    assert f"/aid/{aid.pk}/taking-back/" not in client.get("/files/F-1/aid/").content.decode()


def test_totals_by_kind_and_month_leave_out_what_was_taken_back(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    given(cast, file, code="medicine", worth=1_000_000)
    given(cast, file, code="medicine", worth=2_000_000)
    wrong = given(cast, file, code="medicine", worth=5_000_000)
    take_back(aid=wrong, reason="mistake", by=cast.worker)
    page = sign_in(cast.worker).get("/aid/").content.decode()
    totals = page.split('id="rows"')[0]
    assert "۳٬۰۰۰٬۰۰۰" in totals
    assert "۸٬۰۰۰٬۰۰۰" not in totals


def test_the_export_names_nobody_and_is_kept(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    given(cast, file)
    answer = sign_in(cast.worker).get("/aid/export/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][0] == "سبد غذایی"
    told = str(rows)
    assert "Qgiven" not in told
    assert "F-1" not in told
    assert Entry.objects.get(verb="exported").details["rows"] == 1


def test_the_province_sets_periods_and_adds_kinds(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.deputy)
    new = {"name_fa": "بخاری", "name_en": "Heater", "period_days": "۱۴۶۰", "idempotency_key": KEY}
    for _time in range(2):
        assert client.post("/aid/kinds/", new).status_code == 302
    assert AidKind.objects.get(code="heater").period_days == 1460
    change = {"name_fa": "سبد", "name_en": "basket", "period_days": "45", "version": "1"}
    for _time in range(2):
        client.post("/aid/kinds/food/", change)
    food = AidKind.objects.get(code="food")
    assert (food.period_days, food.version) == (45, 2)
    again = client.post("/aid/kinds/", {**new, "idempotency_key": "1" * 32})
    assert again.status_code == 422


def test_as_many_queries_for_many_as_for_few(cast: Cast, sign_in: Any) -> None:
    kind()
    client, counts = sign_in(cast.worker), []
    for number in range(60):
        given(cast, carried(cast, f"F-{number}"))
        if number in (2, 59):
            client.get("/aid/")
            with CaptureQueriesContext(connection) as queries:
                page = client.get("/aid/").content.decode()
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(re.findall(r'href="/files/F-\d+/aid/"', page)) == 50
    (after,) = re.findall(r'rel="next" href="([^"]+)"', page)
    rest = client.get("/aid/" + after.replace("&amp;", "&")).content.decode()
    assert len(re.findall(r'href="/files/F-\d+/aid/"', rest)) == 10


def test_the_fragment_is_the_list_of_the_page(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    given(cast, file, on=timezone.localdate() - timedelta(days=2))
    client = sign_in(cast.worker)
    fragment = client.get("/aid/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in client.get("/aid/").content.decode()
