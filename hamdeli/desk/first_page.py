"""What waits for me: tasks, and the figures of one's places."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.daily.today import today_for
from hamdeli.desk.figures import panels
from hamdeli.desk.requests import Request
from hamdeli.desk.support.panel import support_panel
from hamdeli.desk.tasks import tasks_for


@require_safe
def first_page(request: Request) -> HttpResponse:
    """Show the first page of whoever is signed in."""
    today = timezone.localdate()
    words = {
        "today": today_for(request.user),
        "support": support_panel(request.user),
        "tasks": tasks_for(request.user),
        "founds": request.user.has(Right.FOUND),
        "panels": panels(request.user, today),
    }
    return render(request, "desk/first_page.html", words)
