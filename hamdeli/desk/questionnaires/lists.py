"""The list of questionnaires, and beginning a new one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Max, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.questionnaires.forms import NewForm
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.persian.letters import clean
from hamdeli.questionnaires.access import province_of, visible_questionnaires
from hamdeli.questionnaires.models import Purpose, Questionnaire
from hamdeli.questionnaires.publishing import begin


class QuestionnaireFilter(forms.Form):
    """Search and filters of the list."""

    q = forms.CharField(label=_("Title"), required=False)
    purpose = forms.ChoiceField(label=_("purpose"), required=False, choices=[("", _("any")), *Purpose.choices])
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("any")), ("country", _("of the country")), ("own", _("of the province"))],
    )


@require_safe
def questionnaire_list(request: Request) -> HttpResponse:
    """List the country's questionnaires and those of one's province."""
    require_right(request.user, Right.WRITE_QUESTIONS)
    form = QuestionnaireFilter(request.GET)
    rows = chosen(request, form).annotate(edition=Max("editions__number")).select_related("province")
    page = page_by_key(rows, request.GET, "id")
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/questionnaires/{template}.html", {"form": form, "page": page})


@require_safe
def questionnaire_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_right(request.user, Right.WRITE_QUESTIONS)
    rows = chosen(request, QuestionnaireFilter(request.GET)).annotate(edition=Max("editions__number"))
    columns = [gettext("Title"), gettext("What it is for"), gettext("Whose"), gettext("Edition")]
    return workbook("questionnaires.xlsx", gettext("Questionnaires"), columns, cells(rows.select_related("province")))


def cells(rows: QuerySet[Questionnaire]) -> Iterator[list[Any]]:
    """Yield the cells of each questionnaire."""
    for row in rows.order_by("id").iterator(500):
        whose = row.province.name if row.province else gettext("the country")
        title = row.title_fa if (get_language() or "fa").startswith("fa") else row.title_en
        yield [title, row.get_purpose_display(), whose, getattr(row, "edition", None) or ""]


def chosen(request: Request, form: QuestionnaireFilter) -> QuerySet[Questionnaire]:
    """Return the questionnaires that the form asks for."""
    rows = visible_questionnaires(request.user)
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        text = clean(asked["q"])
        rows = rows.filter(Q(title_fa__icontains=text) | Q(title_en__icontains=text))
    if asked["purpose"]:
        rows = rows.filter(purpose=asked["purpose"])
    return rows.filter(province__isnull=asked["whose"] == "country") if asked["whose"] else rows


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire_new(request: Request) -> HttpResponse:
    """Begin an empty questionnaire of one's province."""
    require_right(request.user, Right.WRITE_QUESTIONS)
    province = province_of(request.user)
    if province is None:
        raise Http404
    form = NewForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "desk/questionnaires/new.html", {"form": form}, status=status)
    asked = form.cleaned_data
    words = {name: asked[name] for name in ("purpose", "title_fa", "title_en", "restricted")}
    made = begin(province=province, actor=request.user.actor, **words)
    messages.success(request, gettext("Now add sections and questions."))
    return redirect("desk:questionnaire", pk=made.pk)
