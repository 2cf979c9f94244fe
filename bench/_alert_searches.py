"""Saved searches as people combine them, and any number of alerts over them."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

SEARCHES = 2_000  # different ones; people save much the same searches
AT_ONCE = 100_000
PHRASES = ["infusion", "home infusion", "picc", "ivig", "chemo", "oncology", "ambulatory", "rn", "remote"]
COPIED = (
    "criteria, tsquery, pay_year_min, experience_max, posted_days, lat, lon, radius, sentence, frequency, "
    "zone, hour, weekday, next_due_at, pause_reason, started_at, watermark, created_at, confirmed_at"
)


def make_searches(random):
    """Distinct searches: a place or states, a setting, a therapy, words, pay."""
    from jobs.models import City
    from jobs.search.criteria import Criteria
    from jobs.vocabulary import book

    words = book.current()
    slugs = {
        kind: [entry.slug for entry in words.of(kind)]
        for kind in ("state", "setting", "therapy", "employment")
    }
    cities = list(City.objects.exclude(population=None).order_by("-population")[:300])
    found = {}
    while len(found) < SEARCHES:
        parts = [*_place(random, cities, slugs["state"]), *_wishes(random, slugs)]
        if len(parts) > 1:
            criteria = Criteria.parse("&".join(parts))
            found[criteria.querystring()] = criteria
    return list(found.values())


def _place(random, cities, states):
    kind = random.random()
    if kind < 0.45:
        city = random.choices(cities, [city.population for city in cities])[0]
        return [f"near={city.name}, {city.state_id}&radius={random.choice([25, 50, 100])}"]
    if kind < 0.6:
        return [f"state={usps}" for usps in random.sample(states, random.choice([1, 1, 2, 3]))]
    return []


def _wishes(random, slugs):
    if random.random() < 0.5:
        yield f"setting={random.choice(slugs['setting'])}"
    if random.random() < 0.2:
        yield f"therapy={random.choice(slugs['therapy'])}"
    if random.random() < 0.2:
        yield f"employment={random.choice(slugs['employment'])}"
    if random.random() < 0.5:
        yield f"q={random.choice(PHRASES)}"
    if random.random() < 0.25:
        yield f"pay_min={random.choice([35, 40, 45, 50, 60])}"


def make_alerts(searches, count):
    """`count` alerts over the searches, each of a subscriber of its own, none due."""
    from alerts import queries
    from alerts.models import Alert, Subscriber

    people = Subscriber.objects.bulk_create(
        Subscriber(email=f"bench{n}@example.com", mailbox=f"bench{n}@example.com", token=f"b{n}")
        for n in range(SEARCHES)
    )
    now = timezone.now()
    Alert.objects.bulk_create(
        Alert(
            subscriber=person,
            token=person.token,
            confirmed_at=now,
            next_due_at=now + timedelta(days=300),
            started_at=now - timedelta(days=1),
            watermark=now - timedelta(days=1),
            **queries.columns(criteria),
        )
        for person, criteria in zip(people, searches, strict=True)
    )
    for start in range(SEARCHES, count, AT_ONCE):
        _copy(start, min(AT_ONCE, count - start))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE alerts_alert")
        cursor.execute("VACUUM ANALYZE alerts_subscriber")


def _copy(start, copies):
    listed = ", ".join(f"t.{column.strip()}" for column in COPIED.split(","))
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH p AS (INSERT INTO alerts_subscriber (token, email, mailbox, last_seen_at, created_at) "
            "SELECT 'b' || n, 'b' || n || '@example.com', 'b' || n || '@example.com', now(), now() "
            "FROM generate_series(%s, %s) n RETURNING id, token), "
            "t AS (SELECT row_number() OVER (ORDER BY id) - 1 AS r, a.* FROM alerts_alert a "
            "ORDER BY id LIMIT %s) "
            f"INSERT INTO alerts_alert (token, subscriber_id, {COPIED}) SELECT p.token, p.id, {listed} "
            "FROM p JOIN t ON t.r = substr(p.token, 2)::int %% %s",
            [AT_ONCE * 10 + start, AT_ONCE * 10 + start + copies - 1, SEARCHES, SEARCHES],
        )
