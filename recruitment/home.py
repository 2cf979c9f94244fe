"""The home page: what is on the board right now, and two ways in."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.models import LivePosting, Posting
from jobs.presenting import live_card
from jobs.search.criteria import Criteria
from jobs.search.results import search
from jobs.search_page import state_tiles

# Counting a large board takes a tenth of a second, which no visitor should wait for: a worker counts every 45
# seconds. A minute's delay in a total misleads nobody.
BOARD, BOARD_LASTS_SECONDS = "home-board", 120
NEWEST_SHOWN = 4
SETTINGS_SHOWN = 8
STATES_SHOWN = 12
QUICK_WORDS = ["IVIG", "PICC", "TPN", "chemo", "per diem"]


@login_not_required
@require_safe
def home(request):
    board = cache.get_or_set(BOARD, board_counts, BOARD_LASTS_SECONDS)
    newest = [
        live_card(*row)
        for row in LivePosting.objects.open().newest().values_list("card", "posted_on")[:NEWEST_SHOWN]
    ]
    return render(request, "home.html", {**board, "newest": newest, "quick_words": QUICK_WORDS})


def count_board():
    cache.set(BOARD, board_counts(), BOARD_LASTS_SECONDS)


def board_counts():
    """Totals of the live board and the busiest settings and states, each with the search that shows them.

    The totals are those of the search itself, so that a number here is the number found behind its link.
    """
    board = search(Criteria(), page_size=1)
    settings, states = board.facets["setting"], board.facets["state"]
    priced = Posting.objects.live().filter(Q(pay_min__isnull=False) | Q(pay_max__isnull=False))
    return {
        "counts": {
            "postings": board.total,
            "facilities": LivePosting.objects.open().values("facility").distinct().count(),
            "states": len(states),
            "with_pay": priced.count(),
        },
        "settings_with_counts": [
            search_row(one.label, one.count, setting=one.slug) for one in settings[:SETTINGS_SHOWN]
        ],
        "states_with_counts": [
            search_row(one.label, one.count, state=one.slug) for one in states[:STATES_SHOWN]
        ],
        "map": state_tiles(board),
    }


def search_row(label, count, **criteria):
    return {"label": label, "count": count, "url": f"{reverse('jobs:search')}?{urlencode(criteria)}"}
