"""What the database refuses about licences, whoever asks."""

from hamdeli.centres.licensing.moves import EDGES
from hamdeli.journal.guards import Guard

LEGAL = " OR ".join(f"(OLD.licence = '{before}' AND NEW.licence = '{after}')" for before, after in sorted(EDGES))
ILLEGAL = f"NEW.licence <> OLD.licence AND NOT ({LEGAL})"
OVERLAPS = (
    "NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM centres_licenceterm t WHERE t.centre_id = NEW.centre_id "
    "AND t.id <> COALESCE(NEW.id, -1) AND t.ended_at IS NULL AND t.begins <= NEW.ends AND t.ends >= NEW.begins)"
)
REPLACED = (
    "NEW.centre_id <> OLD.centre_id OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind OR NEW.begins <> OLD.begins"
)

CENTRE_GUARDS = (
    Guard("licence_moves_by_table", "centres_centre", "UPDATE", ILLEGAL, "a licence does not move that way"),
    Guard("licence_terms_apart", "centres_licenceterm", "INSERT", OVERLAPS, "the terms of a licence overlap"),
    Guard("licence_terms_stay_apart", "centres_licenceterm", "UPDATE", OVERLAPS, "the terms of a licence overlap"),
    Guard("licence_term_stays_whole", "centres_licenceterm", "UPDATE", REPLACED, "a term keeps its centre and number"),
    Guard("licence_term_remains", "centres_licenceterm", "DELETE", "1=1", "terms of licences are never deleted"),
    Guard("licence_move_stays", "centres_licencemove", "UPDATE", "1=1", "moves of licences are never changed"),
    Guard("licence_move_remains", "centres_licencemove", "DELETE", "1=1", "moves of licences are never deleted"),
)
