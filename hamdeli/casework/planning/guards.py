"""What the database refuses about plans, whoever asks."""

from hamdeli.journal.guards import Guard

PLAN_OF_GOAL = "(SELECT g.plan_id FROM casework_goal g WHERE g.id = NEW.goal_id)"
PLAN_OF_EARLIER = (
    "(SELECT g.plan_id FROM casework_step s JOIN casework_goal g ON g.id = s.goal_id WHERE s.id = NEW.after_id)"
)
TOO_LATE = (
    "NEW.due_on > (SELECT p.until FROM casework_goal g JOIN casework_plan p ON p.id = g.plan_id "
    "WHERE g.id = NEW.goal_id)"
)
ELSEWHERE = f"NEW.after_id IS NOT NULL AND {PLAN_OF_EARLIER} <> {PLAN_OF_GOAL}"
CIRCLE = (
    "NEW.after_id IS NOT NULL AND EXISTS (WITH RECURSIVE earlier(id) AS (SELECT NEW.after_id UNION "
    "SELECT s.after_id FROM casework_step s JOIN earlier e ON s.id = e.id WHERE s.after_id IS NOT NULL) "
    "SELECT 1 FROM earlier WHERE id = NEW.id)"
)
UNDONE = (
    "OLD.done_on IS NOT NULL AND (NEW.done_on IS NULL OR NEW.done_on <> OLD.done_on OR NEW.evidence <> OLD.evidence "
    "OR NEW.due_on <> OLD.due_on OR NEW.title <> OLD.title OR NEW.title_en <> OLD.title_en "
    "OR NEW.goal_id <> OLD.goal_id)"
)
CLOSED_PLAN = "OLD.state <> 'open' AND (NEW.state <> OLD.state OR NEW.until <> OLD.until)"

PLAN_GUARDS = (
    Guard("casework_plan_stays_ended", "casework_plan", "UPDATE", CLOSED_PLAN, "an ended plan stays ended"),
    Guard("casework_plan_remains", "casework_plan", "DELETE", "1=1", "plans are never deleted"),
    Guard("casework_goal_remains", "casework_goal", "DELETE", "1=1", "goals are never deleted"),
    Guard("casework_step_remains", "casework_step", "DELETE", "1=1", "steps are never deleted"),
    Guard("casework_step_stays_done", "casework_step", "UPDATE", UNDONE, "a done step is not undone"),
    Guard("casework_step_no_circle", "casework_step", "UPDATE", CIRCLE, "steps wait for each other in a circle"),
    *(
        guard
        for when in ("INSERT", "UPDATE")
        for guard in (
            Guard(f"casework_step_in_time_{when.lower()}", "casework_step", when, TOO_LATE, "due after the end"),
            Guard(f"casework_step_in_plan_{when.lower()}", "casework_step", when, ELSEWHERE, "after a foreign step"),
        )
    ),
)
