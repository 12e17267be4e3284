"""A volunteer is a neighbour: how a family was judged is kept from whoever only helps with its file."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone, translation

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right, Role, roles_with
from hamdeli.casework.admission.appealing import receive_appeal, uphold
from hamdeli.casework.admission.deciding import approve_decision, propose_decision
from hamdeli.casework.daily.letter_texts import summary
from hamdeli.casework.daily.notes import write_note
from hamdeli.casework.daily.words import index_words
from hamdeli.casework.models import Appeal, CaseFile, Document, Exit, FollowUp, Visit
from hamdeli.casework.scoring.hardships import add_hardship
from tests.casework.admission.deciding_world import CLIENT, TODAY, in_days, ready, visited
from tests.support.cast import Cast, case_file
from tests.support.crawling import crawl

MARKS = ("QDECISION", "QAPPEAL", "QANSWER", "QPAPER")
VISITED = ("one room", "QDOUBT", "QTHOUGHT")
REGULAR = {"purpose": "regular", "facts": "QSEEN", "opinion": "QTHOUGHT"}
ROOMS = ("score", "decision", "admission", "documents")
ON_PAGE = ("Cause of support", "Priority", "National codes", "client of the organisation")
WORDS = (*ON_PAGE, "Score", "Hardship", "poverty by the score")
HAPPENED = ("Admission", "Score", "Decided", "QPAPER", "QDECISION")


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A family that was scored, decided on, objected, and is carried by Mehr; a visit was made, another is due."""
    made = ready("F-1", cast)
    by: dict[str, Any] = {"today": TODAY}
    draft = propose_decision(case_file=made, author=cast.admission_worker, **CLIENT | {"note": "QDECISION"}, **by)
    decision = approve_decision(draft=draft, approver=cast.county_head, seen_version=1, **by)
    appeal = receive_appeal(decision=decision, words="QAPPEAL", by=cast.enquiring_worker, **by)
    uphold(appeal=appeal, answer="QANSWER", by=cast.supervisor)
    add_hardship(case_file=made, kind="debt", since=TODAY, until=in_days(30), by=cast.admission_worker, **by)
    now = timezone.now()
    Document.objects.create(
        case_file=made, kind="income", title="QPAPER", digest="d", size=1, added_at=now, added_by=cast.admission_worker
    )
    people = {"worker": cast.worker, "aide": cast.volunteer}
    CaseFile.objects.update(centre=cast.mehr, priority=4, cause="prison", next_visit_on=TODAY, **people)
    enquiry = visited(made, cast, days=3, opinion="QDOUBT")
    seen = visited(made, cast, days=2, outcome="continue", **REGULAR, visitor=cast.worker)
    for visit, text in ((enquiry, "one room QDOUBT"), (seen, "QSEEN QTHOUGHT")):
        index_words("visit", visit.pk, made, text, on=visit.planned_on)
    write_note(case_file=made, text="QNOTE", about_on=TODAY, by=cast.worker, **by)
    return made


