"""What the database refuses about inspections and grades, whoever asks: what was written down stays."""

from hamdeli.journal.guards import Guard


def only_added(table: str, what: str) -> tuple[Guard, Guard]:
    """Return the guards of a table whose rows are never changed and never deleted."""
    return (
        Guard(f"{table}_stays", table, "UPDATE", "1=1", f"{what} are never changed"),
        Guard(f"{table}_remains", table, "DELETE", "1=1", f"{what} are never deleted"),
    )


CLOSED = "OLD.state IN ('signed', 'unsigned', 'cancelled')"
REWRITTEN = (
    "OLD.state = 'done' AND (NEW.facts <> OLD.facts OR NEW.points <> OLD.points OR NEW.done_on <> OLD.done_on "
    "OR NEW.inspector_id <> OLD.inspector_id)"
)
INSPECTION_GUARDS = (
    Guard("centres_inspection_stays", "centres_inspection", "UPDATE", CLOSED, "an inspection that is closed stays"),
    Guard("centres_inspection_kept", "centres_inspection", "UPDATE", REWRITTEN, "what was inspected stays"),
    Guard("centres_inspection_remains", "centres_inspection", "DELETE", "1=1", "inspections are never deleted"),
    Guard(
        "centres_finding_stays", "centres_finding", "UPDATE", "OLD.state = 'closed'", "a finding that is closed stays"
    ),
    Guard("centres_finding_remains", "centres_finding", "DELETE", "1=1", "findings are never deleted"),
    *only_added("centres_findingmove", "moves of findings"),
    *only_added("centres_gradetable", "tables of grades"),
    *only_added("centres_grade", "grades"),
)
