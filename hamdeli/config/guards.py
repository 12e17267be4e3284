"""All that the database itself refuses."""

from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.journal.guards import JOURNAL_GUARDS
from hamdeli.support.guards import SUPPORT_GUARDS
from hamdeli.volunteers.guards import VOLUNTEER_GUARDS

GUARDS = (*JOURNAL_GUARDS, *CASEWORK_GUARDS, *MANDATE_GUARDS, *VOLUNTEER_GUARDS, *SUPPORT_GUARDS)
