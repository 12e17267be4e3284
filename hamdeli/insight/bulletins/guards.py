"""What the database refuses about bulletins, whoever asks."""

from hamdeli.journal.guards import Guard

BULLETIN, SENTENCE = "insight_bulletin", "insight_bulletinsentence"
CLOSED = "EXISTS (SELECT 1 FROM insight_bulletin b WHERE b.id = ROW.bulletin_id AND b.state <> 'draft')"
OF_OLD, OF_NEW = CLOSED.replace("ROW", "OLD"), CLOSED.replace("ROW", "NEW")

BULLETIN_GUARDS: tuple[Guard, ...] = (
    Guard("bulletin_begins", BULLETIN, "INSERT", "NEW.state <> 'draft'", "a bulletin begins as a draft"),
    Guard(
        "bulletin_stays",
        BULLETIN,
        "UPDATE",
        "OLD.state <> 'draft' OR NEW.place_id <> OLD.place_id OR NEW.code <> OLD.code",
        "a released bulletin is never changed",
    ),
    Guard("bulletin_remains", BULLETIN, "DELETE", "1=1", "bulletins are never deleted"),
    Guard("bulletin_sentence_stays", SENTENCE, "UPDATE", f"{OF_OLD} OR {OF_NEW}", "released sentences are kept"),
    Guard("bulletin_sentence_added", SENTENCE, "INSERT", OF_NEW, "nothing is added to a released bulletin"),
    Guard("bulletin_sentence_remains", SENTENCE, "DELETE", OF_OLD, "released sentences are kept"),
)
