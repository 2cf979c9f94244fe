"""The live table follows the postings."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobs import actions
from jobs.models import LivePosting, Posting, Term
from jobs.search.criteria import Criteria
from jobs.search.indexing import differences, index_postings, rebuild
from jobs.search.results import search
from tests import factories


def found(querystring):
    return [card.pk for card in search(Criteria.parse(querystring)).cards]


@pytest.mark.parametrize("status", ["paused", "closed", "filled", "in_review"])
def test_a_posting_that_leaves_live_leaves_the_search(live, owner, status):
    posting = live(title="Kestrel RN")
    assert found("q=kestrel") == [posting.pk]
    actions.move_posting(by=owner, posting=posting, to=status)
    assert found("q=kestrel") == []


def test_a_posting_that_goes_live_is_found(owner, facility):
    posting = factories.PostingFactory(title="Kestrel RN", facility=facility, draft=True)
    index_postings([posting.pk])
    assert found("q=kestrel") == []
    actions.publish_posting(by=owner, posting=posting)
    assert found("q=kestrel") == [posting.pk]


def test_an_edit_is_found_at_once(live, owner):
    posting = live(title="Kestrel RN")
    posting.title = "Wagtail RN"

    def save():
        posting.save()
        return posting

    actions.save_posting(by=owner, posting=posting, save=save)
    assert (found("q=kestrel"), found("q=wagtail")) == ([], [posting.pk])


def test_a_change_that_fails_leaves_the_search_as_it_was(live):
    from django.db import transaction

    posting = live(title="Kestrel RN")
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        Posting.objects.filter(pk=posting.pk).update(status="paused")
        index_postings([posting.pk])
        raise RuntimeError
    assert found("q=kestrel") == [posting.pk]


def test_overdue_postings_leave_the_table_when_they_expire(live):
    posting = live(title="Kestrel RN", overdue=True)
    assert LivePosting.objects.count() == 1
    assert found("q=kestrel") == []
    actions.expire_postings()
    assert not LivePosting.objects.filter(pk=posting.pk).exists()


def test_a_rebuilt_table_equals_the_one_that_followed_each_change(board):
    before = list(LivePosting.objects.order_by("pk").values())
    assert rebuild() == len(before)
    assert list(LivePosting.objects.order_by("pk").values()) == before
    assert differences() == []


def test_check_fails_where_a_row_differs_is_missing_or_superfluous(live):
    postings = [live(title=f"Kestrel {word}") for word in ("one", "two", "three", "four")]
    call_command("rebuild_search", "--check", stdout=StringIO())
    Posting.objects.filter(pk=postings[0].pk).update(title="Changed behind the back")
    LivePosting.objects.filter(pk=postings[1].pk).delete()
    Posting.objects.filter(pk=postings[2].pk).update(status="paused")
    assert differences() == [posting.pk for posting in postings[:3]]
    with pytest.raises(CommandError, match="3 rows"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search", stdout=StringIO())
    call_command("rebuild_search", "--check", stdout=StringIO())


def test_a_term_keeps_its_bit(live):
    setting = factories.TermFactory()
    live(terms=[setting])
    bit = Term.objects.get(pk=setting.pk).bit
    factories.TermFactory(slug="mobile-iv")
    live(terms=[setting])
    setting.refresh_from_db()
    assert setting.bit == bit


def test_indexing_a_thousand_takes_as_many_statements_as_indexing_one(live, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one = live(title="Kestrel RN")
    many = factories.PostingFactory.create_batch(20, facility=one.facility)
    with CaptureQueriesContext(connection) as first:
        index_postings([one.pk])
    with django_assert_num_queries(len(first)):
        index_postings([posting.pk for posting in many])


def test_the_command_prints_what_the_page_shows(live):
    import json

    posting = live(title="Kestrel RN", description_text="We give IVIG.")
    out = StringIO()
    call_command("search", "q=kestrel", "--json", "--limit", "5", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["total"] == 1
    assert answer["results"][0]["public_id"] == posting.public_id
    assert answer["results"][0]["why"]
    assert set(answer["facets"]) >= {"state", "setting", "will_train"}


def test_the_command_refuses_a_bad_value(db):
    with pytest.raises(CommandError, match="state"):
        call_command("search", "state=XX")


def test_an_empty_table_is_filled_and_gets_its_index_back(board):
    from django.db import connection

    LivePosting.objects.all().delete()
    rebuild()
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, LivePosting._meta.db_table)
    assert "live_words" in names
    assert differences() == []
