"""What the database refuses about help for centres, whoever asks."""

from hamdeli.journal.guards import Guard
from hamdeli.support.moves import pairs

REQUEST, MESSAGE = "support_helprequest", "support_helpmessage"
EDITION, READING, FOLLOWING = "support_courseedition", "support_announcementreading", "support_following"
ALLOWED = " OR ".join(f"(OLD.state = '{before.value}' AND NEW.state = '{then.value}')" for before, then in pairs())
REWRITTEN = "OLD.centre_id <> NEW.centre_id OR OLD.words <> NEW.words OR OLD.asked_at <> NEW.asked_at"
UNDONE = "OLD.completed_at IS NOT NULL AND (NEW.completed_at IS NULL OR NEW.certificate <> OLD.certificate)"

SUPPORT_GUARDS: tuple[Guard, ...] = (
    Guard("help_begins", REQUEST, "INSERT", "NEW.state <> 'new'", "a help request begins as new"),
    Guard(
        "help_moves",
        REQUEST,
        "UPDATE",
        f"(OLD.state <> NEW.state AND NOT ({ALLOWED})) OR {REWRITTEN}",
        "a help request cannot go this way",
    ),
    Guard("help_remains", REQUEST, "DELETE", "1=1", "help requests are never deleted"),
    Guard("help_message_stays", MESSAGE, "UPDATE", "1=1", "what was said is never changed"),
    Guard("help_message_remains", MESSAGE, "DELETE", "1=1", "what was said is never deleted"),
    Guard("course_edition_stays", EDITION, "UPDATE", "1=1", "editions of courses are never changed"),
    Guard("course_edition_remains", EDITION, "DELETE", "1=1", "editions of courses are never deleted"),
    Guard("course_completion_stays", FOLLOWING, "UPDATE", UNDONE, "a completed course stays completed"),
    Guard("announcement_reading_stays", READING, "UPDATE", "1=1", "readings are never changed"),
    Guard("announcement_reading_remains", READING, "DELETE", "1=1", "readings are never deleted"),
)
