"""Bit slabs give the answers the rows give, at any moment between two changes."""

import itertools
from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs import tasks
from jobs.models import LiveChange, LiveDocument, LivePosting, LiveSlab, Posting, SlabBook
from jobs.models.slabs import CHUNK
from jobs.search import asking, bitmaps, counting, picking, slabs, tsquery
from jobs.search.criteria import Criteria
from jobs.search.indexing import index_postings, rebuild
from jobs.search.results import read_and_count, search
from tests import factories
from tests.jobs.search.conftest import EMPLOYMENT, ROLES, SETTINGS, SHIFTS, THERAPIES, WORDS

WORDINGS = [
    "", "kestrel", "pelican", "pelican osprey", "pelican -marmot", "-badger", "pelican zebra", "kestrel rn",
    "no nights", "pelican per diem", "heron part time no weekends", "ivig", "zebra", "kestrel texas", "colorado",
]  # fmt: skip
FILTERS = [
    {},
    {"state": ["CO"]},
    {"state": ["CO", "TX"], "setting": ["home-infusion"]},
    {"therapy": ["ivig", "tpn"], "shift": ["night"], "employment": ["prn", "part-time"]},
    {"role": ["infusion-nurse", "infusion-pharmacist"], "credential": ["crni"]},
    {"will_train": ["1"], "shift": ["day"]},
    {"sort": ["pay"]},
    {"pay_min": ["50"], "state": ["CA"]},
    {"pay_min": ["45.50"], "pay_unit": ["hour"], "experience_max": ["12"]},
    {"experience_max": ["20"], "posted": ["14"]},
    {"posted": ["300"], "setting": ["home-infusion"]},
]
SEARCHES = [urlencode({"q": q, **filters}, doseq=True) for q, filters in itertools.product(WORDINGS, FILTERS)]


@pytest.fixture
def small_is_enough(monkeypatch):
    """Slabs for boards of any size; a word is broad from three postings in two hundred on."""
    monkeypatch.setattr(slabs, "FROM", 1)


@pytest.fixture
def slabbed(board, small_is_enough):
    rebuild()
    assert slabs.current().total == len(board) + 5  # overdue ones wait to be moved out
    return board


def facts_of(querystring, *, by_slabs, monkeypatch):
    """Total, counts and the page, from slabs or from the rows."""
    with monkeypatch.context() as patch:
        if not by_slabs:
            patch.setattr(slabs, "current", lambda: None)
        results = search(Criteria.parse(querystring), page_size=200)
    counted = {
        name: {choice.slug: choice.count for choice in choices if choice.count}
        for name, choices in results.facets.items()
    }
    return results.total, counted, [card.pk for card in results.cards]


def differing(searches, monkeypatch):
    return [
        text
        for text in searches
        if facts_of(text, by_slabs=True, monkeypatch=monkeypatch)
        != facts_of(text, by_slabs=False, monkeypatch=monkeypatch)
    ]


def uses_slabs(querystring):
    return counting.planned(asking.asked(Criteria.parse(querystring)), timezone.now()) is not None


def test_they_answer_as_the_rows_do(slabbed, monkeypatch):
    assert sum(map(uses_slabs, SEARCHES)) > 40
    assert not differing(SEARCHES, monkeypatch)


def test_what_changed_since_is_counted_at_once_and_the_same_after_folding(slabbed, monkeypatch):
    pks = [facts.pk for facts in slabbed]
    Posting.objects.filter(pk__in=pks[:10]).update(status="paused")
    Posting.objects.filter(pk__in=pks[10:20]).update(description_text="pelican pelican osprey")
    Posting.objects.filter(pk__in=pks[20:25]).update(expires_at=timezone.now() - timedelta(minutes=1))
    Posting.objects.get(pk=pks[30]).delete()
    new = [factories.PostingFactory(title="Kestrel new", description_text="pelican heron") for _ in range(5)]
    index_postings([*pks[:25], *(posting.pk for posting in new)])

    total = search(Criteria.parse("q=kestrel")).total
    assert total == 150 - 10 - 5 - 1 + 5
    assert not differing(SEARCHES, monkeypatch)
    assert slabs.fold() == 25 + 1 + 5
    assert not LiveChange.objects.exists()
    assert search(Criteria.parse("q=kestrel")).total == total
    assert not differing(SEARCHES, monkeypatch)
    assert slabs.fold() == 0


def test_documents_of_several_chunks_are_counted_together(slabbed, monkeypatch):
    SlabBook.objects.update(next_doc=CHUNK - 20)
    monkeypatch.setattr(slabs, "WASTE", 1.0)
    LivePosting.objects.filter(pk__in=[facts.pk for facts in slabbed[:60]]).update(quality=0.9)

    assert slabs.fold() == 60
    assert set(LiveSlab.objects.filter(lexeme="*").values_list("chunk", flat=True)) == {0, 1}
    assert not differing(SEARCHES, monkeypatch)


