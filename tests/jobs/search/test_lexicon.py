"""What search knows of the postings' words: how many hold each, and how it is spelt."""

import pytest

from jobs.models import SearchWord
from jobs.search import lexicon
from jobs.search.lexicon import refresh_words


@pytest.fixture
def board(live):
    for number in range(8):
        live(
            title="Kestrels RN" if number % 4 else "Kestrel RN", description_text="Marmots run. Ospreys fly."
        )
    for _ in range(3):
        live(title="Heron RN", description_text="Pelicans dive.")
    live(title="Heron RN", description_text="Once, a Quetzal.")


def test_it_counts_the_postings_that_hold_a_word(board):
    refresh_words()
    held = dict(SearchWord.objects.values_list("lexeme", "documents"))
    assert (held["kestrel"], held["heron"], held["pelican"]) == (8, 4, 3)
    assert held[lexicon.TOTAL] == 12
    assert "quetzal" not in held


def test_a_word_is_spelt_as_most_postings_spell_it(board):
    refresh_words()
    spelt = lexicon.current().spellings
    assert (spelt["kestrel"], spelt["marmot"]) == ("kestrels", "marmots")


def test_words_outside_the_sample_are_spelt_too(board, monkeypatch):
    refresh_words()
    whole = lexicon.current().spellings
    monkeypatch.setattr(lexicon, "SPELLING_SAMPLE", 4)
    refresh_words()
    assert lexicon.current().spellings.keys() == whole.keys()


def test_an_empty_board_has_no_words(db):
    refresh_words()
    assert set(SearchWord.objects.values_list("lexeme", "documents")) == {(lexicon.TOTAL, 0)}
