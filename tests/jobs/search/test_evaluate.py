"""The judged queries and the measures. The texts they were judged on are not in the repository."""

from tests.jobs.search.bm25 import Bm25
from tests.jobs.search.evaluate import judged, ndcg


def test_there_are_forty_judged_queries_or_more():
    rows = judged()
    assert len(rows) >= 40
    assert len({row["query"] for row in rows}) == len(rows)
    assert all(
        set(row) == {"query", "grades"} and set(row["grades"].values()) <= {0, 1, 2, 3} for row in rows
    )


def test_the_best_order_has_a_gain_of_one():
    grades = {"a": 3, "b": 2, "c": 0}
    assert ndcg(["a", "b", "c"], grades) == 1
    assert 0 < ndcg(["c", "b", "a"], grades) < 1
    assert ndcg(["x", "y"], grades) == 0


def test_bm25_prefers_the_rare_word_and_the_short_text():
    found = Bm25(
        {"a": "nurse nurse nurse", "b": "picc nurse", "c": "picc nurse and much more besides", "d": "nurse"}
    )
    assert found.best("picc nurse", 3)[:2] == ["b", "c"]
    assert found.best("zebra", 3) == []
