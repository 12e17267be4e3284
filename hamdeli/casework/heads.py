"""The names of heads of household beside the rows of a list, for those who may know them."""

from typing import TypeVar, cast

from django.db.models import Case, F, Model, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from hamdeli.accounts.models import User
from hamdeli.casework.access import knowable
from hamdeli.households.models import Kinship, Person

Row = TypeVar("Row", bound=Model)


def with_heads(rows: QuerySet[Row], user: User, path: str = "") -> QuerySet[Row]:
    """Give each row `head_name` where `user` may know it, and `discreet_file`.

    `path` leads from the row to its file, as in `case_file__`.
    """
    head = Person.objects.present().filter(household=OuterRef(f"{path}household"), kinship=Kinship.HEAD)
    name = head.values(name=Concat("given_name", Value(" "), "family_name"))[:1]
    named = rows.annotate(
        head_name=Case(When(knowable(user, path), then=Subquery(name))),
        discreet_file=F(f"{path}discreet"),
    )
    return cast("QuerySet[Row]", named)
