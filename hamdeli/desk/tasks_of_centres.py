"""What waits about centres: applications, licences and measures, inspections and findings, conversions."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext_lazy as ngettext

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.licensing.access import appeals_to_hear, measures_to_decide
from hamdeli.centres.models import Centre, Conversion, Finding, Inspection, Licence, Measure
from hamdeli.desk.founding.waiting import foundings_returned, foundings_to_approve, foundings_to_check
from hamdeli.desk.licensing.lists import licences_ending
from hamdeli.desk.task_kinds import Kind

INSPECTIONS_AHEAD = timedelta(days=7)


def measures_against(user: User) -> QuerySet[Any]:
    """Return the measures in force about the licence of one's own centre."""
    reach = scope(user, Right.RUN_CENTRE, province="", county="", centre="centre__code")
    return Measure.objects.filter(reach, state=Measure.State.IN_FORCE)


def inspections_due(user: User) -> QuerySet[Any]:
    """Return the inspections planned for oneself whose day has come, or comes within a week."""
    soon = timezone.localdate() + INSPECTIONS_AHEAD
    return Inspection.objects.filter(inspector=user, state=Inspection.State.PLANNED, planned_on__lte=soon)


def inspections_unsigned(user: User) -> QuerySet[Any]:
    """Return the inspections that one has made oneself and that the centre has not signed."""
    return Inspection.objects.filter(inspector=user, state=Inspection.State.DONE)


def inspections_to_sign(user: User) -> QuerySet[Any]:
    """Return the inspections of one's centre that wait for its signature."""
    reach = scope(user, Right.RUN_CENTRE, province="", county="")
    return Inspection.objects.filter(reach, state=Inspection.State.DONE)


def findings_to_answer(user: User) -> QuerySet[Any]:
    """Return the findings about one's centre that it has not answered."""
    reach = scope(user, Right.RUN_CENTRE, province="", county="")
    return Finding.objects.filter(reach, state=Finding.State.OPEN)


def findings_answered(user: User) -> QuerySet[Any]:
    """Return the findings that a centre has answered and nobody has closed."""
    reach = scope(user, Right.INSPECT, province="centre__province", county="centre__county")
    return Finding.objects.filter(reach, state=Finding.State.ANSWERED)


def conversions_to_decide(user: User) -> QuerySet[Any]:
    """Return the conversions that somebody else proposed and nobody has decided."""
    reach = scope(user, Right.LICENSE, province="centre__province", county="centre__county")
    return Conversion.objects.filter(reach, state=Conversion.State.PROPOSED).exclude(proposed_by=user)


def unlicensed(user: User) -> QuerySet[Any]:
    """Return the centres whose licence is not active."""
    reach = scope(user, Right.CHANGE_CENTRES, centre="code")
    return Centre.objects.filter(reach).exclude(licence=Licence.ACTIVE)


OWN_MEASURES = Kind(
    ngettext(
        "measure about the licence of your centre is in force",
        "measures about the licence of your centre are in force",
        "count",
    ),
    *("desk:licences", "gavel", (Right.RUN_CENTRE,), measures_against, "?measure=in_force"),
    urgent=True,
)
FOUNDING_KINDS = (
    Kind(
        ngettext("application for a centre is to be taken up", "applications for centres are to be taken up", "count"),
        *("desk:foundings", "certificate", (Right.CHECK_FOUNDING,), foundings_to_check, "?state=submitted"),
    ),
    Kind(
        ngettext("application for a centre waits for you", "applications for centres wait for you", "count"),
        *("desk:foundings", "certificate", (Right.LICENSE,), foundings_to_approve, "?state=endorsed"),
    ),
    Kind(
        ngettext("application of yours came back", "applications of yours came back", "count"),
        *("desk:foundings", "certificate", (Right.FOUND,), foundings_returned, "?state=returned"),
    ),
)
CENTRE_KINDS = (
    Kind(
        ngettext("centre without an active licence", "centres without an active licence", "count"),
        "desk:centres",
        "certificate",
        (Right.CHANGE_CENTRES,),
        unlicensed,
        "?licence=not_active",
    ),
    Kind(
        ngettext("licence ends soon", "licences end soon", "count"),
        "desk:licences",
        "hourglass",
        (Right.LICENSE, Right.RUN_CENTRE),
        licences_ending,
        "?state=soon",
    ),
    Kind(
        ngettext("measure about a licence waits for you", "measures about licences wait for you", "count"),
        "desk:licences",
        "gavel",
        (Right.LICENSE,),
        measures_to_decide,
        "?measure=proposed",
    ),
    Kind(
        ngettext("inspection of yours is due within a week", "inspections of yours are due within a week", "count"),
        *("desk:inspections", "clipboard-check", (Right.INSPECT,), inspections_due, "?state=planned"),
    ),
    Kind(
        ngettext("inspection of yours is not signed yet", "inspections of yours are not signed yet", "count"),
        *("desk:inspections", "signature", (Right.INSPECT,), inspections_unsigned, "?state=done"),
    ),
    Kind(
        ngettext("inspection waits for your signature", "inspections wait for your signature", "count"),
        *("desk:inspections", "signature", (Right.RUN_CENTRE,), inspections_to_sign, "?state=done"),
        urgent=True,
    ),
    Kind(
        ngettext("finding waits for your answer", "findings wait for your answer", "count"),
        *("desk:findings", "flag", (Right.RUN_CENTRE,), findings_to_answer, "?state=open"),
        urgent=True,
    ),
    Kind(
        ngettext("answered finding waits for you", "answered findings wait for you", "count"),
        *("desk:findings", "flag", (Right.INSPECT,), findings_answered, "?state=answered"),
    ),
    Kind(
        ngettext("conversion of a centre waits for you", "conversions of centres wait for you", "count"),
        *("desk:conversions", "arrows-exchange", (Right.LICENSE,), conversions_to_decide, "?state=proposed"),
    ),
    Kind(
        ngettext("appeal about a licence waits for you", "appeals about licences wait for you", "count"),
        "desk:licence_appeals",
        "speakerphone",
        (Right.HEAR_APPEALS,),
        appeals_to_hear,
        "?state=made",
    ),
)
