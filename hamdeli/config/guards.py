"""All that the database itself refuses."""

from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.journal.guards import JOURNAL_GUARDS

GUARDS = (*JOURNAL_GUARDS, *MANDATE_GUARDS)
