"""Every address of the site, from the roof."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

handler400 = "hamdeli.desk.errors.bad_request"
handler403 = "hamdeli.desk.errors.forbidden"
handler404 = "hamdeli.desk.errors.not_found"
handler500 = "hamdeli.desk.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("hamdeli.accounts.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("api/", include("hamdeli.api.urls")),
    path("", include("hamdeli.desk.urls")),
]
