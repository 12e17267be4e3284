"""What the database refuses about volunteers, whoever asks."""

from hamdeli.journal.guards import Guard
from hamdeli.volunteers.moves import ENDED, pairs

VOLUNTEER, STEP, HOURS = "volunteers_volunteer", "volunteers_volunteerstep", "volunteers_hours"
ALLOWED = " OR ".join(f"(OLD.state = '{before.value}' AND NEW.state = '{then.value}')" for before, then in pairs())
OVER = ", ".join(f"'{state.value}'" for state in sorted(ENDED))
REWRITTEN = (
    'NEW.volunteer_id <> OLD.volunteer_id OR NEW."on" <> OLD."on" OR NEW.minutes <> OLD.minutes '
    "OR NEW.what <> OLD.what OR NEW.made_by_id <> OLD.made_by_id OR NEW.made_at <> OLD.made_at "
    "OR COALESCE(NEW.takes_back_id, 0) <> COALESCE(OLD.takes_back_id, 0) OR OLD.confirmed_by_id IS NOT NULL"
)
TAKEN_BACK = "EXISTS (SELECT 1 FROM volunteers_hours other WHERE other.takes_back_id = OLD.id)"
OWN = (
    "NEW.confirmed_by_id IS NOT NULL AND EXISTS (SELECT 1 FROM volunteers_volunteer v "
    "WHERE v.id = NEW.volunteer_id AND v.user_id = NEW.confirmed_by_id)"
)
NOT_OPPOSITE = (
    "NEW.takes_back_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM volunteers_hours h "
    "WHERE h.id = NEW.takes_back_id AND h.minutes = -NEW.minutes "
    "AND h.volunteer_id = NEW.volunteer_id AND h.takes_back_id IS NULL)"
)

VOLUNTEER_GUARDS: tuple[Guard, ...] = (
    Guard("volunteer_begins", VOLUNTEER, "INSERT", "NEW.state <> 'applied'", "a volunteer begins by applying"),
    Guard(
        "volunteer_moves",
        VOLUNTEER,
        "UPDATE",
        f"OLD.state IN ({OVER}) OR (OLD.state <> NEW.state AND NOT ({ALLOWED})) OR OLD.centre_id <> NEW.centre_id",
        "a volunteer cannot go this way",
    ),
    Guard("volunteer_remains", VOLUNTEER, "DELETE", "1=1", "volunteers are never deleted"),
    Guard("volunteer_step_stays", STEP, "UPDATE", "1=1", "steps of volunteers are never changed"),
    Guard("volunteer_step_remains", STEP, "DELETE", "1=1", "steps of volunteers are never deleted"),
    Guard("hours_stay", HOURS, "UPDATE", f"{REWRITTEN} OR {TAKEN_BACK}", "hours are only confirmed, and once"),
    Guard("hours_remain", HOURS, "DELETE", "1=1", "hours are never deleted"),
    Guard("hours_not_confirmed_by_oneself", HOURS, "UPDATE", OWN, "nobody confirms own hours"),
    Guard("hours_not_entered_confirmed_by_oneself", HOURS, "INSERT", OWN, "nobody confirms own hours"),
    Guard("hours_taken_back_whole", HOURS, "INSERT", NOT_OPPOSITE, "hours are taken back whole"),
)
