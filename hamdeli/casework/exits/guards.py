"""What the database refuses about exits: an exit is opened again at most once, and nothing else of it changes."""

from hamdeli.journal.guards import Guard

REWRITTEN = (
    "OLD.reopened_on IS NOT NULL OR NEW.case_file_id <> OLD.case_file_id OR NEW.kind <> OLD.kind "
    'OR NEW.reason <> OLD.reason OR NEW."on" <> OLD."on" OR NEW.note <> OLD.note'
)

EXIT_GUARDS = (
    Guard("casework_exit_stays", "casework_exit", "UPDATE", REWRITTEN, "an exit is not written anew"),
    Guard("casework_exit_remains", "casework_exit", "DELETE", "1=1", "exits are never deleted"),
    Guard("casework_followup_stays", "casework_followup", "UPDATE", "OLD.done_on IS NOT NULL", "a done look stays"),
    Guard("casework_followup_remains", "casework_followup", "DELETE", "1=1", "follow-ups are never deleted"),
)
