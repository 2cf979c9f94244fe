from jobs.admin.facility import FacilityAdmin
from jobs.admin.importing import ImportRunAdmin, SourceAdmin
from jobs.admin.posting import PostingAdmin
from jobs.admin.vocabulary import CredentialAdmin, PayLawAdmin, StateAdmin, TermAdmin

__all__ = [
    "CredentialAdmin",
    "FacilityAdmin",
    "ImportRunAdmin",
    "PayLawAdmin",
    "PostingAdmin",
    "SourceAdmin",
    "StateAdmin",
    "TermAdmin",
]
