"""Pages about the founding of centres: applications, checks, approvals."""

from typing import Any

from tests.centres.founding.making import checking, endorsed, provisional, submitted, ticked, whole
from tests.matrix import Page, World, nothing
from tests.support.cast import Cast

WRITERS = {"founder": 200, "county_head": 200, "other_county_head": 200}
LISTS = WRITERS | {"participation": 200}
OFFICES = {"county_head": 200, "participation": 200}
SEE = OFFICES | {"founder": 200}
MINE = {"founder": 200}
READ = {"founder": 403, "county_head": 403, "participation": 403}
COUNTY = READ | {"county_head": 200}
PROVINCE = READ | {"participation": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    made = {"draft": whole(cast), "submitted": submitted(cast, start=10, name="مرکز دوم")}
    made |= {
        "checking": checking(cast, start=20),
        "ticked": ticked(cast, start=30),
        "endorsed": endorsed(cast, start=40),
    }
    return made | {"provisional": provisional(cast, start=50)}


def one(name: str) -> Any:
    return lambda world: {"pk": world[name].pk}


def trustee(name: str) -> Any:
    return lambda world: {"pk": world[name].pk, "trustee": world[name].trustees.order_by("pk")[0].pk}


def check(name: str, code: str) -> Any:
    def args(world: World) -> dict[str, Any]:
        return {"pk": world[name].pk, "code": code}

    return args


def line(world: World) -> dict[str, Any]:
    return {"code": "identity"}


def answered(answers: dict[str, int], status: int) -> dict[str, int]:
    """Return what an empty form is answered."""
    return {role: status if each == 200 else each for role, each in answers.items()}


def deed(name: str, args: Any, who: dict[str, int], status: int = 422) -> list[Page]:
    return [Page(name, who, args=args), Page(name, answered(who, status), args=args, method="POST")]


OF_DRAFT = [
    *deed("desk:founding_centre", one("draft"), MINE),
    *deed("desk:founding_premises", one("draft"), MINE, 409),
    *deed("desk:founding_area", one("draft"), MINE, 409),
    *deed("desk:founding_funds", one("draft"), MINE, 409),
    *deed("desk:founding_statute", one("draft"), MINE),
    *deed("desk:founding_trustee_new", one("draft"), MINE),
    *deed("desk:founding_trustee", trustee("draft"), MINE),
    *deed("desk:founding_submission", one("draft"), MINE),
    Page("desk:founding_trustee_removal", {"founder": 302}, args=trustee("draft"), method="POST"),
    Page("desk:founding_statute_file", {}, args=one("draft")),
]
PAGES = [
    Page("desk:foundings", LISTS),
    Page("desk:foundings_export", LISTS),
    Page("desk:founding_new", WRITERS),
    Page("desk:founding_new", answered(WRITERS, 422), method="POST"),
    Page("desk:founding_checklist", {"participation": 200}),
    *deed("desk:founding_checklist_new", nothing, {"participation": 200}),
    *deed("desk:founding_checklist_line", line, {"participation": 200}),
    Page("desk:founding", MINE, args=one("draft")),
    Page("desk:founding", SEE, args=one("submitted")),
    Page("desk:founding_map", MINE, args=one("draft")),
    Page("desk:founding_map", SEE, args=one("checking")),
    Page("desk:founding_people", OFFICES | {"founder": 403}, args=one("checking")),
    *OF_DRAFT,
    *deed("desk:founding_centre", one("submitted"), READ | {"founder": 200}),
    *deed("desk:founding_taking_up", one("submitted"), COUNTY, 409),
    *deed("desk:founding_check", check("checking", "identity"), COUNTY),
    *deed("desk:founding_check", check("endorsed", "statute"), PROVINCE),
    Page(
        "desk:founding_check_back",
        READ | {"county_head": 302},
        args=check("ticked", "identity"),
        method="POST",
    ),
    *deed("desk:founding_course", one("checking"), OFFICES | {"founder": 403}),
    *deed("desk:founding_endorsement", one("ticked"), COUNTY, 409),
    *deed("desk:founding_returning", one("checking"), OFFICES | {"founder": 403}),
    *deed("desk:founding_refusal", one("endorsed"), OFFICES | {"founder": 403}),
    *deed("desk:founding_approval", one("endorsed"), PROVINCE, 409),
    *deed("desk:founding_opening", one("provisional"), PROVINCE),
    *deed("desk:founding_withdrawal", one("submitted"), READ | {"founder": 200}, 409),
]
