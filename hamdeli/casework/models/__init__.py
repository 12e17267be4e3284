"""What casework keeps, one record a file: the case file and everything that happens in its life."""

from hamdeli.casework.models.admission import Admission, AdmissionStep, Document, DocumentMark
from hamdeli.casework.models.aid import Aid, AidKind, Delivery, DeliveryLine
from hamdeli.casework.models.aid_proposal import AidProposal
from hamdeli.casework.models.case_file import CaseFile, CaseFileQuerySet, Cause, Coverage, Need, State
from hamdeli.casework.models.daily import Draft, Note, Task
from hamdeli.casework.models.decision import Appeal, Decision, DecisionDraft, Outcome
from hamdeli.casework.models.exit import Exit, ExitKind, FollowUp
from hamdeli.casework.models.onward import Onward, OnwardMessage
from hamdeli.casework.models.phone import PhoneKey, Submission
from hamdeli.casework.models.plan import Goal, Plan, Review, Step
from hamdeli.casework.models.referral import Channel, Referral
from hamdeli.casework.models.score import Hardship, Score, ScoreTable
from hamdeli.casework.models.screening import Counselling, RestrictedNote, Screening
from hamdeli.casework.models.search import SearchWord
from hamdeli.casework.models.supervision import Check
from hamdeli.casework.models.visit import WEIGHING, OtherForm, Photo, Visit

__all__ = [
    "WEIGHING",
    "Admission",
    "AdmissionStep",
    "Aid",
    "AidKind",
    "AidProposal",
    "Appeal",
    "CaseFile",
    "CaseFileQuerySet",
    "Cause",
    "Channel",
    "Check",
    "Counselling",
    "Coverage",
    "Decision",
    "DecisionDraft",
    "Delivery",
    "DeliveryLine",
    "Document",
    "DocumentMark",
    "Draft",
    "Exit",
    "ExitKind",
    "FollowUp",
    "Goal",
    "Hardship",
    "Need",
    "Note",
    "Onward",
    "OnwardMessage",
    "OtherForm",
    "Outcome",
    "PhoneKey",
    "Photo",
    "Plan",
    "Referral",
    "RestrictedNote",
    "Review",
    "Score",
    "ScoreTable",
    "Screening",
    "SearchWord",
    "State",
    "Step",
    "Submission",
    "Task",
    "Visit",
]
