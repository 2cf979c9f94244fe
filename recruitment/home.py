"""The home page: what is on the board right now, and two ways in."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs import state_map
from jobs.models import Posting, State, Term
from jobs.presenting import posting_card

# Counting a large board takes tens of milliseconds; a minute's delay in a total misleads nobody.
COUNTS_LAST_SECONDS = 60
NEWEST_SHOWN = 4
SETTINGS_SHOWN = 8
STATES_SHOWN = 12
QUICK_WORDS = ["IVIG", "PICC", "TPN", "chemo", "per diem"]


@login_not_required
@require_safe
def home(request):
    board = cache.get_or_set("home-board", board_counts, COUNTS_LAST_SECONDS)
    newest = [posting_card(posting) for posting in Posting.objects.live().newest().with_card()[:NEWEST_SHOWN]]
    return render(request, "home.html", {**board, "newest": newest, "quick_words": QUICK_WORDS})


def board_counts():
    """Totals of the live board and the busiest settings and states, each with the search that shows them."""
    counts = Posting.objects.live().aggregate(
        postings=Count("pk"),
        facilities=Count("facility", distinct=True),
        states=Count("state", distinct=True),
        with_pay=Count("pk", filter=Q(pay_min__isnull=False) | Q(pay_max__isnull=False)),
    )
    live = Posting.objects.live().values("pk")
    settings = (
        Term.objects.of(Term.Kind.SETTING)
        .annotate(count=Count("postings", filter=Q(postings__in=live)))
        .filter(count__gt=0)
        .order_by("-count", "label")[:SETTINGS_SHOWN]
    )
    states = list(
        State.objects.annotate(count=Count("postings", filter=Q(postings__in=live)))
        .filter(count__gt=0)
        .order_by("-count", "name")
    )
    number = {state.usps: state.count for state in states}
    by_state = f"{reverse('jobs:search')}?state="
    return {
        "counts": counts,
        "settings_with_counts": [search_row(term.label, term.count, setting=term.slug) for term in settings],
        "states_with_counts": [
            search_row(state.name, state.count, state=state.usps) for state in states[:STATES_SHOWN]
        ],
        "map": state_map.tiles(dict(State.objects.values_list("usps", "name")), number, url=by_state.__add__),
    }


def search_row(label, count, **criteria):
    return {"label": label, "count": count, "url": f"{reverse('jobs:search')}?{urlencode(criteria)}"}
