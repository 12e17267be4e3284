"""What can be wrong with a form from a phone."""

from hamdeli.journal.refusals import Refusal


class SyncFault(Refusal):
    """A form that cannot be opened, or that no record can be made of; `code` and `params` for the sentence."""
