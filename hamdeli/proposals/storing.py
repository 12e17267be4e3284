"""Keeping what a run found: a line for each file, a row for each centre, and the records it was computed from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from hamdeli.allocation.explaining import Explanations
from hamdeli.allocation.figuring import figures
from hamdeli.allocation.problem import NOBODY, Problem
from hamdeli.allocation.solution import Solution
from hamdeli.proposals.gathering import NEEDS
from hamdeli.proposals.models import Proposal, ProposalCentre, ProposalLine, ProposalRecords
from hamdeli.proposals.records import Records

BATCH = 2_000
Tell = Callable[[int, int], None]
Ints = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Answer:
    """What a run found, with its explanations.

    before: (N,) primary key of the centre in the run before, 0 for none, -1 where that run did not have the file.
    """

    records: Records
    problem: Problem
    solution: Solution
    told: Explanations
    before: Ints


LINE = (
    *("proposal_id", "case_file_id", "file_code", "need", "centre_id", "today_id", "nearest_id", "next_best_id"),
    *("cost", "distance", "nearest_distance", "difference", "pinned", "moved"),
)


def store(proposal: Proposal, answer: Answer, tell: Tell) -> None:
    """Write lines, centres and records. Called inside the transaction that ends the run."""
    table, columns = quoted(ProposalLine._meta.db_table), ", ".join(quoted(name) for name in LINE)
    places = ", ".join(["%s"] * len(LINE))
    insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own columns
    lines = list(lines_of(proposal, answer))
    with connection.cursor() as cursor:
        for start in range(0, len(lines), BATCH):
            cursor.executemany(insert, lines[start : start + BATCH])
            tell(min(start + BATCH, len(lines)), len(lines))
    ProposalCentre.objects.bulk_create(centres_of(proposal, answer), batch_size=BATCH)
    ProposalRecords.objects.create(proposal=proposal, content=answer.records.to_bytes())


def quoted(name: str) -> str:
    """Return a name as this database writes it."""
    return str(connection.ops.quote_name(name))


def moved_of(answer: Answer) -> Ints:
    """(N,) whether the file is elsewhere than in the run before."""
    here = np.append(answer.records.centre_keys, 0)[answer.solution.assignment]
    return np.asarray((answer.before >= 0) & (answer.before != here))


def lines_of(proposal: Proposal, answer: Answer) -> Iterator[tuple[Any, ...]]:
    """Yield the values of LINE of each file, in the order of the records; objects would take four times as long."""
    records, told = answer.records, answer.told
    columns = (
        *(records.file_keys, records.file_codes, records.files.need, _keys(records, told.centre)),
        *(_keys(records, records.files.carrier), _keys(records, told.nearest), _keys(records, told.next_best)),
        *(told.cost, told.metres, told.nearest_metres, told.difference, answer.problem.pins, moved_of(answer)),
    )
    for key, code, need, centre, today, nearest, next_best, paid, far, nearest_far, more, pin, moved in zip(
        *(np.asarray(column).tolist() for column in columns), strict=True
    ):
        yield (
            *(proposal.pk, key, code, NEEDS[need], centre or None, today or None, nearest or None, next_best or None),
            *(paid, far if centre else None, nearest_far if nearest else None),
            *(more if centre or next_best else None, pin != NOBODY, moved),
        )


def _keys(records: Records, centre: Ints) -> Ints:
    """Primary keys of centres by index; 0 for none."""
    return np.append(records.centre_keys, 0)[centre]


def centres_of(proposal: Proposal, answer: Answer) -> Iterator[ProposalCentre]:
    """Yield the row of each centre, in the order of the records."""
    records, problem = answer.records, answer.problem
    told = figures(problem, answer.solution.assignment)
    columns = (
        *(records.centre_keys, records.centres.open, records.centres.specialities, problem.places.ends[:, -1]),
        *(problem.places.taken, told.load, records.held, told.needed, told.matched, told.mean_distance),
        *(told.worst_distance, answer.solution.prices),
    )
    for key, may, able, places, occupied, load, held, needing, matched, mean, worst, price in zip(
        *(np.asarray(column).tolist() for column in columns), strict=True
    ):
        yield ProposalCentre(
            proposal=proposal,
            centre_id=key,
            open=may,
            specialities=able,
            places=places,
            occupied=occupied,
            load=load,
            load_today=held,
            needing=needing,
            matched=matched,
            mean_distance=mean if load else None,
            worst_distance=worst if load else None,
            price=price,
        )
