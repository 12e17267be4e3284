"""Beginning an admission."""

from datetime import datetime

from django.db import IntegrityError, transaction

from hamdeli.accounts.models import User
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.steps import STEPS
from hamdeli.casework.models import Admission, CaseFile


def begin(case_file: CaseFile, *, user: User, at: datetime) -> Admission:
    """Begin an admission of a family; raises `AdmissionFault` while another is open."""
    try:
        with transaction.atomic():
            return Admission.objects.create(case_file=case_file, state=STEPS[0].key, begun_at=at, begun_by=user)
    except IntegrityError as clash:
        raise AdmissionFault("open_already") from clash
