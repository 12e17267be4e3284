"""What the database refuses about applications for centres, whoever asks."""

from hamdeli.centres.founding.moves import ENDED, pairs
from hamdeli.journal.guards import Guard

FOUNDING, TRUSTEE, STEP = "centres_founding", "centres_trustee", "centres_foundingstep"
ALLOWED = " OR ".join(f"(OLD.state = '{before.value}' AND NEW.state = '{after.value}')" for before, after in pairs())
OVER = ", ".join(f"'{state.value}'" for state in sorted(ENDED))
SETTLED = (
    "EXISTS (SELECT 1 FROM centres_founding f WHERE f.id = NEW.founding_id AND f.state NOT IN ('draft', 'returned'))"
)
WERE_SETTLED = SETTLED.replace("NEW.", "OLD.")
PERSON = (
    "NEW.founding_id <> OLD.founding_id OR NEW.code_index <> OLD.code_index OR NEW.name <> OLD.name "
    "OR NEW.role <> OLD.role"
)

FOUNDING_GUARDS: tuple[Guard, ...] = (
    Guard("founding_begins", FOUNDING, "INSERT", "NEW.state <> 'draft'", "an application begins as a draft"),
    Guard(
        "founding_moves",
        FOUNDING,
        "UPDATE",
        f"OLD.state IN ({OVER}) OR (OLD.state <> NEW.state AND NOT ({ALLOWED})) OR OLD.county_id <> NEW.county_id",
        "an application cannot go this way",
    ),
    Guard("founding_remains", FOUNDING, "DELETE", "1=1", "applications are never deleted"),
    Guard("trustee_joins_drafts", TRUSTEE, "INSERT", SETTLED, "the trustees are settled"),
    Guard(
        "trustee_changes_in_drafts",
        TRUSTEE,
        "UPDATE",
        f"({PERSON}) AND {WERE_SETTLED}",
        "the trustees are settled",
    ),
    Guard("trustee_leaves_drafts", TRUSTEE, "DELETE", WERE_SETTLED, "the trustees are settled"),
    Guard("founding_step_stays", STEP, "UPDATE", "1=1", "steps of applications are never changed"),
    Guard("founding_step_remains", STEP, "DELETE", "1=1", "steps of applications are never deleted"),
)
