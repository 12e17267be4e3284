"""The bank account of one centre: proposed by who runs it, answered by who licenses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.naming import name_of
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import access_centre, has_right
from hamdeli.centres.founding.carrying import told_at_founding
from hamdeli.centres.living.banking import confirm, propose, refuse
from hamdeli.centres.models import BankAccount, Centre
from hamdeli.desk.boards.forms import AccountForm, ReasonForm
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, key_of, told, version_of
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.journal.refusals import Refusal
from hamdeli.persian.iban import masked, spaced

States = BankAccount.State


@require_safe
def centre_account(request: Request, code: str) -> HttpResponse:
    """Show the account, masked to all but who runs the centre and who licenses."""
    centre = access_centre(request.user, code)
    words = room(request, centre, "centre_account")
    licenses = has_right(request.user, centre, Right.LICENSE)
    whole = licenses or words["may_run"]
    rows = list(centre.accounts.select_related("proposed_by", "answered_by").order_by("-pk"))
    for row in rows:
        row.shown = spaced(row.iban) if whole else masked(row.iban)  # type: ignore[attr-defined]
    words |= {
        "account": next((row for row in rows if row.state == States.CONFIRMED), None),
        "waiting": next((row for row in rows if row.state == States.PROPOSED), None),
        "past": [row for row in rows if row.state in (States.REFUSED, States.REPLACED)],
        "licenses": licenses,
        "told": told_at_founding(centre),
    }
    return render(request, "desk/boards/account.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def centre_account_new(request: Request, code: str) -> HttpResponse:
    """Propose an account."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    data = request.POST if request.method == "POST" else None
    form = AccountForm(data, initial={"holder": centre.name})
    page = deed(
        *(request, centre, "centre_account"),
        *(_("Propose an account"), _("Propose"), _("The account waits for the deputy's answer.")),
        what=_("In the name of the centre. It is used once the deputy for public participation has confirmed it."),
    )

    def act() -> None:
        propose(centre=centre, by=request.user, key=key_of(request), **form.cleaned_data)

    return carry_out(request, page, form, act, None)


def waiting_account(centre: Centre) -> BankAccount:
    """Return the account that waits for its answer, or else the last one; 404 where there never was any."""
    rows = centre.accounts.order_by("-pk")
    return rows.filter(state=States.PROPOSED).first() or get_object_or_404(rows[:1])


@posted("desk:centre_account", "code")
def centre_account_confirmation(request: Request, code: str) -> HttpResponse:
    """Confirm the account that waits."""
    centre = access_centre(request.user, code, Right.LICENSE)
    try:
        confirm(account=waiting_account(centre), by=request.user, seen_version=version_of(request))
    except Refusal as fault:
        messages.error(request, told(fault))
    except Conflict as conflict:
        messages.error(request, _("Meanwhile changed by %(who)s. Look again.") % {"who": name_of(conflict.actor)})
    else:
        messages.success(request, _("The account is in use now."))
    return redirect("desk:centre_account", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def centre_account_refusal(request: Request, code: str) -> HttpResponse:
    """Refuse the account that waits, with a reason."""
    centre = access_centre(request.user, code, Right.LICENSE)
    account = waiting_account(centre)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = deed(
        *(request, centre, "centre_account"),
        *(_("Refuse the account"), _("Refuse"), _("The account was refused.")),
        tone="danger",
        thing=account,
    )

    def act() -> None:
        why = form.cleaned_data["why"]
        refuse(account=account, why=why, by=request.user, seen_version=version_of(request))

    return carry_out(request, page, form, act, None)
