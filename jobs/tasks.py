from celery import shared_task

from jobs import actions, sitemaps
from jobs.search import slabs
from jobs.search.lexicon import refresh_words


@shared_task
def expire_postings():
    actions.expire_postings()


@shared_task
def count_words():
    """How rare each word is moves slowly: once a day is often enough; then which words have slabs, too."""
    refresh_words()
    slabs.rebuild_slabs()


@shared_task
def fold_changes():
    while slabs.fold() >= slabs.MOST_FOLDED:
        pass


@shared_task
def read_for_sitemaps():
    sitemaps.read_for_sitemaps()