def test_many_changes_are_folded_a_part_at_a_time(slabbed, monkeypatch):
    monkeypatch.setattr(slabs, "MOST_FOLDED", 20)
    LivePosting.objects.filter(pk__in=[facts.pk for facts in slabbed[:50]]).update(quality=0.9)
    assert [slabs.fold() for _ in range(4)] == [20, 20, 10, 0]
    assert slabs.differences() == []
    assert not differing(SEARCHES[:40], monkeypatch)

    LivePosting.objects.filter(pk__in=[facts.pk for facts in slabbed[:50]]).update(quality=0.8)
    tasks.fold_changes()
    assert not LiveChange.objects.exists()


def test_changes_that_would_leave_much_waste_write_them_anew_at_once(slabbed, monkeypatch):
    monkeypatch.setattr(slabs, "MOST_FOLDED", 20)
    epoch = slabs.current().epoch
    LivePosting.objects.update(quality=0.9)
    assert slabs.fold() == LivePosting.objects.count()
    assert SlabBook.objects.get().pk > epoch
    assert not LiveChange.objects.exists()


def test_slabs_that_are_written_anew_between_the_statements_of_a_page_take_nothing_from_it(slabbed):
    at = timezone.now()
    asked, mask, counted = read_and_count(Criteria.parse("q=pelican"), at=at, with_best=True)
    before = [one.pk for one in picking.candidates(asked, at, mask, counted)]
    slabs.rebuild_slabs()
    after = [one.pk for one in picking.candidates(asked, at, mask, counted)]
    assert counted.best.docs
    assert len(before) == len(after) == counted.total
    assert before == after


def test_all_words_of_a_title_count_however_many_they_are(slabbed, monkeypatch):
    words = "kestrel pelican marmot osprey badger heron"
    index_postings([factories.PostingFactory(title=words, description_text=words).pk for _ in range(5)])
    slabs.fold()
    asked, at = asking.asked(Criteria(q=words, exact=True)), timezone.now()
    assert counting.planned(asked, at)
    found = {one.pk: one.score for one in picking.candidates(asked, at)}
    monkeypatch.setattr(slabs, "current", lambda: None)
    assert found == pytest.approx({one.pk: one.score for one in picking.candidates(asked, at)}, abs=1e-4)
    assert len(found) >= 5


def test_a_posting_ends_at_its_minute(slabbed):
    posting = Posting.objects.get(pk=slabbed[0].pk)
    ends = timezone.now() + timedelta(hours=1)
    LivePosting.objects.filter(pk=posting.pk).update(expires_at=ends)
    slabs.fold()
    before, after = (
        search(Criteria.parse("q=kestrel"), at=ends + timedelta(seconds=s)).total for s in (-1, 1)
    )
    assert (before, after) == (150, 149)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_search_is_answered_as_by_the_rows(slabbed, monkeypatch, data):
    some = {
        "q": st.lists(
            st.sampled_from([*WORDS, *(f"-{word}" for word in WORDS), "kestrel", "nights"]), max_size=4
        ),
        "setting": st.lists(st.sampled_from(SETTINGS), max_size=2),
        "therapy": st.lists(st.sampled_from(THERAPIES), max_size=2),
        "shift": st.lists(st.sampled_from(SHIFTS), max_size=2),
        "employment": st.lists(st.sampled_from(EMPLOYMENT), max_size=2),
        "role": st.lists(st.sampled_from(ROLES), max_size=2),
        "pay_min": st.lists(st.integers(10, 160), max_size=1),
        "experience_max": st.lists(st.integers(0, 130), max_size=1),
        "posted": st.lists(st.integers(1, 70), max_size=1),
    }
    drawn = {name: data.draw(values, label=name) for name, values in some.items()}
    text = urlencode({**drawn, "q": " ".join(drawn["q"])}, doseq=True)
    assert not differing([text], monkeypatch)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_many_rare_words_leave_some_of_the_first_ranking_out(slabbed, monkeypatch, most):
    monkeypatch.setattr(bitmaps, "MOST_RARE", most)
    searches = ["q=pelican+osprey", "q=kestrel+pelican", "q=kestrel&pay_min=45.50", "q=pelican+per+diem"]
    assert not differing(searches, monkeypatch)


def test_only_states_where_she_may_practice_count(slabbed, monkeypatch):
    criteria = Criteria.parse("mine=1&q=kestrel")
    assert counting.planned(
        asking.asked(criteria),
        timezone.now(),
        asking.asked(criteria).lexicon.book.mask("state", ["CO", "TX"]),
    )
    by_slabs = search(criteria, practice={"CO", "TX"}).total
    monkeypatch.setattr(slabs, "current", lambda: None)
    assert by_slabs == search(criteria, practice={"CO", "TX"}).total > 50
    assert search(criteria, practice=()).total == 0


