from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jobs.models import Posting
from jobs.presenting import posting_page
from jobs.structured_data import as_script, job_posting


@login_not_required
@require_safe
def posting(request, public_id, slug=""):
    """One posting's public page; a wrong slug redirects, one that ended long ago is gone."""
    posting = Posting.objects.with_page().filter(public_id=public_id).first()
    if posting is None or not posting.was_published:
        raise Http404("No such posting.")
    if not posting.is_shown:
        return render(request, "410.html", {"posting": posting}, status=410)
    if slug != posting.slug:
        return redirect(posting, permanent=True)
    context = {
        "posting": posting,
        "page": posting_page(posting),
        "markup": as_script(job_posting(posting)) if posting.is_live else "",
    }
    return render(request, "jobs/posting.html", context)
