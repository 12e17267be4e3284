"""What the database refuses about the life of a case, whoever asks: what was written down is not changed afterwards."""

from hamdeli.journal.guards import Guard


def only_added(table: str, what: str) -> tuple[Guard, Guard]:
    """Return the guards of a table whose rows are never changed and never deleted."""
    return (
        Guard(f"{table}_stays", table, "UPDATE", "1=1", f"{what} are never changed"),
        Guard(f"{table}_remains", table, "DELETE", "1=1", f"{what} are never deleted"),
    )


CASEWORK_GUARDS: tuple[Guard, ...] = (
    *only_added("casework_decision", "decisions"),
    *only_added("casework_admissionstep", "steps of an admission"),
    *only_added("casework_score", "scores"),
    *only_added("casework_screening", "screenings"),
    *only_added("casework_note", "case notes"),
    *only_added("casework_aid", "aid records"),
    *only_added("casework_review", "reviews"),
    *only_added("casework_onwardmessage", "messages"),
    *only_added("questionnaires_edition", "editions"),
)
