"""The workbook: the plan with its reasons, the centres, the figures, what is missing, the proof."""

from pathlib import Path

from hamdeli.config.allocate.centre_rows import centre_sheet
from hamdeli.config.allocate.figure_rows import figure_sheet
from hamdeli.config.allocate.outcome import Outcome
from hamdeli.config.allocate.plan_rows import plan_sheet
from hamdeli.config.allocate.proof_rows import proof_sheet
from hamdeli.config.allocate.storing import stored
from hamdeli.config.allocate.unplaced_rows import county_sheet, staying_sheet
from hamdeli.sheets.writing import write_workbook


def write_plan(path: Path, outcome: Outcome, seconds: dict[str, float]) -> None:
    """Write everything, or nothing."""
    sheets = (
        plan_sheet(outcome),
        centre_sheet(outcome),
        figure_sheet(outcome),
        staying_sheet(outcome),
        county_sheet(outcome),
        proof_sheet(outcome, seconds),
    )
    with stored(path) as part:
        write_workbook(part, sheets)
