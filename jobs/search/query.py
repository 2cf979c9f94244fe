"""What every statement of a search shares: how it is run, which rows it is about, the cards it ends in.

Three statements make a page: counting.py counts, picking.py puts the best in order, `cards` shows them.
Values go in as parameters; what is formatted into the text are names and numbers of ours.
"""

import json

from django.conf import settings
from django.db import connections

from jobs.models import LivePosting

TABLE = LivePosting._meta.db_table
EARTH_MILES = 3958.8
# The planner does not count reading vectors that lie out of line, and would rather read them all than
# use the index: 274 ms against 9 at 100,000 postings. SET LOCAL ends with the statement's own transaction.
PLANNER = "SET LOCAL enable_seqscan = off; "


# Somebody who walks along an order's index stops at a thousand rows; the planner, who does not know how many
# rows a mask leaves, would sometimes rather fetch and sort them all: 230 ms against 2.
WALKING = "SET LOCAL enable_sort = off; "


def run(sql, params, *, planner=""):
    with connections[settings.READ_DATABASE].cursor() as cursor:
        cursor.execute(PLANNER + planner + sql, params)
        return cursor.fetchall()


# --- Which rows ------------------------------------------------------------------------------------


def conditions(asked, at, *, tsquery=None, practice=None, alias="l"):
    """(SQL, parameters) of the WHERE clause. `practice` is the mask of states where the asker may practice."""
    criteria = asked.criteria
    sql, params = [f"{alias}.expires_at > %s"], [at]
    tsquery = asked.tsquery if tsquery is None else tsquery
    if tsquery:
        sql.insert(0, f"{alias}.tsv @@ %s::tsquery")
        params.insert(0, tsquery)
    if criteria.pay_year_min is not None:
        sql.append(f"{alias}.pay_year >= %s")
        params.append(criteria.pay_year_min)
    if criteria.experience_max is not None:
        sql.append(f"({alias}.experience_months IS NULL OR {alias}.experience_months <= %s)")
        params.append(criteria.experience_max)
    if criteria.posted is not None:
        sql.append(f"{alias}.posted_on > %s::date - %s")
        params += [at, criteria.posted]
    if criteria.near_point and not asked.is_elsewhere:
        sql.append(f"{miles(alias)} <= %s")
        params += [*point(criteria), criteria.radius]
    if criteria.mine:
        sql.append(f"{alias}.states & %s <> 0")
        params.append(practice or 0)
    return " AND ".join(sql), params


def miles(alias="l"):
    """SQL of the great-circle distance to a point; its parameters are `point(criteria)`."""
    return (
        f"2 * {EARTH_MILES} * asin(least(1, sqrt(power(sin(radians({alias}.lat - %s) / 2), 2) + cos(radians(%s)) "
        f"* cos(radians({alias}.lat)) * power(sin(radians({alias}.lon - %s) / 2), 2))))"
    )


def point(criteria):
    lat, lon = criteria.near_point
    return [lat, lat, lon]


# --- Cards -----------------------------------------------------------------------------------------


def cards(pks):
    """{pk: (card, posted_on, published_at, expires_at)} of these rows; the card is a dict."""
    pks = list(pks)
    if not pks:
        return {}
    sql = f"SELECT posting_id, card, posted_on, published_at, expires_at FROM {TABLE} WHERE posting_id = ANY(%s)"
    return {pk: (json.loads(card), *rest) for pk, card, *rest in run(sql, [pks])}
