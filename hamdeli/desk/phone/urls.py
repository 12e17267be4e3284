"""Addresses of the phone."""

from django.urls import path

from hamdeli.desk.phone import forms, kept, shell

urlpatterns = [
    path("phone/", shell.phone, name="phone"),
    path("phone/worker.js", shell.worker, name="phone_worker"),
    path("phone/app.webmanifest", shell.manifest, name="phone_manifest"),
    path("phone/session/", forms.session, name="phone_session"),
    path("phone/worklist/", forms.take_along, name="phone_worklist"),
    path("phone/forms/", forms.arrive, name="phone_forms"),
    path("phone/kept/", kept.kept_list, name="phone_kept"),
    path("phone/kept/<int:pk>/", kept.kept_form, name="phone_kept_form"),
    path("phone/kept/<int:pk>/picture/", kept.picture, name="phone_kept_picture"),
    path("phone/kept/<int:pk>/again/", kept.again, name="phone_kept_again"),
    path("phone/kept/<int:pk>/answer/", kept.answer, name="phone_kept_answer"),
]
