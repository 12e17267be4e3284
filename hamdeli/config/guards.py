"""All that the database itself refuses."""

from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.centres.founding.guards import FOUNDING_GUARDS
from hamdeli.centres.guards import CENTRE_GUARDS
from hamdeli.centres.inspecting.guards import INSPECTION_GUARDS
from hamdeli.centres.living.guards import LIVING_GUARDS
from hamdeli.centres.twinning.guards import TWINNING_GUARDS
from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.insight.bulletins.guards import BULLETIN_GUARDS
from hamdeli.journal.guards import JOURNAL_GUARDS
from hamdeli.support.guards import SUPPORT_GUARDS
from hamdeli.volunteers.guards import VOLUNTEER_GUARDS

OF_CENTRES = (*CENTRE_GUARDS, *FOUNDING_GUARDS, *LIVING_GUARDS, *INSPECTION_GUARDS, *TWINNING_GUARDS)
OF_FAMILIES = (*CASEWORK_GUARDS, *MANDATE_GUARDS, *VOLUNTEER_GUARDS)
GUARDS = (*JOURNAL_GUARDS, *OF_CENTRES, *OF_FAMILIES, *SUPPORT_GUARDS, *BULLETIN_GUARDS)
