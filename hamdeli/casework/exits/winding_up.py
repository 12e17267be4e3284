"""What ends together with the support: the plan, tasks, planned visits and onward referrals, each with a word."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Exit, Onward, OnwardMessage, State, Task, Visit
from hamdeli.casework.planning.ending import end_with_support

OPEN_REFERRALS = (Onward.State.SENT, Onward.State.ASKED, Onward.State.ACCEPTED)


def wind_up(file: CaseFile, made: Exit, *, by: User, at: datetime) -> None:
    """End everything that is open, and close the locked file itself."""
    word = gettext("the support of the family ended: %(reason)s") % {"reason": made.get_reason_display()}
    end_with_support(case_file=file, on=made.on, by=by, why=word)
    more = {"version": F("version") + 1}
    Task.objects.filter(case_file=file, done_at=None).update(done_at=at, done_by=by, result=word, **more)
    planned = Visit.objects.filter(case_file=file, state=Visit.State.PLANNED)
    planned.update(state=Visit.State.CANCELLED, cancelled_why=word, **more)
    withdraw_referrals(file, word, by=by, at=at)
    file.state, file.closed_on = State.CLOSED, made.on
    file.next_visit_on = file.worker = file.aide = None
    file.version += 1
    file.save(update_fields=["state", "closed_on", "next_visit_on", "worker", "aide", "version"])


def withdraw_referrals(file: CaseFile, word: str, *, by: User, at: datetime) -> None:
    """Take back the onward referrals that are open, and tell the other centres why."""
    referrals = Onward.objects.select_for_update().filter(case_file=file, state__in=OPEN_REFERRALS)
    keys = list(referrals.order_by("pk").values_list("pk", flat=True))
    OnwardMessage.objects.bulk_create(
        OnwardMessage(onward_id=key, words=word, of_receiver=False, made_by=by, made_at=at) for key in keys
    )
    Onward.objects.filter(pk__in=keys).update(state=Onward.State.WITHDRAWN, ended_at=at, version=F("version") + 1)
