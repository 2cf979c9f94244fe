from jobs.forms.facility import FacilityForm, FacilityStartForm
from jobs.forms.posting import PostingForm

__all__ = ["FacilityForm", "FacilityStartForm", "PostingForm"]
