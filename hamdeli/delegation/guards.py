"""What the database refuses about mandates, whoever asks."""

from hamdeli.journal.guards import Guard

OPEN = "('offered', 'accepted')"
FULL = (
    f"NEW.state IN {OPEN} AND NEW.override_by = '' AND (SELECT COUNT(*) FROM delegation_mandate m "
    f"WHERE m.centre_id = NEW.centre_id AND m.state IN {OPEN} AND m.id <> COALESCE(NEW.id, -1)) "
    ">= (SELECT c.capacity FROM centres_centre c WHERE c.id = NEW.centre_id)"
)
UNLICENSED = f"NEW.state IN {OPEN} AND (SELECT c.licence FROM centres_centre c WHERE c.id = NEW.centre_id) <> 'active'"
REOPENED = f"OLD.state NOT IN {OPEN} AND NEW.state <> OLD.state"

MANDATE_GUARDS = (
    Guard("mandate_within_capacity", "delegation_mandate", "INSERT", FULL, "the centre has no free place"),
    Guard("mandate_to_licensed", "delegation_mandate", "INSERT", UNLICENSED, "the centre has no active licence"),
    Guard("mandate_stays_ended", "delegation_mandate", "UPDATE", REOPENED, "an ended mandate stays ended"),
    Guard("mandate_remains", "delegation_mandate", "DELETE", "1=1", "mandates are never deleted"),
)
