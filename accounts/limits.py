"""How often somebody may do something: applying, uploading, registering, asking for mail.

Counted in PostgreSQL and not in the cache: a Redis that is away or was emptied must not open the door.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Attempts

_TABLE = Attempts._meta.db_table
_RECENT = "ARRAY(SELECT t FROM unnest(a.times) t WHERE t > %(since)s)"
# One statement: of two requests at once the second waits for the first's row, and counts what it wrote.
_COUNT = f"""
    INSERT INTO {_TABLE} AS a (key, times, over_at) VALUES (%(key)s, ARRAY[%(at)s], %(over)s)
    ON CONFLICT (key) DO UPDATE
    SET times = {_RECENT} || %(at)s, over_at = greatest(a.over_at, excluded.over_at)
    WHERE cardinality({_RECENT}) < %(limit)s
    RETURNING true
"""  # noqa: S608


def within_limit(scope: str, who: str, *, limit: int, per: timedelta, at=None) -> bool:
    """Count one attempt of `who` at `scope`: True when counted and allowed, False when there were too many.

    In no stretch of time as long as `per` are more than `limit` allowed, wherever it begins; a refused
    attempt is not counted. `who` is any text that says whose attempt it is: an account's number, a client's
    address, a mailbox. It counts for good only with the caller's transaction, so ask before a transaction
    that may be rolled back; inside one, other requests of the same `who` wait for its end.
    """
    at = at or timezone.now()
    key = salted_hmac("accounts.limits", f"{scope}:{who}").hexdigest()[:40]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "at": at, "since": at - per, "over": at + per, "limit": limit})
        return cursor.fetchone() is not None


def network_of(client_ip: str) -> str:
    """Whose address this is: an IPv4 address, or the /64 that one subscriber of IPv6 has to himself.

    "" for what is no address.
    """
    try:
        address = ip_address(client_ip)
    except ValueError:
        return ""
    if address.version == 6:
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)


def forget_old(*, at=None) -> int:
    """Remove what counts no more. Returns how many rows."""
    return Attempts.objects.filter(over_at__lt=at or timezone.now()).delete()[0]
