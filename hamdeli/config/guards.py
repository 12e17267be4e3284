"""All that the database itself refuses."""

from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.centres.twinning.guards import TWINNING_GUARDS
from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.insight.bulletins.guards import BULLETIN_GUARDS
from hamdeli.journal.guards import JOURNAL_GUARDS
from hamdeli.volunteers.guards import VOLUNTEER_GUARDS

GUARDS = (*JOURNAL_GUARDS, *CASEWORK_GUARDS, *MANDATE_GUARDS, *VOLUNTEER_GUARDS, *TWINNING_GUARDS, *BULLETIN_GUARDS)
