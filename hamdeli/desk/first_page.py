"""What waits for me."""

from django.http import HttpResponse
from django.shortcuts import render

from hamdeli.desk.requests import Request


def first_page(request: Request) -> HttpResponse:
    """Show the first page of whoever is signed in."""
    return render(request, "desk/first_page.html")
