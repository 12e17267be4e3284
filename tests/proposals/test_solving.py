"""A run: the records become a problem, the answer becomes lines and centres, with its proof."""

from hamdeli.proposals.comparing import compare
from hamdeli.proposals.models import Proposal
from tests.proposals.making import files_around, proposed, ready
from tests.support.cast import Cast


def test_a_run_keeps_lines_centres_and_proof(cast: Cast) -> None:
    proposal = ready(cast, 12)
    assert proposal.proved
    assert proposal.certificate["cost"] == proposal.certificate["bound"] > 0
    assert proposal.lines.count() == 12
    assert proposal.centres.count() == 3
    assert sum(row.load for row in proposal.centres.all()) == 12


def test_the_comparison_says_what_the_library_says(cast: Cast) -> None:
    proposal = ready(cast, 25)
    for line in proposal.lines.select_related("case_file__household"):
        compared = compare(proposal, line)
        if compared.chosen is None:
            assert line.centre_id is None
            assert line.cost == compared.stay
        else:
            assert compared.chosen.cost == line.cost
            assert compared.chosen.distance == line.distance
        assert compared.difference == line.difference
        assert line.difference is not None
        assert line.difference >= 0


def test_more_files_than_places_leaves_the_least_urgent(cast: Cast) -> None:
    files_around(cast.kashan, 40, need="general")
    proposal = proposed(cast.deputy, cast.isfahan, may_leave_county=False)
    assert proposal.figures["plans"]["proposal"]["unplaced"] == 20
    stays = set(proposal.lines.filter(centre=None).values_list("case_file__priority", flat=True))
    carried = set(proposal.lines.exclude(centre=None).values_list("case_file__priority", flat=True))
    assert max(stays) <= min(carried)
    (row,) = [row for row in proposal.figures["shortage"] if row["missing"]]
    assert row == {"county": cast.kashan.pk, "files": 40, "places": 20, "missing": 20, "staying": 20, "free": 0}
    assert proposal.figures["missing"] == 20


def test_a_file_may_stay_though_no_place_is_missing(cast: Cast) -> None:
    files_around(cast.kashan, 3, need="general", priority=1)
    proposal = proposed(cast.deputy, cast.isfahan, stay_base=0, stay_per_priority=0)
    assert proposal.figures["plans"]["nearest"]["unplaced"] == 0
    assert proposal.figures["missing"] == 0
    assert [(row["missing"], row["staying"]) for row in proposal.figures["shortage"]] == [(0, 3)]


def test_no_centre_at_all_leaves_everything(cast: Cast) -> None:
    cast.ilam_centre.licence = "expired"
    cast.ilam_centre.save()
    files_around(cast.dehloran, 3)
    proposal = proposed(cast.stranger, cast.ilam)
    assert proposal.state == Proposal.State.READY
    assert proposal.lines.filter(centre=None).count() == 3
