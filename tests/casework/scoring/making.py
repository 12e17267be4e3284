"""Families and tables for the tests of scores."""

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from hamdeli.casework.scoring.families import Family, Member, Trouble
from hamdeli.casework.scoring.reading_tables import read_table
from hamdeli.casework.scoring.tables import CHOICES, GOODS, Table
from hamdeli.casework.scoring.versions import default_rules

INSURANCES = ("", "none", "health", "social", "rural")
HEALTHS = ("", "well", "chronic", "special", "disabled")
CAUSES = ("", "death", "divorce", "incapacity", "illness", "old_age", "prison", "other")


def rules(**changes: Any) -> dict[str, Any]:
    """Return a copy of the table that the product brings along, changed at its top."""
    return {**copy.deepcopy(default_rules()), **changes}


@cache
def table() -> Table:
    """Return the basic table."""
    return read_table(default_rules())


members = st.builds(
    Member,
    kinship=st.sampled_from(["spouse", "child", "parent", "other"]),
    age=st.none() | st.integers(0, 100),
    education=st.sampled_from(["", *sorted(CHOICES["head_education"])]),
    health=st.sampled_from(HEALTHS),
    work=st.sampled_from(["", *sorted(CHOICES["head_work"])]),
    income=st.none() | st.integers(0, 300_000_000),
    insurance=st.sampled_from(INSURANCES),
)
heads = st.builds(Member, kinship=st.just("head"), age=st.integers(15, 100), income=st.integers(0, 300_000_000))
families = st.builds(
    lambda head, others, **home: Family(members=(head, *others), **home),
    head=heads | members,
    others=st.lists(members, max_size=6),
    tenure=st.sampled_from(["", *sorted(CHOICES["tenure"])]),
    rooms=st.none() | st.integers(0, 9),
    rent=st.none() | st.integers(0, 200_000_000),
    assets=st.lists(st.sampled_from(sorted(GOODS["assets"])), unique=True).map(tuple),
    cause=st.sampled_from(CAUSES),
    troubles=st.lists(
        st.builds(Trouble, kind=st.sampled_from(sorted(GOODS["troubles"])), until=st.just("2030-01-01")), max_size=3
    ).map(tuple),
)
