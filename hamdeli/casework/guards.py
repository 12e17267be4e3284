"""What the database refuses about the life of a case, whoever asks: what was written down is not changed afterwards."""

from hamdeli.casework.exits.guards import EXIT_GUARDS
from hamdeli.casework.planning.guards import PLAN_GUARDS
from hamdeli.journal.guards import Guard


def only_added(table: str, what: str) -> tuple[Guard, Guard]:
    """Return the guards of a table whose rows are never changed and never deleted."""
    return (
        Guard(f"{table}_stays", table, "UPDATE", "1=1", f"{what} are never changed"),
        Guard(f"{table}_remains", table, "DELETE", "1=1", f"{what} are never deleted"),
    )


AID_IN_MONEY = (
    "NEW.takes_back_id IS NULL AND (NEW.approver_id IS NULL OR NEW.author_id = NEW.giver_id) "
    "AND EXISTS (SELECT 1 FROM casework_aidkind kind WHERE kind.id = NEW.kind_id AND kind.money)"
)

VISIT_GUARDS = (
    Guard("casework_visit_stays", "casework_visit", "UPDATE", "OLD.state = 'done'", "a visit that is done stays"),
    Guard("casework_visit_remains", "casework_visit", "DELETE", "OLD.state = 'done'", "a visit that is done remains"),
    *only_added("casework_photo", "photographs"),
    Guard(
        "casework_decision_of_done_visit",
        "casework_decision",
        "INSERT",
        "NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM casework_visit v WHERE v.id = NEW.visit_id "
        "AND v.state = 'done' AND v.case_file_id = NEW.case_file_id)",
        "a decision follows a visit that is done, of the same file",
    ),
    Guard(
        "casework_decision_replaces_its_like",
        "casework_decision",
        "INSERT",
        "NEW.replaces_id IS NOT NULL AND NEW.visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM casework_decision d "
        "WHERE d.id = NEW.replaces_id AND d.visit_id = NEW.visit_id)",
        "a decision replaces one on the same visit",
    ),
)

RESTRICTED_NOTE = (
    "OLD.sent_on IS NOT NULL OR NEW.sealed <> OLD.sealed OR NEW.case_file_id <> OLD.case_file_id "
    "OR NEW.subject <> OLD.subject OR NEW.made_by_id <> OLD.made_by_id"
)
SCREENING_GUARDS = (
    *only_added("casework_screening", "screenings"),
    *only_added("casework_counselling", "sessions of counselling"),
    Guard("casework_restricted_stays", "casework_restrictednote", "UPDATE", RESTRICTED_NOTE, "only the way is added"),
    Guard("casework_restricted_remains", "casework_restrictednote", "DELETE", "1=1", "restricted sections remain"),
)
CASEWORK_GUARDS: tuple[Guard, ...] = (
    *only_added("casework_decision", "decisions"),
    *only_added("casework_admissionstep", "steps of an admission"),
    *only_added("casework_document", "documents"),
    *only_added("casework_documentmark", "marks on documents"),
    *only_added("casework_score", "scores"),
    *only_added("casework_scoretable", "tables of scores"),
    *only_added("casework_hardship", "hardships"),
    Guard("casework_appeal_stays", "casework_appeal", "UPDATE", "OLD.result <> ''", "an answered appeal stays"),
    Guard("casework_appeal_remains", "casework_appeal", "DELETE", "1=1", "appeals are never deleted"),
    Guard("casework_draft_stays", "casework_decisiondraft", "UPDATE", "OLD.state <> 'open'", "an ended draft stays"),
    Guard("casework_draft_remains", "casework_decisiondraft", "DELETE", "1=1", "drafts of decisions are never deleted"),
    *SCREENING_GUARDS,
    *only_added("casework_note", "case notes"),
    *only_added("casework_aid", "aid records"),
    Guard(
        "casework_aid_three", "casework_aid", "INSERT", AID_IN_MONEY, "money needs an author, an approver and a giver"
    ),
    *only_added("casework_review", "reviews"),
    *only_added("casework_onwardmessage", "messages"),
    *only_added("questionnaires_edition", "editions"),
    *PLAN_GUARDS,
    *EXIT_GUARDS,
    *VISIT_GUARDS,
)
