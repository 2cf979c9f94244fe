from candidates.forms.profile import AboutForm, PlaceForm
from candidates.forms.records import CredentialRecordForm, LicenseRecordForm
from candidates.forms.resume import ResumeForm
from candidates.forms.skills import SkillsForm

__all__ = [
    "AboutForm",
    "CredentialRecordForm",
    "LicenseRecordForm",
    "PlaceForm",
    "ResumeForm",
    "SkillsForm",
]
