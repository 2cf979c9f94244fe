"""A facility's own postings, newest first, as its software reads them."""

from django import forms
from django.conf import settings
from django.db.models import Subquery
from django.urls import reverse
from django.utils.http import urlencode

from api.forms import LARGEST_PAGE, USUAL_PAGE
from api.posting_json import OWN_JOB
from api.shapes import ADDRESS, Property, Shape, list_of, or_null, said
from jobs.models import Posting


class OwnListForm(forms.Form):
    status = forms.ChoiceField(label="Only with this status", required=False, choices=Posting.Status.choices)
    limit = forms.IntegerField(
        label=f"Postings in one answer, {USUAL_PAGE} if left out",
        required=False,
        min_value=1,
        max_value=LARGEST_PAGE,
    )
    cursor = forms.CharField(
        label="Where to go on: from the link `next` of an answer", required=False, max_length=20
    )

    def page_of(self, postings):
        """(a list of postings, whether there are more). A cursor is the public id of the last one read."""
        asked, own = self.cleaned_data, postings
        if asked["status"]:
            postings = postings.filter(status=asked["status"])
        if asked["cursor"]:
            # Looked up among the facility's own, whatever their status is now; an unknown one ends the list.
            postings = postings.filter(pk__lt=Subquery(own.filter(public_id=asked["cursor"]).values("pk")))
        limit = asked["limit"] or USUAL_PAGE
        found = list(postings.order_by("-pk")[: limit + 1])
        return found[:limit], len(found) > limit

    def address(self, cursor):
        if cursor is None:
            return None
        pairs = {"status": self.cleaned_data["status"], "limit": self.cleaned_data["limit"], "cursor": cursor}
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"{settings.SITE_URL}{reverse('api:partner_jobs')}?{query}"


OWN_LIST = Shape(
    "OwnJobList",
    "Postings of the facility, newest first.",
    {
        "results": Property(
            list_of(OWN_JOB.ref), lambda answer: [OWN_JOB.write(facts) for facts in answer["facts"]]
        ),
        "next": Property(said(or_null(ADDRESS), "The page after this one."), lambda answer: answer["next"]),
    },
)
