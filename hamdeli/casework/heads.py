"""The names of heads of household beside the rows of a list, for those who may know them."""

from typing import TypeVar, cast

from django.db.models import Case, F, Model, OuterRef, QuerySet, Subquery, When

from hamdeli.accounts.models import User
from hamdeli.casework.access import knowable
from hamdeli.households.models import Kinship, Person

Row = TypeVar("Row", bound=Model)


def with_heads(rows: QuerySet[Row], user: User, path: str = "") -> QuerySet[Row]:
    """Give each row `head_given` and `head_family` where `user` may know them, and `discreet_file`.

    `path` leads from the row to its file, as in `case_file__`.
    """
    head = Person.objects.present().filter(household=OuterRef(f"{path}household"), kinship=Kinship.HEAD)
    known = knowable(user, path)
    named = rows.annotate(
        head_given=Case(When(known, then=Subquery(head.values("given_name")[:1]))),
        head_family=Case(When(known, then=Subquery(head.values("family_name")[:1]))),
        discreet_file=F(f"{path}discreet"),
    )
    return cast("QuerySet[Row]", named)
