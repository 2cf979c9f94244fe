from jobs.forms.asked import note_laws
from jobs.forms.facility import FacilityForm, FacilityStartForm
from jobs.forms.posting import PostingForm

__all__ = ["FacilityForm", "FacilityStartForm", "PostingForm", "note_laws"]