def english(user: Any) -> Client:
    """Return a client in which `user` is signed in and reads English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def main_of(client: Client, address: str) -> str:
    """Return what stands on a page beside the navigation."""
    page = client.get(address).content.decode()
    return page[page.index("<main") :]


def test_only_roles_of_own_files_see_files_and_not_how_families_were_judged() -> None:
    blind = set(roles_with(Right.SEE_FILES)) - set(roles_with(Right.SEE_JUDGEMENTS))
    assert blind == set(OWN_FILES_ROLES)
    assert set(roles_with(Right.SEE_JUDGEMENTS)) < set(roles_with(Right.SEE_FILES))


@pytest.mark.parametrize("room", [*ROOMS, "score/order", "admission/interview"])
def test_the_rooms_are_closed_to_a_volunteer(cast: Cast, file: CaseFile, room: str) -> None:
    assert english(cast.volunteer).get(f"/files/F-1/{room}/").status_code == 403
    expected = 403 if room == "admission/interview" else 200
    assert english(cast.worker).get(f"/files/F-1/{room}/").status_code == expected


@pytest.mark.parametrize("address", ["score", "hardships", "decision", "appeal", "documents", "identity"])
def test_a_volunteer_sends_nothing_there(cast: Cast, file: CaseFile, address: str) -> None:
    assert english(cast.volunteer).post(f"/files/F-1/{address}/", {}).status_code == 403


def test_a_paper_is_not_handed_to_a_volunteer(cast: Cast, file: CaseFile) -> None:
    paper = Document.objects.get()
    client = english(cast.volunteer)
    assert client.get(f"/files/F-1/documents/{paper.pk}/").status_code == 403
    assert client.post(f"/files/F-1/documents/{paper.pk}/mark/", {"why": "unreadable"}).status_code == 403


def test_the_page_of_the_file_leads_a_volunteer_to_what_is_to_be_done(cast: Cast, file: CaseFile) -> None:
    told, shown = main_of(english(cast.volunteer), "/files/F-1/"), main_of(english(cast.worker), "/files/F-1/")
    for hidden in (*(f'"/files/F-1/{room}/"' for room in ROOMS), *ON_PAGE):
        assert hidden in shown
        assert hidden not in told
    for kept in ("household", "timeline", "visits", "tasks", "notes", "letters", "plan", "aid"):
        assert f'"/files/F-1/{kept}/"' in told
        assert english(cast.volunteer).get(f"/files/F-1/{kept}/").status_code == 200
    assert "زهرا" in told


def test_the_timeline_of_a_volunteer_tells_of_visits_alone(cast: Cast, file: CaseFile) -> None:
    told = main_of(english(cast.volunteer), "/files/F-1/timeline/")
    shown = main_of(english(cast.worker), "/files/F-1/timeline/")
    assert "QSEEN" in told
    assert not [word for word in (*HAPPENED, *VISITED) if word in told]
    assert not [word for word in (*HAPPENED, "one room", "QSEEN") if word not in shown]
    for group in ("admission", "decision"):
        assert f"?show={group}" in shown
        assert f"?show={group}" not in told
        asked = main_of(english(cast.volunteer), f"/files/F-1/timeline/?show={group}")
        assert not [word for word in (*HAPPENED, "QSEEN") if word in asked]


def test_no_page_and_no_list_tells_a_volunteer(cast: Cast, file: CaseFile) -> None:
    crawled = "".join(text for _address, text, _status in crawl(english(cast.volunteer)))
    assert "QSEEN" in crawled
    assert not [word for word in (*MARKS, *VISITED, *WORDS) if word in crawled]
    assert not [room for room in ROOMS if f"/files/F-1/{room}/" in crawled]
    knowing = english(cast.supervisor)
    addresses = [*(f"/files/F-1/{room}/" for room in ROOMS), f"/appeals/{Appeal.objects.get().pk}/"]
    seen = "".join(knowing.get(address).content.decode() for address in addresses)
    assert not [mark for mark in MARKS if mark not in seen]


def test_the_search_of_a_volunteer_finds_notes_and_nothing_of_it(cast: Cast, file: CaseFile) -> None:
    client = english(cast.volunteer)
    assert "/files/F-1/" in client.get("/search/?q=QNOTE").content.decode()
    hidden = (*MARKS, *VISITED, "QSEEN")
    assert not [mark for mark in hidden if "/files/F-1/" in client.get(f"/search/?q={mark}").content.decode()]
    for mark in (*VISITED, "QSEEN"):
        assert "/files/F-1/" in english(cast.worker).get(f"/search/?q={mark}").content.decode()


def test_a_volunteer_gets_no_notice_of_a_decision(cast: Cast, file: CaseFile) -> None:
    asked = {"kind": "notice", "notice-language": "en"}
    told = main_of(english(cast.volunteer), "/files/F-1/letters/")
    assert 'value="notice"' not in told
    assert all(f'value="{kept}"' in told for kept in ("introduction", "blank", "filled", "summary"))
    assert english(cast.volunteer).post("/files/F-1/letters/", asked).status_code == 422
    assert english(cast.worker).post("/files/F-1/letters/", asked)["Content-Type"] == "application/pdf"


def test_the_summary_for_a_volunteer_is_silent_too(cast: Cast, file: CaseFile) -> None:
    hidden = ("Priority", "Coverage", "Score", "Decided", "QPAPER", "Admission")
    fresh = CaseFile.objects.get()
    with translation.override("en"):
        told, shown = (str(summary(fresh, by=user, on=TODAY)) for user in (cast.volunteer, cast.worker))
    assert not [word for word in hidden if word in told]
    assert not [word for word in hidden if word not in shown]
    assert "Visit:" in told


def test_an_enquiry_and_opinions_are_closed_to_a_volunteer(cast: Cast, file: CaseFile) -> None:
    _first, enquiry, seen = file.visits.filter(state="done").order_by("done_on")
    client, knowing = english(cast.volunteer), english(cast.worker)
    weighed = main_of(client, f"/files/F-1/visits/{enquiry.pk}/")
    assert "What was found at this visit is read by those who decide" in weighed
    assert not [word for word in (*VISITED, "The decision", "to the commission") if word in weighed]
    helped = main_of(client, f"/files/F-1/visits/{seen.pk}/")
    assert ("QSEEN" in helped, "QTHOUGHT" in helped, "The decision" in helped) == (True, False, True)
    for visit, words in ((enquiry, ("one room", "QDOUBT", "The decision")), (seen, ("QSEEN", "QTHOUGHT"))):
        shown = main_of(knowing, f"/files/F-1/visits/{visit.pk}/")
        assert not [word for word in words if word not in shown]
    with translation.override("en"):
        said = str(enquiry.decisions.get().get_outcome_display())
    assert said not in main_of(client, "/files/F-1/visits/")
    assert said in main_of(knowing, "/files/F-1/visits/")
    own = visited(file, cast, days=1, visitor=cast.volunteer, opinion="QDOUBT")
    assert "QDOUBT" in main_of(client, f"/files/F-1/visits/{own.pk}/")


def test_why_the_support_once_ended_is_closed_to_a_volunteer(cast: Cast, file: CaseFile) -> None:
    told: dict[str, Any] = {"kind": "passive", "reason": "release", "note": "QENDED", "author": cast.centre_head}
    told |= {"on": TODAY, "made_at": timezone.now(), "centre": cast.mehr}
    anew: dict[str, Any] = {"reopened_on": TODAY, "reopened_why": "QAGAIN", "reopened_by": cast.centre_head}
    made = Exit.objects.create(case_file=file, **told, **anew)
    found: dict[str, Any] = {"found": "fallen", "note": "QFALLEN", "done_on": TODAY, "done_by": cast.worker}
    FollowUp.objects.create(exit=made, months=6, due_on=TODAY, **found)
    why = ("release from prison", "QENDED", "QFALLEN", "QAGAIN", "Passive", "passive")
    crawled = "".join(text for _address, text, _status in crawl(english(cast.volunteer)))
    assert "The support ended" in crawled
    assert "Support ended on" in crawled
    assert not [word for word in why if word in crawled]
    shown = "".join(main_of(english(cast.worker), f"/files/F-1/{room}/") for room in ("exit", "timeline"))
    assert not [word for word in why[:4] if word not in shown]


def test_a_photograph_of_an_enquiry_is_closed_to_a_volunteer(cast: Cast, file: CaseFile) -> None:
    enquiry = file.visits.filter(state="done").earliest("done_on")
    photo = f"/files/F-1/visits/{enquiry.pk}/photos/1/"
    assert english(cast.volunteer).get(photo).status_code == 403
    assert english(cast.worker).get(photo).status_code == 404


def test_a_volunteer_prints_the_form_of_an_own_visit_alone(cast: Cast, file: CaseFile) -> None:
    asked = {"kind": "filled", "filled-language": "en"}
    client = english(cast.volunteer)
    assert client.post("/files/F-1/letters/", asked).status_code == 422
    assert english(cast.worker).post("/files/F-1/letters/", asked)["Content-Type"] == "application/pdf"
    visited(file, cast, days=1, outcome="continue", visitor=cast.volunteer, **REGULAR)
    assert client.post("/files/F-1/letters/", asked)["Content-Type"] == "application/pdf"


def cells_of(client: Client) -> list[Any]:
    """Return the cells of the workbook of files."""
    answer: Any = client.get("/files/export/")
    rows = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert rows is not None
    return [cell for row in rows.values for cell in row]


def test_the_lists_tell_a_volunteer_no_priority(cast: Cast, file: CaseFile) -> None:
    Visit.objects.filter(state="planned").delete()
    for address in ("/files/", "/visits/due/"):
        assert "Priority" not in main_of(english(cast.volunteer), address)
        assert "F-1" in main_of(english(cast.volunteer), address)
        assert "Priority" in main_of(english(cast.worker), address)
    assert "priority" not in cells_of(english(cast.volunteer))
    assert "priority" in cells_of(english(cast.worker))
    narrowed = main_of(english(cast.volunteer), "/files/?priority=1")
    assert "F-1" in narrowed


def test_of_files_seen_through_another_post_everything_is_told(cast: Cast, file: CaseFile) -> None:
    case_file("F-2", cast.natanz, centre=cast.natanz_centre, priority=5)
    Post.objects.create(
        user=cast.volunteer, role=Role.SOCIAL_WORKER, place=cast.natanz, centre_code=cast.natanz_centre.code
    )
    client = english(cast.volunteer)
    assert client.get("/files/F-1/score/").status_code == 403
    assert client.get("/files/F-2/score/").status_code == 200
    shown = {row.code: row.seen_priority for row in client.get("/files/").context["page"].rows}
    assert shown == {"F-1": None, "F-2": 5}
    assert [row.code for row in client.get("/files/?priority=4").context["page"].rows] == []
    assert [row.code for row in client.get("/files/?priority=5").context["page"].rows] == ["F-2"]
    cells = cells_of(client)
    assert (5 in cells, 4 in cells) == (True, False)
    Post.objects.create(user=cast.volunteer, role=Role.SOCIAL_WORKER, place=cast.kashan, centre_code=cast.mehr.code)
    assert english(cast.volunteer).get("/files/F-1/score/").status_code == 200
