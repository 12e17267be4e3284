"""What the database refuses about mandates, whoever asks."""

from hamdeli.delegation.moves import EDGES
from hamdeli.journal.guards import Guard

OPEN = "('offered', 'accepted')"
FULL = (
    f"NEW.state IN {OPEN} AND NEW.override_by = '' AND (SELECT COUNT(*) FROM delegation_mandate m "
    f"WHERE m.centre_id = NEW.centre_id AND m.state IN {OPEN} AND m.id <> COALESCE(NEW.id, -1)) "
    ">= (SELECT c.capacity FROM centres_centre c WHERE c.id = NEW.centre_id)"
)
# A signature lifts the capacity, not what a centre on probation may carry.
ON_PROBATION = FULL.replace("c.capacity", "c.probation_places").replace("NEW.override_by = '' AND ", "")
STILL_CARRIES = (
    "NEW.licence = 'revoked' AND OLD.licence <> 'revoked' AND EXISTS "
    f"(SELECT 1 FROM delegation_mandate m WHERE m.centre_id = NEW.id AND m.state IN {OPEN})"
)
UNLICENSED = f"NEW.state IN {OPEN} AND (SELECT c.licence FROM centres_centre c WHERE c.id = NEW.centre_id) <> 'active'"
LEGAL = " OR ".join(f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in sorted(EDGES))
ILLEGAL = f"NEW.state <> OLD.state AND NOT ({LEGAL})"
UNLICENSED_ANSWER = f"OLD.state <> 'accepted' AND NEW.state = 'accepted' AND {UNLICENSED}"
REPLACED = (
    "NEW.case_file_id <> OLD.case_file_id OR NEW.centre_id <> OLD.centre_id OR NEW.handover_id <> OLD.handover_id"
)

MANDATE_GUARDS = (
    Guard("mandate_within_capacity", "delegation_mandate", "INSERT", FULL, "the centre has no free place"),
    Guard("mandate_within_probation", "delegation_mandate", "INSERT", ON_PROBATION, "no free place during probation"),
    Guard("centre_revoked_empty", "centres_centre", "UPDATE", STILL_CARRIES, "the centre still carries files"),
    Guard("mandate_to_licensed", "delegation_mandate", "INSERT", UNLICENSED, "the centre has no active licence"),
    Guard("mandate_moves_by_table", "delegation_mandate", "UPDATE", ILLEGAL, "a mandate does not move that way"),
    Guard("mandate_accepted_licensed", "delegation_mandate", "UPDATE", UNLICENSED_ANSWER, "no active licence"),
    Guard("mandate_stays_whole", "delegation_mandate", "UPDATE", REPLACED, "a mandate keeps its file and its centre"),
    Guard("mandate_remains", "delegation_mandate", "DELETE", "1=1", "mandates are never deleted"),
)
