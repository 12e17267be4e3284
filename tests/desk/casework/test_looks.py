"""Who opened a file: alone, in a list, or for its national codes."""

from typing import Any

from tests.support.cast import Cast, case_file


def test_looks_through_lists_are_told_too(cast: Cast, sign_in: Any) -> None:
    for number in range(3):
        case_file(f"10-{number}", cast.kashan)
    case_file("10-11", cast.natanz)
    sign_in(cast.county_head).get("/files/")
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = "en"
    client.get("/files/10-1/")
    client.post("/files/10-1/identity/", {"reason": "checking the stipend"})
    page = client.get("/files/10-1/looks/").content.decode()
    assert page.count('<th scope="row">') == 3
    assert "in a list of 3 files" in page
    assert "on its page" in page
    assert "checking the stipend" in page
    other = client.get("/files/10-11/looks/").content.decode()
    assert '<th scope="row">' not in other


def test_the_fragment_is_what_the_page_holds(cast: Cast, sign_in: Any) -> None:
    case_file("10-1", cast.kashan)
    client = sign_in(cast.deputy)
    client.get("/files/10-1/")
    full = client.get("/files/10-1/looks/").content.decode()
    fragment = client.get("/files/10-1/looks/", headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() in full