def test_a_book_of_other_slabs_is_not_believed(slabbed, monkeypatch):
    book = slabs.current()
    old = slabs.Book(book.epoch - 1, book.documents)
    asked = asking.asked(Criteria.parse("q=kestrel"))
    monkeypatch.setattr(slabs, "current", lambda: old)
    assert counting.counts(asked, timezone.now(), parts=picking.first_parts(asked)).best is None
    assert search(Criteria.parse("q=kestrel")).total == 150


def test_where_slabs_are_written_anew_in_between_the_rows_tell_the_best(slabbed):
    """Between counting and picking the numbers of documents may have become those of others."""
    asked = asking.asked(Criteria.parse("q=kestrel"))
    counted = counting.counts(asked, timezone.now(), parts=picking.first_parts(asked))
    assert counted.best.docs
    slabs.rebuild_slabs()
    found = picking.candidates(asked, timezone.now(), None, counted)
    assert {candidate.pk for candidate in found} == {facts.pk for facts in slabbed}


def test_a_change_that_is_taken_back_leaves_no_note(slabbed):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        LivePosting.objects.filter(pk=slabbed[0].pk).delete()
        raise RuntimeError
    assert not LiveChange.objects.exists()


@pytest.mark.parametrize("change", ["insert", "update", "delete", "cascade"])
def test_the_database_notes_every_way_to_change_a_row(live, change):
    posting = live(title="Kestrel RN")
    if change == "update":
        LiveChange.objects.all().delete()
        LivePosting.objects.update(quality=0.1)
    elif change == "delete":
        LiveChange.objects.all().delete()
        LivePosting.objects.all().delete()
    elif change == "cascade":
        LiveChange.objects.all().delete()
        Posting.objects.filter(pk=posting.pk).delete()
    assert set(LiveChange.objects.values_list("posting_id", flat=True)) == {posting.pk}


def test_check_fails_where_a_slab_is_not_what_the_rows_say(slabbed):
    call_command("rebuild_search", "--check", stdout=StringIO())
    LivePosting.objects.filter(pk=slabbed[0].pk).update(settings=0, tsv="'other':1")
    assert slabs.differences() == []  # noted, and so no part of the slabs' answer
    LiveChange.objects.all().delete()
    assert "state=" + slabbed[0].state in slabs.differences()
    with pytest.raises(CommandError, match=r"lexemes differ|rows of the live table differ"):
        call_command("rebuild_search", "--check")


def test_where_nobody_folds_the_rows_are_read_again(slabbed, monkeypatch):
    monkeypatch.setattr(slabs, "MOST_CHANGES", 3)
    LivePosting.objects.filter(pk__in=[facts.pk for facts in slabbed[:5]]).update(quality=0.9)
    assert search(Criteria.parse("q=kestrel")).total == 150
    assert slabs.current() is None
    assert search(Criteria.parse("q=kestrel")).total == 150
    slabs.forget()
    assert slabs.current() is not None


def test_a_small_board_has_no_slabs_and_loses_those_it_had(slabbed, monkeypatch):
    monkeypatch.setattr(slabs, "FROM", 5_000)
    LivePosting.objects.filter(pk=slabbed[0].pk).delete()
    slabs.fold()
    assert not any(model.objects.exists() for model in (SlabBook, LiveSlab, LiveDocument, LiveChange))
    assert slabs.current() is None


def test_much_waste_writes_them_anew(slabbed):
    epoch = slabs.current().epoch
    SlabBook.objects.update(next_doc=100_000)
    LivePosting.objects.filter(pk=slabbed[0].pk).update(quality=0.1)
    slabs.fold()
    assert slabs.current().epoch > epoch
    assert SlabBook.objects.get().next_doc == LivePosting.objects.count()


@pytest.mark.django_db(transaction=True)
def test_only_one_process_folds_at_a_time(small_is_enough):
    index_postings([factories.PostingFactory().pk])
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [slabs.LOCK])
        assert slabs.fold() == 0
        assert LiveChange.objects.exists()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [slabs.LOCK])
        assert slabs.fold() == 1
    finally:
        other.close()


LEXEMES = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1, max_size=8
)
TREES = st.recursive(
    st.tuples(st.just("lexeme"), LEXEMES),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=12,
)


@given(TREES)
def test_a_tree_is_written_and_read_without_change_of_meaning(tree):
    read = tsquery.parse(tsquery.write(tree))
    assert tsquery.parse(tsquery.write(read)) == read


@pytest.mark.parametrize("text", ["", "'a' &", "'a' 'b'", "a", "('a'", "'a' <-> ", "'a' | | 'b'", "'a')"])
def test_what_is_no_tsquery_of_ours_is_refused(text):
    with pytest.raises(ValueError, match=r"tsquery|Left over"):
        tsquery.parse(text)


def test_phrases_exclusions_and_brackets_keep_their_meaning():
    tree = tsquery.parse("('a' | 'b' <-> 'c') & !'d''s'")
    assert tree == (
        "all",
        [("any", [("lexeme", "a"), ("phrase", "'b' <-> 'c'")]), ("not", ("lexeme", "d's"))],
    )
