from datetime import UTC, date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.limits import within_limit
from alerts import access, news, queries
from alerts.addresses import mailbox_of
from alerts.claims import last_mail_day, next_due
from alerts.emails import send_confirmation
from alerts.mail_reports import Verdict
from alerts.models import Alert, Subscriber
from outbox.actions import mark_dead, revive

# "Until I turn it on again."
FOREVER = date(9999, 12, 31)
COMPLAINED = "Your mail provider told us that a mail of ours was reported as spam."
# One person shows up under many addresses of one mailbox; more than this waits for a confirmation.
MOST_WAITING = 20
ASKED_PER_DAY = 20


class NotPossible(Exception):
    """Refused; its text is a sentence for the person who asked."""


@transaction.atomic
def subscribe(*, by, email, criteria, frequency, zone, hour=7, weekday=0, at=None):
    """Save a search as an alert for this address. Returns the alert, or None where a limit is reached.

    Somebody logged in with this address verified has it at once (beyond the limit: NotPossible). For all
    others nothing starts before the link in the mail is followed, and what they see is always the same:
    the answer must not tell whether an address is known here.
    """
    at = at or timezone.now()
    email = email.strip().lower()
    is_hers = access.has_verified(by, email)
    if not is_hers and not _may_ask(email, at):
        return None
    subscriber = _subscriber(email, by if is_hers else None)
    columns = queries.columns(queries.alert_criteria(criteria))
    alert = subscriber.alerts.standing().filter(criteria=columns["criteria"]).first()
    if alert is None:
        if subscriber.alerts.standing().count() >= Subscriber.MOST_ALERTS:
            if is_hers:
                raise NotPossible(
                    f"You have {Subscriber.MOST_ALERTS} alerts. Stop one before you add another."
                )
            return None
        start = news.horizon(overlap=0)
        alert = Alert(subscriber=subscriber, started_at=start, watermark=start, **columns)
    if not alert.is_confirmed or is_hers:
        alert.frequency, alert.zone, alert.hour, alert.weekday = frequency, zone, hour, weekday
        if alert.is_confirmed:
            alert.next_due_at = _first_due(alert, at)
        alert.save()
    if is_hers:
        confirm(alerts=[alert], at=at)
    elif not alert.is_confirmed:
        send_confirmation(alert, at=at)
    return alert


def _may_ask(email, at):
    mailbox = mailbox_of(email)
    waiting = Alert.objects.waiting().filter(subscriber__mailbox=mailbox).count()
    asked_little = within_limit("alert-mailbox", mailbox, limit=ASKED_PER_DAY, per=timedelta(days=1), at=at)
    return asked_little and waiting < MOST_WAITING


def _subscriber(email, user):
    subscriber, _ = Subscriber.objects.get_or_create(email=email, defaults={"mailbox": mailbox_of(email)})
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if user and subscriber.user_id is None and not Subscriber.objects.filter(user=user).exists():
        subscriber.user = user
        subscriber.save(update_fields=["user"])
    return subscriber


@transaction.atomic
def confirm(*, alerts, at=None):
    """Start these alerts: their address is theirs. Confirming twice changes nothing."""
    at = at or timezone.now()
    for alert in Alert.objects.waiting().filter(pk__in=[a.pk for a in alerts]).select_for_update():
        alert.confirmed_at = at
        alert.next_due_at = _first_due(alert, at)
        alert.save(update_fields=["confirmed_at", "next_due_at"])
        _belongs(alert.subscriber)
        _seen(alert, at)


def _belongs(subscriber):
    """Tie it to her account, if she has one, so that deleting the account deletes it too."""
    if subscriber.user_id is None and (user := access.account_of(subscriber.email)):
        subscriber.user = user
        subscriber.save(update_fields=["user"])


def _first_due(alert, at):
    if alert.frequency == Alert.Frequency.INSTANT:
        return at  # looks at once at what came in since it was made
    return next_due(alert, after=at, not_on=last_mail_day(alert) if alert.pk else None)


def _seen(alert, at):
    Subscriber.objects.filter(pk=alert.subscriber_id).update(last_seen_at=at)
    revive(alert.subscriber.email)


@transaction.atomic
def change(*, alert, frequency, zone, hour, weekday, quiet_from=None, quiet_until=None, at=None):
    """Change when an alert mails. Her quiet hours hold for all her alerts."""
    at = at or timezone.now()
    alert.frequency, alert.zone, alert.hour, alert.weekday = frequency, zone, hour, weekday
    if alert.is_confirmed:
        alert.next_due_at = _first_due(alert, at)
    alert.save()
    person = alert.subscriber
    person.quiet_from, person.quiet_until = quiet_from, quiet_until
    person.save(update_fields=["quiet_from", "quiet_until"])
    _seen(alert, at)


