"""One centre through the pages of everybody: founded, licensed, opened, filled by the allocation, inspected, graded."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.centres.models import Centre, Founding, Grade, Inspection
from hamdeli.delegation.models import Mandate
from hamdeli.proposals.models import Proposal
from tests.desk.founding.test_pages import county_approves, filled, post, province_approves, trustee
from tests.desk.inspections.test_pages import report_form, sent
from tests.desk.test_proposals import POLICY, at, work
from tests.proposals.making import files_around
from tests.support.cast import Cast

FAMILIES = 20
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NAMED = "مهری"


def founded(cast: Cast, sign_in: Any, *, statute_scanned: bool = False) -> Centre:
    """Found a centre for social work; its executive has an account and becomes its head."""
    User.objects.create_user(username=NAMED, password="correct horse battery", name_fa="مهری", name_en="Mehri")
    browser, today = sign_in(cast.founder), timezone.localdate().isoformat()
    made = filled(browser, cast)
    executive = made.trustees.get(role="executive")
    told = {**trustee(1, "executive"), "username": NAMED}
    page = reverse("desk:founding_trustee", args=[made.pk, executive.pk])
    assert browser.post(page, {**told, "version": executive.version}).status_code == 302
    if statute_scanned:
        assert post(browser, "founding_statute", made, file=SimpleUploadedFile("a.pdf", SCAN)).status_code == 302
    assert post(browser, "founding_submission", made, declared="on").status_code == 302
    county_approves(sign_in(cast.county_head), made, today)
    browser = sign_in(cast.participation)
    province_approves(browser, made, today)
    assert post(browser, "founding_opening", made, on=today).status_code == 302
    return Centre.objects.get(founding=Founding.objects.get())


def test_what_the_application_held_is_carried_into_the_life_of_the_centre(cast: Cast, sign_in: Any) -> None:
    centre = founded(cast, sign_in, statute_scanned=True)
    browser = sign_in(cast.participation)
    pages = {
        name: browser.get(reverse(f"desk:{name}", args=[centre.code]), headers={"Accept-Language": "en"}).content
        for name in ("centre_life", "centre_papers", "centre_account", "centre_hours")
    }
    paper = centre.papers.get()
    founding = Founding.objects.get()
    assert (paper.kind, paper.digest, paper.content_type) == ("statute", founding.statute_digest, "application/pdf")
    assert paper.size == len(SCAN)
    assert b"Missing: statute" not in pages["centre_life"]
    assert b"was ticked at founding on" in pages["centre_life"]
    assert "named عضو 1 as executive" in pages["centre_life"].decode()
    assert b"that the account was opened" in pages["centre_account"]
    assert b"Told at founding" in pages["centre_hours"]
    assert b"not entered" in pages["centre_hours"]


def test_a_statute_that_was_text_alone_is_asked_for_as_a_paper(cast: Cast, sign_in: Any) -> None:
    centre = founded(cast, sign_in)
    browser = sign_in(cast.participation)
    page = browser.get(reverse("desk:centre_life", args=[centre.code]), headers={"Accept-Language": "en"})
    assert not centre.papers.exists()
    assert b"The text of the statute was handed in at founding" in page.content


def filled_by_the_allocation(cast: Cast, sign_in: Any, centre: Centre) -> int:
    """Propose, approve, and let the centre's head accept all; return how many files it carries."""
    files_around(cast.kashan, FAMILIES, need="social_work")
    client = sign_in(cast.deputy)
    client.post("/proposals/new/", {**POLICY, "place": "10"})
    proposal = Proposal.objects.get()
    work(proposal)
    word = {"version": proposal.version, "idempotency_key": "approve"}
    assert client.post(at("proposal_approval", proposal), word).status_code == 302
    work(proposal)
    mandates = Mandate.objects.filter(centre=centre)
    head = sign_in(User.objects.get(username=NAMED))
    told = {"all": "1", "centre": centre.code, "up_to": mandates.order_by("-pk")[0].pk}
    assert head.post("/handed-over/acceptance/", told).status_code == 302
    assert set(mandates.values_list("state", flat=True)) == {"accepted"}
    return mandates.count()


def test_a_centre_is_founded_licensed_opened_filled_inspected_and_graded(cast: Cast, sign_in: Any) -> None:
    centre = founded(cast, sign_in)
    assert (centre.licence, centre.ceiling) == ("active", 15)
    assert Post.objects.get(user__username=NAMED).centre_code == centre.code
    carried = filled_by_the_allocation(cast, sign_in, centre)
    assert carried == centre.ceiling  # half of its thirty places, as long as it is on probation

    client = sign_in(cast.inspector)
    plan = sent(inspector=cast.inspector.pk, planned_on=timezone.localdate().isoformat(), occasion="regular")
    assert client.post(f"/centres/{centre.code}/inspections/new/", plan).status_code == 302
    row = Inspection.objects.get()
    assert client.post(f"/inspections/{row.code}/report/", report_form(row)).status_code == 302
    row.refresh_from_db()
    head = sign_in(User.objects.get(username=NAMED))
    assert head.post(f"/inspections/{row.code}/signature/", sent(version=row.version)).status_code == 302
    assert sign_in(cast.participation).post(f"/centres/{centre.code}/grade/", sent()).status_code == 302
    grade = Grade.objects.get(centre=centre)
    assert grade.total == sum(line["points"] for line in grade.lines)
    mine = sign_in(User.objects.get(username=NAMED)).get(reverse("desk:my_centre"), follow=True)
    assert mine.status_code == 200
    assert centre.name in mine.content.decode()
