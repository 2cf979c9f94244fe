"""The only doors to alerts: their token, or the account they belong to. Anybody else finds nothing."""

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from alerts.models import Alert, Subscriber


def get_alert(token):
    """The alert of a link in a mail. Its token is what proves the right to it."""
    return get_object_or_404(Alert.objects.select_related("subscriber"), token=token)


def get_alerts_to_stop(token):
    """What the unsubscribe link of a mail stands for: one alert, or all of one address."""
    alert = Alert.objects.select_related("subscriber").filter(token=token).first()
    if alert:
        return alert.subscriber, [alert]
    subscriber = Subscriber.objects.filter(token=token).first()
    if subscriber is None:
        raise Http404
    return subscriber, list(subscriber.alerts.standing())


def has_verified(user, email):
    """Whether this logged-in person has shown that the address is hers."""
    if not user.is_authenticated:
        return False
    return EmailAddress.objects.filter(user=user, email__iexact=email, verified=True).exists()


def subscriber_of(user):
    """Her subscriber, or None. Alerts she asked for before she had an account become hers once it is verified."""
    mine = Subscriber.objects.filter(user=user).first()
    if mine is None and has_verified(user, user.email):
        mine = Subscriber.objects.filter(email=user.email.lower(), user=None).first()
        if mine:
            mine.user = user
            mine.save(update_fields=["user"])
    return mine


def has_account(email):
    return User.objects.annotate(address=Lower("email")).filter(address=email.lower()).exists()


def account_of(email):
    """The account whose verified address this is and that has no subscriber yet, or None."""
    verified = EmailAddress.objects.filter(email__iexact=email, verified=True, user__subscriber=None)
    address = verified.select_related("user").first()
    return address and address.user
