import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from accounts.limits import forget_old, network_of, within_limit
from accounts.models import Attempts

HOUR = timedelta(hours=1)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def tries(number, *, who="nurse", scope="apply", at=NOON):
    return [within_limit(scope, who, limit=3, per=HOUR, at=at) for _ in range(number)]


@pytest.mark.django_db
def test_it_allows_as_many_as_the_limit():
    assert tries(5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_each_person_and_each_thing_is_counted_apart():
    assert tries(4) == [True, True, True, False]
    assert tries(1, who="other nurse") == [True]
    assert tries(1, scope="upload") == [True]


@pytest.mark.django_db
def test_no_hour_has_more_wherever_it_begins():
    assert tries(3, at=NOON + timedelta(minutes=59)) == [True, True, True]
    assert tries(1, at=NOON + timedelta(minutes=61)) == [False]
    assert tries(1, at=NOON + timedelta(minutes=118)) == [False]
    assert tries(4, at=NOON + timedelta(minutes=119)) == [True, True, True, False]


@pytest.mark.django_db
def test_what_was_refused_does_not_count():
    tries(3)
    for minute in range(59):
        assert tries(1, at=NOON + timedelta(minutes=minute)) == [False]
    assert tries(1, at=NOON + HOUR) == [True]


@pytest.mark.django_db
def test_it_comes_back_one_by_one_as_time_goes_by():
    for minute in (0, 20, 40):
        assert tries(1, at=NOON + timedelta(minutes=minute)) == [True]
    assert tries(2, at=NOON + timedelta(minutes=60)) == [True, False]
    assert tries(2, at=NOON + timedelta(minutes=80)) == [True, False]


@pytest.mark.django_db
def test_it_keeps_nothing_of_who_it_was():
    tries(1, who="nadia@example.com")
    [row] = Attempts.objects.values_list()
    assert "nadia" not in repr(row)
    assert "example" not in repr(row)


@pytest.mark.django_db
def test_what_counts_no_more_is_forgotten():
    tries(1, who="early")
    tries(1, who="late", at=NOON + timedelta(minutes=30))
    assert forget_old(at=NOON + timedelta(minutes=61)) == 1
    assert forget_old(at=NOON + timedelta(minutes=91)) == 1
    assert not Attempts.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_never_more_than_the_limit():
    start, answers = threading.Barrier(8), []

    def knock():
        try:
            start.wait()
            answers.extend(within_limit("apply", "nurse", limit=5, per=HOUR) for _ in range(3))
        finally:
            connection.close()

    threads = [threading.Thread(target=knock) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 24
    assert answers.count(True) == 5


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_waits_for_the_first_ones_end():
    second = []

    def knock():
        try:
            second.append(within_limit("apply", "nurse", limit=1, per=HOUR))
        finally:
            connection.close()

    thread = threading.Thread(target=knock)
    with transaction.atomic():
        assert within_limit("apply", "nurse", limit=1, per=HOUR)
        thread.start()
        thread.join(timeout=0.3)
        assert second == []
    thread.join()
    assert second == [False]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unknown", ""),
    ],
)
def test_all_addresses_of_one_subscriber_count_as_one(address, network):
    assert network_of(address) == network
