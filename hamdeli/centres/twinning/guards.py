"""What the database refuses about conversions and twins, whoever asks."""

from hamdeli.centres.models import TwinCeiling
from hamdeli.centres.twinning.moves import pairs
from hamdeli.journal.guards import Guard

CONVERSION, TWIN = "centres_conversion", "centres_twin"
ALLOWED = " OR ".join(f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in pairs())
REWRITTEN = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in ("centre_id", "speciality", "change", "becomes", "reason", "people", "training", "starts_on")
)
PAIR_REWRITTEN = " OR ".join(
    f"NEW.{column} <> OLD.{column}" for column in ("supporting_id", "supported_id", "since", "until", "purpose")
)
OVER_CEILING = (
    "(SELECT COUNT(*) FROM centres_twin t WHERE t.ended_on IS NULL AND t.until >= NEW.since "
    "AND (t.supporting_id = NEW.SIDE OR t.supported_id = NEW.SIDE)) >= "
    "COALESCE((SELECT c.most FROM centres_twinceiling c JOIN centres_centre h ON h.province_id = c.province_id "
    "WHERE h.id = NEW.SIDE), USUAL)"
).replace("USUAL", str(TwinCeiling.USUAL))


def over_ceiling(side: str) -> str:
    """Return the condition that the centre on `side` of a new pair has as many twins as its province allows."""
    return OVER_CEILING.replace("SIDE", side)


TWINNING_GUARDS: tuple[Guard, ...] = (
    Guard("conversion_begins", CONVERSION, "INSERT", "NEW.state <> 'proposed'", "a conversion begins as a proposal"),
    Guard(
        "conversion_moves",
        CONVERSION,
        "UPDATE",
        f"{REWRITTEN} OR NEW.proposed_by_id <> OLD.proposed_by_id OR NOT ({ALLOWED})",
        "a conversion cannot go this way",
    ),
    Guard("conversion_remains", CONVERSION, "DELETE", "1=1", "conversions are never deleted"),
    Guard(
        "twin_stays",
        TWIN,
        "UPDATE",
        f"OLD.ended_on IS NOT NULL OR {PAIR_REWRITTEN}",
        "twins are only ended, and once",
    ),
    Guard("twin_remains", TWIN, "DELETE", "1=1", "twins are never deleted"),
    Guard("twin_supporting_has_place", TWIN, "INSERT", over_ceiling("supporting_id"), "too many twins"),
    Guard("twin_supported_has_place", TWIN, "INSERT", over_ceiling("supported_id"), "too many twins"),
)
