"""What the database refuses about the life of centres, whoever asks."""

from hamdeli.journal.guards import Guard

BOARD, MEMBER = "centres_board", "centres_boardmember"
RETURN, PAPER, ACCOUNT = "centres_monthlyreturn", "centres_centrepaper", "centres_bankaccount"
ELSEWHERE = (
    "NEW.until IS NULL AND EXISTS (SELECT 1 FROM centres_boardmember m WHERE m.code_index = NEW.code_index "
    "AND m.until IS NULL AND m.centre_id <> NEW.centre_id)"
)
FOREIGN = "NOT EXISTS (SELECT 1 FROM centres_board b WHERE b.id = NEW.board_id AND b.centre_id = NEW.centre_id)"
REWRITTEN = (
    "OLD.until IS NOT NULL OR NEW.board_id <> OLD.board_id OR NEW.centre_id <> OLD.centre_id "
    "OR NEW.code_index <> OLD.code_index OR NEW.seat <> OLD.seat OR NEW.since <> OLD.since"
)

LIVING_GUARDS: tuple[Guard, ...] = (
    Guard("board_remains", BOARD, "DELETE", "1=1", "boards are never deleted"),
    Guard("board_stays_replaced", BOARD, "UPDATE", "OLD.ended_on IS NOT NULL", "a replaced board is never changed"),
    Guard("board_member_at_one_centre", MEMBER, "INSERT", f"{ELSEWHERE} OR {FOREIGN}", "on boards of two centres"),
    Guard("board_member_only_leaves", MEMBER, "UPDATE", REWRITTEN, "a member only leaves"),
    Guard("board_member_remains", MEMBER, "DELETE", "1=1", "members of boards are never deleted"),
    Guard("return_stays", RETURN, "UPDATE", "1=1", "returns are never changed"),
    Guard("return_remains", RETURN, "DELETE", "1=1", "returns are never deleted"),
    Guard("centre_paper_remains", PAPER, "DELETE", "1=1", "papers of centres are never deleted"),
    Guard("account_remains", ACCOUNT, "DELETE", "1=1", "bank accounts are never deleted"),
    Guard(
        "account_stays",
        ACCOUNT,
        "UPDATE",
        "NEW.iban <> OLD.iban OR NEW.centre_id <> OLD.centre_id OR OLD.state IN ('refused', 'replaced') "
        "OR (OLD.state = 'confirmed' AND NEW.state <> 'replaced')",
        "an account is only answered, once",
    ),
)
