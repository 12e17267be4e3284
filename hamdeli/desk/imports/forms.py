"""The form by which a list is brought."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from hamdeli.jobs.lists.running import LIMITS
from hamdeli.jobs.lists.sentences import file_sentence
from hamdeli.sheets.container import inspect_upload
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import MEGABYTE

ACCEPTED = ".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """A file, looked at from outside before anything reads it."""

    file = forms.FileField(
        label=_("List file"),
        help_text=_("An Excel workbook (XLSX) or a CSV file of at most 20 megabytes."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,
        max_length=200,
    )
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean_file(self) -> File[bytes]:
        """Refuse what cannot be a list: other kinds of files, too large ones, and those that would swell."""
        upload: File[bytes] = self.cleaned_data["file"]
        try:
            look_at(upload)
        except SheetFault as fault:
            raise ValidationError(file_sentence(fault.code, fault.params), code=fault.code) from fault
        return upload


class StoringForm(forms.Form):
    """Whether the list is stored, and whether its faulty rows are left out."""

    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, faulty: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["leave_out"].required = faulty > 0


def look_at(upload: File[bytes]) -> None:
    """Inspect an uploaded file; raises SheetFault. The file is read to its end and wound back."""
    if (upload.size or 0) > LIMITS.file_bytes:
        raise SheetFault("too_large", limit=LIMITS.file_bytes // MEGABYTE)
    with tempfile.NamedTemporaryFile(prefix="hamdeli-upload-") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        inspect_upload(Path(copy.name), LIMITS)
    upload.seek(0)
