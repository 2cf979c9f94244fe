"""Pages of words alone: where the data is from, privacy, accessibility."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def about_data(request):
    return render(request, "pages/about_data.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "pages/accessibility.html")
