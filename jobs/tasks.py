from celery import shared_task

from jobs import actions, sitemaps
from jobs.search import slabs
from jobs.search.lexicon import refresh_words


@shared_task
def expire_postings():
    actions.expire_postings()


# At a million postings all slabs take five minutes to write, and all words as long to count.
LONG = {"soft_time_limit": 3600, "time_limit": 3660}


@shared_task(**LONG)
def count_words():
    """How rare each word is moves slowly: once a day is often enough; then which words have slabs, too."""
    refresh_words()
    slabs.rebuild_slabs()


@shared_task(**LONG)
def fold_changes():
    while slabs.fold() >= slabs.MOST_FOLDED:
        pass


@shared_task
def read_for_sitemaps():
    sitemaps.read_for_sitemaps()