@transaction.atomic
def change_search(*, alert, criteria):
    """Let an alert follow another search from now on."""
    columns = queries.columns(queries.alert_criteria(criteria))
    twin = alert.subscriber.alerts.standing().filter(criteria=columns["criteria"]).exclude(pk=alert.pk)
    if twin.exists():
        raise NotPossible("You have an alert for this search already.")
    for name, value in columns.items():
        setattr(alert, name, value)
    alert.started_at = alert.watermark = news.horizon(overlap=0)
    alert.save()
    resume(alert=alert)


@transaction.atomic
def pause(*, alert, until=FOREVER, reason="", at=None):
    """Send nothing before the local day `until`; what appears meanwhile comes with the first mail after it."""
    alert.paused_until, alert.pause_reason = until, reason
    alert.save(update_fields=["paused_until", "pause_reason"])
    if not reason:
        _seen(alert, at or timezone.now())


@transaction.atomic
def resume(*, alert, at=None):
    at = at or timezone.now()
    alert.paused_until, alert.pause_reason = None, ""
    if alert.is_confirmed:
        alert.next_due_at = _first_due(alert, at)
    alert.save(update_fields=["paused_until", "pause_reason", "next_due_at"])
    _seen(alert, at)


@transaction.atomic
def unsubscribe(*, alerts, at=None):
    """Stop these alerts at once. Stopping twice changes nothing; returns how many stopped now."""
    return (
        Alert.objects.standing()
        .filter(pk__in=[alert.pk for alert in alerts])
        .update(unsubscribed_at=at or timezone.now())
    )


@transaction.atomic
def start_again(*, alert, at=None):
    """Take back an unsubscription by the link in her mail."""
    at = at or timezone.now()
    twin = alert.subscriber.alerts.standing().filter(criteria=alert.criteria).exclude(pk=alert.pk)
    if twin.exists():
        raise NotPossible("You have an alert for this search already.")
    # What appeared while it was stopped is no news: she had asked not to hear of it.
    alert.started_at = alert.watermark = news.horizon(overlap=0)
    alert.unsubscribed_at, alert.paused_until, alert.pause_reason = None, None, ""
    alert.confirmed_at = alert.confirmed_at or at
    alert.next_due_at = _first_due(alert, at)
    alert.save()
    _seen(alert, at)


@transaction.atomic
def still_looking(*, subscriber, at=None):
    Subscriber.objects.filter(pk=subscriber.pk).update(
        last_seen_at=at or timezone.now(), asked_still_looking_at=None
    )


@transaction.atomic
def take_mail_report(*, email, verdict, reason, reported_at=None, at=None):
    """Follow what a mail provider reports of an address. Returns whether that changed anything.

    Once or twice is the same. An address we do not know is left alone, and so is a person who has shown
    since then that her mail arrives: a report that comes late, or again, must not undo that.
    """
    at = at or timezone.now()
    reported_at = min(_aware(reported_at or at), at)
    subscriber = Subscriber.objects.filter(email=email).select_for_update().first()
    if subscriber and subscriber.last_seen_at >= reported_at:
        return False
    if verdict == Verdict.DEAD:
        is_known = subscriber is not None or access.has_account(email)
        return is_known and mark_dead(email, reason)
    if subscriber is None:
        return False
    if verdict == Verdict.STOP:
        return unsubscribe(alerts=subscriber.alerts.standing(), at=at) > 0
    return _rest_after_complaint(subscriber, at)


def _aware(moment):
    return timezone.make_aware(moment, UTC) if timezone.is_naive(moment) else moment


def _rest_after_complaint(subscriber, at):
    """Her alerts rest until she wakes them, for it may have been a slip; what she never confirmed ends."""
    mailed = subscriber.alerts.active().exclude(pause_reason=COMPLAINED)
    changed = mailed.update(paused_until=FOREVER, pause_reason=COMPLAINED)
    return unsubscribe(alerts=subscriber.alerts.waiting(), at=at) + changed > 0


@transaction.atomic
def forget_address(*, email):
    """Delete an address with its alerts and their ledger: its owner has asked to be erased.

    Her alerts may go to an older address than her account's.
    """
    Subscriber.objects.filter(Q(email=email.lower()) | Q(user__email__iexact=email)).delete()
